#include "Inference/EntryHead.h"

#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace pyunbox {

namespace {

bool isWordCharacter(char C) {
  return isalnum(static_cast<unsigned char>(C)) || C == '_';
}

} // namespace

std::set<std::string, std::less<>> wordsOf(std::string_view Text) {
  std::set<std::string, std::less<>> Words;
  for (std::size_t I = 0; I < Text.size();) {
    std::size_t Begin = I;
    while (I < Text.size() && isWordCharacter(Text[I]))
      ++I;
    if (I > Begin)
      Words.emplace(Text.substr(Begin, I - Begin));
    else
      ++I;
  }
  return Words;
}

std::vector<std::string>
parameterNames(const std::vector<Argument> &Args,
               std::set<std::string, std::less<>> Taken,
               const UnitContext &Unit) {
  std::vector<std::string> Names;
  for (std::size_t I = 0; I < Args.size(); ++I) {
    bool IsIdentifier =
        !Args[I].Name.empty() &&
        std::all_of(Args[I].Name.begin(), Args[I].Name.end(), isWordCharacter);
    std::string Name =
        IsIdentifier ? "pyunbox_" + Args[I].Name : fmt::format("pyunbox_{}", I);
    auto IsFree = [&](const std::string &One) {
      return !Unit.isMacro(One) && !Taken.contains(One);
    };
    std::string Unique = Name;
    for (unsigned Number = 2; !IsFree(Unique) || !IsFree(lengthName(Unique));
         ++Number)
      Unique = fmt::format("{}_{}", Name, Number);
    Taken.insert({Unique, lengthName(Unique)});
    Names.push_back(std::move(Unique));
  }
  return Names;
}

std::string lengthName(const std::string &Name) { return Name + "_length"; }

EntryCode entryHead(const std::string &Name, const CType &Returns,
                    const std::vector<Argument> &Args,
                    const std::vector<std::string> &Names,
                    const std::vector<ResultPlace> &Places,
                    const UnitContext &Unit) {
  EntryCode Code;
  Code.Name = Name;
  Code.ReturnType = written(Returns, Unit.isCxx());
  std::vector<std::string> Parameters;
  for (std::size_t I = 0; I < Args.size(); ++I) {
    const CType &Type = Args[I].Type;
    Parameters.push_back(
        (Type.isMemory() ? "const char *" : written(Type, Unit.isCxx()) + " ") +
        Names[I]);
    if (Type.Kind == CKind::Buffer)
      Parameters.push_back("Py_ssize_t " + lengthName(Names[I]));
  }
  for (const auto &[Type, Place] : Places)
    Parameters.push_back(
        fmt::format("{} *{}", written(Type, Unit.isCxx()), Place));
  Code.Parameters = Parameters.empty()
                        ? "void"
                        : fmt::format("{}", fmt::join(Parameters, ", "));
  return Code;
}

} // namespace pyunbox

#include "Inference/EntryHead.h"

#include "Inference/UnitContext.h"
#include "fmt/format.h"

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

std::vector<std::string> parameterNames(const std::vector<Argument> &Args,
                                        std::string_view Body,
                                        const UnitContext &Unit) {
  auto Taken = wordsOf(Body);
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
                    const UnitContext &Unit) {
  EntryCode Code;
  Code.Name = Name;
  Code.ReturnType = written(Returns, Unit.isCxx());
  for (std::size_t I = 0; I < Args.size(); ++I)
    Code.Parameters +=
        (I ? ", " : "") +
        (Args[I].Type.Kind == CKind::Buffer
             ? fmt::format("const char *{}, Py_ssize_t {}", Names[I],
                           lengthName(Names[I]))
         : Args[I].Type.Kind == CKind::Text
             ? fmt::format("const char *{}", Names[I])
             : fmt::format("{} {}", written(Args[I].Type, Unit.isCxx()),
                           Names[I]));
  if (Args.empty())
    Code.Parameters = "void";
  return Code;
}

} // namespace pyunbox

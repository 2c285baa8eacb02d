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
    std::string Unique = Name;
    for (unsigned Number = 2;
         Unit.isMacro(Unique) || !Taken.insert(Unique).second; ++Number)
      Unique = fmt::format("{}_{}", Name, Number);
    Names.push_back(std::move(Unique));
  }
  return Names;
}

EntryCode entryHead(const std::string &Name, const CType &Returns,
                    const std::vector<Argument> &Args,
                    const std::vector<std::string> &Names,
                    const UnitContext &Unit) {
  EntryCode Code;
  Code.Name = Name;
  Code.ReturnType = written(Returns, Unit.isCxx());
  for (std::size_t I = 0; I < Args.size(); ++I)
    Code.Parameters +=
        fmt::format("{}{} {}", I ? ", " : "",
                    written(Args[I].Type, Unit.isCxx()), Names[I]);
  if (Args.empty())
    Code.Parameters = "void";
  return Code;
}

} // namespace pyunbox

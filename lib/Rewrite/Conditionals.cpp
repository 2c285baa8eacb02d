//===- Conditionals.cpp - under which #if does a place stand? ---*- C++ -*-===//

#include "Rewrite/Conditionals.h"

#include "Rewrite/Scan.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace pyunbox {

static constexpr std::string_view Letters = "abcdefghijklmnopqrstuvwxyz";

/// The logical line from \p Pos, in one line; moves \p Pos to its newline.
static std::string logicalLine(std::string_view Content, std::size_t &Pos) {
  std::string Line;
  while (Pos < Content.size() && Content[Pos] != '\n') {
    if (std::size_t Next = skipSplice(Content, Pos); Next != Pos) {
      Pos = Next;
    } else if (Next = skipComment(Content, Pos); Next != Pos) {
      Line += ' ';
      Pos = Next;
    } else if (Next = skipLiteral(Content, Pos); Next != Pos) {
      Line += Content.substr(Pos, Next - Pos);
      Pos = Next;
    } else {
      Line += Content[Pos++];
    }
  }
  return Line;
}

static std::string squeezed(std::string_view Text) {
  std::string Result;
  for (char C : Text) {
    bool Blank = std::isspace(static_cast<unsigned char>(C)) != 0;
    if (!Blank)
      Result += C;
    else if (!Result.empty() && Result.back() != ' ')
      Result += ' ';
  }
  if (Result.ends_with(' '))
    Result.pop_back();
  return Result;
}

/// The change that the directive \p Name with the words \p Rest is, if any.
static std::optional<MacroChange>
macroChange(const std::string &Name, std::string_view Rest, std::size_t Begin) {
  if (Name == "pragma") { // push_macro("NAME"), pop_macro("NAME")
    std::size_t Quote = Rest.find('"');
    if (Rest.find("_macro") > Quote || Quote == std::string_view::npos)
      return std::nullopt;
    Rest.remove_prefix(Quote + 1);
  } else if (Name != "define" && Name != "undef") {
    return std::nullopt;
  }
  auto End = std::find_if_not(Rest.begin(), Rest.end(), isWord);
  return MacroChange{{Rest.begin(), End}, {End, Rest.end()}, Begin};
}

Conditionals::Conditionals(std::string_view Content) {
  bool AtLineStart = true, AfterDirective = false;
  for (std::size_t Pos = 0; Pos < Content.size();) {
    if (std::size_t Hash = skipHash(Content, Pos); Hash != Pos && AtLineStart) {
      std::size_t Begin = std::exchange(Pos, Hash);
      std::string Line = squeezed(logicalLine(Content, Pos));
      std::string Name = Line.substr(0, Line.find_first_not_of(Letters));
      std::string Rest = squeezed(Line.substr(Name.size()));
      if (Name == "define" && Directives.size() == 1 && AfterDirective)
        MayBeGuarded = Directives.front().Text ==
                       "#ifndef " + Rest.substr(0, Rest.find(' '));
      if (auto Change = macroChange(Name, Rest, Begin))
        Changes.push_back(std::move(*Change));
      AfterDirective =
          Name.starts_with("if") || Name.starts_with("el") || Name == "endif";
      if (AfterDirective)
        Directives.push_back(
            {Name, "#" + Name + (Rest.empty() ? "" : " " + Rest), Begin});
      continue;
    }
    std::size_t Next = skipComment(Content, Pos);
    if (Next == Pos) {
      if (!std::isspace(static_cast<unsigned char>(Content[Pos])))
        AtLineStart = false;
      else if (Content[Pos] == '\n')
        AtLineStart = true;
      Next = std::max(skipLiteral(Content, Pos), Pos + 1);
    }
    Pos = Next;
  }
}

std::vector<Condition> Conditionals::openAt(std::size_t Offset) const {
  std::vector<Condition> Open;
  for (const Directive &D : Directives) {
    if (D.Begin >= Offset)
      break;
    if (D.Name.starts_with("if"))
      Open.push_back({{D.Text}, D.Begin});
    else if (Open.empty())
      continue;
    else if (D.Name == "endif")
      Open.pop_back();
    else
      Open.back().Directives.push_back(D.Text);
  }
  return Open;
}

bool Conditionals::anyBetween(std::size_t Begin, std::size_t End) const {
  return std::any_of(Directives.begin(), Directives.end(), [&](const auto &D) {
    return D.Begin >= Begin && D.Begin < End;
  });
}

std::optional<std::size_t> Conditionals::guard() const {
  if (!MayBeGuarded || Directives.back().Name != "endif")
    return std::nullopt;
  std::vector<Condition> Open = openAt(Directives.back().Begin);
  if (Open.size() != 1 || Open.front().Begin != Directives.front().Begin ||
      Open.front().Directives.size() != 1)
    return std::nullopt;
  return Open.front().Begin;
}

std::optional<std::vector<Condition>>
additional(const std::vector<Condition> &Outer,
           const std::vector<Condition> &Inner) {
  if (Outer.size() > Inner.size())
    return std::nullopt;
  for (std::size_t I = 0; I < Outer.size(); ++I)
    if (Outer[I].Begin != Inner[I].Begin ||
        Outer[I].Directives != Inner[I].Directives)
      return std::nullopt;
  return std::vector<Condition>(
      Inner.begin() + static_cast<std::ptrdiff_t>(Outer.size()), Inner.end());
}

std::string under(const std::vector<Condition> &Conditions,
                  const std::string &Text) {
  std::string Result;
  for (const Condition &C : Conditions)
    for (const std::string &Directive : C.Directives)
      Result += Directive + "\n";
  Result += Text;
  for (std::size_t I = 0; I < Conditions.size(); ++I)
    Result += "#endif\n";
  return Result;
}

} // namespace pyunbox

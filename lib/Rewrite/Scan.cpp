//===- Scan.cpp - stepping over literals and comments -----------*- C++ -*-===//

#include "Rewrite/Scan.h"

#include <cctype>
#include <string>

namespace pyunbox {

std::size_t skipSplice(std::string_view Text, std::size_t Pos) {
  std::string_view Rest = Text.substr(Pos);
  if (Rest.starts_with("\\\n"))
    return Pos + 2;
  if (Rest.starts_with("\\\r\n"))
    return Pos + 3;
  return Pos;
}

static std::size_t skipLineComment(std::string_view Text, std::size_t Pos) {
  while (Pos < Text.size() && Text[Pos] != '\n') {
    std::size_t Spliced = skipSplice(Text, Pos);
    Pos = Spliced == Pos ? Pos + 1 : Spliced;
  }
  return Pos;
}

std::size_t skipComment(std::string_view Text, std::size_t Pos) {
  std::string_view Rest = Text.substr(Pos);
  if (Rest.starts_with("//"))
    return skipLineComment(Text, Pos);
  if (!Rest.starts_with("/*"))
    return Pos;
  std::size_t End = Text.find("*/", Pos + 2);
  return End == Text.npos ? Text.size() : End + 2;
}

static bool isWord(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
}

/// R"delimiter( ... )delimiter", which only C++ has; in C an R there is the end
/// of a macro name, and then no parenthesis follows the delimiter.
static std::size_t skipRawString(std::string_view Text, std::size_t Pos) {
  std::size_t Open = Text.find_first_of("( \\\n\")", Pos + 2);
  if (Open == Text.npos || Text[Open] != '(')
    return Pos;
  std::string Close = ")";
  Close += Text.substr(Pos + 2, Open - Pos - 2);
  Close += '"';
  std::size_t End = Text.find(Close, Open);
  return End == Text.npos ? Pos : End + Close.size();
}

std::size_t skipLiteral(std::string_view Text, std::size_t Pos) {
  if (Text.substr(Pos).starts_with("R\""))
    return skipRawString(Text, Pos);
  if (Pos >= Text.size() || (Text[Pos] != '"' && Text[Pos] != '\''))
    return Pos;
  // 1'000 in C++.
  bool Separator = Text[Pos] == '\'' && Pos > 0 &&
                   std::isdigit(static_cast<unsigned char>(Text[Pos - 1])) &&
                   Pos + 1 < Text.size() && isWord(Text[Pos + 1]);
  if (Separator)
    return Pos + 1;
  for (std::size_t I = Pos + 1; I < Text.size(); ++I) {
    if (Text[I] == Text[Pos])
      return I + 1;
    // An apostrophe in an excluded group need not be closed.
    if (Text[I] == '\n')
      return I;
    if (Text[I] == '\\')
      I = skipSplice(Text, I) == I ? I + 1 : skipSplice(Text, I) - 1;
  }
  return Text.size();
}

} // namespace pyunbox

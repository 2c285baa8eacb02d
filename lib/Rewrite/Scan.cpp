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

std::size_t skipHash(std::string_view Text, std::size_t Pos) {
  std::string_view Rest = Text.substr(Pos);
  for (std::string_view Hash : {"#", "%:", "\?\?="})
    if (Rest.starts_with(Hash))
      return Pos + Hash.size();
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

bool isWord(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
}

/// Whether the R at \p Pos, before a quote, makes it a raw string: it is no
/// letter of a name.
static bool startsRawString(std::string_view Text, std::size_t Pos) {
  std::size_t Begin = Pos;
  while (Begin > 0 && isWord(Text[Begin - 1]))
    --Begin;
  std::string_view Prefix = Text.substr(Begin, Pos - Begin);
  return Prefix.empty() || Prefix == "u8" || Prefix == "u" || Prefix == "U" ||
         Prefix == "L";
}

/// R"delimiter( ... )delimiter".
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
  if (Text.substr(Pos).starts_with("R\"") && startsRawString(Text, Pos))
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

//===- Lines.cpp - a source text seen as lines ------------------*- C++ -*-===//

#include "Rewrite/Lines.h"

#include <algorithm>

namespace pyunbox {

std::size_t byteOrderMark(std::string_view Content) {
  return Content.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

bool usesCrLf(std::string_view Content) {
  std::size_t End = Content.find('\n');
  return End != Content.npos && End > 0 && Content[End - 1] == '\r';
}

std::string withLineEnds(std::string_view Text, bool CrLf) {
  std::string Result;
  for (std::size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\r' && I + 1 < Text.size() && Text[I + 1] == '\n')
      continue;
    if (Text[I] == '\n' && CrLf)
      Result += '\r';
    Result += Text[I];
  }
  return Result;
}

bool isLineStart(std::string_view Content, std::size_t Offset) {
  return Offset == lineStart(Content, Offset);
}

std::size_t lineStart(std::string_view Content, std::size_t Offset) {
  std::size_t Newline = Content.substr(0, Offset).rfind('\n');
  if (Newline != Content.npos)
    return Newline + 1;
  return std::min(Offset, byteOrderMark(Content));
}

std::size_t nextLine(std::string_view Content, std::size_t Offset) {
  std::size_t Newline = Content.find('\n', Offset);
  return Newline == Content.npos ? Content.size() : Newline + 1;
}

std::size_t lineNumber(std::string_view Content, std::size_t Offset) {
  auto End = Content.begin() + static_cast<std::ptrdiff_t>(Offset);
  return 1 + static_cast<std::size_t>(std::count(Content.begin(), End, '\n'));
}

bool isBlank(std::string_view Text) {
  return Text.find_first_not_of(" \t\r\n\f\v") == Text.npos;
}

} // namespace pyunbox

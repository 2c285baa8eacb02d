//===- DeclarationStarts.cpp - where declarations may be put ----*- C++ -*-===//

#include "Rewrite/DeclarationStarts.h"

#include "Rewrite/Scan.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace pyunbox {

/// Words that, with what stands in parentheses behind them, are part of a
/// declaration.
static constexpr std::array<std::string_view, 6> Specifiers = {
    "alignas",     "_Alignas",   "__attribute__",
    "__attribute", "__declspec", "__asm__"};

/// Past the directive at \p Pos, at the end of its line.
static std::size_t skipDirective(std::string_view Text, std::size_t Pos) {
  while (Pos < Text.size() && Text[Pos] != '\n') {
    std::size_t Next = std::max(skipSplice(Text, Pos), skipComment(Text, Pos));
    Pos = Next == Pos ? Pos + 1 : Next;
  }
  return Pos;
}

bool mayDeclareAt(std::string_view Content, std::size_t Offset) {
  std::string_view Text = Content.substr(0, Offset);
  char Last = ';';
  std::string Word, Called; ///< the word before the last parentheses
  unsigned Depth = 0;
  bool AtLineStart = true;
  for (std::size_t Pos = 0; Pos < Text.size();) {
    const char C = Text[Pos];
    std::size_t Next = skipComment(Text, Pos);
    if (Next == Pos && AtLineStart && skipHash(Text, Pos) != Pos)
      Next = skipDirective(Text, Pos);
    if (Next != Pos) {
      Pos = Next;
      continue;
    }
    Next = std::max(skipLiteral(Text, Pos), Pos + 1);
    if (std::isspace(static_cast<unsigned char>(C))) {
      AtLineStart |= C == '\n';
      Pos = Next;
      continue;
    }
    AtLineStart = false;
    if (C == '(' && Depth++ == 0)
      Called = Word;
    else if (C == ')' && Depth > 0)
      --Depth;
    if (Pos == 0 || !isWord(Text[Pos - 1]))
      Word.clear();
    if (isWord(C))
      Word += C;
    Last = C;
    Pos = Next;
  }
  if (Last == ')')
    return Depth == 0 &&
           std::ranges::find(Specifiers, Called) == Specifiers.end();
  return isWord(Last) ||
         std::string_view(";{}").find(Last) != std::string_view::npos;
}

} // namespace pyunbox

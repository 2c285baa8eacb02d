#include "Inference/TextEdits.h"

#include "Rewrite/Scan.h"
#include "llvm/ADT/STLExtras.h"

namespace pyunbox {

namespace {

bool covers(Span Outer, Span Inner) {
  return Inner.Begin >= Outer.Begin && Inner.End <= Outer.End;
}

bool isBlank(char C) { return C == ' ' || C == '\t'; }

/// The offset of the first character from \p At on that is neither white space
/// nor part of a comment; npos if there is none.
std::size_t nextCode(llvm::StringRef Text, std::size_t At) {
  for (;;) {
    At = Text.find_first_not_of(" \t\r\n\v\f", At);
    if (At == llvm::StringRef::npos)
      return At;
    std::size_t Past = skipSplice(Text, skipComment(Text, At));
    if (Past == At)
      return At;
    At = Past;
  }
}

} // namespace

void TextEdits::replace(Span At, std::string New) {
  std::erase_if(Edits, [&](const Edit &E) { return covers(At, E.At); });
  Edits.push_back({At, std::move(New)});
}

std::optional<std::string> TextEdits::take(Span At) {
  auto Inside =
      llvm::partition(Edits, [&](const Edit &E) { return !covers(At, E.At); });
  std::sort(Inside, Edits.end(), [](const Edit &A, const Edit &B) {
    return A.At.Begin < B.At.Begin;
  });
  std::string Out;
  unsigned From = At.Begin;
  for (auto E = Inside; E != Edits.end(); ++E) {
    if (E->At.Begin < From)
      return std::nullopt;
    Out += Text.slice(From, E->At.Begin);
    Out += E->New;
    From = E->At.End;
  }
  Out += Text.slice(From, At.End);
  Edits.erase(Inside, Edits.end());
  return Out;
}

bool TextEdits::isInsideEdit(Span At) const {
  return llvm::any_of(Edits, [&](const Edit &E) {
    return covers(E.At, At) && (E.At.Begin != At.Begin || E.At.End != At.End);
  });
}

Span TextEdits::wholeLines(Span At) const {
  std::size_t Begin = At.Begin, End = At.End;
  while (Begin && isBlank(Text[Begin - 1]))
    --Begin;
  while (End < Text.size() && isBlank(Text[End]))
    ++End;
  if (Begin && Text[Begin - 1] == '\n' && End < Text.size() &&
      Text[End] == '\n')
    return {static_cast<unsigned>(Begin), static_cast<unsigned>(End + 1)};
  return At;
}

Span TextEdits::withSemicolon(Span At) const {
  std::size_t End = nextCode(Text, At.End);
  if (End != llvm::StringRef::npos && Text[End] == ';')
    At.End = static_cast<unsigned>(End + 1);
  return At;
}

std::string TextEdits::indentAt(unsigned Offset) const {
  std::size_t Line = Text.rfind('\n', Offset);
  std::size_t Begin = Line == llvm::StringRef::npos ? 0 : Line + 1;
  return Text.slice(Begin, Offset).take_while(isBlank).str();
}

bool TextEdits::hasDirective(Span At) const {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.slice(At.Begin, At.End).split(Lines, '\n');
  return llvm::any_of(llvm::drop_begin(Lines), [](llvm::StringRef Line) {
    return skipHash(Line.ltrim(), 0) != 0;
  });
}

} // namespace pyunbox

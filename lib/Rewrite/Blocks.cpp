//===- Blocks.cpp - whole lines put between those of a source ---*- C++ -*-===//

#include "Rewrite/Blocks.h"

#include "Rewrite/Constants.h"
#include "Rewrite/Lines.h"
#include "Rewrite/Scan.h"

#include <fmt/format.h>

namespace pyunbox {

std::string lineDirective(std::size_t Number, std::string_view Path) {
  return fmt::format("#line {} {}\n", Number, stringLiteral(Path));
}

std::size_t Blocks::before(std::size_t Offset) const {
  std::size_t Start = lineStart(Content, Offset);
  return isBlank(Content.substr(Start, Offset - Start)) ? Start : Offset;
}

std::size_t Blocks::after(std::size_t Offset) const {
  std::size_t Pos = Offset;
  while (Pos < Content.size() && Content[Pos] != '\n') {
    std::size_t Next = skipComment(Content, Pos);
    bool Skippable = Content[Pos] == ';' || isBlank(Content.substr(Pos, 1));
    if (Next == Pos && !Skippable)
      return Offset;
    Pos = Next == Pos ? Pos + 1 : Next;
  }
  return nextLine(Content, Pos);
}

void Blocks::addParagraph(std::size_t Place, std::string Text) {
  Places[Place].Paragraphs.push_back(std::move(Text));
}

void Blocks::addLine(std::size_t Place, const std::string &Text) {
  Places[Place].Lines += Text;
}

std::vector<std::size_t> Blocks::places() const {
  std::vector<std::size_t> Result;
  Result.reserve(Places.size());
  for (const auto &[Place, B] : Places)
    Result.push_back(Place);
  return Result;
}

std::string Blocks::textAt(std::size_t Place, const Block &B) const {
  const bool AtStart = isLineStart(Content, Place);
  std::string Text = AtStart ? "" : "\n";
  Text += B.Lines;
  std::size_t Previous =
      AtStart && Place > 0 ? lineStart(Content, Place - 1) : 0;
  bool Gap = AtStart && Place > byteOrderMark(Content) && B.Lines.empty() &&
             !isBlank(Content.substr(Previous, Place - Previous));
  Gap |= !B.Lines.empty();
  for (const std::string &Paragraph : B.Paragraphs) {
    if (Gap)
      Text += "\n";
    Text += Paragraph;
    Gap = true;
  }
  const bool AtEnd = Place == Content.size();
  std::string_view Rest =
      Content.substr(Place, nextLine(Content, Place) - Place);
  if (!B.Paragraphs.empty() && !AtEnd && !isBlank(Rest))
    Text += "\n";
  if (LinePath && !AtEnd)
    Text += lineDirective(lineNumber(Content, Place), *LinePath);
  return withLineEnds(Text, usesCrLf(Content));
}

void Blocks::appendTo(EditList &Edits) const {
  for (const auto &[Place, B] : Places)
    Edits.push_back({Place, Place, textAt(Place, B)});
}

} // namespace pyunbox

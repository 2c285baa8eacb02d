//===- Rows.cpp - method table rows ------------------------------*- C++
//-*-===//

#include "Rewrite/Rows.h"

#include "Rewrite/Lines.h"
#include "Rewrite/Scan.h"

#include <algorithm>

namespace pyunbox {

namespace {
/// What the text between a row's braces looks like to the preprocessor.
struct RowText {
  unsigned Commas = 0; ///< outside parentheses
  bool Directive = false;
  bool Designator = false;
};
} // namespace

static RowText readRow(std::string_view Text) {
  RowText Row;
  int Depth = 0;
  char Last = ','; // the last character that is not white space
  bool AtLineStart = false;
  for (std::size_t Pos = 0; Pos < Text.size();) {
    std::size_t Next = std::max(skipComment(Text, Pos), skipLiteral(Text, Pos));
    if (Next != Pos) {
      Pos = Next;
      continue;
    }
    char C = Text[Pos++];
    if (C == '(')
      ++Depth;
    else if (C == ')')
      --Depth;
    else if (C == ',' && Depth == 0)
      ++Row.Commas;
    else if (C == '#' && AtLineStart)
      Row.Directive = true;
    else if (C == '.' && Last == ',' && Depth == 0)
      Row.Designator = true;
    if (C == '\n')
      AtLineStart = true;
    else if (!isBlank({&C, 1}))
      AtLineStart = false;
    if (!isBlank({&C, 1}))
      Last = C;
  }
  return Row;
}

static bool isValid(std::string_view Content, const RowSite &Site) {
  return Site.Braces.Begin < Site.Name.Begin &&
         Site.Name.Begin < Site.Name.End && Site.Name.End < Site.Braces.End &&
         Site.Braces.End <= Content.size() &&
         Content[Site.Braces.Begin] == '{' &&
         Content[Site.Braces.End - 1] == '}';
}

std::optional<std::string> whyNotEditable(std::string_view Content,
                                          const RowSite &Site) {
  if (!isValid(Content, Site))
    return "the row is not a braced list in this file";
  RowText Row = readRow(Content.substr(
      Site.Braces.Begin + 1, Site.Braces.End - Site.Braces.Begin - 2));
  if (Row.Directive)
    return "the row has a preprocessor directive in it";
  if (Row.Designator)
    return "the row uses designated initializers";
  unsigned Commas = Site.Initializers - 1 + (Site.TrailingComma ? 1 : 0);
  if (Site.Initializers < 2 || Site.Initializers > 4 || Row.Commas != Commas)
    return "the row has a comma outside parentheses in an initializer";
  return std::nullopt;
}

void editRow(std::string_view Content, const RowSite &Site,
             const std::string &Record, EditList &Edits) {
  std::string_view Name =
      Content.substr(Site.Name.Begin, Site.Name.End - Site.Name.Begin);
  std::string Lines(
      static_cast<std::size_t>(std::count(Name.begin(), Name.end(), '\n')),
      '\n');
  Edits.push_back(
      {Site.Braces.Begin, Site.Braces.Begin + 1, "PYUNBOX_METHOD("});
  Edits.push_back({Site.Name.Begin, Site.Name.End,
                   Record + withLineEnds(Lines, usesCrLf(Content))});

  std::string Missing = Site.Initializers == 4   ? ""
                        : Site.Initializers == 3 ? "NULL"
                                                 : "0, NULL";
  if (Missing.empty()) {
    if (Site.TrailingComma)
      Edits.push_back({*Site.TrailingComma, *Site.TrailingComma + 1, ""});
  } else {
    Missing = (Site.TrailingComma ? " " : ", ") + Missing;
  }
  Edits.push_back({Site.Braces.End - 1, Site.Braces.End, Missing + ")"});
}

} // namespace pyunbox

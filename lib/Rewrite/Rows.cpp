//===- Rows.cpp - method table rows -----------------------------*- C++ -*-===//

#include "Rewrite/Rows.h"

#include "Rewrite/Lines.h"
#include "Rewrite/Scan.h"

#include <fmt/format.h>

#include <algorithm>

namespace pyunbox {

RowText readRow(std::string_view Text) {
  RowText Row;
  int Depth = 0;
  char Last = ','; // the last character that is not white space
  bool AtLineStart = false;
  for (std::size_t Pos = 0; Pos < Text.size();) {
    if (std::size_t Next = skipComment(Text, Pos); Next != Pos) {
      Pos = Next;
      continue;
    }
    if (std::size_t Next = skipLiteral(Text, Pos); Next != Pos) {
      Last = Text[Pos];
      Pos = Next;
      continue;
    }
    if (AtLineStart && skipHash(Text, Pos) != Pos)
      Row.Directive = true;
    char C = Text[Pos++];
    if (C == '(')
      ++Depth;
    else if (C == ')')
      --Depth;
    else if (C == ',' && Depth == 0)
      Row.Commas.push_back(static_cast<unsigned>(Pos - 1));
    else if (C == '.' && Last == ',' && Depth == 0)
      Row.Designator = true;
    if (C == '\n')
      AtLineStart = true;
    else if (!isBlank({&C, 1}))
      AtLineStart = false;
    if (!isBlank({&C, 1}))
      Last = C;
  }
  Row.EndsInComma = !Row.Commas.empty() && Last == ',';
  return Row;
}

static std::string_view textAt(std::string_view Content, Span Place) {
  return Content.substr(Place.Begin, Place.End - Place.Begin);
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
  if (Site.Macro) {
    const Span &Use = Site.Macro->Use;
    if ((Use.Begin >= Use.End && !Site.Override) || Use.End > Content.size())
      return "the row's macro is not used in this file";
    Content = Site.Macro->Text;
  }
  if (!isValid(Content, Site))
    return "the row is not a braced list in this file";
  RowText Row =
      readRow(textAt(Content, {Site.Braces.Begin + 1, Site.Braces.End - 1}));
  if (Row.Directive)
    return "the row has a preprocessor directive in it";
  if (Row.Designator)
    return "the row uses designated initializers";
  unsigned Commas = Site.Initializers - 1 + (Site.TrailingComma ? 1 : 0);
  if (Site.Initializers < 2 || Site.Initializers > 4 ||
      Row.Commas.size() != Commas)
    return "the row has a comma outside parentheses in an initializer";
  return std::nullopt;
}

static std::string newlinesOf(std::string_view Text) {
  return std::string(
      static_cast<std::size_t>(std::count(Text.begin(), Text.end(), '\n')),
      '\n');
}

/// Edits the row whose braces stand in \p Text.
static void editBraces(std::string_view Text, const RowSite &Site,
                       std::string_view Macro, const std::string &Record,
                       EditList &Edits) {
  std::string Lines = newlinesOf(textAt(Text, Site.Name));
  Edits.push_back(
      {Site.Braces.Begin, Site.Braces.Begin + 1, std::string(Macro) + "("});
  Edits.push_back({Site.Name.Begin, Site.Name.End,
                   Record + withLineEnds(Lines, usesCrLf(Text))});

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

/// The row of a macro, written out.
static std::string writtenOut(const RowSite &Site, std::string_view Macro,
                              const std::string &Record) {
  EditList InRow;
  editBraces(Site.Macro->Text, Site, Macro, Record, InRow);
  sortEdits(InRow);
  return applyEdits(Site.Macro->Text, InRow);
}

std::string overridingRow(const RowSite &Site, std::string_view Macro,
                          const std::string &Record) {
  return fmt::format("    [{}] = {},\n", Site.Override->Index,
                     writtenOut(Site, Macro, Record));
}

void editRow(std::string_view Content, const RowSite &Site,
             std::string_view Macro, const std::string &Record,
             EditList &Edits) {
  if (!Site.Macro)
    return editBraces(Content, Site, Macro, Record, Edits);
  const Span &Use = Site.Macro->Use;
  Edits.push_back(
      {Use.Begin, Use.End,
       writtenOut(Site, Macro, Record) +
           withLineEnds(newlinesOf(textAt(Content, Use)), usesCrLf(Content))});
}

} // namespace pyunbox

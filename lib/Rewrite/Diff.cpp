//===- Diff.cpp - edits as a unified diff -----------------------*- C++ -*-===//
//
// The edits say what changed, so no two texts have to be compared.
//
//===----------------------------------------------------------------------===//

#include "Rewrite/Diff.h"

#include "Rewrite/Lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace pyunbox {

namespace {

using TextLines = std::vector<std::string_view>;

/// Lines [Begin, End) of the old text become New.
struct Change {
  std::size_t Begin = 0;
  std::size_t End = 0;
  std::string New;
};

constexpr std::size_t Context = 3;

} // namespace

static TextLines split(std::string_view Text) {
  TextLines Result;
  for (std::size_t Pos = 0; Pos < Text.size();) {
    std::size_t Next = nextLine(Text, Pos);
    Result.push_back(Text.substr(Pos, Next - Pos));
    Pos = Next;
  }
  return Result;
}

static bool insertsLines(const Edit &E, std::size_t LineBegin) {
  return E.Begin == E.End && E.Begin == LineBegin && E.Text.ends_with('\n');
}

static std::vector<Change> changedLines(std::string_view Content,
                                        const std::vector<std::size_t> &Offsets,
                                        const EditList &Edits) {
  auto lineOf = [&](std::size_t Offset) {
    auto After = std::upper_bound(Offsets.begin(), Offsets.end() - 1, Offset);
    return static_cast<std::size_t>(After - Offsets.begin()) -
           (After == Offsets.begin() ? 0 : 1);
  };
  std::vector<Change> Changes;
  EditList Group;
  auto finish = [&] {
    if (Changes.empty())
      return;
    Change &C = Changes.back();
    std::size_t Base = Offsets[C.Begin];
    for (Edit &E : Group) {
      E.Begin -= Base;
      E.End -= Base;
    }
    C.New = applyEdits(Content.substr(Base, Offsets[C.End] - Base), Group);
    Group.clear();
  };
  for (const Edit &E : Edits) {
    std::size_t Begin = lineOf(E.Begin);
    // At the end of a text whose last line is unfinished, that line changes.
    if (E.Begin == Content.size() && !Content.empty() &&
        !Content.ends_with('\n'))
      Begin = Offsets.size() - 2;
    else if (E.Begin == Content.size())
      Begin = Offsets.size() - 1;
    std::size_t End = Begin;
    if (!insertsLines(E, Offsets[Begin]))
      End = std::min(lineOf(std::max(E.End, E.Begin + 1) - 1) + 1,
                     Offsets.size() - 1);
    if (Changes.empty() || Begin > Changes.back().End) {
      finish();
      Changes.push_back({Begin, End, {}});
    } else {
      Changes.back().End = std::max(Changes.back().End, End);
    }
    Group.push_back(E);
  }
  finish();
  return Changes;
}

static void addLine(std::string &Text, char Mark, std::string_view Line) {
  Text += Mark;
  Text += Line;
  if (!Line.ends_with('\n'))
    Text += "\n\\ No newline at end of file\n";
}

/// "@@" counts from 1, but an empty range is named by the line before it.
static std::string range(std::size_t Begin, std::size_t Count) {
  return fmt::format("{},{}", Count ? Begin + 1 : Begin, Count);
}

/// The hunk of the changes [First, Last), whose contexts touch.
static std::string hunk(const TextLines &Old, const Change *First,
                        const Change *Last, std::ptrdiff_t &Shift) {
  const std::size_t Begin = First->Begin > Context ? First->Begin - Context : 0;
  const std::size_t End = std::min(Last[-1].End + Context, Old.size());
  std::string Body;
  std::size_t NewCount = 0;
  std::size_t Line = Begin;
  auto keepUntil = [&](std::size_t Until) {
    for (; Line < Until; ++Line, ++NewCount)
      addLine(Body, ' ', Old[Line]);
  };
  for (const Change *C = First; C != Last; ++C) {
    keepUntil(C->Begin);
    for (; Line < C->End; ++Line)
      addLine(Body, '-', Old[Line]);
    for (std::string_view New : split(C->New)) {
      addLine(Body, '+', New);
      ++NewCount;
    }
  }
  keepUntil(End);
  std::size_t NewBegin =
      static_cast<std::size_t>(static_cast<std::ptrdiff_t>(Begin) + Shift);
  Shift += static_cast<std::ptrdiff_t>(NewCount) -
           static_cast<std::ptrdiff_t>(End - Begin);
  return fmt::format("@@ -{} +{} @@\n{}", range(Begin, End - Begin),
                     range(NewBegin, NewCount), Body);
}

/// \p Path as a diff names it below \p Side.
static std::string named(std::string_view Side, std::string_view Path) {
  Path.remove_prefix(std::min(Path.find_first_not_of('/'), Path.size()));
  // A tab ends a name that has blanks in it.
  return fmt::format("{}/{}{}", Side, Path,
                     Path.find(' ') == Path.npos ? "" : "\t");
}

std::string newFileDiff(std::string_view Path, std::string_view Content) {
  const TextLines New = split(Content);
  std::string Text = fmt::format("--- /dev/null\n+++ {}\n@@ -0,0 +{} @@\n",
                                 named("b", Path), range(0, New.size()));
  for (std::string_view Line : New)
    addLine(Text, '+', Line);
  return Text;
}

UnifiedDiff::UnifiedDiff(std::string_view Path, std::string_view Content)
    : Path(Path), Content(Content), Lines(split(Content)), Offsets{0} {
  for (std::string_view Line : Lines)
    Offsets.push_back(Offsets.back() + Line.size());
}

std::string UnifiedDiff::of(const EditList &Edits) const {
  const std::vector<Change> Changes = changedLines(Content, Offsets, Edits);
  if (Changes.empty())
    return {};
  std::string Text =
      fmt::format("--- {}\n+++ {}\n", named("a", Path), named("b", Path));
  std::ptrdiff_t Shift = 0;
  const Change *const Stop = Changes.data() + Changes.size();
  for (const Change *First = Changes.data(); First != Stop;) {
    const Change *Last = First + 1;
    while (Last != Stop && Last->Begin - Last[-1].End <= 2 * Context)
      ++Last;
    Text += hunk(Lines, First, Last, Shift);
    First = Last;
  }
  return Text;
}

} // namespace pyunbox

//===- Rewriter.cpp - from a unit's methods to edits ------------*- C++ -*-===//

#include "Rewrite/Rewriter.h"

#include "Rewrite/Blocks.h"
#include "Rewrite/Conditionals.h"
#include "Rewrite/Diff.h"
#include "Rewrite/Entries.h"
#include "Rewrite/FastCalls.h"
#include "Rewrite/GilEntries.h"
#include "Rewrite/Lines.h"
#include "Rewrite/Names.h"
#include "Rewrite/Records.h"
#include "Rewrite/Rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace pyunbox {

namespace {

using Conditions = std::vector<Condition>;

class Rewriter {
public:
  Rewriter(const Unit &U, std::string_view Content,
           const RewriteOptions &Options)
      : U(U), Content(Content), Options(Options), Sections(Content),
        Generated(Content), Code(Content, Options.LinePath) {}

  RewritePlan run();

private:
  std::optional<std::string> whyNot(const Method &M) const;
  /// Whether CPython is to call \p M in another way than its row says.
  bool isFast(const Method &M) const {
    const std::set<std::string> &Kept = Options.KeptConventions;
    return hasFastCall(M) && !Kept.contains("all") && !Kept.contains(M.Id) &&
           !Kept.contains(M.Name);
  }
  std::optional<OutOfDate> outOfDate(const Method &M);
  void addEntry(const Method &M);
  std::string underItsRuntimes(const Method &M, const std::string &Text) const;
  void addRecord(const Method &M);
  void overrideRow(const Method &M, const std::string &Row);
  void addOverrideChecks();
  std::string include(const std::string &Name) const;
  void addInclude();
  void propose(const Method &M, std::size_t Place, const std::string &Text);

  const Unit &U;
  std::string_view Content;
  std::string Compact; ///< Content without white space, once it is needed
  const RewriteOptions &Options;
  Conditionals Sections;
  Names Generated;
  Blocks Code;
  RewritePlan Plan;
  /// The entries already emitted, by name, and where: one serves all rows that
  /// share a wrapper.
  std::map<std::string, std::size_t> Entries;
  /// The tables that have a record, by where their records go.
  std::set<std::size_t> Tables;
  /// By the end of each table that has overridden rows one of these.
  std::map<unsigned, const Method *> Overridden;
  /// Something needs fastcall.h.
  bool AnyFast = false;
};

} // namespace

std::optional<std::string> Rewriter::whyNot(const Method &M) const {
  if (auto Why = whyNotEditable(Content, *M.Row))
    return Why;
  Conditions Row = Sections.openAt(M.Row->begin());
  Conditions Table = Sections.openAt(Code.before(M.Row->DeclBegin));
  if (!additional(Table, Row))
    return "its table begins in another preprocessor group";
  if (Options.OneConfiguration || !M.NotPortable)
    return std::nullopt;
  const auto &[Message, Where] = *M.NotPortable;
  return Message + " (" + Where.File + ":" + std::to_string(Where.Line) + ")";
}

/// \p Text without white space: what was generated may have been formatted
/// since.
static std::string compact(std::string_view Text) {
  std::string Out;
  std::copy_if(Text.begin(), Text.end(), std::back_inserter(Out),
               [](char C) { return !isBlank({&C, 1}) && C != '\n'; });
  return Out;
}

/// What of the code generated for \p M is not what it would be now, if any. The
/// wrapper, its implementation, what they call, or the flags may have changed
/// since, and so may what is generated.
std::optional<OutOfDate> Rewriter::outOfDate(const Method &M) {
  if (!M.Typed)
    return OutOfDate{M.Id,
                     "it is not typed any more: " +
                         (M.Rejection ? M.Rejection->Message : ""),
                     /*IsWrong=*/true};
  if (Compact.empty())
    Compact = compact(Content);
  auto Has = [this](const std::string &Text) {
    return Compact.find(compact(Text)) != Compact.npos;
  };
  const bool IsMade =
      M.Code && (hasEntry(M) || hasGilEntry(M) || hasFastCall(M));
  if (IsMade && !Has(entryDefinition(M, U.IsCxx)))
    return OutOfDate{M.Id, "its entry would be another one now",
                     /*IsWrong=*/true};
  if (hasGilEntry(M) && !Has(gilEntry(M, M.Record, U.IsCxx)))
    return OutOfDate{M.Id, "its function for PyPy would be another one now",
                     /*IsWrong=*/true};
  if (!Has(recordText(M, M.Record, U.IsCxx)))
    return OutOfDate{M.Id, "its record would be another one now",
                     /*IsWrong=*/!hasEntry(M)};
  if (hasFastCall(M) && Content.find(M.Record + "_fast(") != Content.npos &&
      !Has(fastFunction(M, M.Record, U.IsCxx)))
    return OutOfDate{M.Id,
                     "its METH_FASTCALL function would be another one now",
                     /*IsWrong=*/false};
  return std::nullopt;
}

void Rewriter::addEntry(const Method &M) {
  std::size_t Place = M.Code->After ? Code.after(*M.Code->After)
                                    : Code.before(M.Row->DeclBegin);
  auto [Known, New] = Entries.emplace(M.Code->Name, Place);
  std::string Text = entryDefinition(M, U.IsCxx);
  propose(M, Place, Text);
  if (New)
    Code.addParagraph(Place, underItsRuntimes(M, Text));
}

/// \p Text, the entry of \p M, for the runtimes that call it.
std::string Rewriter::underItsRuntimes(const Method &M,
                                       const std::string &Text) const {
  if (hasEntry(M))
    return Text;
  if (!hasGilEntry(M))
    return underFastCall(Text);
  if (!isFast(M))
    return underGilEntries(Text);
  return "#if PYUNBOX_FASTCALL || PYUNBOX_GIL_ENTRIES\n" + Text + "#endif\n";
}

void Rewriter::addRecord(const Method &M) {
  const std::string Id = Generated.record(M);
  std::string Text = recordText(M, Id, U.IsCxx);
  std::size_t Place = Code.before(M.Row->DeclBegin);
  std::string Entry;
  // Entries come before records where both go to one place.
  if (M.Code && Entries.contains(M.Code->Name) &&
      Entries.at(M.Code->Name) > Place)
    Entry = entryPrototype(M, U.IsCxx);
  const std::string Needs =
      hasEntry(M) ? "" : Entry + entryCheck(M, Id, U.IsCxx);
  if (isFast(M)) {
    Text += underFastCall(Needs + fastFunction(M, Id, U.IsCxx));
    AnyFast = true;
  }
  if (hasGilEntry(M))
    Text = underGilEntries(Needs + gilEntry(M, Id, U.IsCxx)) + Text;
  if (hasEntry(M))
    Text = Entry + Text;
  Conditions Extra =
      *additional(Sections.openAt(Place), Sections.openAt(M.Row->begin()));
  Text = under(Extra, Text);
  const std::size_t NumEdits = Plan.Edits.size();
  const char *Macro = isFast(M) ? "PYUNBOX_METHOD_FAST" : "PYUNBOX_METHOD";
  propose(M, Place, Text);
  if (M.Row->Override)
    overrideRow(M, overridingRow(*M.Row, Macro, Id));
  else
    editRow(Content, *M.Row, Macro, Id, Plan.Edits);
  EditList &Own = Plan.Own[M.Id];
  Own.insert(Own.end(),
             Plan.Edits.begin() + static_cast<std::ptrdiff_t>(NumEdits),
             Plan.Edits.end());
  sortEdits(Own);
  if (Tables.insert(Place).second)
    Text = "/* Type information for " + M.Table +
           ", generated by pyunbox. */\n" + Text;
  Code.addParagraph(Place, std::move(Text));
}

/// Adds \p Row, which takes the place of the row of \p M, to its table.
void Rewriter::overrideRow(const Method &M, const std::string &Row) {
  const RowOverride &At = *M.Row->Override;
  const std::size_t Place = Code.before(At.ListEnd);
  const bool First = Overridden.emplace(At.ListEnd, &M).second;
  Code.addLine(Place, (First && !At.AfterComma ? ",\n" : "") + Row);
  propose(M, Place, (At.AfterComma ? "" : ",\n") + Row);
}

/// Around tables whose rows are overridden: compilers warn of that, and a row
/// more or less would shift them.
void Rewriter::addOverrideChecks() {
  for (const auto &[ListEnd, M] : Overridden) {
    Code.addParagraph(Code.before(M->Row->DeclBegin),
                      "PYUNBOX_OVERRIDE_BEGIN\n");
    Code.addParagraph(Code.after(M->Row->Override->DeclEnd),
                      fmt::format("PYUNBOX_OVERRIDE_END({}, {})\n", M->Table,
                                  M->Row->Override->Count));
  }
}

/// Notes that \p M alone has \p Text added at \p Place.
void Rewriter::propose(const Method &M, std::size_t Place,
                       const std::string &Text) {
  const char *Before = isLineStart(Content, Place) ? "" : "\n";
  Plan.Own[M.Id].push_back(
      {Place, Place, withLineEnds(Before + Text + "\n", usesCrLf(Content))});
}

/// How the header \p Name is included.
std::string Rewriter::include(const std::string &Name) const {
  return Options.HeaderFolder.empty()
             ? "#include <pyunbox/" + Name + ">\n"
             : "#include \"" + Options.HeaderFolder + "/" + Name + "\"\n";
}

void Rewriter::addInclude() {
  std::vector<std::size_t> Places = Code.places();
  if (U.IncludeAt) {
    Places = {Code.before(*U.IncludeAt)};
  } else {
    // One is enough where no condition can take it away.
    auto Always = [&](std::size_t P) { return Sections.openAt(P).empty(); };
    auto Last = std::find_if(Places.begin(), Places.end(), Always);
    if (Last != Places.end())
      Places.erase(Last + 1, Places.end());
  }
  for (std::size_t Place : Places)
    Code.addLine(Place, include(AnyFast ? "fastcall.h" : "typed_method.h"));
}

RewritePlan Rewriter::run() {
  std::vector<const Method *> Todo;
  for (const Method &M : U.Methods) {
    if (!M.Record.empty())
      if (auto Old = outOfDate(M))
        Plan.Stale.push_back(std::move(*Old));
    if (!M.Typed || !M.Row)
      continue;
    if (auto Why = whyNot(M))
      Plan.Refused.push_back({M.Id, *Why});
    else
      Todo.push_back(&M);
  }
  if (Todo.empty())
    return std::move(Plan);

  for (const Method *M : Todo)
    if (M->Code)
      Generated.reserve(M->Code->Name);
  for (const Method *M : Todo)
    if ((hasEntry(*M) || hasGilEntry(*M) || isFast(*M)) && M->Code)
      addEntry(*M);
  for (const Method *M : Todo)
    addRecord(*M);
  addOverrideChecks();
  addInclude();
  Code.appendTo(Plan.Edits);
  if (Options.LinePath) {
    std::size_t Begin = byteOrderMark(Content);
    Plan.Edits.insert(
        Plan.Edits.begin(),
        {Begin, Begin,
         withLineEnds(lineDirective(1, *Options.LinePath), usesCrLf(Content))});
  }
  sortEdits(Plan.Edits);
  return std::move(Plan);
}

RewritePlan planRewrite(const Unit &U, std::string_view Content,
                        const RewriteOptions &Options) {
  return Rewriter(U, Content, Options).run();
}

void describe(const RewritePlan &Plan, std::string_view Content, Unit &U) {
  if (Plan.Own.empty())
    return;
  const UnifiedDiff Diff(U.Path, Content);
  for (Method &M : U.Methods)
    if (auto Found = Plan.Own.find(M.Id); Found != Plan.Own.end())
      M.Proposal = Diff.of(Found->second);
}

std::string rewrite(const Unit &U, std::string_view Content,
                    const RewriteOptions &Options) {
  return applyEdits(Content, planRewrite(U, Content, Options).Edits);
}

} // namespace pyunbox

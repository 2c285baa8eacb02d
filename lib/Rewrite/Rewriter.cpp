//===- Rewriter.cpp - from a unit's methods to edits -------------*- C++
//-*-===//

#include "Rewrite/Rewriter.h"

#include "Rewrite/Blocks.h"
#include "Rewrite/Conditionals.h"
#include "Rewrite/Entries.h"
#include "Rewrite/Lines.h"
#include "Rewrite/Names.h"
#include "Rewrite/Records.h"
#include "Rewrite/Rows.h"

#include <map>

namespace pyunbox {

namespace {

using Conditions = std::vector<Condition>;

class Rewriter {
public:
  Rewriter(const Unit &U, std::string_view Content,
           const RewriteOptions &Options)
      : U(U), Content(Content), Options(Options), Generated(Content),
        Code(Content, Options.LinePath) {}

  RewritePlan run();

private:
  std::optional<std::string> whyNot(const Method &M) const;
  std::optional<std::string> whyNotPortable(const Method &M,
                                            const Conditions &Row) const;
  void addEntry(const Method &M);
  void addRecord(const Method &M);
  void addPrototypes();
  void addInclude();

  const Unit &U;
  std::string_view Content;
  const RewriteOptions &Options;
  Names Generated;
  Blocks Code;
  RewritePlan Plan;
  /// The entries already emitted, by name, and where: one serves all rows that
  /// share a wrapper.
  std::map<std::string, std::size_t> Entries;
};

} // namespace

/// Offset of the first byte of \p At's line, if it is in the unit's main file.
static std::optional<std::size_t> offsetOf(const Location &At, const Unit &U,
                                           std::string_view Content) {
  if (At.File != U.Path || At.Line == 0)
    return std::nullopt;
  std::size_t Offset = byteOrderMark(Content);
  for (unsigned Line = 1; Line < At.Line; ++Line)
    Offset = nextLine(Content, Offset);
  return Offset;
}

/// A record names its entry; where the row is compiled, so must the entry be.
std::optional<std::string>
Rewriter::whyNotPortable(const Method &M, const Conditions &Row) const {
  std::optional<std::size_t> Function;
  if (M.Kind != EntryKind::Direct)
    Function = M.Code->After;
  else
    Function = offsetOf(M.ImplementationAt, U, Content);
  if (!hasEntry(M) || !Function)
    return std::nullopt;
  if (implies(Row, openConditions(Content, *Function)))
    return std::nullopt;
  return "its code stands under a preprocessor condition that its row does "
         "not stand under";
}

std::optional<std::string> Rewriter::whyNot(const Method &M) const {
  if (auto Why = whyNotEditable(Content, *M.Row))
    return Why;
  Conditions Row = openConditions(Content, M.Row->Braces.Begin);
  Conditions Table = openConditions(Content, Code.before(M.Row->DeclBegin));
  if (!additional(Table, Row))
    return "its table begins in another preprocessor group";
  return Options.OneConfiguration ? std::nullopt : whyNotPortable(M, Row);
}

void Rewriter::addEntry(const Method &M) {
  std::size_t Place = Code.after(M.Code->After);
  auto [Known, New] = Entries.emplace(M.Code->Name, Place);
  if (New)
    Code.addParagraph(Place, entryDefinition(M, U.IsCxx));
}

void Rewriter::addRecord(const Method &M) {
  const std::string Id = Generated.record(M);
  std::string Text = recordText(M, Id, U.IsCxx);
  std::size_t Place = Code.before(M.Row->DeclBegin);
  // Entries come before records where both go to one place.
  if (hasEntry(M) && M.Code && Entries.at(M.Code->Name) > Place)
    Text = entryPrototype(M, U.IsCxx) + Text;
  Conditions Extra = *additional(openConditions(Content, Place),
                                 openConditions(Content, M.Row->Braces.Begin));
  Code.addParagraph(Place, under(Extra, Text));
  editRow(Content, *M.Row, Id, Plan.Edits);
}

void Rewriter::addInclude() {
  std::size_t Place = *Code.first();
  if (U.IncludeAt)
    Place = Code.before(*U.IncludeAt);
  Code.addLine(Place, "#include <pyunbox/typed_method.h>\n");
}

RewritePlan Rewriter::run() {
  std::vector<const Method *> Todo;
  for (const Method &M : U.Methods) {
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
    if (hasEntry(*M) && M->Kind != EntryKind::Direct)
      addEntry(*M);
  for (const Method *M : Todo)
    addRecord(*M);
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

std::string rewrite(const Unit &U, std::string_view Content,
                    const RewriteOptions &Options) {
  return applyEdits(Content, planRewrite(U, Content, Options).Edits);
}

} // namespace pyunbox

#include "Mining/RowSites.h"

#include "Frontend/ParseUnit.h"
#include "Mining/IncludedRows.h"
#include "Mining/MethodTables.h"
#include "Rewrite/DeclarationStarts.h"
#include "Rewrite/Rows.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

#include <variant>

using namespace clang;

namespace pyunbox {

namespace {

/// The declaration of \p Table, or what it stands in, in front of which others
/// may stand.
const Decl *outermost(const VarDecl *Table) {
  const Decl *Outer = Table;
  for (const DeclContext *Context = Table->getLexicalDeclContext();
       !Context->isFileContext(); Context = Context->getLexicalParent()) {
    const auto *Linkage = dyn_cast<LinkageSpecDecl>(Context);
    if (!Linkage || !Linkage->hasBraces())
      Outer = cast<Decl>(Context);
  }
  return Outer;
}

/// Whether the row is made by the macro of rewritten rows.
bool isRewritten(const InitListExpr *Written, ASTContext &AST) {
  SourceLocation Left = Written->getLBraceLoc();
  return Left.isMacroID() &&
         Lexer::getImmediateMacroName(Left, AST.getSourceManager(),
                                      AST.getLangOpts()) == "PYUNBOX_METHOD";
}

/// The name of the record whose member is the row's name.
std::string recordOf(const InitListExpr *Row) {
  const auto *Name = dyn_cast<MemberExpr>(Row->getInit(0)->IgnoreParenCasts());
  const auto *Record =
      Name ? dyn_cast<DeclRefExpr>(Name->getBase()->IgnoreParenCasts())
           : nullptr;
  return Record ? Record->getDecl()->getNameAsString() : "";
}

/// A site without Initializers and DeclBegin, or why there is none.
using FoundSite = std::variant<RowSite, std::string>;

FoundSite macroSite(const InitListExpr *Written, ASTContext &AST,
                    const PreprocessorFacts &Facts) {
  const SourceManager &Sources = AST.getSourceManager();
  SourceLocation Left = Written->getLBraceLoc();
  auto [Expansion, Offset] = Sources.getDecomposedLoc(Left);
  auto Use = mainOffset(
      Sources.getSLocEntry(Expansion).getExpansion().getExpansionLocStart(),
      Sources);
  auto Found = Use ? Facts.BracedMacros.find(*Use) : Facts.BracedMacros.end();
  if (Found == Facts.BracedMacros.end())
    return "the row comes from a macro";
  const BracedMacro &Macro = Found->second;
  if (!Macro.WhyNot.empty())
    return Macro.WhyNot;
  // The row is the macro's whole list, not one inside it.
  if (Offset != 0 || Sources.getFileID(Written->getRBraceLoc()) != Expansion)
    return "the row comes from a macro";
  RowSite Site;
  Site.Macro = Macro.Row;
  llvm::StringRef Text = Macro.Row.Text;
  Site.Braces = {0, static_cast<unsigned>(Text.rfind('}') + 1)};
  llvm::StringRef Inside = Text.slice(1, Site.Braces.End - 1);
  RowText Row = readRow(Inside);
  if (Row.Commas.empty())
    return "the row has only one initializer";
  llvm::StringRef Name = Inside.take_front(Row.Commas.front());
  unsigned Blanks = static_cast<unsigned>(Name.size() - Name.ltrim().size());
  Site.Name = {1 + Blanks, static_cast<unsigned>(1 + Name.rtrim().size())};
  return Site;
}

FoundSite plainSite(const InitListExpr *Written, ASTContext &AST) {
  const SourceManager &Sources = AST.getSourceManager();
  SourceLocation Left = Written->getLBraceLoc();
  auto Begin = mainOffset(Left, Sources);
  auto End = mainOffset(Written->getRBraceLoc(), Sources);
  if (!Begin || !End)
    return Left.isValid() ? "the row stands in an included file"
                          : "the row has no braces of its own";
  CharSourceRange Name = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Written->getInit(0)->getSourceRange()),
      Sources, AST.getLangOpts());
  auto NameBegin = mainOffset(Name.getBegin(), Sources);
  auto NameEnd = mainOffset(Name.getEnd(), Sources);
  if (Name.isInvalid() || !NameBegin || !NameEnd)
    return "the name in the row is part of a macro";
  RowSite Site;
  Site.Braces = {*Begin, *End + 1};
  Site.Name = {*NameBegin, *NameEnd};
  return Site;
}

/// The third initializer between the braces of \p Row, whose text is \p Inside.
std::string flagsIn(llvm::StringRef Inside, const RowText &Row) {
  if (Row.Commas.size() < 2)
    return "0";
  unsigned End = Row.Commas.size() > 2 ? Row.Commas[2]
                                       : static_cast<unsigned>(Inside.size());
  return Inside.slice(Row.Commas[1] + 1, End).trim().str();
}

} // namespace

TableSite findTableSite(const VarDecl *Table, ASTContext &AST,
                        const PreprocessorFacts &Facts) {
  const SourceManager &Sources = AST.getSourceManager();
  const Decl *Outer = outermost(Table);
  TableSite Site;
  if (isa<CXXRecordDecl>(Outer) || Outer->isTemplated()) {
    Site.WhyNot = "its table stands in a class or template";
    return Site;
  }
  Site.DeclBegin = mainOffset(Outer->getBeginLoc(), Sources);
  if (!Site.DeclBegin)
    Site.WhyNot = "the table's declaration comes from a macro";
  else if (!mayDeclareAt(Sources.getBufferData(Sources.getMainFileID()),
                         *Site.DeclBegin))
    Site.WhyNot = "what stands before its table is part of the declaration";
  else if (Outer == Table)
    Site.End = endOfTable(Table, *Site.DeclBegin, AST, Facts);
  return Site;
}

void findRowSite(const TableSite &Table, const InitListExpr *Init,
                 unsigned Index, ASTContext &AST,
                 const PreprocessorFacts &Facts, MinedRow &Row) {
  const SourceManager &Sources = AST.getSourceManager();
  const InitListExpr *Written =
      Init->isSyntacticForm() || !Init->getSyntacticForm()
          ? Init
          : Init->getSyntacticForm();
  auto Refuse = [&Row](std::string Why) { Row.NotRewritable = std::move(Why); };
  if (isRewritten(Written, AST)) {
    Row.Record = recordOf(Init);
    return Refuse("the row is rewritten already");
  }
  FoundSite Found = Written->getLBraceLoc().isMacroID()
                        ? macroSite(Written, AST, Facts)
                        : plainSite(Written, AST);
  if (auto *Why = std::get_if<std::string>(&Found)) {
    auto Included = Table.End
                        ? includedSite(*Table.End, Index, Written, AST, Facts)
                        : std::nullopt;
    if (!Included)
      return Refuse(*Why);
    Found = std::move(*Included);
  }
  RowSite Site = std::get<RowSite>(std::move(Found));
  if (!Table.WhyNot.empty())
    return Refuse(Table.WhyNot);
  Site.DeclBegin = *Table.DeclBegin;
  Site.Initializers = Written->getNumInits();
  for (const Expr *E : Written->inits())
    if (isa<DesignatedInitExpr>(E))
      return Refuse("the row uses designated initializers");
  llvm::StringRef Main = Sources.getBufferData(Sources.getMainFileID());
  llvm::StringRef Inside =
      (Site.Macro ? llvm::StringRef(Site.Macro->Text) : Main)
          .slice(Site.Braces.Begin + 1, Site.Braces.End - 1);
  RowText Text = readRow(Inside);
  if (Text.EndsInComma)
    Site.TrailingComma = Site.Braces.Begin + 1 + Text.Commas.back();
  if (auto Why = whyNotEditable(Main, Site))
    return Refuse(*Why);
  if (Site.Macro)
    Row.FlagsText = flagsIn(Inside, Text);
  Row.Site = std::move(Site);
}

} // namespace pyunbox

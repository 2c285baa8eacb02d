#include "Mining/RowSites.h"

#include "Mining/MethodTables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace pyunbox {

namespace {

/// The offset of \p Where if it is written in the main file, not in a macro.
std::optional<unsigned> mainOffset(SourceLocation Where,
                                   const SourceManager &Sources) {
  if (Where.isInvalid() || Where.isMacroID())
    return std::nullopt;
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  return File == Sources.getMainFileID() ? std::optional(Offset) : std::nullopt;
}

/// What a macro call around the tokens of a row would see.
struct RowTokens {
  unsigned TopLevelCommas = 0;
  std::optional<unsigned> TrailingComma;
  bool Directive = false;
};

RowTokens scanRow(Span Braces, ASTContext &AST) {
  const SourceManager &Sources = AST.getSourceManager();
  SourceLocation Start = Sources.getLocForStartOfFile(Sources.getMainFileID());
  llvm::StringRef Text = Sources.getBufferData(Sources.getMainFileID());
  Lexer Raw(Start, AST.getLangOpts(), Text.begin(),
            Text.begin() + Braces.Begin + 1, Text.end());
  RowTokens Found;
  int Depth = 0;
  for (Token Next; !Raw.LexFromRawLexer(Next);) {
    unsigned Offset = Sources.getFileOffset(Next.getLocation());
    if (Offset + 1 >= Braces.End)
      break;
    // Only parentheses protect commas in macro arguments.
    Depth += Next.is(tok::l_paren) - Next.is(tok::r_paren);
    Found.Directive |= Next.is(tok::hash) && Next.isAtStartOfLine();
    bool Comma = Next.is(tok::comma) && Depth == 0;
    Found.TopLevelCommas += Comma;
    Found.TrailingComma = Comma ? std::optional(Offset) : std::nullopt;
  }
  return Found;
}

/// Where the declaration of \p Table begins that stands outside all functions.
SourceLocation outermostBegin(const VarDecl *Table) {
  const Decl *Outer = Table;
  for (const DeclContext *Context = Table->getDeclContext(); Context;
       Context = Context->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(Context))
      Outer = F;
  return Outer->getBeginLoc();
}

} // namespace

void findRowSite(const VarDecl *Table, const InitListExpr *Init,
                 ASTContext &AST, MinedRow &Row) {
  const SourceManager &Sources = AST.getSourceManager();
  const InitListExpr *Written =
      Init->isSyntacticForm() || !Init->getSyntacticForm()
          ? Init
          : Init->getSyntacticForm();
  auto Refuse = [&Row](const char *Why) { Row.NotRewritable = Why; };
  SourceLocation Left = Written->getLBraceLoc();
  if (Left.isMacroID()) {
    llvm::StringRef Macro =
        Lexer::getImmediateMacroName(Left, Sources, AST.getLangOpts());
    return Refuse(Macro == "PYUNBOX_METHOD" ? "the row is rewritten already"
                                            : "the row comes from a macro");
  }
  auto Begin = mainOffset(Left, Sources);
  auto End = mainOffset(Written->getRBraceLoc(), Sources);
  if (!Begin || !End)
    return Refuse(Left.isValid() ? "the row stands in an included file"
                                 : "the row has no braces of its own");
  auto DeclBegin = mainOffset(outermostBegin(Table), Sources);
  if (!DeclBegin)
    return Refuse("the table's declaration comes from a macro");
  RowSite Site;
  Site.Braces = {*Begin, *End + 1};
  Site.DeclBegin = *DeclBegin;
  Site.Initializers = Written->getNumInits();
  for (const Expr *E : Written->inits())
    if (isa<DesignatedInitExpr>(E))
      return Refuse("the row uses designated initializers");
  RowTokens Tokens = scanRow(Site.Braces, AST);
  Site.TrailingComma = Tokens.TrailingComma;
  if (Tokens.Directive)
    return Refuse("a preprocessor directive stands in the row");
  unsigned Written4 = Tokens.TopLevelCommas + (Tokens.TrailingComma ? 0 : 1);
  if (Written4 != Site.Initializers || Written4 > 4)
    return Refuse("a comma in the row would split a macro argument");
  CharSourceRange Name = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Written->getInit(0)->getSourceRange()),
      Sources, AST.getLangOpts());
  auto NameBegin = mainOffset(Name.getBegin(), Sources);
  auto NameEnd = mainOffset(Name.getEnd(), Sources);
  if (Name.isInvalid() || !NameBegin || !NameEnd)
    return Refuse("the name in the row is part of a macro");
  Site.Name = {*NameBegin, *NameEnd};
  Row.Site = Site;
}

} // namespace pyunbox

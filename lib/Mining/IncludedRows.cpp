#include "Mining/IncludedRows.h"

#include "Frontend/ParseUnit.h"
#include "Frontend/PreprocessorWatch.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

#include <algorithm>

using namespace clang;

namespace pyunbox {

namespace {

/// Whether another compiler may see other code in \p Range, which lies in one
/// file.
bool dependsOnCompiler(SourceRange Range, const SourceManager &Sources,
                       const PreprocessorFacts &Facts) {
  Location First = physicalLocation(Range.getBegin(), Sources),
           Last = physicalLocation(Range.getEnd(), Sources);
  auto Found = Facts.CompilerDependent.lower_bound(First);
  return Found != Facts.CompilerDependent.end() && Found->first <= Last;
}

/// Whether \p Text has directives other than those of conditionals and, if
/// \p MayInclude, of inclusions.
bool definesMacros(llvm::StringRef Text, bool MayInclude) {
  if (Text.contains("_Pragma"))
    return true;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    Line = Line.ltrim();
    // A comment in front of it, or a spliced line, is not looked through.
    if (Line.contains("%:") || (Line.contains('#') && !Line.starts_with("#")))
      return true;
    if (!Line.consume_front("#"))
      continue;
    llvm::StringRef Word = Line.ltrim().take_while(
        [](unsigned char C) { return isAsciiIdentifierContinue(C); });
    if (Line.ends_with("\\") ||
        !(Word.empty() || Word == "endif" || Word.starts_with("if") ||
          Word.starts_with("el") || (Word == "include" && MayInclude)))
      return true;
  }
  return false;
}

/// The first token behind \p Offset of \p File that belongs to no directive, if
/// it begins before \p End.
tok::TokenKind tokenBehind(FileID File, unsigned Offset, unsigned End,
                           ASTContext &AST) {
  const SourceManager &Sources = AST.getSourceManager();
  llvm::StringRef Text = Sources.getBufferData(File);
  Lexer Words(Sources.getLocForStartOfFile(File), AST.getLangOpts(),
              Text.begin(), Text.begin() + Offset, Text.end());
  bool InDirective = false;
  for (Token T; !Words.LexFromRawLexer(T) &&
                Sources.getFileOffset(T.getLocation()) < End;) {
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    if (!InDirective)
      return T.getKind();
  }
  return tok::eof;
}

/// Whether a comma stands between the last row of \p Init and the brace at
/// \p End of the main file; nothing if that cannot be told.
std::optional<bool> endsInComma(const InitListExpr *Init, unsigned End,
                                ASTContext &AST) {
  const SourceManager &Sources = AST.getSourceManager();
  if (!Init->getNumInits())
    return std::nullopt;
  SourceLocation Last = Init->getInit(Init->getNumInits() - 1)->getEndLoc();
  if (Last.isMacroID())
    return std::nullopt;
  auto [File, Offset] = Sources.getDecomposedLoc(Last);
  if (Sources.getBufferData(File)[Offset++] != '}')
    return std::nullopt;
  for (;;) {
    const bool IsMain = File == Sources.getMainFileID();
    tok::TokenKind Next =
        tokenBehind(File, Offset, IsMain ? End : UINT_MAX, AST);
    if (Next == tok::comma)
      return true;
    if (Next != tok::eof)
      return std::nullopt;
    if (IsMain)
      return false;
    // It goes on behind the line of the inclusion.
    std::tie(File, Offset) =
        Sources.getDecomposedLoc(Sources.getIncludeLoc(File));
    std::size_t Line = Sources.getBufferData(File).find('\n', Offset);
    if (Line == llvm::StringRef::npos)
      return std::nullopt;
    Offset = static_cast<unsigned>(Line);
  }
}

/// Whether \p Row uses macros other than those of Python that rows are written
/// with: what they stand for may hang on the place, or change before the end of
/// the table.
bool usesOwnMacros(llvm::StringRef Row, const PreprocessorFacts &Facts) {
  for (std::size_t At = 0; At < Row.size();) {
    llvm::StringRef Word = Row.drop_front(At).take_while(
        [](unsigned char C) { return isAsciiIdentifierContinue(C); });
    bool IsPythons = Word == "NULL" || Word.starts_with("METH_") ||
                     Word == "PyDoc_STR" || Word == "_PyCFunction_CAST";
    if (Facts.ProjectMacros.contains(Word.str()) ||
        (!IsPythons && Facts.Macros.contains(Word.str())))
      return true;
    At += std::max<std::size_t>(Word.size(), 1);
  }
  return false;
}

} // namespace

std::optional<unsigned> mainOffset(SourceLocation Where,
                                   const SourceManager &Sources) {
  if (Where.isInvalid() || Where.isMacroID())
    return std::nullopt;
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  return File == Sources.getMainFileID() ? std::optional(Offset) : std::nullopt;
}

std::optional<RowOverride> endOfTable(const VarDecl *Table, unsigned Begin,
                                      ASTContext &AST,
                                      const PreprocessorFacts &Facts) {
  const SourceManager &Sources = AST.getSourceManager();
  const auto *Init = dyn_cast<InitListExpr>(Table->getInit()->IgnoreParens());
  const ConstantArrayType *Array = AST.getAsConstantArrayType(Table->getType());
  if (AST.getLangOpts().CPlusPlus || !Init || !Array ||
      !Table->isFileVarDecl() || Table->getStorageClass() == SC_Extern)
    return std::nullopt;
  if (!Init->isSyntacticForm() && Init->getSyntacticForm())
    Init = Init->getSyntacticForm();
  auto End = mainOffset(Init->getRBraceLoc(), Sources);
  if (!End)
    return std::nullopt;
  auto Semicolon =
      Lexer::findNextToken(Init->getRBraceLoc(), Sources, AST.getLangOpts());
  auto Past = Semicolon && Semicolon->is(tok::semi)
                  ? mainOffset(Semicolon->getLocation(), Sources)
                  : std::nullopt;
  llvm::StringRef Main = Sources.getBufferData(Sources.getMainFileID());
  if (!Past || definesMacros(Main.slice(Begin, *End), /*MayInclude=*/true) ||
      dependsOnCompiler({Table->getBeginLoc(), Init->getRBraceLoc()}, Sources,
                        Facts))
    return std::nullopt;
  for (FileID File : enteredFiles(Sources)) {
    auto Included = mainOffset(Sources.getIncludeLoc(File), Sources);
    if (Included && Begin <= *Included && *Included < *End &&
        (definesMacros(Sources.getBufferData(File), /*MayInclude=*/false) ||
         dependsOnCompiler({Sources.getLocForStartOfFile(File),
                            Sources.getLocForEndOfFile(File)},
                           Sources, Facts)))
      return std::nullopt;
  }
  auto AfterComma = endsInComma(Init, *End, AST);
  if (!AfterComma)
    return std::nullopt;
  return RowOverride{0, static_cast<unsigned>(Array->getZExtSize()), *End,
                     *Past + 1, *AfterComma};
}

std::optional<RowSite> includedSite(const RowOverride &End, unsigned Index,
                                    const InitListExpr *Written,
                                    ASTContext &AST,
                                    const PreprocessorFacts &Facts) {
  const SourceManager &Sources = AST.getSourceManager();
  SourceLocation Left = Written->getLBraceLoc(),
                 Right = Written->getRBraceLoc();
  if (Left.isMacroID() || Right.isMacroID() ||
      Sources.getFileID(Left) != Sources.getFileID(Right))
    return std::nullopt;
  auto [File, Begin] = Sources.getDecomposedLoc(Left);
  if (File == Sources.getMainFileID())
    return std::nullopt;
  llvm::StringRef Text = Sources.getBufferData(File);
  llvm::StringRef Row = Text.slice(Begin, Sources.getFileOffset(Right) + 1);
  CharSourceRange Name = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Written->getInit(0)->getSourceRange()),
      Sources, AST.getLangOpts());
  // In another line, and behind another #line, these would be others.
  if (usesOwnMacros(Row, Facts) || Name.isInvalid() ||
      Sources.getFileID(Name.getBegin()) != File || Row.contains("__") ||
      Row.contains("//") || Row.contains("\\\n") || Row.contains('#'))
    return std::nullopt;
  RowSite Site;
  Site.Override = End;
  Site.Override->Index = Index;
  Site.Macro = RowMacro{{End.ListEnd, End.ListEnd}, Row.str()};
  std::ranges::replace(Site.Macro->Text, '\n', ' ');
  Site.Braces = {0, static_cast<unsigned>(Row.size())};
  Site.Name = {Sources.getFileOffset(Name.getBegin()) - Begin,
               Sources.getFileOffset(Name.getEnd()) - Begin};
  return Site;
}

} // namespace pyunbox

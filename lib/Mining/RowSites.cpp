#include "Mining/RowSites.h"

#include "Frontend/ParseUnit.h"
#include "Frontend/PreprocessorWatch.h"
#include "Mining/MethodTables.h"
#include "Rewrite/DeclarationStarts.h"
#include "Rewrite/Rows.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

#include <algorithm>
#include <variant>

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

/// Whether another compiler may see other code in \p Range, which lies in one
/// file.
bool dependsOnCompiler(SourceRange Range, const SourceManager &Sources,
                       const PreprocessorFacts &Facts) {
  Location First = physicalLocation(Range.getBegin(), Sources),
           Last = physicalLocation(Range.getEnd(), Sources);
  auto Found = Facts.CompilerDependent.lower_bound(First);
  return Found != Facts.CompilerDependent.end() && Found->first <= Last;
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

/// Where the rows of \p Table, which is a declaration of its own, can be
/// overridden, if they are written as C and nothing around them hangs on the
/// compiler.
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

/// The site of a row that an included file spells out.
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

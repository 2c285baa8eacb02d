#include "Mining/MethodTables.h"

#include "Frontend/AstWalk.h"
#include "Mining/RowSites.h"
#include "Mining/TableUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace pyunbox {

bool isMethodDef(QualType Type) {
  const auto *Record =
      Type.isNull() ? nullptr : Type.getCanonicalType()->getAs<RecordType>();
  return Record && Record->getDecl()->getName() == "PyMethodDef";
}

namespace {

/// Collects the variables that are, or are arrays of, PyMethodDef.
class TableFinder : public AstWalk {
public:
  explicit TableFinder(const SourceManager &Sources) : Sources(Sources) {}
  std::vector<const VarDecl *> Tables;

private:
  bool enter(const Decl *D) override {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      return !isBare(D);
    QualType Type = Var->getType();
    if (const ArrayType *Array = Type->getAsArrayTypeUnsafe())
      Type = Array->getElementType();
    // What is made of a template has the rows of the template.
    if (isMethodDef(Type) && Var->hasInit() &&
        !isTemplateInstantiation(Var->getTemplateSpecializationKind()) &&
        !Sources.isInSystemHeader(Var->getLocation()))
      Tables.push_back(Var);
    return true;
  }

  const SourceManager &Sources;
};

const Expr *stripped(const Expr *E) { return E->IgnoreParenCasts(); }

/// The name that a row's first initializer stands for: a string literal, or the
/// name inside the record of a row that has been rewritten before.
std::optional<std::string> rowName(const Expr *E) {
  E = stripped(E);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Member->getBase())))
      if (const auto *Record = dyn_cast<VarDecl>(Ref->getDecl());
          Record && Record->hasInit())
        if (const auto *Init = dyn_cast<InitListExpr>(Record->getInit());
            Init && Init->getNumInits())
          E = stripped(Init->getInit(Init->getNumInits() - 1));
  const auto *Literal = dyn_cast<StringLiteral>(E);
  if (!Literal || Literal->getCharByteWidth() != 1)
    return std::nullopt;
  return Literal->getString().str();
}

const FunctionDecl *rowFunction(const Expr *E) {
  E = stripped(E);
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripped(Address->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  if (!F)
    return nullptr;
  const FunctionDecl *Definition = nullptr;
  return F->hasBody(Definition) ? Definition : F;
}

/// A string literal, or an array that begins as one (PyDoc_STRVAR, which is not
/// const everywhere).
std::string rowDoc(const Expr *E) {
  E = stripped(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Text = dyn_cast<VarDecl>(Ref->getDecl());
        Text && Text->hasInit() &&
        (Text->getType().isConstQualified() || Text->getType()->isArrayType()))
      E = stripped(Text->getInit());
  const auto *Literal = dyn_cast<StringLiteral>(E);
  if (!Literal || Literal->getCharByteWidth() != 1)
    return {};
  return Literal->getString().str();
}

void mineRow(const VarDecl *Table, const TableSite &Site,
             const InitListExpr *Init, unsigned Index, ASTContext &AST,
             const PreprocessorFacts &Facts, std::vector<MinedRow> &Rows) {
  // Fields: ml_name, ml_meth, ml_flags, ml_doc.
  if (Init->getNumInits() < 3)
    return;
  auto Name = rowName(Init->getInit(0));
  if (!Name)
    return; // the sentinel, or a name made at run time
  MinedRow Row;
  Row.Table = Table;
  Row.Name = *Name;
  Row.Wrapper = rowFunction(Init->getInit(1));
  const SourceManager &Sources = AST.getSourceManager();
  const Expr *Flags = Init->getInit(2);
  Expr::EvalResult Value;
  if (Flags->EvaluateAsInt(Value, AST))
    Row.Flags = Value.Val.getInt().getExtValue();
  Row.FlagsText =
      Lexer::getSourceText(Sources.getExpansionRange(Flags->getSourceRange()),
                           Sources, AST.getLangOpts())
          .str();
  if (Init->getNumInits() > 3)
    Row.Doc = rowDoc(Init->getInit(3));
  Row.Where = Init->getBeginLoc();
  findRowSite(Site, Init, Index, AST, Facts, Row);
  Rows.push_back(std::move(Row));
}

} // namespace

std::vector<MinedRow> mineMethodTables(ASTContext &AST,
                                       const PreprocessorFacts &Facts) {
  TableFinder Finder(AST.getSourceManager());
  Finder.walk(AST.getTranslationUnitDecl());
  std::vector<MinedRow> Rows;
  for (const VarDecl *Table : Finder.Tables) {
    const auto *Init = dyn_cast<InitListExpr>(stripped(Table->getInit()));
    if (!Init)
      continue;
    if (!Init->isSemanticForm())
      Init = Init->getSemanticForm();
    const TableSite Site = findTableSite(Table, AST, Facts);
    if (!Table->getType()->isArrayType()) {
      mineRow(Table, Site, Init, 0, AST, Facts, Rows);
      continue;
    }
    for (unsigned I = 0; I < Init->getNumInits(); ++I)
      if (const auto *Row = dyn_cast<InitListExpr>(Init->getInit(I)))
        mineRow(Table, Site, Row, I, AST, Facts, Rows);
  }
  addTableUses(Rows, AST);
  return Rows;
}

} // namespace pyunbox

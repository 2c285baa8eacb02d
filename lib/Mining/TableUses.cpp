#include "Mining/TableUses.h"

#include "Frontend/AstWalk.h"
#include "Mining/MethodTables.h"
#include "Mining/RowSites.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>
#include <utility>

using namespace clang;

namespace pyunbox {

namespace {

struct TableUse {
  std::string Module, Type;
  bool OfType = false, OfModule = false, OfCython = false, Visible = false;
  std::set<const VarDecl *> Holders; ///< in whose initializers it stands
  SourceLocation UsedAt;

  void use(SourceLocation Where) {
    if (UsedAt.isInvalid())
      UsedAt = Where;
  }
};

/// The variable that \p E names or whose address (of its first element) it is.
const VarDecl *tableIn(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParenCasts();
  if (const auto *First = dyn_cast<ArraySubscriptExpr>(E))
    E = First->getBase()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// The variable of which \p Row is the first element, another one, or what it
/// points to, without conversions on the way.
const VarDecl *tableOfRow(const Expr *Row) {
  Row = Row->IgnoreParenImpCasts();
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Row))
    Row = Element->getBase()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Row);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// Whether each call of \p F leads to this body, which the walk sees.
bool isCertain(const FunctionDecl *F) {
  return F->getStorageClass() == SC_Static && !isa<CXXMethodDecl>(F) &&
         !F->isTemplateInstantiation() && !F->hasAttr<AsmLabelAttr>() &&
         F->getType()->isFunctionProtoType();
}

/// Cython's own function objects, of cython_function_or_method.
bool makesCythonFunction(const FunctionDecl *F) {
  return F->getName() == "__Pyx_CyFunction_New" &&
         F->getStorageClass() == SC_Static &&
         llvm::any_of(F->parameters(), [](const ParmVarDecl *Parameter) {
           return isMethodDef(Parameter->getType()->getPointeeType());
         });
}

class UseFinder : public AstWalk {
public:
  /// \p RowType is PyMethodDef, or an array of it.
  UseFinder(std::map<const VarDecl *, TableUse> &Uses, SourceManager &Sources,
            QualType RowType)
      : Uses(Uses), Sources(Sources) {
    if (const auto *Record =
            RowType->getBaseElementTypeUnsafe()->getAs<RecordType>())
      PythonFolder = llvm::sys::path::parent_path(
          Sources.getFilename(Record->getDecl()->getLocation()));
  }

  /// The unit reads rows, or functions out of function objects.
  bool ReadsRows = false;
  /// Where the unit comes by pointers to tables, and where it changes rows or
  /// takes copies of them, if it does.
  SourceLocation ReadsTables, ChangesRows;
  /// Functions whose address is taken outside of the tables.
  std::set<const FunctionDecl *> Addressed;

  void finish() {
    std::set<const ValueDecl *> UsedOtherwise;
    for (const DeclRefExpr *Ref : References)
      if (!HandedOver.contains(Ref))
        UsedOtherwise.insert(Ref->getDecl());
    for (const auto &[Ref, Parameter] : Arguments)
      if (!UsedOtherwise.contains(Parameter))
        HandedOver.insert(Ref);
    auto IsTable = [&](const VarDecl *Var) {
      const auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
      auto IsIt = [Var](const auto &Argument) {
        return Argument.second == Var;
      };
      return Uses.contains(Var) ||
             (llvm::any_of(Arguments, IsIt) && !Others.contains(Var) &&
              !UsedOtherwise.contains(Var) &&
              !Addressed.contains(F->getCanonicalDecl()));
    };
    for (const auto &[Var, Where] : Redescribed)
      if (!Var || !IsTable(Var))
        changesRows(Where);
    for (const DeclRefExpr *Ref : References)
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (auto Found = Uses.find(Var);
            Found != Uses.end() && !HandedOver.contains(Ref))
          Found->second.use(Ref->getBeginLoc());
    for (auto &[Table, Use] : Uses) {
      if (Use.OfType)
        nameType(Use);
      if (ReadsTables.isValid())
        Use.use(ReadsTables);
      if (ReadsRows && ChangesRows.isValid())
        Use.use(ChangesRows);
      for (const auto &[Name, Where] : OtherNames)
        if (Name.contains(Table->getName()))
          Use.use(Where);
      for (const VarDecl *Passed : PassedOn)
        Use.Visible |= Use.Holders.contains(Passed);
    }
  }

private:
  /// Type and module of a type, which "module.Type" names or the unit.
  void nameType(TableUse &Use) const {
    for (const VarDecl *Holder : Use.Holders)
      if (auto Found = SpecNames.find(Holder); Found != SpecNames.end())
        Use.Type = Found->second;
    auto [Module, Type] = llvm::StringRef(Use.Type).rsplit('.');
    if (Modules.size() == 1)
      Use.Module = *Modules.begin();
    else if (!Type.empty())
      Use.Module = Module.str();
    if (!Type.empty())
      Use.Type = Type.str();
  }

  bool enter(const Decl *D) override {
    if (const auto *Var = dyn_cast<VarDecl>(D)) {
      Holders.push_back(Var);
      if (const auto *Alias = Var->getAttr<AliasAttr>())
        OtherNames.emplace_back(Alias->getAliasee(), Var->getLocation());
      if (const auto *Label = Var->getAttr<AsmLabelAttr>())
        OtherNames.emplace_back(Label->getLabel(), Var->getLocation());
    }
    return !isBare(D);
  }
  void leave(const Decl *D) override {
    if (isa<VarDecl>(D))
      Holders.pop_back();
  }
  bool enter(const Stmt *S) override {
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      Statements.insert(Block->body_begin(), Block->body_end());
    if (const auto *Init = dyn_cast<InitListExpr>(S))
      seeList(Init);
    else if (const auto *Call = dyn_cast<CallExpr>(S))
      seeCall(Call);
    else if (const auto *Copy = dyn_cast<CXXConstructExpr>(S))
      seeCopy(Copy);
    else if (const auto *Assign = dyn_cast<BinaryOperator>(S))
      seeAssignment(Assign);
    else if (const auto *Cast = dyn_cast<CastExpr>(S))
      seeCast(Cast);
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      seeMember(Member);
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      seeReference(Ref);
    return true;
  }

  void seeList(const InitListExpr *Init) {
    // Fields are told by position in the form that is meant.
    const auto *Record =
        Init->isSemanticForm() ? Init->getType()->getAs<RecordType>() : nullptr;
    if (!Record || !isPythons(Record->getDecl()->getLocation()))
      return;
    // PyType_Slot is a typedef of a struct without a name.
    std::string Name = Init->getType().getUnqualifiedType().getAsString();
    std::string Owner;
    unsigned I = 0;
    for (const FieldDecl *Field : Record->getDecl()->fields()) {
      if (I >= Init->getNumInits())
        break;
      const Expr *Value = Init->getInit(I++);
      llvm::StringRef Of = Field->getName();
      if (Of == "m_name" || Of == "tp_name" ||
          (Of == "name" && Name == "PyType_Spec")) {
        if (const auto *Text =
                dyn_cast<StringLiteral>(Value->IgnoreParenCasts()))
          Owner = Text->getString().str();
        if (Of == "m_name" && !Owner.empty())
          Modules.insert(Owner);
      } else if (Name == "PyType_Spec") {
        if (const VarDecl *Slots = Of == "slots" ? tableIn(Value) : nullptr)
          SpecNames[Slots] = Owner;
      } else if (auto *Use = find(Value)) {
        handOver(Value);
        if (!Holders.empty()) {
          Use->Visible |= Holders.back()->isExternallyVisible();
          Use->Holders.insert(Holders.back());
        }
        if (Of == "m_methods") {
          Use->Module = Owner;
          Use->OfModule = true;
        }
        if (Of == "tp_methods" || Name.starts_with("PyType_Slot")) {
          Use->OfType = true;
          Use->Type = Owner;
        }
      }
    }
  }

  void seeCall(const CallExpr *Call) {
    Callees.insert(Call->getCallee()->IgnoreParenImpCasts());
    if (isa<CXXOperatorCallExpr>(Call) && isMethodDef(Call->getType()))
      changesRows(Call->getBeginLoc());
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->getDeclName().isIdentifier())
      return;
    // PyModule_AddFunctions, Py_InitModule4, PyCFunction_NewEx, and PyPy's
    // names for them.
    llvm::StringRef Name = Callee->getName();
    if (Name.contains("PyCFunction_Get") || Name.contains("PyCFunction_GET"))
      readsRows(Call->getBeginLoc());
    if (makesCythonFunction(Callee))
      for (const Expr *Argument : Call->arguments())
        if (auto *Use = find(Argument)) {
          handOver(Argument);
          Use->OfModule = Use->OfCython = true;
        }
    if (!isPythons(Callee->getCanonicalDecl()->getLocation())) {
      for (const Expr *Argument : Call->arguments())
        if (const VarDecl *Var = tableIn(Argument))
          PassedOn.insert(Var);
      seeArguments(Call, Callee->getDefinition());
      return;
    }
    if (!takesTables(Name))
      return;
    for (const Expr *Argument : Call->arguments())
      if (auto *Use = find(Argument)) {
        handOver(Argument);
        (Name.contains("Descr") ? Use->OfType : Use->OfModule) = true;
      }
  }

  /// A function of the unit may do with a table what the unit may.
  void seeArguments(const CallExpr *Call, const FunctionDecl *Callee) {
    if (!Callee || !isCertain(Callee))
      return;
    unsigned Count = std::min(Call->getNumArgs(), Callee->getNumParams());
    for (unsigned I = 0; I < Count; ++I) {
      const ParmVarDecl *Parameter = Callee->getParamDecl(I);
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Call->getArg(I)->IgnoreParenImpCasts());
      if (!isMethodDef(Parameter->getType()->getPointeeType()))
        continue;
      if (Ref && find(Ref))
        Arguments.emplace_back(Ref, Parameter);
      else
        Others.insert(Parameter);
    }
  }

  /// Whether Python's function \p Name makes function objects of rows; PyPy has
  /// prefixes of its own.
  static bool takesTables(llvm::StringRef Name) {
    return llvm::any_of(
        std::initializer_list<llvm::StringRef>{
            "Module_Create", "Module_AddFunctions", "Module_FromDef",
            "InitModule", "CFunction_New", "CMethod_New", "Descr_New"},
        [Name](llvm::StringRef Part) { return Name.contains(Part); });
  }

  /// Of a row, by C++; assignments are calls there.
  void seeCopy(const CXXConstructExpr *Copy) {
    if (isMethodDef(Copy->getType()) && Copy->getNumArgs() != 0)
      changesRows(Copy->getBeginLoc());
  }

  void seeAssignment(const BinaryOperator *Assign) {
    const auto *Member = dyn_cast<MemberExpr>(Assign->getLHS()->IgnoreParens());
    if (Assign->getOpcode() != BO_Assign || !Member)
      return;
    Assigned.insert(Member);
    llvm::StringRef Field = Member->getMemberDecl()->getName();
    if (auto *Use = find(Assign->getRHS());
        Use && isPythons(Member->getMemberDecl()->getLocation()) &&
        (Field == "tp_methods" || Field == "m_methods")) {
      handOver(Assign->getRHS());
      (Field == "tp_methods" ? Use->OfType : Use->OfModule) = true;
    }
    // In C++ the assignment is the field itself, which something may be done
    // to.
    if (Field == "ml_doc" &&
        isPythons(Member->getMemberDecl()->getLocation()) &&
        (Assign->isPRValue() || Statements.contains(Assign))) {
      seeDescription(Member);
      Described.insert(Member);
      Redescribed.emplace_back(tableOfRow(Member->getBase()),
                               Member->getBeginLoc());
    }
  }

  /// A rewritten row has the same name, and nothing hangs on its documentation,
  /// which may be replaced.
  void seeDescription(const MemberExpr *Member) {
    if (tableOfRow(Member->getBase()))
      handOver(Member->getBase());
    if (const auto *Row =
            dyn_cast<MemberExpr>(Member->getBase()->IgnoreParenImpCasts()))
      Described.insert(Row);
  }

  void seeCast(const CastExpr *Cast) {
    if (Cast->getCastKind() != CK_LValueToRValue)
      return;
    if (isMethodDef(Cast->getType()))
      changesRows(Cast->getBeginLoc());
    const auto *Member =
        dyn_cast<MemberExpr>(Cast->getSubExpr()->IgnoreParens());
    if (!Member || !isPythons(Member->getMemberDecl()->getLocation()))
      return;
    Read.insert(Member);
    llvm::StringRef Field = Member->getMemberDecl()->getName();
    if ((Field == "ml_meth" || Field == "ml_flags" || Field == "m_ml" ||
         Field == "d_method") &&
        !Described.contains(Member))
      readsRows(Member->getBeginLoc());
    if (Field == "ml_name" || Field == "ml_doc")
      seeDescription(Member);
  }

  /// What is not just read may be changed; a cast is visited before what it
  /// converts.
  void seeMember(const MemberExpr *Member) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field)
      return;
    if (Field->getParent()->getName() == "PyMethodDef" &&
        !Read.contains(Member) && !Described.contains(Member))
      changesRows(Member->getBeginLoc());
    constexpr llvm::StringLiteral LeadToTables[] = {"m_methods", "tp_methods",
                                                    "pfunc"};
    if (llvm::is_contained(LeadToTables, Field->getName()) &&
        isPythons(Field->getLocation()) && !Assigned.contains(Member) &&
        !isPythons(Member->getBeginLoc()))
      ReadsTables = Member->getBeginLoc();
    // Not read, but its address taken.
    constexpr llvm::StringLiteral LeadToRows[] = {"m_ml", "d_method"};
    if (llvm::is_contained(LeadToRows, Field->getName()) &&
        isPythons(Field->getLocation()) && !Read.contains(Member))
      readsRows(Member->getBeginLoc());
  }

  void seeReference(const DeclRefExpr *Ref) {
    // A call is visited before its callee.
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl());
        F && !isInTable() && !Callees.contains(Ref))
      Addressed.insert(F->getCanonicalDecl());
    References.push_back(Ref);
  }

  /// Python's own headers do, too: PyCFunction_GET_FUNCTION is a function
  /// there.
  void readsRows(SourceLocation Where) { ReadsRows |= !isPythons(Where); }
  void changesRows(SourceLocation Where) {
    if (!isPythons(Where))
      ChangesRows = Where;
  }
  bool isPythons(SourceLocation Where) const {
    llvm::StringRef File = Sources.getFilename(Sources.getExpansionLoc(Where));
    return !PythonFolder.empty() && File.starts_with(PythonFolder);
  }
  bool isInTable() const {
    return llvm::any_of(Holders, [this](const VarDecl *Holder) {
      return Uses.contains(Holder);
    });
  }
  TableUse *find(const Expr *E) {
    const VarDecl *Var = tableIn(E);
    auto Found = Var ? Uses.find(Var) : Uses.end();
    return Found == Uses.end() ? nullptr : &Found->second;
  }
  /// The reference inside \p E hands the table to the interpreter.
  void handOver(const Expr *E) {
    for (const Stmt *S = E; S;) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
        HandedOver.insert(Ref);
      S = S->children().empty() ? nullptr : *S->child_begin();
    }
  }

  std::map<const VarDecl *, TableUse> &Uses;
  SourceManager &Sources;
  llvm::StringRef PythonFolder;
  std::vector<const VarDecl *> Holders; ///< in whose initializers it is
  std::set<const Expr *> Callees;
  std::set<const Stmt *> Statements; ///< whose values nobody uses
  std::set<const MemberExpr *> Read, Assigned;
  /// Documentation that is replaced, and what leads to rows of which names and
  /// documentation are read or replaced.
  std::set<const MemberExpr *> Described;
  /// The variables whose rows get other documentation, or null.
  std::vector<std::pair<const VarDecl *, SourceLocation>> Redescribed;
  /// Variables that are passed to functions other than Python's.
  std::set<const VarDecl *> PassedOn;
  std::set<std::string> Modules;                    ///< that the unit defines
  std::map<const VarDecl *, std::string> SpecNames; ///< by their slots
  /// Names of other declarations for the linker.
  std::vector<std::pair<llvm::StringRef, SourceLocation>> OtherNames;
  /// Parameters that are given something else than a table.
  std::set<const VarDecl *> Others;
  /// Tables that are arguments, and the parameters.
  std::vector<std::pair<const DeclRefExpr *, const ParmVarDecl *>> Arguments;
  std::set<const DeclRefExpr *> HandedOver;
  std::vector<const DeclRefExpr *> References;
};

} // namespace

void addTableUses(std::vector<MinedRow> &Rows, ASTContext &AST) {
  std::map<const VarDecl *, TableUse> Uses;
  for (const MinedRow &Row : Rows)
    Uses[Row.Table];
  if (Uses.empty())
    return;
  UseFinder Finder(Uses, AST.getSourceManager(), Rows.front().Table->getType());
  Finder.walk(AST.getTranslationUnitDecl());
  Finder.finish();
  for (MinedRow &Row : Rows) {
    const TableUse &Use = Uses[Row.Table];
    Row.Module = Use.Module;
    Row.Type = Use.Type;
    Row.OfType = Use.OfType;
    Row.OfModule = Use.OfModule;
    Row.UsedAt = Use.UsedAt;
    // No interpreter gets from such an object to its row.
    if (Use.OfCython) {
      Row.Site.reset();
      Row.NotRewritable = "its function object is one of Cython's own, which "
                          "leads to no record";
    }
    Row.MayBeRead =
        Finder.ReadsRows || Use.Visible || Row.Table->isExternallyVisible();
    Row.IsWrapperAddressed =
        Row.Wrapper &&
        Finder.Addressed.contains(Row.Wrapper->getCanonicalDecl());
  }
}

} // namespace pyunbox

#include "Inference/AstQueries.h"

#include "Frontend/AstWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace pyunbox {

std::optional<CKind> kindOf(QualType Type) {
  Type = Type.getCanonicalType().getUnqualifiedType();
  if (const auto *Enum = Type->getAs<EnumType>()) {
    if (!Enum->getDecl()->isComplete())
      return std::nullopt;
    Type = Enum->getDecl()->getIntegerType().getCanonicalType();
  }
  if (const auto *Record = Type->getAs<RecordType>())
    if (const TypedefNameDecl *Name =
            Record->getDecl()->getTypedefNameForAnonDecl();
        Name && Name->getName() == "Py_complex")
      return CKind::Complex;
  const auto *Builtin = Type->getAs<BuiltinType>();
  if (!Builtin)
    return std::nullopt;
  switch (Builtin->getKind()) {
  case BuiltinType::Void:
    return CKind::Void;
  case BuiltinType::Bool:
    return CKind::Bool;
  case BuiltinType::Char_S:
  case BuiltinType::Char_U:
    return CKind::Char;
  case BuiltinType::SChar:
    return CKind::SChar;
  case BuiltinType::UChar:
    return CKind::UChar;
  case BuiltinType::Short:
    return CKind::Short;
  case BuiltinType::UShort:
    return CKind::UShort;
  case BuiltinType::Int:
    return CKind::Int;
  case BuiltinType::UInt:
    return CKind::UInt;
  case BuiltinType::Long:
    return CKind::Long;
  case BuiltinType::ULong:
    return CKind::ULong;
  case BuiltinType::LongLong:
    return CKind::LongLong;
  case BuiltinType::ULongLong:
    return CKind::ULongLong;
  case BuiltinType::Float:
    return CKind::Float;
  case BuiltinType::Double:
    return CKind::Double;
  default:
    return std::nullopt;
  }
}

bool isSameWidth(QualType Type, CKind Written, const ASTContext &AST) {
  auto Target = kindOf(Type);
  auto BitsOf = [](CKind Kind) -> unsigned {
    switch (Kind) {
    case CKind::Char:
    case CKind::SChar:
    case CKind::UChar:
      return 8;
    case CKind::Short:
    case CKind::UShort:
      return 16;
    case CKind::Int:
    case CKind::UInt:
      return 32;
    case CKind::LongLong:
    case CKind::ULongLong:
      return 64;
    default:
      return 0;
    }
  };
  auto Size = [&](CKind Kind) -> std::uint64_t {
    bool IsLong = Kind == CKind::Long || Kind == CKind::ULong;
    return IsLong ? AST.getTypeSize(AST.LongTy) : BitsOf(Kind);
  };
  return Target == Written ||
         (Target && Size(*Target) != 0 && Size(*Target) == Size(Written));
}

bool isObjectPointer(QualType Type) {
  const auto *Pointer = Type.getCanonicalType()->getAs<PointerType>();
  if (!Pointer)
    return false;
  const auto *Record = Pointer->getPointeeType()->getAs<RecordType>();
  return Record && Record->getDecl()->getName() == "_object";
}

bool isBufferView(QualType Type) {
  const auto *Record = Type.getCanonicalType()->getAs<RecordType>();
  if (!Record)
    return false;
  const TypedefNameDecl *Name = Record->getDecl()->getTypedefNameForAnonDecl();
  return Name ? Name->getName() == "Py_buffer"
              : Record->getDecl()->getName() == "bufferinfo";
}

bool isMemoryPointer(QualType Type) {
  const auto *Pointer = Type.getCanonicalType()->getAs<PointerType>();
  if (!Pointer)
    return false;
  // Numbers of 16 bytes need not be aligned there.
  QualType Pointee = Pointer->getPointeeType();
  auto Kind = kindOf(Pointee);
  return !Pointee.isVolatileQualified() && Kind && *Kind != CKind::Complex;
}

bool isTypeObject(QualType Type) {
  const auto *Record = Type.getCanonicalType()->getAs<RecordType>();
  return Record && Record->getDecl()->getName() == "_typeobject";
}

const Expr *strip(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Constant = dyn_cast<ConstantExpr>(E))
      E = Constant->getSubExpr();
    else if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Default = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = Default->getReplacement();
    else
      return E;
  }
}

const Expr *stripCasts(const Expr *E) {
  for (;;) {
    E = strip(E);
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (!Cast)
      return E;
    E = Cast->getSubExpr();
  }
}

bool isNullLiteral(const Expr *E, ASTContext &AST) {
  return E->isNullPointerConstant(AST, Expr::NPC_ValueDependentIsNotNull) !=
         Expr::NPCK_NotNull;
}

const Expr *stripHints(const Expr *E) {
  for (;;) {
    E = stripCasts(E);
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Callee->getBuiltinID() != Builtin::BI__builtin_expect)
      return E;
    E = Call->getArg(0);
  }
}

const VarDecl *namedArray(const Expr *E) {
  const auto *Decay = dyn_cast<ImplicitCastExpr>(E->IgnoreParens());
  return Decay && Decay->getCastKind() == CK_ArrayToPointerDecay
             ? namedVariable(Decay->getSubExpr())
             : nullptr;
}

const VarDecl *namedVariable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(strip(E));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

const VarDecl *addressedVariable(const Expr *E) {
  const auto *Address = dyn_cast<UnaryOperator>(stripCasts(E));
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return nullptr;
  return namedVariable(Address->getSubExpr());
}

std::optional<std::string> literalText(const Expr *E) {
  E = stripCasts(E);
  if (const auto *Predefined = dyn_cast<PredefinedExpr>(E))
    E = Predefined->getFunctionName();
  if (const auto *Ref = dyn_cast_if_present<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->getType()->isArrayType() ||
        !Var->getType().isConstQualified() || !Var->getAnyInitializer() ||
        Var->isWeak() || Var->hasAttr<AsmLabelAttr>())
      return std::nullopt;
    E = stripCasts(Var->getAnyInitializer());
  }
  const auto *Literal = dyn_cast_if_present<StringLiteral>(E);
  if (!Literal || Literal->getCharByteWidth() != 1)
    return std::nullopt;
  return Literal->getString().str();
}

std::optional<std::int64_t> constantInteger(const Expr *E,
                                            const ASTContext &AST) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, AST, Expr::SE_NoSideEffects))
    return std::nullopt;
  const llvm::APSInt &Int = Result.Val.getInt();
  if (!Int.isRepresentableByInt64())
    return std::nullopt;
  return Int.getExtValue();
}

std::optional<double> constantReal(const Expr *E, const ASTContext &AST) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || E->isGLValue() ||
      !E->getType()->isRealFloatingType() ||
      !E->EvaluateAsRValue(Result, AST) || Result.HasSideEffects ||
      !Result.Val.isFloat())
    return std::nullopt;
  llvm::APFloat Float = Result.Val.getFloat();
  bool Loses = false;
  Float.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven,
                &Loses);
  return Loses ? std::nullopt : std::optional(Float.convertToDouble());
}

const Stmt *findNode(const Stmt *Root,
                     llvm::function_ref<bool(const Stmt *)> Test) {
  if (!Root || Test(Root))
    return Root;
  for (const Stmt *Child : Root->children())
    if (const Stmt *Found = findNode(Child, Test))
      return Found;
  return nullptr;
}

namespace {

/// Finds uses of addresses. Arguments of calls are looked at by the
/// interpreter, which knows what the callee is.
class EscapeFinder : public AstWalk {
public:
  std::set<const VarDecl *> Escaping;

private:
  bool enter(const Decl *D) override {
    if (const auto *Var = dyn_cast<VarDecl>(D);
        Var && Var->getType()->isReferenceType() && Var->hasInit())
      addReferred(Var->getInit());
    return true;
  }
  bool enter(const Stmt *S) override {
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      addArguments(Call);
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
      for (const Expr *Argument : Construct->arguments())
        addReference(Argument);
    } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
      // (&x)->field is x.field.
      if (const Expr *Base = strip(Member->getBase());
          Member->isArrow() && addressedVariable(Base))
        DirectArguments.insert(Base);
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
      if (Unary->isIncrementDecrementOp())
        addWritten(Unary->getSubExpr());
      else if (Unary->getOpcode() == UO_AddrOf &&
               !DirectArguments.contains(Unary))
        addRoots(Unary->getSubExpr());
    } else if (const auto *Assign = dyn_cast<BinaryOperator>(S)) {
      if (Assign->isAssignmentOp())
        addWritten(Assign->getLHS());
    } else if (const auto *Init = dyn_cast<InitListExpr>(S)) {
      addReferenceFields(Init);
    } else if (const auto *Init = dyn_cast<CXXParenListInitExpr>(S)) {
      for (const Expr *Value : Init->getInitExprs())
        addReference(Value);
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable())
          if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar()))
            Escaping.insert(Var);
    }
    return true;
  }
  void addReferenceFields(const InitListExpr *Init) {
    const auto *Record = Init->isSemanticForm()
                             ? Init->getType()->getAsCXXRecordDecl()
                             : nullptr;
    if (Record && Record->hasDefinition())
      for (const Expr *Value : Init->inits())
        addReference(Value);
  }
  void addArguments(const CallExpr *Call) {
    for (const Expr *Argument : Call->arguments())
      if (const Expr *Direct = stripCasts(Argument); addressedVariable(Direct))
        DirectArguments.insert(Direct);
      else
        addReference(Argument);
  }
  /// An argument passed by reference.
  void addReference(const Expr *Argument) {
    if (Argument->isGLValue())
      addReferred(Argument);
  }
  /// A variable written under its own name is tracked; written in another way
  /// (through a cast, a conditional, a comma) it is not.
  void addWritten(const Expr *Target) {
    const Expr *Plain = Target->IgnoreParens();
    if (const auto *Extension = dyn_cast<UnaryOperator>(Plain);
        Extension && Extension->getOpcode() == UO_Extension)
      Plain = Extension->getSubExpr();
    // Elements of arrays of objects are variables of their own.
    const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Plain);
    if (Subscript && isObjectPointer(Subscript->getType()) &&
        namedVariable(Subscript->getBase()->IgnoreImpCasts()) &&
        Subscript->getBase()->IgnoreImpCasts()->getType()->isArrayType())
      return;
    if (!namedVariable(Plain))
      addRoots(Target);
  }
  /// What the lvalue \p E may be gets another name; also what a pointer in it
  /// points to.
  void addReferred(const Expr *E) {
    addRoots(E);
    findNode(E, [this](const Stmt *S) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
        if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
            Var && Var->getType()->isPointerType() &&
            !isObjectPointer(Var->getType()))
          Escaping.insert(Var);
      return false;
    });
  }
  /// All variables that the lvalue \p E may be, or be part of.
  void addRoots(const Stmt *E) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        Escaping.insert(Var);
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (Cast && Cast->getCastKind() == CK_LValueToRValue)
      return; // what is read is not written
    for (const Stmt *Child : E->children())
      if (Child)
        addRoots(Child);
  }

  // A call is visited before its arguments.
  std::set<const Expr *> DirectArguments;
};

} // namespace

bool isReadAtOnce(const Expr *E, const ParentMap &Parents) {
  for (const Expr *Inner = E;;) {
    const auto *Outer = dyn_cast_or_null<Expr>(Parents.getParent(Inner));
    if (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Outer))
      return Cast->getCastKind() == CK_LValueToRValue ||
             Cast->getCastKind() == CK_ArrayToPointerDecay;
    // Of stores and addresses another rule asks; a member is asked for itself.
    const auto *Binary = dyn_cast_or_null<BinaryOperator>(Outer);
    if (!isa_and_nonnull<ParenExpr>(Outer))
      return isa_and_nonnull<UnaryOperator, MemberExpr>(Outer) ||
             (Binary && Binary->isAssignmentOp() && Binary->getLHS() == Inner);
    Inner = Outer;
  }
}

const Expr *assignedBy(const Stmt *S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    return Binary->isAssignmentOp() ? Binary->getLHS() : nullptr;
  const auto *Unary = dyn_cast<UnaryOperator>(S);
  return Unary && Unary->isIncrementDecrementOp() ? Unary->getSubExpr()
                                                  : nullptr;
}

bool changesVariable(const Stmt *S) {
  return assignedBy(S) || isa<StmtExpr>(S);
}

const Expr *seenUnsequenced(const Expr *E,
                            llvm::function_ref<bool(const VarDecl *)> IsSet,
                            const ParentMap &Parents) {
  auto MaySee = [&](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    // What a pointer points to may be one of them.
    return Var && (IsSet(Var) ||
                   (Var->hasLocalStorage() && Var->getType()->isPointerType() &&
                    !isObjectPointer(Var->getType())));
  };
  const Stmt *Inner = E;
  while (const Stmt *Outer = Parents.getParent(Inner)) {
    const auto *Binary = dyn_cast<BinaryOperator>(Outer);
    // Statements are part of an expression inside of ({ }).
    bool Sequenced = !isa<Expr>(Outer) ||
                     isa<ConditionalOperator, InitListExpr, StmtExpr>(Outer) ||
                     (Binary && (Binary->isLogicalOp() || Binary->isCommaOp()));
    if (!Sequenced)
      for (const Stmt *Part : Outer->children()) {
        const auto *Beside = dyn_cast_or_null<Expr>(Part);
        // A variable that is assigned to is not read.
        bool Target = Binary && Binary->getOpcode() == BO_Assign &&
                      Beside == Binary->getLHS() && namedVariable(Beside);
        if (Beside && Beside != Inner && !Target && findNode(Beside, MaySee))
          return Beside;
      }
    Inner = Outer;
  }
  return nullptr;
}

namespace {

/// Whether \p Root names \p Var other than to read it or, if \p MayAssign, to
/// assign to it.
bool isOtherwiseNamed(const VarDecl *Var, const Stmt *Root, bool MayAssign) {
  std::set<const Stmt *> Known;
  return findNode(Root, [&](const Stmt *S) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Cast->getCastKind() == CK_LValueToRValue)
      Known.insert(Cast->getSubExpr()->IgnoreParens());
    if (const Expr *Target = MayAssign ? assignedBy(S) : nullptr)
      Known.insert(Target->IgnoreParens());
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return Ref && Ref->getDecl() == Var && !Known.contains(Ref);
  });
}

/// Whether \p For, a statement of \p Body, counts a variable up to a constant.
bool countsUp(const ForStmt *For, const Stmt *Body, const ASTContext &AST) {
  const auto *Compare = dyn_cast_or_null<BinaryOperator>(For->getCond());
  const auto *Step = dyn_cast_or_null<UnaryOperator>(For->getInc());
  const VarDecl *Var = Step && Step->isIncrementOp()
                           ? namedVariable(Step->getSubExpr())
                           : nullptr;
  if (!Var || !Var->hasLocalStorage() || !Var->getType()->isIntegerType() ||
      Var->getType().isVolatileQualified() || !Compare ||
      Compare->getOpcode() != BO_LT ||
      namedVariable(stripCasts(Compare->getLHS())) != Var ||
      !constantInteger(Compare->getRHS(), AST))
    return false;
  // A comparison of a narrow variable with a wide constant may never fail.
  if (AST.getTypeSize(Var->getType()) <
      AST.getTypeSize(Compare->getRHS()->IgnoreParenImpCasts()->getType()))
    return false;
  return !isOtherwiseNamed(Var, For->getBody(), /*MayAssign=*/false) &&
         !isOtherwiseNamed(Var, For->getCond(), /*MayAssign=*/false) &&
         !isOtherwiseNamed(Var, Body, /*MayAssign=*/true);
}

} // namespace

bool mayRunForever(const Stmt *Body, const ASTContext &AST) {
  std::set<const LabelDecl *> Passed;
  return findNode(Body, [&](const Stmt *S) {
    if (const auto *For = dyn_cast<ForStmt>(S); For && countsUp(For, Body, AST))
      return false;
    if (const auto *Label = dyn_cast<LabelStmt>(S))
      Passed.insert(Label->getDecl());
    if (const auto *Goto = dyn_cast<GotoStmt>(S))
      return Passed.contains(Goto->getLabel());
    const auto *Do = dyn_cast<DoStmt>(S);
    const auto *Never =
        Do ? dyn_cast<IntegerLiteral>(stripCasts(Do->getCond())) : nullptr;
    return isa<ForStmt, WhileStmt, CXXForRangeStmt, IndirectGotoStmt>(S) ||
           (Do && !(Never && Never->getValue() == 0));
  });
}

bool isDeeperThan(const Stmt *Root, unsigned Limit) {
  // Without recursion: that is what the answer is for.
  std::vector<std::pair<const Stmt *, unsigned>> Work{{Root, 0}};
  while (!Work.empty()) {
    auto [S, Depth] = Work.back();
    Work.pop_back();
    if (Depth > Limit)
      return true;
    for (const Stmt *Child : S->children())
      if (Child)
        Work.emplace_back(Child, Depth + 1);
  }
  return false;
}

std::set<const VarDecl *> escapingVariables(const Stmt *Body) {
  EscapeFinder Finder;
  Finder.walk(Body);
  return std::move(Finder.Escaping);
}

bool holdsPointer(QualType Type) {
  Type = Type.getCanonicalType();
  if (Type->isAnyPointerType() || Type->isReferenceType() ||
      Type->isMemberPointerType())
    return true;
  if (const auto *Array = dyn_cast<ArrayType>(Type))
    return holdsPointer(Array->getElementType());
  const auto *Record = Type->getAs<RecordType>();
  if (!Record)
    return false;
  const RecordDecl *Definition = Record->getDecl()->getDefinition();
  if (!Definition) // nobody knows
    return true;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Definition))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (holdsPointer(Base.getType()))
        return true;
  return llvm::any_of(Definition->fields(), [](const FieldDecl *Field) {
    return holdsPointer(Field->getType());
  });
}

std::unique_ptr<CFG> controlFlowGraph(const FunctionDecl *F, ASTContext &AST) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  // Clang takes comparisons with enumerators for contradictions that are none
  // where the other side is a floating-point number or unsigned.
  Options.PruneTriviallyFalseEdges = false;
  Options.AddImplicitDtors = true;
  Options.AddInitializers = true;
  return CFG::buildCFG(F, F->getBody(), &AST, Options);
}

const VarDecl *rootVariable(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && !Var->getType()->isReferenceType() ? Var : nullptr;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->isArrow() ? nullptr : rootVariable(Member->getBase());
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = Subscript->getBase()->IgnoreParenImpCasts();
    return Base->getType()->isArrayType() ? rootVariable(Base) : nullptr;
  }
  return nullptr;
}

bool takesPromoted(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || Definition->hasWrittenPrototype())
    return false;
  return llvm::any_of(Definition->parameters(), [&](const ParmVarDecl *P) {
    QualType Type = P->getType();
    return Type->isSpecificBuiltinType(BuiltinType::Float) ||
           F->getASTContext().isPromotableIntegerType(Type);
  });
}

} // namespace pyunbox

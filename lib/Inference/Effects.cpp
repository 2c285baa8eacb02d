#include "Inference/Effects.h"

#include "Inference/Rules.h"
#include "Inference/Tables.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Builtins.h"

#include <deque>
#include <set>

using namespace clang;

namespace pyunbox {

void EffectSet::add(EffectKind Kind, Evidence E) {
  auto &Slot = Found[static_cast<std::size_t>(Kind)];
  if (!Slot)
    Slot = std::move(E);
}

bool EffectSet::join(const EffectSet &Other) {
  bool New = false;
  for (std::size_t I = 0; I < Found.size(); ++I)
    if (!Found[I] && Other.Found[I]) {
      Found[I] = Other.Found[I];
      New = true;
    }
  return New;
}

const Evidence *EffectSet::observable() const {
  for (EffectKind Kind :
       {EffectKind::PythonApi, EffectKind::UnknownCall,
        EffectKind::ProcessState, EffectKind::State, EffectKind::Errno,
        EffectKind::Volatile, EffectKind::Throws, EffectKind::Forbidden})
    if (const auto &E = evidence(Kind))
      return &*E;
  return nullptr;
}

namespace {

/// Whether reading \p Type can show anything but what the initializer put
/// there. A const pointer is not deeply constant: what it points to may change.
bool isDeeplyConstant(QualType Type, const ASTContext &AST,
                      bool PointsToLiterals) {
  Type = AST.getBaseElementType(Type);
  if (!Type.isConstQualified() || Type.isVolatileQualified())
    return false;
  if (const auto *Pointer = Type->getAs<PointerType>())
    return PointsToLiterals && Pointer->getPointeeType().isConstQualified();
  if (const auto *Record = Type->getAsRecordDecl()) {
    for (const FieldDecl *Field : Record->fields())
      if (Field->isMutable() || !isDeeplyConstant(Field->getType().withConst(),
                                                  AST, PointsToLiterals))
        return false;
    return true;
  }
  return Type->isArithmeticType() || Type->isEnumeralType();
}

/// Whether every pointer in the initializer \p Init is NULL or a string
/// literal.
bool hasOnlyLiteralPointers(const Expr *Init, ASTContext &AST) {
  // An array that decays to a pointer is no pointer below its casts.
  bool IsPointer = Init->getType()->isAnyPointerType();
  Init = Init->IgnoreParenImpCasts();
  if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    for (const Expr *Element : List->inits())
      if (!hasOnlyLiteralPointers(Element, AST))
        return false;
    return true;
  }
  return isa<StringLiteral, ImplicitValueInitExpr>(Init) || !IsPointer ||
         Init->isNullPointerConstant(AST, Expr::NPC_ValueDependentIsNotNull);
}

bool isConstant(const VarDecl *Var, ASTContext &AST) {
  const Expr *Init = Var->getAnyInitializer();
  // In C++, a constant may be computed when it is first used, or in another
  // unit.
  if (AST.getLangOpts().CPlusPlus &&
      !(Init && Var->hasConstantInitialization()))
    return false;
  return isDeeplyConstant(Var->getType(), AST,
                          Init && hasOnlyLiteralPointers(Init, AST));
}

/// A construct that only C++ has and whose implicit code (constructors,
/// destructors, conversions, iteration) is not followed.
bool hasImplicitCode(const Stmt *S) {
  if (isa<CXXStaticCastExpr, CXXReinterpretCastExpr, CXXConstCastExpr,
          CXXFunctionalCastExpr, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr,
          CXXScalarValueInitExpr, CXXNoexceptExpr, CXXThrowExpr, CXXNewExpr>(S))
    return false;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    return !Construct->getConstructor()->isTrivial();
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        continue;
      const auto *Record =
          Var->getType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
      if (Var->getType()->isReferenceType() || isa<DecompositionDecl>(Var) ||
          (Record && Record->hasDefinition() &&
           !Record->hasTrivialDestructor()))
        return true;
    }
    return false;
  }
  llvm::StringRef Class = S->getStmtClassName();
  return Class.starts_with("CXX") || isa<CoroutineBodyStmt>(S);
}

/// The variable whose storage the lvalue \p E is part of, or null if it is
/// reached through a pointer or reference.
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

class BodyVisitor : public RecursiveASTVisitor<BodyVisitor> {
public:
  /// \p Callback must outlive this.
  explicit BodyVisitor(llvm::function_ref<void(const Stmt *)> Callback)
      : Callback(Callback) {}
  bool VisitStmt(Stmt *S) {
    Callback(S);
    return true;
  }
  // Operands that are never evaluated have no effects; the text of a static
  // assertion has not even a type.
  bool TraverseStaticAssertDecl(StaticAssertDecl *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    return E->isArgumentType() ||
                   !E->getArgumentExpr()->getType()->isVariableArrayType()
               ? true
               : RecursiveASTVisitor::TraverseUnaryExprOrTypeTraitExpr(E);
  }

private:
  llvm::function_ref<void(const Stmt *)> Callback;
};

} // namespace

void EffectAnalysis::addCall(const FunctionDecl *Callee, SourceLocation Where,
                             Local &To) {
  EffectSet &Effects = To.Effects;
  if (!Callee) {
    Effects.add(EffectKind::UnknownCall, {"a call through a pointer", Where});
    return;
  }
  std::string Quoted = fmt::format("call of '{}'", Callee->getNameAsString());
  if (!Unit.apiName(Callee).empty()) {
    Effects.add(EffectKind::PythonApi, {Quoted, Where});
    return;
  }
  if (std::string Name = Unit.libraryName(Callee); !Name.empty()) {
    auto Known = findLibraryEffect(Name);
    unsigned Builtin = Callee->getBuiltinID();
    if (!Known && Builtin && Unit.AST.BuiltinInfo.isConst(Builtin))
      Known = LibraryEffect::Pure;
    if (!Known)
      Effects.add(EffectKind::UnknownCall, {Quoted, Where});
    else if (*Known == LibraryEffect::Gil)
      Effects.add(EffectKind::ProcessState, {Quoted, Where});
    else if (*Known == LibraryEffect::Errno)
      Effects.add(EffectKind::Errno, {"errno", Where});
    else if (*Known == LibraryEffect::Forbidden)
      Effects.add(EffectKind::Forbidden, {Quoted, Where});
    else if (*Known == LibraryEffect::Local)
      Effects.add(EffectKind::MayTrap, {Quoted, Where});
    return;
  }
  // A weak definition may give way to another, a virtual one to an override.
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  bool Replaceable = Callee->isWeak() || (Method && !Method->isStatic());
  if (const FunctionDecl *Definition = nullptr;
      !Replaceable && Callee->hasBody(Definition)) {
    To.Callees.push_back(Definition);
    return;
  }
  if (heeds(Rule::KnownCalls))
    Effects.add(EffectKind::UnknownCall, {Quoted, Where});
}

void EffectAnalysis::addVariable(const ValueDecl *D, SourceLocation Where,
                                 EffectSet &To) const {
  std::string Quoted = fmt::format("variable '{}'", D->getNameAsString());
  if (isa<BindingDecl>(D))
    To.add(EffectKind::State, {Quoted, Where});
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->hasGlobalStorage())
    return;
  if (!Unit.apiName(Var).empty())
    To.add(EffectKind::PythonApi, {Quoted, Where});
  else if (!isConstant(Var, Unit.AST))
    To.add(EffectKind::State, {Quoted, Where});
}

void EffectAnalysis::addNode(const Stmt *S, Local &To) {
  EffectSet &Effects = To.Effects;
  SourceLocation Where = S->getBeginLoc();
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    addCall(Call->getDirectCallee(), Where, To);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    addVariable(Ref->getDecl(), Where, Effects);
  } else if (const auto *Cast = dyn_cast<CastExpr>(S)) {
    if (Cast->getCastKind() == CK_IntegralToPointer &&
        !Cast->isNullPointerConstant(Unit.AST, Expr::NPC_ValueDependentIsNull))
      Effects.add(EffectKind::State, {"an integer made a pointer", Where});
    if (Cast->getCastKind() == CK_Dynamic)
      Effects.add(EffectKind::Throws, {"dynamic_cast", Where});
    // Memory that holds a pointer, seen as something else: a pointer could be
    // made of any number through it.
    auto HoldsPointer = [](QualType Type) {
      const auto *P = Type->getAs<PointerType>();
      return P && P->getPointeeType()->isAnyPointerType();
    };
    if (Cast->getCastKind() == CK_BitCast &&
        !Cast->getSubExpr()->isNullPointerConstant(
            Unit.AST, Expr::NPC_ValueDependentIsNull) &&
        HoldsPointer(Cast->getType()) !=
            HoldsPointer(Cast->getSubExpr()->getType()))
      Effects.add(EffectKind::State, {"a pointer seen as other data", Where});
  } else if (isa<AsmStmt>(S)) {
    Effects.add(EffectKind::Forbidden, {"inline assembly", Where});
  } else if (isa<IndirectGotoStmt, AddrLabelExpr>(S)) {
    Effects.add(EffectKind::Forbidden, {"a computed goto", Where});
  } else if (isa<AtomicExpr>(S)) {
    Effects.add(EffectKind::State, {"an atomic operation", Where});
  } else if (isa<VAArgExpr>(S)) {
    Effects.add(EffectKind::Forbidden, {"variable arguments", Where});
  } else if (isa<CXXThrowExpr, CXXNewExpr>(S)) {
    Effects.add(EffectKind::Throws,
                {isa<CXXThrowExpr>(S) ? "throw" : "new", Where});
  } else if (isa<CXXDeleteExpr, LambdaExpr>(S)) {
    Effects.add(EffectKind::UnknownCall, {"delete or a lambda", Where});
  } else if (isa<ForStmt, WhileStmt, DoStmt, GotoStmt, CXXForRangeStmt>(S)) {
    Effects.add(EffectKind::MayLoop, {"a loop", Where});
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if ((Binary->getOpcode() == BO_Div || Binary->getOpcode() == BO_Rem ||
         Binary->getOpcode() == BO_DivAssign ||
         Binary->getOpcode() == BO_RemAssign) &&
        Binary->getType()->isIntegerType())
      Effects.add(EffectKind::MayTrap, {"a division", Where});
  } else if (isa<ArraySubscriptExpr>(S)) {
    Effects.add(EffectKind::MayTrap, {"an array access", Where});
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->getOpcode() == UO_Deref)
      Effects.add(EffectKind::MayTrap, {"a pointer access", Where});
  } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    if (Member->isArrow())
      Effects.add(EffectKind::MayTrap, {"a pointer access", Where});
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && Field->getParent()->isUnion() &&
        Field->getType()->isAnyPointerType())
      Effects.add(EffectKind::State, {"a pointer in a union", Where});
    if (isa<VarDecl>(Member->getMemberDecl())) // a static member
      addVariable(Member->getMemberDecl(), Where, Effects);
  }
  if (hasImplicitCode(S))
    Effects.add(EffectKind::UnknownCall, {"implicit code of C++", Where});
  if (const auto *E = dyn_cast<Expr>(S);
      E && E->isGLValue() && E->getType().isVolatileQualified()) {
    const VarDecl *Root = rootVariable(E);
    if (!Root || !Root->hasLocalStorage())
      Effects.add(EffectKind::Volatile, {"volatile memory", Where});
  }
}

const EffectAnalysis::Local &EffectAnalysis::local(const FunctionDecl *F) {
  auto [It, New] = Locals.try_emplace(F);
  Local &Facts = It->second;
  if (New) {
    auto Visit = [&](const Stmt *S) { addNode(S, Facts); };
    BodyVisitor Visitor(Visit);
    // The declaration, for a constructor's initializers.
    Visitor.TraverseDecl(const_cast<FunctionDecl *>(F));
    if (auto At = Unit.identityConditional(F->getSourceRange());
        At && heeds(Rule::CompilerIndependent))
      Facts.Effects.add(
          EffectKind::Identity,
          {fmt::format("a conditional on the compiler's identity in '{}', "
                       "line {}",
                       F->getNameAsString(), At->Line),
           F->getBeginLoc()});
  }
  return Facts;
}

const EffectSet &EffectAnalysis::of(const FunctionDecl *F) {
  const FunctionDecl *Definition = F;
  Local Outer;
  addCall(F, F->getLocation(), Outer);
  auto [It, New] = Summaries.try_emplace(F);
  if (!New)
    return It->second;
  EffectSet Sum = Outer.Effects;
  // The effects of a function are those of all functions it reaches, so a walk
  // over the call graph is the fixed point, recursion included.
  std::set<const FunctionDecl *> Seen;
  std::deque<const FunctionDecl *> Work(Outer.Callees.begin(),
                                        Outer.Callees.end());
  while (!Work.empty()) {
    Definition = Work.front();
    Work.pop_front();
    if (!Seen.insert(Definition).second) {
      // Recursion, or two ways to one function: not told apart, since all it
      // decides is whether a call may be called pure.
      Sum.add(EffectKind::MayLoop, {"recursion", Definition->getLocation()});
      continue;
    }
    const Local &Facts = local(Definition);
    Sum.join(Facts.Effects);
    Work.insert(Work.end(), Facts.Callees.begin(), Facts.Callees.end());
  }
  return Summaries[F] = std::move(Sum);
}

EffectSet EffectAnalysis::ofNode(const Stmt *S) {
  Local Facts;
  addNode(S, Facts);
  for (const FunctionDecl *Callee : Facts.Callees)
    Facts.Effects.join(of(Callee));
  return std::move(Facts.Effects);
}

} // namespace pyunbox

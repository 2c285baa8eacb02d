#include "Inference/Effects.h"

#include "Frontend/AstWalk.h"
#include "Inference/AstQueries.h"
#include "Inference/Definitions.h"
#include "Inference/Rules.h"
#include "Inference/Tables.h"
#include "Inference/UnitContext.h"
#include "Knowledge/FunctionIndex.h"
#include "fmt/format.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
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

void EffectSet::join(const EffectSet &Other) {
  for (std::size_t I = 0; I < Found.size(); ++I)
    if (!Found[I])
      Found[I] = Other.Found[I];
  Trusts.insert(Other.Trusts.begin(), Other.Trusts.end());
  OfOtherUnits |= Other.OfOtherUnits;
}

bool EffectSet::isEmpty() const {
  return Trusts.empty() && !OfOtherUnits &&
         std::ranges::none_of(
             Found, [](const auto &Each) { return Each.has_value(); });
}

const Evidence *EffectSet::observable() const {
  for (EffectKind Kind :
       {EffectKind::PythonApi, EffectKind::PythonError, EffectKind::UnknownCall,
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
    const auto *Class = dyn_cast<CXXRecordDecl>(Record);
    if (Class && llvm::any_of(Class->bases(), [&](const auto &Base) {
          return !isDeeplyConstant(Base.getType().withConst(), AST,
                                   PointsToLiterals);
        }))
      return false;
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
  bool HoldsPointer = holdsPointer(Init->getType());
  Init = Init->IgnoreParenImpCasts();
  if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    for (const Expr *Element : List->inits())
      if (!hasOnlyLiteralPointers(Element, AST))
        return false;
    return true;
  }
  return isa<StringLiteral, ImplicitValueInitExpr>(Init) || !HoldsPointer ||
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
          CXXScalarValueInitExpr, CXXNoexceptExpr, CXXThrowExpr, CXXNewExpr,
          CXXDefaultArgExpr>(S))
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

/// A walk over what is evaluated.
class BodyWalk : public AstWalk {
public:
  /// \p Callback must outlive this.
  explicit BodyWalk(llvm::function_ref<void(const Stmt *)> Callback)
      : Callback(Callback) {}

private:
  // The text of a static assertion has not even a type.
  bool enter(const Decl *D) override { return !isa<StaticAssertDecl>(D); }
  bool enter(const Stmt *S) override {
    const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(S);
    if (Size && !Size->getTypeOfArgument()->isVariablyModifiedType())
      return false;
    Callback(S);
    return true;
  }

  llvm::function_ref<void(const Stmt *)> Callback;
};

/// By these the C library's own headers choose between ways to one result.
bool asksAboutInlining(llvm::StringRef Name) {
  return Name == "__builtin_constant_p" || Name == "__builtin_object_size" ||
         Name == "__builtin_dynamic_object_size";
}

/// Whether the function of the API sets or tests the pending exception and does
/// nothing else; in particular it runs no Python code.
bool onlyRaises(const std::string &Api) {
  switch (findApiRole(Api).value_or(ApiRole::TypeOf)) {
  case ApiRole::ErrOccurred:
  case ApiRole::SetError:
  case ApiRole::SetErrorNull:
  case ApiRole::SetErrorZero:
  case ApiRole::ReleaseGil:
    return true;
  default:
    return false;
  }
}

void addLibraryCall(const FunctionDecl *Callee, const std::string &Name,
                    SourceLocation Where, const UnitContext &Unit,
                    EffectSet &To) {
  std::string Quoted = fmt::format("call of '{}'", Callee->getNameAsString());
  auto Known = findLibraryEffect(Name);
  unsigned Builtin = Callee->getBuiltinID();
  if (!Known && Builtin && Unit.AST.BuiltinInfo.isConst(Builtin))
    Known = LibraryEffect::Pure;
  if (!Known)
    To.add(EffectKind::UnknownCall, {Quoted, Where});
  else if (*Known == LibraryEffect::Gil)
    To.add(EffectKind::ProcessState, {Quoted, Where});
  else if (*Known == LibraryEffect::Errno)
    To.add(EffectKind::Errno, {"errno", Where});
  else if (*Known == LibraryEffect::Forbidden &&
           !(asksAboutInlining(Name) &&
             Unit.Sources.isInSystemHeader(Unit.Sources.getSpellingLoc(Where))))
    To.add(EffectKind::Forbidden, {Quoted, Where});
  else if (*Known == LibraryEffect::Local)
    To.add(EffectKind::MayTrap, {Quoted, Where});
}

/// What only one of the units that are linked together defines.
bool isProgram(const FunctionDecl *F) {
  return F->isMain() || (F->isExternC() && F->getDeclName().isIdentifier() &&
                         F->getName().starts_with("PyInit_"));
}

/// Of those in name spaces, not in classes.
void forEachDeclaration(const DeclContext *In,
                        llvm::function_ref<void(const Decl *)> Do) {
  for (const Decl *D : In->decls())
    if (isa<NamespaceDecl, LinkageSpecDecl>(D))
      forEachDeclaration(cast<DeclContext>(D), Do);
    else
      Do(D);
}

void forEachFunction(const DeclContext *In,
                     llvm::function_ref<void(const FunctionDecl *)> Do) {
  forEachDeclaration(In, [&](const Decl *D) {
    if (const auto *F = dyn_cast<FunctionDecl>(D))
      Do(F);
  });
}

} // namespace

bool needsMoreToRaise(const CallExpr *Call, const UnitContext &Unit) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const std::string Api = Callee ? Unit.apiName(Callee) : "";
  if (Api != "PyErr_Format" && Api != "PyErr_SetString")
    return false;
  auto Text =
      Call->getNumArgs() > 1 ? literalText(Call->getArg(1)) : std::nullopt;
  if (!Text || llvm::any_of(*Text, [](char C) { return C & 0x80; }))
    return true;
  if (Api == "PyErr_SetString")
    return false;
  llvm::StringRef Rest = *Text;
  while (Rest.contains('%')) {
    Rest = Rest.split('%').second.ltrim("0123456789.-+#");
    if (Rest.consume_front("%"))
      continue;
    if (!Rest.empty() && llvm::StringRef("ARSUVN").contains(Rest.front()))
      return true;
  }
  return false;
}

EffectAnalysis::EffectAnalysis(const UnitContext &Unit,
                               const FunctionIndex &Others, std::string Path)
    : Unit(Unit), Others(Others), Path(std::move(Path)), Names(Unit.AST) {}

std::string EffectAnalysis::symbolOf(const FunctionDecl *F) const {
  return Names.getName(F);
}

void EffectAnalysis::addCall(const FunctionDecl *Callee, SourceLocation Where,
                             Local &To) {
  EffectSet &Effects = To.Effects;
  if (!Callee) {
    Effects.add(EffectKind::UnknownCall, {"a call through a pointer", Where});
    return;
  }
  if (const std::string &Api = Unit.apiName(Callee); !Api.empty()) {
    Effects.add(onlyRaises(Api) ? EffectKind::PythonError
                                : EffectKind::PythonApi,
                {fmt::format("call of '{}'", Api), Where});
    return;
  }
  if (std::string Name = Unit.libraryName(Callee);
      !Name.empty() && !Others.declares(Name) &&
      (Callee->getBuiltinID() || findLibraryEffect(Name))) {
    addLibraryCall(Callee, Name, Where, Unit, Effects);
    return;
  }
  if (std::string Doubt = doubtAbout(Callee); !Doubt.empty()) {
    if (heeds(Rule::KnownCalls))
      Effects.add(
          EffectKind::UnknownCall,
          {fmt::format("call of '{}' ({})", Callee->getNameAsString(), Doubt),
           Where});
  } else if (const FunctionDecl *Definition = nullptr;
             Callee->hasBody(Definition)) {
    if (mayGiveWayToLibrary(Callee))
      addLibraryCall(Callee, Callee->getName().str(), Where, Unit, Effects);
    To.Callees.emplace_back(Definition, Where);
    // Either definition may be called; one that is not seen is taken to do the
    // same.
    if (isInlineOnly(Callee)) {
      std::string Symbol = symbolOf(Callee);
      if (Others.defines(Symbol))
        To.Elsewhere.emplace_back(Callee, Where);
      Asked.insert(std::move(Symbol));
    }
  } else {
    To.Elsewhere.emplace_back(Callee, Where);
  }
}

EffectSet EffectAnalysis::elsewhere(const Local &Facts) {
  EffectSet Sum;
  for (auto [Callee, Where] : Facts.Elsewhere) {
    std::string Name = Callee->getNameAsString(), Symbol = symbolOf(Callee);
    Asked.insert(Symbol);
    FunctionIndex::Answer Answer = Others.effectsOf(Symbol, Path);
    if (!Answer.Known) {
      if (heeds(Rule::KnownCalls))
        Sum.add(EffectKind::UnknownCall,
                {fmt::format("call of '{}'{}", Name,
                             Answer.WhyNot.empty()
                                 ? ""
                                 : fmt::format(" ({})", Answer.WhyNot)),
                 Where});
      continue;
    }
    Sum.OfOtherUnits |= !Others.declares(Symbol);
    Sum.Trusts.merge(Answer.Known->Trusts);
    for (const auto &[Kind, Effect] : Answer.Known->Effects) {
      std::string What = Effect.What;
      if (!Effect.Where.File.empty())
        What += fmt::format(" in {}:{}", Effect.Where.File, Effect.Where.Line);
      // These forbid to copy code. None is copied from another unit, but
      // nothing else is known of what they do.
      bool Unclear =
          Kind == EffectKind::Forbidden || Kind == EffectKind::Identity;
      Sum.add(Unclear ? EffectKind::UnknownCall : Kind,
              {fmt::format("{}, through '{}'", What, Name), Where});
    }
  }
  return Sum;
}

std::optional<ReadParameter>
EffectAnalysis::readElsewhere(const FunctionDecl *F, unsigned Index) {
  if (F->hasBody() || !doubtAbout(F).empty())
    return std::nullopt;
  std::string Symbol = symbolOf(F);
  Asked.insert(Symbol);
  FunctionIndex::Answer Answer = Others.effectsOf(Symbol, Path);
  auto Found =
      std::ranges::find(Answer.Reads, Index, &ReadParameter::Parameter);
  return Found == Answer.Reads.end() ? std::nullopt : std::optional(*Found);
}

bool EffectAnalysis::raisesElsewhere(const FunctionDecl *F) {
  if (F->hasBody() || !doubtAbout(F).empty())
    return false;
  auto [Known, New] = Raising.try_emplace(F->getCanonicalDecl());
  if (New) {
    std::string Symbol = symbolOf(F);
    Known->second = Others.effectsOf(Symbol, Path).Raises;
    Asked.insert(std::move(Symbol));
  }
  return Known->second;
}

void EffectAnalysis::addVariable(const ValueDecl *D, SourceLocation Where,
                                 EffectSet &To) const {
  auto Quoted = [D] {
    return fmt::format("variable '{}'", D->getNameAsString());
  };
  if (isa<BindingDecl>(D))
    To.add(EffectKind::State, {Quoted(), Where});
  if (isa<TemplateParamObjectDecl>(D)) // It may point anywhere.
    To.add(EffectKind::State, {"an object that a template is given", Where});
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->hasGlobalStorage())
    return;
  if (const std::string &Api = Unit.apiName(Var); !Api.empty())
    To.add(llvm::StringRef(Api).starts_with("PyExc_") ? EffectKind::PythonError
                                                      : EffectKind::PythonApi,
           {Quoted(), Where});
  // Another name may lead to the same storage, and not be const.
  else if (!isConstant(Var, Unit.AST) || Var->hasAttr<AliasAttr>() ||
           Var->hasAttr<AsmLabelAttr>() || Var->isWeak() ||
           isDeclaredAfterwards(Var, Var->getDefinition()))
    To.add(EffectKind::State, {Quoted(), Where});
}

void EffectAnalysis::addNode(const Stmt *S, Local &To) {
  EffectSet &Effects = To.Effects;
  SourceLocation Where = S->getBeginLoc();
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    addCall(Call->getDirectCallee(), Where, To);
    if (needsMoreToRaise(Call, Unit))
      Effects.add(EffectKind::PythonApi,
                  {"an exception with objects or unknown text", Where});
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *CleanUp = D->getAttr<CleanupAttr>())
        addCall(CleanUp->getFunctionDecl(), D->getLocation(), To);
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
    auto PointsToPointer = [](QualType Type) {
      const auto *P = Type->getAs<PointerType>();
      return P && holdsPointer(P->getPointeeType());
    };
    const Expr *From = Cast->getSubExpr();
    bool IsSeenAnew = Cast->getCastKind() == CK_BitCast
                          ? !From->isNullPointerConstant(
                                Unit.AST, Expr::NPC_ValueDependentIsNull) &&
                                PointsToPointer(Cast->getType()) !=
                                    PointsToPointer(From->getType())
                          : (Cast->getCastKind() == CK_LValueBitCast ||
                             Cast->getCastKind() == CK_LValueToRValueBitCast) &&
                                holdsPointer(Cast->getType()) !=
                                    holdsPointer(From->getType());
    if (IsSeenAnew)
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
        holdsPointer(Field->getType()))
      Effects.add(EffectKind::State, {"a pointer in a union", Where});
    if (isa<VarDecl>(Member->getMemberDecl())) // a static member
      addVariable(Member->getMemberDecl(), Where, Effects);
  }
  if (isa<SourceLocExpr>(S))
    Effects.add(EffectKind::Forbidden, {"the place of a call", Where});
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
    // The declaration, for a constructor's initializers.
    BodyWalk(Visit).walk(F);
    if (const CompilerUse *Use = Unit.compilerUse(F);
        Use && heeds(Rule::CompilerIndependent))
      Facts.Effects.add(
          EffectKind::Identity,
          {fmt::format("{} that depends on the compiler in '{}', {}",
                       Use->second, F->getNameAsString(), Unit.lineOf(*Use, F)),
           F->getBeginLoc()});
  }
  return Facts;
}

const EffectSet &EffectAnalysis::of(const FunctionDecl *F) {
  auto [It, New] = Summaries.try_emplace(F);
  if (!New)
    return It->second;
  Local Outer;
  addCall(F, F->getLocation(), Outer);
  EffectSet Sum = Outer.Effects;
  Sum.join(elsewhere(Outer));
  // The effects of a function are those of all functions it reaches, so a walk
  // over the call graph is the fixed point, recursion included.
  std::set<const FunctionDecl *> Seen;
  std::deque<const FunctionDecl *> Work;
  auto Follow = [&Work](const Local &Facts) {
    for (auto [Callee, Where] : Facts.Callees)
      Work.push_back(Callee);
  };
  Follow(Outer);
  while (!Work.empty()) {
    const FunctionDecl *Definition = Work.front();
    Work.pop_front();
    if (!Seen.insert(Definition).second) {
      // Recursion, or two ways to one function: not told apart, since all it
      // decides is whether a call may be called pure.
      Sum.add(EffectKind::MayLoop, {"recursion", Definition->getLocation()});
      continue;
    }
    const Local &Facts = local(Definition);
    Sum.join(Facts.Effects);
    Sum.join(elsewhere(Facts));
    Follow(Facts);
  }
  return Summaries[F] = std::move(Sum);
}

const EffectSet &EffectAnalysis::ofNode(const Stmt *S) {
  static const EffectSet None;
  if (auto Known = OfNodes.find(S); Known != OfNodes.end())
    return Known->second ? *Known->second : None;
  Local Facts;
  addNode(S, Facts);
  // It is evaluated here, and is no element of a control-flow graph.
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S)) {
    auto Visit = [&](const Stmt *Part) { addNode(Part, Facts); };
    BodyWalk(Visit).walk(Default->getExpr());
  }
  Facts.Effects.join(elsewhere(Facts));
  for (auto [Callee, Where] : Facts.Callees)
    Facts.Effects.join(of(Callee));
  std::unique_ptr<EffectSet> &Slot = OfNodes[S];
  if (Facts.Effects.isEmpty())
    return None;
  Slot = std::make_unique<EffectSet>(std::move(Facts.Effects));
  return *Slot;
}

FunctionFacts EffectAnalysis::factsOf(const FunctionDecl *F) {
  FunctionFacts Out;
  Out.Symbol = symbolOf(F);
  Out.External = isShown(F, Unit.AST);
  Out.Doubt = doubtAbout(F);
  if (Out.Doubt.empty() && Out.External && mayGiveWayToLibrary(F))
    Out.Doubt = "the C library has one of that name";
  if (!F->hasBody())
    return Out;
  const Local &Facts = local(F);
  for (std::size_t I = 0; I < EffectNames.size(); ++I)
    if (auto Kind = static_cast<EffectKind>(I);
        const auto &Found = Facts.Effects.evidence(Kind))
      Out.Effects.push_back({Kind, Found->What, Unit.locate(Found->Where)});
  std::set<std::string> Seen;
  for (const auto *Calls : {&Facts.Callees, &Facts.Elsewhere})
    for (auto [Callee, Where] : *Calls)
      if (std::string Symbol = symbolOf(Callee); Seen.insert(Symbol).second)
        Out.Calls.push_back({std::move(Symbol), Unit.locate(Where)});
  return Out;
}

std::set<std::string> EffectAnalysis::ownSymbols() const {
  std::set<std::string> Symbols;
  forEachDeclaration(Unit.AST.getTranslationUnitDecl(), [&](const Decl *D) {
    const auto *F = dyn_cast<FunctionDecl>(D);
    const auto *Var = dyn_cast<VarDecl>(D);
    if ((F && (F->hasBody() || F->getStorageClass() == SC_Static)) ||
        (Var && Var->hasDefinition() != VarDecl::DeclarationOnly))
      Symbols.insert(Names.getName(D));
  });
  return Symbols;
}

const FunctionDecl *EffectAnalysis::shownDefinition(const std::string &Symbol) {
  if (Shown.empty())
    forEachFunction(Unit.AST.getTranslationUnitDecl(),
                    [&](const FunctionDecl *F) {
                      const FunctionDecl *Definition = nullptr;
                      if (isShown(F, Unit.AST) && F->hasBody(Definition))
                        Shown.emplace(symbolOf(F), Definition);
                    });
  auto Found = Shown.find(Symbol);
  return Found == Shown.end() ? nullptr : Found->second;
}

UnitFacts EffectAnalysis::facts() {
  UnitFacts Out;
  Out.Path = Path;
  std::set<const FunctionDecl *> Seen;
  std::deque<const FunctionDecl *> Work;
  forEachFunction(Unit.AST.getTranslationUnitDecl(),
                  [&](const FunctionDecl *F) {
                    if (!isShown(F, Unit.AST))
                      return;
                    if (isProgram(F))
                      Out.Program = F->getNameAsString();
                    else
                      Work.push_back(F);
                  });
  while (!Work.empty()) {
    const FunctionDecl *F = Work.front();
    Work.pop_front();
    if (!Seen.insert(F).second)
      continue;
    Out.Functions.push_back(factsOf(F));
    if (F->hasBody())
      for (auto [Callee, Where] : local(F).Callees)
        Work.push_back(Callee);
  }
  return Out;
}

} // namespace pyunbox

#include "Inference/PointerTrace.h"

#include "Inference/AstQueries.h"
#include "Inference/Definitions.h"
#include "Inference/Effects.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <bit>

using namespace clang;

namespace pyunbox {

namespace {

/// How an expression leads to the memory of some arguments.
struct Flow {
  enum class Kind : std::uint8_t {
    None,
    Place,   ///< it is the variable that holds such a pointer
    Pointer, ///< its value is such a pointer
    Memory,  ///< it is memory of an argument itself
  } K = Kind::None;
  Mask Of = 0;

  explicit operator bool() const { return K != Kind::None; }
  bool is(Kind Other) const { return K == Other; }
};
using Kind = Flow::Kind;

/// Functions are traced as deep as others are followed.
constexpr unsigned MaxCalls = 16, MaxDepth = 2000;

} // namespace

/// One function.
class BodyTracer {
public:
  BodyTracer(PointerTracer &All, const FunctionDecl *F, const BodyFacts *Facts,
             const std::vector<Mask> &Parameters)
      : All(All), Unit(All.Unit), F(F), Facts(Facts) {
    for (unsigned I = 0; I < Parameters.size(); ++I)
      if (Parameters[I])
        hold(F->getParamDecl(I), Parameters[I], F->getLocation());
  }

  void run(Traced &Result) {
    // What a variable may point to grows until nothing is new; only then what
    // is done with it is known.
    do {
      Grown = false;
      Flows.clear();
      visit(F->getBody());
    } while (Grown);
    Reporting = true;
    Flows.clear();
    visit(F->getBody());
    if (Unheld)
      refuse(ReasonCode::PointerKept,
             "a pointer into an argument is stored where it is not followed",
             *Unheld);
    Result.Returned = Returned;
    Result.Against = std::move(Against);
    Result.PassedOn = std::move(PassedOn);
  }

private:
  Flow visit(const Stmt *S);
  Flow visitExpression(const Expr *E);
  Flow visitCast(const CastExpr *E);
  Flow visitUnary(const UnaryOperator *E);
  Flow visitBinary(const BinaryOperator *E);
  Flow visitAssignment(const BinaryOperator *E);
  Flow visitSelection(const AbstractConditionalOperator *E);
  Flow visitMember(const MemberExpr *E);
  Flow visitCall(const CallExpr *E);
  Flow passToOtherUnit(const CallExpr *E, const FunctionDecl *Callee,
                       const std::vector<Flow> &Passed);
  Flow visitApiCall(const CallExpr *E, const std::string &Api);
  Flow visitDefault(const Stmt *S);

  Flow refuse(ReasonCode Code, std::string Message, SourceLocation Where) {
    if (Reporting && !Against && heeds(Rule::MemoryOnlyRead))
      Against = Issue{Code, std::move(Message), Where};
    return {};
  }
  Flow refusePassing(const CallExpr *E, const FunctionDecl *Callee,
                     const char *Why) {
    return refuse(
        ReasonCode::PointerKept,
        fmt::format("a pointer into an argument is passed to {}, {}",
                    Callee ? fmt::format("'{}'", Callee->getNameAsString())
                           : "a function",
                    Why),
        E->getBeginLoc());
  }
  Flow keep(SourceLocation Where) {
    return refuse(ReasonCode::PointerKept,
                  std::string(reasonInfo(ReasonCode::PointerKept).Summary),
                  Where);
  }
  Flow decide(SourceLocation Where) {
    return refuse(ReasonCode::AddressUsed,
                  std::string(reasonInfo(ReasonCode::AddressUsed).Summary),
                  Where);
  }
  Flow write(SourceLocation Where) {
    return refuse(ReasonCode::MemoryWritten,
                  std::string(reasonInfo(ReasonCode::MemoryWritten).Summary),
                  Where);
  }

  /// \p Var, at \p Where, gets a pointer.
  void hold(const VarDecl *Var, Mask Of, SourceLocation Where) {
    if (!Var->hasLocalStorage() || Var->getType().isVolatileQualified() ||
        !isMemoryPointer(Var->getType()) || Var->hasAttr<CleanupAttr>()) {
      if (!Unheld)
        Unheld = Where;
      return;
    }
    Mask &Mine = Held[Var];
    Grown |= (Mine | Of) != Mine;
    Mine |= Of;
  }
  Mask heldBy(const VarDecl *Var) const {
    auto Found = Held.find(Var);
    return (Found == Held.end() ? 0 : Found->second) | All.parsedInto(Var);
  }
  /// The arguments that \p E, where a pointer comes from, may lead to.
  Mask sourceOf(const Expr *E) const {
    if (Facts)
      if (auto Found = Facts->Values.find(strip(E));
          Found != Facts->Values.end() && Found->second.is(Value::Kind::Param))
        return maskOf(Found->second.Index);
    return AnyArgument;
  }
  /// \p E names what leads to \p Of.
  void demandHeld(const Expr *E, Mask Of) {
    if (!Facts || !Reporting || Against || !heeds(Rule::BuffersReleased))
      return;
    auto Found = Facts->AfterRelease.find(E);
    if (Found != Facts->AfterRelease.end() && (Found->second & Of))
      Against = Issue{ReasonCode::BufferUse,
                      "a pointer into a buffer is used after its release",
                      E->getBeginLoc()};
  }
  /// A pointer that is NULL, or points to a literal: no argument's memory.
  bool isHarmless(const Expr *E) const {
    return isNull(E) || isa<StringLiteral>(stripCasts(E));
  }
  bool isNull(const Expr *E) const { return isNullLiteral(E, Unit.AST); }
  static bool isOfOne(const Flow &A, const Flow &B) {
    return A.is(Kind::Pointer) && B.is(Kind::Pointer) && A.Of == B.Of &&
           std::has_single_bit(A.Of);
  }

  PointerTracer &All;
  const UnitContext &Unit;
  const FunctionDecl *F;
  const BodyFacts *Facts;
  std::map<const VarDecl *, Mask> Held;
  std::optional<SourceLocation> Unheld;
  llvm::DenseMap<const Expr *, Flow> Flows; ///< of this pass
  Mask Returned = 0;
  bool Grown = false, Reporting = false;
  std::optional<Issue> Against;
  std::set<std::pair<std::string, unsigned>> PassedOn;
};

Flow BodyTracer::visit(const Stmt *S) {
  if (!S)
    return {};
  if (const auto *E = dyn_cast<Expr>(S)) {
    if (auto Seen = Flows.find(E); Seen != Flows.end())
      return Seen->second;
    Flow Value = visitExpression(E);
    return Flows[E] = Value;
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    Flow Value = visit(Return->getRetValue());
    if (Value.is(Kind::Pointer) && isMemoryPointer(F->getReturnType()))
      Returned |= Value.Of;
    else if (Value)
      keep(S->getBeginLoc());
    return {};
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    // Initializers, and sizes of arrays.
    for (const Stmt *Child : S->children())
      if (Flow Value = visit(Child); Value.is(Kind::Memory))
        keep(Child->getBeginLoc());
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->hasInit()) {
        Flow Value = visit(Var->getInit());
        if (Value.is(Kind::Pointer))
          hold(Var, Value.Of, Var->getLocation());
        else if (Value)
          keep(Var->getLocation());
        else if (heldBy(Var) && !isHarmless(Var->getInit()) &&
                 !isa<ParmVarDecl>(Var))
          decide(Var->getLocation());
      }
    return {};
  }
  if (isa<AsmStmt>(S))
    return visitDefault(S);
  // Conditions, and expressions whose value nobody uses.
  for (const Stmt *Child : S->children())
    visit(Child);
  return {};
}

Flow BodyTracer::visitDefault(const Stmt *S) {
  for (const Stmt *Child : S->children())
    if (Flow Value = visit(Child))
      keep(S->getBeginLoc());
  return {};
}

Flow BodyTracer::visitExpression(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return visitCast(Cast);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Reference->getDecl());
    Mask Of = Var ? heldBy(Var) : 0;
    if (!Of)
      return {};
    demandHeld(E, Of);
    return {Kind::Place, Of};
  }
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return visit(Paren->getSubExpr());
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return visit(Full->getSubExpr());
  if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
    return Generic->isResultDependent() ? keep(E->getBeginLoc())
                                        : visit(Generic->getResultExpr());
  if (const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(E);
      Size && (Size->isArgumentType() ||
               !Size->getArgumentExpr()->getType()->isVariableArrayType()))
    return {};
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return visitUnary(Unary);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return visitBinary(Binary);
  if (const auto *Select = dyn_cast<ConditionalOperator>(E))
    return visitSelection(Select);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return visitMember(Member);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    Flow Base = visit(Subscript->getBase()), Index = visit(Subscript->getIdx());
    if (!Base && !Index)
      return {};
    return Base.is(Kind::Pointer) && !Index ? Flow{Kind::Memory, Base.Of}
                                            : keep(E->getBeginLoc());
  }
  if (isa<CXXMemberCallExpr, CXXOperatorCallExpr, UserDefinedLiteral>(E))
    return visitDefault(E);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return visitCall(Call);
  // Code that is not among the children.
  if (isa<LambdaExpr, BlockExpr>(E))
    return keep(E->getBeginLoc());
  if (const auto *Compound = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Block = Compound->getSubStmt();
    visit(Block);
    const auto *Last =
        Block->body_empty() ? nullptr : dyn_cast<ValueStmt>(Block->body_back());
    const Expr *Value = Last ? Last->getExprStmt() : nullptr;
    Flow Result = Value ? visit(Value) : Flow{};
    return !Result || Result.is(Kind::Pointer) ? Result
                                               : keep(E->getBeginLoc());
  }
  return visitDefault(E);
}

Flow BodyTracer::visitCast(const CastExpr *E) {
  Flow Value = visit(E->getSubExpr());
  if (!Value)
    return {};
  SourceLocation Where = E->getBeginLoc();
  switch (E->getCastKind()) {
  case CK_ToVoid:
    return {};
  case CK_LValueToRValue:
    if (Value.is(Kind::Place))
      return {Kind::Pointer, Value.Of};
    // It is read.
    return Value.is(Kind::Memory) &&
                   (E->getType()->isIntegralOrEnumerationType() ||
                    E->getType()->isRealFloatingType())
               ? Flow{}
               : keep(Where);
  case CK_ArrayToPointerDecay:
    return Value.is(Kind::Memory) ? Flow{Kind::Pointer, Value.Of} : keep(Where);
  case CK_NoOp:
    return Value.is(Kind::Pointer) && !isMemoryPointer(E->getType())
               ? keep(Where)
               : Value;
  case CK_BitCast:
    return Value.is(Kind::Pointer) && isMemoryPointer(E->getType())
               ? Value
               : keep(Where);
  case CK_PointerToBoolean:
    return {};
  case CK_PointerToIntegral:
    return decide(Where);
  default:
    return keep(Where);
  }
}

Flow BodyTracer::visitUnary(const UnaryOperator *E) {
  Flow Value = visit(E->getSubExpr());
  if (!Value)
    return {};
  switch (E->getOpcode()) {
  case UO_Extension:
    return Value;
  case UO_LNot:
    return {};
  case UO_Deref:
    return Value.is(Kind::Pointer) ? Flow{Kind::Memory, Value.Of}
                                   : keep(E->getBeginLoc());
  case UO_AddrOf:
    return Value.is(Kind::Memory) ? Flow{Kind::Pointer, Value.Of}
                                  : keep(E->getBeginLoc());
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec:
    if (Value.is(Kind::Memory))
      return write(E->getBeginLoc());
    return {E->isGLValue() ? Kind::Place : Kind::Pointer, Value.Of};
  default:
    return keep(E->getBeginLoc());
  }
}

Flow BodyTracer::visitAssignment(const BinaryOperator *E) {
  Flow To = visit(E->getLHS()), Value = visit(E->getRHS());
  SourceLocation Where = E->getBeginLoc();
  if (To.is(Kind::Memory))
    return write(Where);
  if (!To && !Value)
    return {};
  Kind Result = E->isGLValue() ? Kind::Place : Kind::Pointer;
  if (E->getOpcode() != BO_Assign)
    return To.is(Kind::Place) && !Value ? Flow{Result, To.Of} : keep(Where);
  const VarDecl *Var = namedVariable(E->getLHS());
  if (!Var || (Value && !Value.is(Kind::Pointer)))
    return keep(Where);
  if (!Value) {
    // An address from elsewhere could be told from the argument's.
    if (!isHarmless(E->getRHS()))
      decide(Where);
    return E->isGLValue() ? To : Flow{};
  }
  hold(Var, Value.Of, Where);
  return {Result, Value.Of};
}

Flow BodyTracer::visitBinary(const BinaryOperator *E) {
  if (E->isAssignmentOp())
    return visitAssignment(E);
  const Expr *L = E->getLHS(), *R = E->getRHS();
  Flow Left = visit(L), Right = visit(R);
  if (E->getOpcode() == BO_Comma)
    return Right;
  if (E->isLogicalOp() || (!Left && !Right))
    return {};
  SourceLocation Where = E->getBeginLoc();
  if (E->isComparisonOp() && E->getOpcode() != BO_Cmp)
    return isOfOne(Left, Right) ||
                   (E->isEqualityOp() && (isNull(L) || isNull(R)))
               ? Flow{}
               : decide(Where);
  if (E->getOpcode() == BO_Sub && R->getType()->isAnyPointerType())
    return isOfOne(Left, Right) ? Flow{} : decide(Where);
  if (!E->isAdditiveOp() || !E->getType()->isAnyPointerType() ||
      (Left && Right))
    return keep(Where);
  Flow Pointer = Left ? Left : Right;
  return Pointer.is(Kind::Pointer) ? Pointer : keep(Where);
}

Flow BodyTracer::visitSelection(const AbstractConditionalOperator *E) {
  visit(E->getCond());
  const Expr *T = E->getTrueExpr(), *N = E->getFalseExpr();
  Flow True = visit(T), False = visit(N);
  if (!True && !False)
    return {};
  if ((!True && !isHarmless(T)) || (!False && !isHarmless(N)))
    return decide(E->getBeginLoc());
  if (True && False && True.K != False.K)
    return keep(E->getBeginLoc());
  return {True ? True.K : False.K, True.Of | False.Of};
}

Flow BodyTracer::visitMember(const MemberExpr *E) {
  Flow Base = visit(E->getBase());
  QualType Type = E->getBase()->getType();
  if (isBufferView(E->isArrow() ? Type->getPointeeType() : Type)) {
    if (Base)
      return keep(E->getBeginLoc());
    if (E->getMemberDecl()->getName() != "buf")
      return {};
    Mask Of = sourceOf(E);
    demandHeld(E, Of);
    return {Kind::Place, Of};
  }
  if (E->getMemberDecl()->getName() == "ob_sval" && // PyBytes_AS_STRING
      Unit.isPythonHeader(E->getMemberDecl()->getLocation()))
    return {Kind::Memory, sourceOf(E)};
  return Base ? keep(E->getBeginLoc()) : Flow{};
}

Flow BodyTracer::visitApiCall(const CallExpr *E, const std::string &Api) {
  auto Role = findApiRole(Api);
  const TextConverter *Text = findTextUnboxer(Api);
  bool Parses = Text || Role == ApiRole::ParseTuple ||
                Role == ApiRole::ParseKeywords || Role == ApiRole::ParseOne;
  bool Raises = Role == ApiRole::SetError || Role == ApiRole::SetErrorNull ||
                Role == ApiRole::SetErrorZero;
  const ParseSite *Site = nullptr;
  if (Facts)
    if (auto Found = Facts->Parses.find(E); Found != Facts->Parses.end())
      Site = &Found->second;
  for (const Expr *Argument : E->arguments()) {
    if (const VarDecl *Var = addressedVariable(Argument); Parses && Var) {
      if (!isMemoryPointer(Var->getType()))
        continue;
      // What is parsed where nothing is known of it.
      Mask Of = Site ? All.parsedInto(Var) : AnyArgument;
      hold(Var, Of ? Of : AnyArgument, Argument->getBeginLoc());
      continue;
    }
    Flow Passed = visit(Argument);
    // The text of an exception is made by the boxed call.
    if (Passed && !(Raises && Passed.is(Kind::Pointer)))
      refuse(ReasonCode::PointerKept,
             fmt::format("a pointer into an argument is passed to '{}'", Api),
             Argument->getBeginLoc());
  }
  if (Text && isMemoryPointer(E->getType()))
    return {Kind::Pointer, sourceOf(E)};
  return {};
}

/// \p Callee is not defined in this unit, or another definition may be called.
Flow BodyTracer::passToOtherUnit(const CallExpr *E, const FunctionDecl *Callee,
                                 const std::vector<Flow> &Passed) {
  Mask Returns = 0;
  for (unsigned I = 0; I < Passed.size(); ++I) {
    if (!Passed[I])
      continue;
    if (All.LeavesOthersOpen) {
      // Whether such a pointer comes back is not known yet.
      if (Callee->hasBody() || isMemoryPointer(E->getType()))
        return refusePassing(E, Callee, "whose code is not seen");
      PassedOn.emplace(All.Effects.symbolOf(Callee), I);
      continue;
    }
    auto Read = All.Effects.readElsewhere(Callee, I);
    if (!Read)
      return refusePassing(
          E, Callee,
          Callee->hasBody()
              ? "whose code may be replaced"
              : "of which it is not known that it only reads there");
    if (Read->Returned)
      Returns |= Passed[I].Of;
  }
  if (!Returns)
    return {};
  return isMemoryPointer(E->getType()) ? Flow{Kind::Pointer, Returns}
                                       : keep(E->getBeginLoc());
}

Flow BodyTracer::visitCall(const CallExpr *E) {
  if (visit(E->getCallee()))
    keep(E->getBeginLoc());
  const FunctionDecl *Callee =
      Facts ? Facts->calleeOf(E) : E->getDirectCallee();
  if (std::string Api = Unit.apiName(Callee); !Api.empty())
    return visitApiCall(E, Api);
  std::vector<Flow> Passed;
  bool Any = false;
  for (const Expr *Argument : E->arguments()) {
    Passed.push_back(visit(Argument));
    Any |= static_cast<bool>(Passed.back());
    if (Passed.back() && !Passed.back().is(Kind::Pointer))
      return keep(Argument->getBeginLoc());
  }
  const FollowedCall *Followed = nullptr;
  if (Facts)
    if (auto Found = Facts->Followed.find(E);
        Found != Facts->Followed.end() && Found->second.Inside)
      Followed = &Found->second;
  if (!Any && !Followed)
    return {};
  auto PassOn = [&](const char *Why) { return refusePassing(E, Callee, Why); };
  if (!Callee)
    return PassOn("which is not known");
  Mask Returns = 0;
  if (std::string Name = Followed ? "" : Unit.libraryName(Callee);
      !Name.empty()) {
    for (unsigned I = 0; I < Passed.size(); ++I)
      if (Passed[I]) {
        auto Read = findLibraryRead(Name, I);
        if (!Read)
          return PassOn("of which it is not known that it only reads there");
        if (Read->ReturnsPointer)
          Returns |= Passed[I].Of;
      }
  } else {
    const FunctionDecl *Definition =
        Followed ? Followed->Callee : certainDefinition(Callee);
    if (!Definition)
      return passToOtherUnit(E, Callee, Passed);
    std::vector<Mask> Parameters(Definition->getNumParams());
    for (unsigned I = 0; I < Passed.size(); ++I)
      if (Passed[I]) {
        if (I >= Parameters.size())
          return PassOn("whose arguments vary");
        Parameters[I] = Passed[I].Of;
      }
    const Traced &Inside = All.trace(
        Definition, Followed ? Followed->Inside.get() : nullptr, Parameters);
    if (!Inside.Done)
      return PassOn("which calls itself");
    if (Inside.Against && Reporting && !Against) {
      Against = Inside.Against;
      Against->Message += fmt::format(", in '{}' called from line {}",
                                      Definition->getNameAsString(),
                                      Unit.locate(E->getBeginLoc()).Line);
    }
    Returns = Inside.Returned;
    PassedOn.insert(Inside.PassedOn.begin(), Inside.PassedOn.end());
  }
  if (!Returns)
    return {};
  return isMemoryPointer(E->getType()) ? Flow{Kind::Pointer, Returns}
                                       : keep(E->getBeginLoc());
}

void PointerTracer::addParsers(const Proof &P) {
  P.forEachFunction([this](const BodyFacts &Facts) {
    for (const auto &[Call, Site] : Facts.Parses)
      for (const auto &[Var, Index, What] : Site.Targets)
        if (What == ParseSite::Part::Whole && isMemoryPointer(Var->getType()))
          Parsed[Var] |= maskOf(Index);
  });
}

const Traced &PointerTracer::trace(const FunctionDecl *F,
                                   const BodyFacts *Facts,
                                   const std::vector<Mask> &Parameters) {
  auto [It, New] = Known.try_emplace({F, Facts, Parameters});
  Traced &Result = It->second;
  if (!New)
    return Result;
  if (Depth >= MaxCalls || isDeeperThan(F->getBody(), MaxDepth)) {
    Result.Against =
        Issue{ReasonCode::TooLarge, "following a pointer leads too far",
              F->getLocation()};
  } else {
    ++Depth;
    BodyTracer(*this, F, Facts, Parameters).run(Result);
    --Depth;
  }
  Result.Done = true;
  return Result;
}

} // namespace pyunbox

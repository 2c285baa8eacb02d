//===- Returns.cpp - how a function ends ---------------------------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"

using namespace clang;

namespace pyunbox {

constexpr std::size_t MaxEnds = 16; ///< of a function that are kept apart

using Kind = Value::Kind;

void Machine::checkFallThrough(const CFGBlock &Block) {
  if (Block.getBlockID() == 0 || Block.hasNoReturnElement())
    return;
  for (const auto &Successor : Block.succs()) {
    const CFGBlock *To = Successor.getReachableBlock();
    if (!To || !To->succ_empty() || !To->empty())
      continue;
    // The exit block: only a return statement may lead there.
    if (!Returning && Caller && Function->getReturnType()->isVoidType()) {
      Returning = Value::plain();
      demandReleased(Body->getEndLoc());
    }
    if (!Returning)
      issue(ReasonCode::UnsupportedC, "control reaches the end of the function",
            Body->getEndLoc());
    else
      endFunction(*Returning);
    return;
  }
}

/// The function ends Now with \p Returned. Ends that differ in the result or
/// the error state are kept apart, as long as they are few.
void Machine::endFunction(const Value &Returned) {
  if (!Collecting || !Caller)
    return;
  bool Full = Ends.size() >= MaxEnds;
  for (Outcome &End : Ends)
    if (End.After.Error == Now.Error && (Full || End.Returned == Returned)) {
      End.Returned = join(End.Returned, Returned);
      End.After.join(Now);
      return;
    }
  Ends.push_back({Now, Returned});
}

void Machine::finishReturn(const ReturnStmt *Return) {
  const Expr *E = Return->getRetValue();
  Value V = E ? valueOf(E) : Value::of(Value::Kind::Conflict);
  if (E && V.is(Value::Kind::Bottom))
    V = unknownOf(E);
  Returning = Function->getReturnType()->isVoidType() ? Value::plain() : V;
  SourceLocation Where = Return->getBeginLoc();
  demandReleased(Where);
  if (!Recording)
    return;
  Result.Returns.push_back({Return, V, Now});
  if (Caller) {
    Result.BailsOut |= V.is(Value::Kind::Null);
    return;
  }
  if (V.is(Value::Kind::Null)) {
    Result.BailsOut = true;
    if (Now.Error == ErrorState::Clear && heeds(Rule::ErrorWithNull))
      issue(ReasonCode::NullWithoutError,
            "NULL is returned here with no exception set", Where);
    return;
  }
  if (!V.isResult()) {
    issue(V.is(Value::Kind::Self) ? ReasonCode::SelfUsed
                                  : ReasonCode::ReturnsObject,
          "what is returned here is not a boxed C scalar", Where);
    return;
  }
  // Whether that side of a ?: was taken that sets an exception is not known.
  const bool Chosen =
      isa<ConditionalOperator>(stripCasts(E)) &&
      findNode(E, [this](const Stmt *S) {
        const auto *Call = dyn_cast<CallExpr>(S);
        const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
        auto Role = Callee ? findApiRole(Unit.apiName(Callee)) : std::nullopt;
        return Role == ApiRole::SetErrorNull || Role == ApiRole::SetError;
      });
  if (V.is(Value::Kind::Boxed) && V.MayBeNull &&
      Now.Error == ErrorState::Clear && heeds(Rule::ErrorWithNull))
    issue(Chosen ? ReasonCode::ErrorNotProved : ReasonCode::NullWithoutError,
          "NULL may be returned here with no exception set", Where);
  if (Now.Error == ErrorState::Set && heeds(Rule::NoErrorWithResult))
    issue(Chosen ? ReasonCode::ErrorNotProved : ReasonCode::ResultWithError,
          "a result is returned here while an exception is set", Where);
  bool Counted = Now.Parsed || Task.Form || Task.Calls == Convention::O ||
                 Task.Calls == Convention::NoArgs;
  if (!Counted)
    issue(ReasonCode::VariableArity,
          "a result is returned here without looking at the number of "
          "arguments",
          Where);
}

/// Whether a variable of static storage decides that \p S is reached: what may
/// be in it is not known.
bool Machine::hangsOnState(const Stmt *S) const {
  auto IsState = [this](const Stmt *Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Part);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->hasGlobalStorage() &&
           !Var->getType().isConstQualified() && Unit.apiName(Var).empty();
  };
  while ((S = Shape.parents().getParent(S)))
    if (const auto *If = dyn_cast<IfStmt>(S);
        If && findNode(If->getCond(), IsState))
      return true;
  return false;
}

void Machine::weighReturns() {
  for (Issue &I : Issues) {
    if (I.Code != ReasonCode::NullWithoutError)
      continue;
    bool Elsewise = llvm::any_of(Result.Returns, [&](const auto &Seen) {
      return Seen.Statement->getBeginLoc() == I.Where &&
             ((Seen.Returned.is(Value::Kind::Null) &&
               Seen.Before.Error != ErrorState::Clear) ||
              hangsOnState(Seen.Statement));
    });
    if (!Elsewise)
      continue;
    I.Code = ReasonCode::ErrorNotProved;
    I.Message = "NULL is returned here, perhaps with no exception set";
  }
}

void Machine::finishArguments() {
  unsigned Most = 0;
  switch (Task.Calls) {
  case Convention::O:
    Most = Whole.NumRequired = 1;
    break;
  case Convention::NoArgs:
    break;
  default:
    if (Task.Form)
      Most = Whole.NumRequired = Task.Form->numParameters();
    else if (All.Arity)
      std::tie(Whole.NumRequired, Most) = *All.Arity;
  }
  Whole.Args.resize(Most);
  for (unsigned I = 0; I < Most; ++I)
    if (const FoundArgument &Argument = Whole.Args[I];
        Argument.Demanded && Argument.UnboxedBy &&
        Argument.Demanded != Argument.Guard)
      issue(ReasonCode::ArgumentTypes,
            fmt::format("argument {} is unboxed by '{}', and must be a {}",
                        I + 1, Argument.UnboxedBy->Name,
                        spelling(*Argument.Demanded)),
            Function->getLocation());
  for (unsigned I = 0; I < Most; ++I)
    if (!Whole.Args[I].UnboxedBy && (!Task.Form || Task.Form->isGiven(I)))
      issue(ReasonCode::ArgumentUnused,
            fmt::format("argument {} is never unboxed to a C value", I + 1),
            Function->getLocation());
}

} // namespace pyunbox

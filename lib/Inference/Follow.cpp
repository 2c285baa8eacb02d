//===- Follow.cpp - calls that are followed into their function -----------===//
#include "Inference/AstQueries.h"
#include "Inference/Definitions.h"
#include "Inference/Effects.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

namespace {

constexpr unsigned MaxCallDepth = 8;

/// A type whose values are the caller's to copy, and that is no alias.
bool isPassedByValue(QualType Type, const ASTContext &AST) {
  return Type->isVoidType() || Type->isScalarType() ||
         (Type->isRecordType() && !AST.getLangOpts().CPlusPlus) ||
         kindOf(Type) == CKind::Complex;
}

bool isPointerToConst(QualType Type) {
  return Type->isPointerType() && Type->getPointeeType().isConstQualified();
}

/// Whether evaluating \p E does nothing but yield a value.
bool isQuiet(const Expr *E) {
  return !findNode(
      E, [](const Stmt *S) { return isa<CallExpr>(S) || changesVariable(S); });
}

/// Whether the state may be told in an entry as an assignment of \p V.
bool isSayable(const Value &V) {
  return V.is(Kind::Param) || V.is(Kind::Number) || V.is(Kind::Real) ||
         V.is(Kind::Arg) || V.is(Kind::Null) || V.is(Kind::Singleton);
}

} // namespace

bool Machine::isActive(const FunctionDecl *F) const {
  for (const Machine *M = this; M; M = M->Caller)
    if (M->Function->getCanonicalDecl() == F->getCanonicalDecl())
      return true;
  return false;
}

Machine::Need Machine::needToFollow(const CallExpr *E,
                                    const FunctionDecl *Callee) {
  if (!Unit.libraryName(Callee).empty() || Callee->getBuiltinID())
    return Need::None;
  if (isObjectPointer(Callee->getReturnType()))
    return Need::Objects;
  bool Functions = false, NeedsSelf = false;
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    const Expr *Argument = E->getArg(I);
    Value V = valueOf(Argument);
    const VarDecl *Var = addressed(Argument);
    if (Var ? isObjectPointer(Var->getType())
            : V.isObject() && !V.is(Kind::Self))
      return Need::Objects;
    Functions |= V.is(Kind::Function);
    NeedsSelf |= V.is(Kind::Self) && !isUnusedParameter(Callee, I, Unit);
  }
  // An entry that makes the call has no self to pass.
  if (NeedsSelf)
    return Need::None;
  const EffectSet &Does = Effects.of(Callee);
  return Functions || Does.has(EffectKind::PythonApi) ||
                 Does.has(EffectKind::PythonError)
             ? Need::Precision
             : Need::None;
}

const FunctionDecl *Machine::definitionToFollow(const CallExpr *E,
                                                const FunctionDecl *Callee,
                                                std::string &WhyNot) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee->hasBody(Definition))
    return nullptr;
  auto Refuse = [&](const char *Why) {
    WhyNot = Why;
    return nullptr;
  };
  unsigned Depth = 0;
  for (const Machine *M = this; M; M = M->Caller)
    ++Depth;
  if (isActive(Definition))
    return Refuse("it calls itself");
  if (Depth >= MaxCallDepth)
    return Refuse("too many calls lead to it");
  if (isa<CXXMethodDecl>(Definition))
    return Refuse("it is a member function");
  if (!certainDefinition(Callee))
    return Refuse("another definition may take its place");
  if (Definition->isVariadic() ||
      !Definition->getType()->isFunctionProtoType() ||
      takesPromoted(Definition) ||
      E->getNumArgs() != Definition->getNumParams())
    return Refuse("its arguments vary");
  if (!isPassedByValue(Definition->getReturnType(), Unit.AST))
    return Refuse("it returns a reference or an object of a class");
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    QualType Type = Definition->getParamDecl(I)->getType();
    if (!isPassedByValue(Type, Unit.AST) ||
        !Unit.AST.hasSameUnqualifiedType(Type, E->getArg(I)->getType()))
      return Refuse("it gets a reference, or an object of a class");
  }
  return Definition;
}

/// The variables of the callers that \p Bound leads to, and their values: no
/// other can a function read or write. States that differ in the others are one
/// to it.
static VarMap<Value> reachable(const VarMap<Value> &Vars,
                               const std::vector<Value> &Bound) {
  VarMap<Value> Kept;
  std::vector<Value> Work = Bound;
  while (!Work.empty()) {
    const VarDecl *Var = Work.back().Var;
    Work.pop_back();
    auto Found = Var ? Vars.find(Var) : Vars.end();
    if (Found == Vars.end() || Kept.contains(Var))
      continue;
    Kept[Var] = Found->second;
    Work.push_back(Found->second);
  }
  return Kept;
}

/// The state in which \p Definition begins.
State Machine::bindCall(const CallExpr *E, const FunctionDecl *Definition,
                        std::vector<Value> &Bound) {
  State Entry = Now;
  VarMap<Value> Parameters;
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    const Expr *Argument = E->getArg(I);
    const ParmVarDecl *Parameter = Definition->getParamDecl(I);
    Value V = valueOf(Argument);
    if (V.is(Kind::Bottom))
      V = unknownOf(Argument);
    if (const VarDecl *Var = addressedVariable(Argument)) {
      QualType Pointee = Parameter->getType()->getPointeeType();
      V = Value::plain();
      if (isTracked(Var) && !Pointee.isNull() &&
          (Pointee->isVoidType() ||
           Unit.AST.hasSameUnqualifiedType(Pointee, Var->getType())))
        V = Value::address(Var);
      else
        escape(Var, Argument->getBeginLoc());
    }
    V.From = nullptr;
    Bound.push_back(V);
    if (isTracked(Parameter))
      Parameters[Parameter] = V;
    else if (V.is(Kind::Address))
      escape(V.Var, Argument->getBeginLoc());
    else
      demandPlain(Argument, ReasonCode::ObjectArgument);
  }
  Entry.Vars = reachable(Now.Vars, Bound);
  for (const auto &[Parameter, V] : Parameters)
    Entry.Vars[Parameter] = V;
  return Entry;
}

std::optional<FollowedCall::Summary>
Machine::summarize(const CallExpr *E, const Machine &Inside,
                   const State &Before, const std::vector<Value> &Bound,
                   const std::vector<Outcome> &Ends) const {
  if (Ends.size() != 1 ||
      ((Inside.StoresElsewhere || Inside.Result.loopsBeside(nullptr)) &&
       heeds(Rule::AllOfACall)))
    return std::nullopt;
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    QualType Type = E->getArg(I)->getType();
    // What it points to may be written, and is not tracked.
    bool Opaque = Bound[I].is(Kind::Plain) && Type->isPointerType() &&
                  !isPointerToConst(Type);
    if (Opaque || !isQuiet(E->getArg(I)))
      return std::nullopt;
  }
  FollowedCall::Summary Does;
  Does.Returned = Ends.front().Returned;
  Does.Returned.From = nullptr;
  if (!E->getType()->isVoidType() && !isSayable(Does.Returned))
    return std::nullopt;
  for (const VarDecl *Var : Inside.Wrote) {
    auto Found = Ends.front().After.Vars.find(Var);
    if (!Before.Vars.contains(Var) || Found == Ends.front().After.Vars.end())
      continue;
    const auto *Owner = dyn_cast<FunctionDecl>(Var->getDeclContext());
    if (!Owner || Owner->getCanonicalDecl() != Function->getCanonicalDecl() ||
        !isSayable(Found->second))
      return std::nullopt;
    Does.Assigned.emplace_back(Var, Found->second);
  }
  llvm::sort(Does.Assigned, [](const auto &A, const auto &B) {
    return A.first->getLocation() < B.first->getLocation();
  });
  return Does;
}

/// Makes \p End one as the caller of \p E sees it: with all variables of its
/// own, and without those that end with the call.
static void leave(Outcome &End, const CallExpr *E, const State &Before) {
  VarMap<Value> Vars = Before.Vars;
  for (const auto &[Var, V] : End.After.Vars)
    if (Vars.contains(Var))
      Vars[Var] = V;
  auto Forget = [&](Value &V) {
    if (V.is(Kind::Address) && !Before.Vars.contains(V.Var))
      V = Value::of(Kind::Conflict);
  };
  for (auto &[Var, V] : Vars)
    Forget(V);
  End.After.Vars = std::move(Vars);
  Forget(End.Returned);
  if (End.Returned.isResult())
    End.Returned.From = E;
}

std::optional<Value> Machine::follow(const CallExpr *E,
                                     const FunctionDecl *Callee) {
  Need Why = needToFollow(E, Callee);
  if (Why == Need::None || NotFollowed.contains(E))
    return std::nullopt;
  std::string WhyNot;
  const FunctionDecl *Definition = definitionToFollow(E, Callee, WhyNot);
  if (!Definition) {
    if (Why == Need::Objects && !WhyNot.empty() &&
        heeds(Rule::ObjectsStayInside))
      issue(ReasonCode::ObjectArgument,
            fmt::format("'{}' works on Python objects and is not followed: {}",
                        Callee->getNameAsString(), WhyNot),
            E->getBeginLoc());
    return std::nullopt;
  }
  Running.Repeats = false;
  auto &Slot = Callees[E];
  FollowedCall &Call = Result.Followed[E];
  if (!Slot) {
    Call.Callee = Definition;
    Call.Inside = std::make_shared<BodyFacts>();
    Slot = std::make_unique<Machine>(All, Definition, *Call.Inside, this, E);
  } else if (Slot->Function != Definition) {
    issue(ReasonCode::IndirectCall, "different functions are called here",
          E->getBeginLoc());
    return std::nullopt;
  }
  Machine &Inside = *Slot;
  std::size_t Escaped = All.Escaping.size();
  State Before = Now;
  std::vector<Value> Bound;
  State Entry = bindCall(E, Definition, Bound);
  Inside.Recording = Recording;
  Inside.Tentative = Tentative || Why == Need::Precision;
  unsigned Grown = Inside.Growth;
  Inside.explore(Entry);
  Growth += Inside.Growth - Grown;
  Changed |= All.Escaping.size() != Escaped;
  Wrote.insert(Inside.Wrote.begin(), Inside.Wrote.end());
  StoresElsewhere |= Inside.StoresElsewhere;
  demandSequenced(
      E, [&](const VarDecl *Var) { return Inside.Wrote.contains(Var); });

  if (Why == Need::Precision && Inside.Troubled) {
    if (Recording)
      issue(ReasonCode::TooLarge, "no fixed point within the bound",
            E->getBeginLoc());
    Result.Followed.erase(E);
    Callees.erase(E);
    NotFollowed.insert(E);
    Changed = true;
    ++Growth;
    return std::nullopt;
  }
  Troubled |= Inside.Troubled;
  for (Issue &I : Inside.Issues) {
    I.Message += Inside.calledFrom();
    Issues.push_back(std::move(I));
  }
  Inside.Issues.clear();

  std::vector<Outcome> Ends = std::exchange(Inside.Ends, {});
  for (Outcome &End : Ends)
    leave(End, E, Before);
  bool Raises = llvm::all_of(Ends, [](const Outcome &End) {
    return End.After.Error == ErrorState::Set;
  });
  // What it does is its own matter: it is an implementation.
  if (Why == Need::Precision)
    for (Outcome &End : Ends) {
      End.After.Calls = Before.Calls;
      if (Raises)
        continue;
      End.After.Calls.add(E);
      if (E->getType()->isVoidType())
        continue;
      if (!End.Returned.is(Kind::Number)) {
        // That this result goes with that exception is not known.
        if (End.After.Error == ErrorState::Set)
          End.After.Error = ErrorState::Unknown;
        End.Returned = Value::of(Kind::Call);
      }
      End.Returned.Site = E;
    }
  if (Recording) {
    auto Does = Why == Need::Objects || Raises
                    ? summarize(E, Inside, Before, Bound, Ends)
                    : std::nullopt;
    bool First = Call.Args.empty() && !Call.Seen;
    Call.Does = First || Call.Does == Does ? Does : std::nullopt;
    Call.Seen = true;
    Call.OfObjects |= Why == Need::Objects;
    Call.Raises |= Raises;
    Call.IsImplementation |= Why == Need::Precision && !Raises;
    Call.Args.resize(Bound.size());
    for (std::size_t I = 0; I < Bound.size(); ++I)
      Call.Args[I] = join(Call.Args[I], Bound[I]);
  }
  if (Ends.empty()) {
    Dead = true;
    return unknownOf(E);
  }
  Now = std::move(Ends.front().After);
  Value Returned = Ends.front().Returned;
  Ends.erase(Ends.begin());
  OtherEnds = std::move(Ends);
  return Returned;
}

void Machine::addFollowedEffects() {
  for (auto &[E, Call] : Result.Followed) {
    Callees.at(E)->addFollowedEffects();
    Result.AllEffects.join(Call.effects());
    Result.EffectsAsWritten.join(Call.Inside->EffectsAsWritten);
    if (!Call.IsImplementation)
      Result.OwnEffects.join(Call.OfObjects ? Call.Inside->OwnEffects
                                            : Call.effects());
  }
}

} // namespace pyunbox

//===- Calls.cpp - calls of C functions under the abstract machine --------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

/// The function that \p E calls; null if that is not known.
const FunctionDecl *Machine::calleeOf(const CallExpr *E) {
  if (const FunctionDecl *Callee = E->getDirectCallee())
    return Callee;
  Value V = valueOf(E->getCallee());
  QualType Pointed = E->getCallee()->getType()->getPointeeType();
  if (!V.is(Kind::Function) || Pointed.isNull() ||
      !V.Callee->getType()->isFunctionProtoType() ||
      !Unit.AST.hasSameFunctionTypeIgnoringExceptionSpec(Pointed,
                                                         V.Callee->getType()))
    return nullptr;
  if (Recording) {
    auto [Known, New] = Result.Resolved.try_emplace(E, V.Callee);
    if (!New && Known->second != V.Callee)
      Known->second = nullptr;
  }
  return V.Callee;
}

Value Machine::evaluateCall(const CallExpr *E) {
  const FunctionDecl *Callee = calleeOf(E);
  if (!Callee)
    return callOutside(E);
  if (Callee->getBuiltinID() == Builtin::BI__builtin_expect)
    return valueOf(E->getArg(0));
  // It does not evaluate what it is given, and the graph says that it does.
  if (unsigned Builtin = Callee->getBuiltinID();
      Builtin && Unit.AST.BuiltinInfo.isUnevaluated(Builtin))
    for (const Expr *Argument : E->arguments())
      if (findNode(Argument, changesVariable) && heeds(Rule::AllOfACall))
        issue(ReasonCode::UnsupportedC,
              fmt::format("an argument of '{}' has side effects",
                          Callee->getNameAsString()),
              Argument->getBeginLoc());
  if (const std::string &Api = Unit.apiName(Callee); !Api.empty()) {
    if (Recording)
      Result.EffectsAsWritten.join(Effects.ofNode(E));
    return evaluateApiCall(E, Api);
  }
  if (const CythonHelper *Helper = Unit.cythonHelper(Callee))
    issue(
        ReasonCode::UnknownApi,
        fmt::format("'{}' has the name of a converter that Cython writes, and "
                    "another text than those that are known ({})",
                    Callee->getNameAsString(), Helper->Fingerprint),
        E->getBeginLoc());
  if (isObjectPointer(Callee->getReturnType()) &&
      Effects.raisesElsewhere(Callee)) {
    leaveTo(E);
    Now.Error = ErrorState::Set;
    return Value::null();
  }
  if (auto Followed = follow(E, Callee))
    return *Followed;
  return callImplementation(E, Callee);
}

/// What \p E is given goes where it is not followed, with all that may happen.
void Machine::leaveTo(const CallExpr *E) {
  for (const Expr *Argument : E->arguments()) {
    if (valueOf(Argument).is(Kind::Exception)) // a warning's category
      continue;
    demandPlain(Argument, ReasonCode::ObjectArgument);
    if (const VarDecl *Var = addressedVariable(Argument))
      escape(Var, Argument->getBeginLoc());
  }
  happen(Effects.ofNode(E));
}

Value Machine::callOutside(const CallExpr *E) {
  leaveTo(E);
  Now.Error = ErrorState::Unknown;
  return foreignOf(E);
}

Value Machine::callImplementation(const CallExpr *E,
                                  const FunctionDecl *Callee) {
  if (isa<CXXMethodDecl>(Callee)) {
    issue(ReasonCode::UnsupportedC, "a member function is called",
          E->getBeginLoc());
    return unknownOf(E);
  }
  for (unsigned I = 0; I < E->getNumArgs(); ++I) {
    const Expr *Argument = E->getArg(I);
    if (valueOf(Argument).is(Kind::Self) && isUnusedParameter(Callee, I, Unit))
      continue;
    demandPlain(Argument, ReasonCode::ObjectArgument);
    if (Argument->isGLValue())
      demandNotOfObject(Argument);
    // The callee may keep the address and write through it later.
    if (const VarDecl *Var = addressedVariable(Argument))
      escape(Var, Argument->getBeginLoc());
  }
  // What is written through a pointer that it is given is no effect of its own.
  StoresElsewhere |= llvm::any_of(E->arguments(), [&](const Expr *Argument) {
    QualType Type = Argument->getType();
    return Argument->isGLValue() ||
           (holdsPointer(Type) && !(Type->isPointerType() &&
                                    Type->getPointeeType().isConstQualified() &&
                                    !holdsPointer(Type->getPointeeType())));
  });
  const EffectSet &Node =
      E->getDirectCallee() ? Effects.ofNode(E) : Effects.of(Callee);
  if (const auto &Evidence = Node.evidence(EffectKind::Forbidden))
    issue(ReasonCode::CopyUnsafe, Evidence->What, E->getBeginLoc());
  if (const auto &Evidence = Node.evidence(EffectKind::Identity))
    issue(ReasonCode::CompilerIdentity, Evidence->What, E->getBeginLoc());
  if (Recording && Node.has(EffectKind::MayLoop))
    Result.LoopingCalls.insert(E);
  bool IsLibrary = !Unit.libraryName(Callee).empty() || Callee->getBuiltinID();
  if (IsLibrary)
    happen(Node);
  else if (Recording) {
    Result.AllEffects.join(Node);
    Result.EffectsAsWritten.join(Node);
  }
  // It may set an exception, or clear the one that is set.
  if (Node.has(EffectKind::PythonApi) || Node.has(EffectKind::UnknownCall) ||
      (Node.has(EffectKind::PythonError) && Now.Error == ErrorState::Clear))
    Now.Error = ErrorState::Unknown;
  if (IsLibrary)
    return unknownOf(E);
  Now.Calls.add(E);
  Value V = unknownOf(E);
  if (V.is(Kind::Plain)) {
    V = Value::of(Kind::Call);
    V.Site = E;
  }
  return V;
}

} // namespace pyunbox

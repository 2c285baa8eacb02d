#include "Inference/Residue.h"

#include "Inference/AstQueries.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

#include <cmath>

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

bool Residue::isBound(const ParmVarDecl *Parameter) const {
  unsigned Index = Parameter->getFunctionScopeIndex();
  if (Index >= What.Bound.size())
    return false;
  const Value &V = What.Bound[Index];
  QualType Type = Parameter->getType();
  auto CType = kindOf(Type);
  if (Type.isVolatileQualified() || (Unit.isCxx() && Type->isEnumeralType()))
    return false;
  switch (V.K) {
  case Kind::Param:
    return CType == Args[V.Index].Type.Kind;
  // Constants must have a text that means the same in C and C++.
  case Kind::Number:
    return CType && V.Int != INT64_MIN;
  case Kind::Real:
    return CType && std::isfinite(V.Real);
  default:
    return false;
  }
}

bool Residue::isReached(const Stmt *S) const {
  if (Facts.Reached.contains(S))
    return true;
  // Also a declaration that is jumped over declares.
  if (isa<DeclStmt>(S))
    return true;
  for (const Stmt *Child : S->children())
    if (Child) {
      // What a block declares is nothing to those outside it.
      bool IsLocal = isa<CompoundStmt>(S) && isa<DeclStmt>(Child);
      if (IsLocal ? Facts.Reached.contains(Child) : isReached(Child))
        return true;
    }
  // Of what does nothing (`;`, `{}`, `{ typedef int t; }`) the graph does not
  // tell whether it is reached.
  return !findNode(
      S, [this](const Stmt *Part) { return Facts.InGraph.contains(Part); });
}

Value Residue::valueOf(const Expr *E) const {
  auto Found = Facts.Values.find(strip(E));
  return Found == Facts.Values.end() ? Value() : Found->second;
}

bool Residue::isResultVariable(const VarDecl *Var) const {
  if (!isObjectPointer(Var->getType()) || !Var->hasLocalStorage() ||
      isa<ParmVarDecl>(Var))
    return false;
  auto HoldsMore = [&](const Expr *E) {
    Value V = valueOf(stripCasts(E));
    if (V.is(Kind::Bottom))
      V = valueOf(E);
    return !isNullLiteral(E, Unit.AST) && !V.isResult() && isReached(E);
  };
  return !findNode(What.Function->getBody(), [&](const Stmt *S) {
    if (const auto *Assign = dyn_cast<BinaryOperator>(S))
      return Assign->isAssignmentOp() &&
             namedVariable(Assign->getLHS()) == Var &&
             HoldsMore(Assign->getRHS());
    if (const auto *Address = dyn_cast<UnaryOperator>(S))
      return Address->getOpcode() == UO_AddrOf &&
             namedVariable(Address->getSubExpr()) == Var;
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    return Declaration && Var->hasInit() &&
           llvm::is_contained(Declaration->decls(), Var) &&
           HoldsMore(Var->getInit());
  });
}

bool Residue::isDroppedVariable(const VarDecl *Var) const {
  return isBufferView(Var->getType()) ||
         (isObjectPointer(Var->getType()) && !isResultVariable(Var));
}

bool Residue::isKept(const CallExpr *Call) const {
  const FunctionDecl *Callee = Facts.calleeOf(Call);
  if (!What.KeepsErrors || !Callee)
    return false;
  switch (findApiRole(Unit.apiName(Callee)).value_or(ApiRole::TypeOf)) {
  case ApiRole::SetError:
  case ApiRole::SetErrorNull:
  case ApiRole::SetErrorZero:
  case ApiRole::Outside:
  case ApiRole::ReleaseGil:
    return true;
  case ApiRole::ErrOccurred: {
    Value V = valueOf(Call);
    return !V.is(Kind::Null) && !V.is(Kind::Exception);
  }
  case ApiRole::RefCount:
  case ApiRole::NewRef: {
    Value V = valueOf(Call->getArg(0));
    return V.is(Kind::Foreign) || V.is(Kind::Exception);
  }
  default:
    return false;
  }
}

bool Residue::isPureObjectCode(const Expr *E) const {
  // Assignments to variables and calls other than of the Python API are kept.
  return !findNode(E, [this](const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *Callee = Facts.calleeOf(Call);
      std::string Api = Callee ? Unit.apiName(Callee) : "";
      if (const FollowedCall::Summary *Does = followed(Call))
        return !Does->Assigned.empty();
      return Api.empty() || assigns(Call) || findOverflowUnboxer(Api) ||
             isKept(Call);
    }
    return changesVariable(S);
  });
}

bool Residue::isGone(const Stmt *S) const {
  if (!S || isa<NullStmt>(S))
    return true;
  if (!isa<DeclStmt>(S) && !isReached(S))
    return true;
  if (const auto *E = dyn_cast<Expr>(S))
    return isPureObjectCode(E);
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(),
                        [this](const Stmt *Child) { return isGone(Child); });
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->hasInitStorage() && !If->hasVarStorage() &&
           isPureObjectCode(If->getCond()) && isGone(If->getThen()) &&
           isGone(If->getElse());
  const auto *Do = dyn_cast<DoStmt>(S);
  return Do && constantInteger(Do->getCond(), Unit.AST) == 0 &&
         isGone(Do->getBody());
}

std::optional<Span> Residue::macroOf(const Stmt *S) const {
  const LangOptions &Language = Unit.AST.getLangOpts();
  SourceLocation First, Last, End = S->getEndLoc();
  if (!S->getBeginLoc().isMacroID() || !End.isMacroID() ||
      !Lexer::isAtStartOfMacroExpansion(S->getBeginLoc(), Unit.Sources,
                                        Language, &First))
    return std::nullopt;
  if (!Lexer::isAtEndOfMacroExpansion(End, Unit.Sources, Language, &Last)) {
    SourceLocation Next = End.getLocWithOffset(1);
    if (*Unit.Sources.getCharacterData(Next) != ';' ||
        !Lexer::isAtEndOfMacroExpansion(Next, Unit.Sources, Language, &Last))
      return std::nullopt;
  }
  auto From = Unit.mainOffset(First), To = Unit.mainOffset(Last);
  if (!From || !To)
    return std::nullopt;
  return Span{*From,
              *To + Lexer::MeasureTokenLength(Last, Unit.Sources, Language)};
}

const Expr *Residue::lonelyAssignment(const Expr *Condition) const {
  const auto *And = dyn_cast<BinaryOperator>(strip(Condition));
  if (!And || And->getOpcode() != BO_LAnd || !isPureObjectCode(And->getRHS()))
    return nullptr;
  const auto *Compare = dyn_cast<BinaryOperator>(stripCasts(And->getLHS()));
  if (!Compare || !Compare->isComparisonOp() ||
      !isPureObjectCode(Compare->getRHS()))
    return nullptr;
  const auto *Assign = dyn_cast<BinaryOperator>(stripCasts(Compare->getLHS()));
  return Assign && Assign->getOpcode() == BO_Assign ? Assign : nullptr;
}

const FollowedCall::Summary *Residue::followed(const CallExpr *Call) const {
  auto Found = Facts.Followed.find(Call);
  if (Found == Facts.Followed.end() || !Found->second.Does)
    return nullptr;
  // What it does besides must not get lost.
  const FollowedCall &Inside = Found->second;
  bool Loses = What.KeepsErrors && heeds(Rule::KeepsEffects) &&
               (Inside.Raises || Inside.Inside->AllEffects.observable());
  return Loses ? nullptr : &*Inside.Does;
}

bool Residue::assigns(const CallExpr *Call) const {
  const FollowedCall::Summary *Does = followed(Call);
  if (Does)
    return !Does->Assigned.empty();
  auto Found = Facts.Parses.find(Call);
  // A Py_buffer is gone in the entry.
  return Found != Facts.Parses.end() &&
         llvm::any_of(Found->second.Targets, [](const auto &Target) {
           return Target.What != ParseSite::Part::View;
         });
}

const CallExpr *Residue::lonelyParse(const Expr *Condition) const {
  Condition = stripCasts(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return lonelyParse(Not->getSubExpr());
  if (const auto *Test = dyn_cast<BinaryOperator>(Condition);
      Test && (Test->isComparisonOp() || Test->getOpcode() == BO_LAnd))
    return isPureObjectCode(Test->getRHS()) ? lonelyParse(Test->getLHS())
                                            : nullptr;
  const auto *Call = dyn_cast<CallExpr>(Condition);
  return Call && assigns(Call) ? Call : nullptr;
}

} // namespace pyunbox

//===- Flow.cpp - from block to block ------------------------------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

void Machine::flowTo(const CFGBlock::AdjacentBlock &To, const State &S,
                     std::vector<BlockStates> &Ins) {
  const CFGBlock *Block = To.getReachableBlock();
  const auto Error = static_cast<std::size_t>(S.Error);
  if (!Block || !Ins[Block->getBlockID()][Error].join(S))
    return;
  Changed = true;
  Runs[Block->getBlockID()][Error].Repeats = false;
}

void Machine::refineError(const Expr *Condition, bool True, State &S) const {
  Condition = stripHints(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return refineError(Not->getSubExpr(), !True, S);
  if (const auto *Compare = dyn_cast<BinaryOperator>(Condition);
      Compare && Compare->isEqualityOp()) {
    bool IsNull = Compare->getRHS()->isNullPointerConstant(
        Unit.AST, Expr::NPC_ValueDependentIsNull);
    if (IsNull)
      refineError(Compare->getLHS(), True == (Compare->getOpcode() == BO_NE),
                  S);
    return;
  }
  // Both sides of `a && b` are true where it is.
  if (const auto *Logical = dyn_cast<BinaryOperator>(Condition);
      Logical && Logical->isLogicalOp()) {
    if (True != (Logical->getOpcode() == BO_LAnd))
      return;
    // What is called on the right may change what was found on the left.
    if (!findNode(Logical->getRHS(),
                  [](const Stmt *Part) { return isa<CallExpr>(Part); }))
      refineError(Logical->getLHS(), True, S);
    refineError(Logical->getRHS(), True, S);
    return;
  }
  const auto *Call = dyn_cast<CallExpr>(Condition);
  if (Call && findApiRole(Unit.apiName(Call->getDirectCallee())) ==
                  ApiRole::ErrOccurred)
    S.Error = True ? ErrorState::Set : ErrorState::Clear;
}

/// Where \p Condition, being \p True, says so, a vector of arguments is not
/// NULL.
void Machine::refineNull(const Expr *Condition, bool True, State &S) const {
  Condition = stripHints(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    return refineNull(Not->getSubExpr(), !True, S);
  if (const auto *Compare = dyn_cast<BinaryOperator>(Condition);
      Compare && Compare->isEqualityOp()) {
    if (isNullLiteral(Compare->getRHS(), Unit.AST))
      refineNull(Compare->getLHS(), True == (Compare->getOpcode() == BO_NE), S);
    return;
  }
  const VarDecl *Var = namedVariable(Condition);
  if (!Var || !isTracked(Var))
    return;
  auto Found = S.Vars.find(Var);
  if (True && Found != S.Vars.end() && Found->second.is(Value::Kind::ArgsArray))
    S.Vars[Var].MayBeNull = false;
}

static bool isElementOf(const CFGBlock &Block, const Stmt *S) {
  return llvm::any_of(Block, [S](const CFGElement &Element) {
    auto Statement = Element.getAs<CFGStmt>();
    return Statement && Statement->getStmt() == S;
  });
}

void Machine::flow(const CFGBlock &Block, std::vector<BlockStates> &Ins) {
  const Stmt *Terminator = Block.getTerminatorStmt();
  if (Terminator && isa<SwitchStmt>(Terminator))
    return flowSwitch(Block, Ins);
  const auto *Condition =
      dyn_cast_or_null<Expr>(Block.getTerminatorCondition(false));
  if (Block.succ_size() != 2 || !Condition) {
    for (const auto &Successor : Block.succs())
      flowTo(Successor, Now, Ins);
    return;
  }
  // Of `a && b` in a condition, the last operand evaluated decides here; but
  // where the ways meet before, as at the end of a do loop, all of it.
  while (const auto *Logical = dyn_cast<BinaryOperator>(strip(Condition))) {
    if (!Logical->isLogicalOp() || isElementOf(Block, Logical))
      break;
    Condition = Logical->getRHS();
  }
  const Value Tested = valueOf(Condition);
  std::optional<bool> Known = truth(Tested);
  if (Tested.is(Value::Kind::Unset) && heeds(Rule::SetBeforeRead))
    issue(ReasonCode::MaybeUnset, "a condition may be read before it is set",
          Condition->getBeginLoc());
  const auto *Successor = Block.succ_begin();
  for (bool True : {true, false}) {
    if (!Known || *Known == True) {
      State Branch = Now;
      refineError(Condition, True, Branch);
      refineNull(Condition, True, Branch);
      flowTo(*Successor, Branch, Ins);
    }
    ++Successor;
  }
}

void Machine::flowSwitch(const CFGBlock &Block, std::vector<BlockStates> &Ins) {
  const auto *Switch = cast<SwitchStmt>(Block.getTerminatorStmt());
  Value On = valueOf(Switch->getCond());
  demandPlain(Switch->getCond(), ReasonCode::ObjectUse);
  // What follows may bear a label too, of a switch around this one.
  auto IsOurs = [&](const Stmt *Label) {
    for (const SwitchCase *C = Switch->getSwitchCaseList(); C;
         C = C->getNextSwitchCase())
      if (C == Label)
        return isa<CaseStmt>(C);
    return false;
  };
  auto Selects = [&](const CFGBlock *Successor) -> std::optional<bool> {
    const auto *Case = dyn_cast_or_null<CaseStmt>(Successor->getLabel());
    if (!Case || Case->getRHS() || !IsOurs(Case))
      return std::nullopt;
    auto Label = constantInteger(Case->getLHS(), Unit.AST);
    return Label ? std::optional(*Label == On.Int) : std::nullopt;
  };
  bool Decided = false, Unclear = !On.is(Value::Kind::Number);
  for (const auto &Successor : Block.succs())
    if (const CFGBlock *To = Successor.getReachableBlock()) {
      std::optional<bool> Match = Selects(To);
      Decided |= Match.value_or(false);
      Unclear |= !Match && IsOurs(To->getLabel());
    }
  for (const auto &Successor : Block.succs())
    if (const CFGBlock *To = Successor.getReachableBlock()) {
      bool IsCase = IsOurs(To->getLabel());
      if (Unclear || (IsCase ? *Selects(To) : !Decided))
        flowTo(Successor, Now, Ins);
    }
}

} // namespace pyunbox

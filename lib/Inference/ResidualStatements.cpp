//===- ResidualStatements.cpp - what becomes of each statement ------------===//
#include "Inference/AstQueries.h"
#include "Inference/ResidualBuilder.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Whether \p Child is a statement of \p Parent, rather than an expression in
/// its header.
bool isSubstatement(const Stmt *Parent, const Stmt *Child) {
  if (!isa<Expr>(Child))
    return true;
  if (const auto *For = dyn_cast<ForStmt>(Parent))
    return Child == For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Parent))
    return Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Parent))
    return Child == Do->getBody();
  if (const auto *Switch = dyn_cast<SwitchStmt>(Parent))
    return Child == Switch->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(Parent))
    return Child == Case->getSubStmt();
  return false;
}

} // namespace

void ResidualBuilder::drop(const Stmt *S, bool InBlock) {
  Span At = statementSpan(S);
  replace(InBlock ? Edits.wholeLines(At) : At, InBlock ? "" : "{}",
          S->getBeginLoc());
}

void ResidualBuilder::visitStatement(const Stmt *S, bool InBlock) {
  if (Failure || !S)
    return;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return visitCompound(Block);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return visitIf(If, InBlock);
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return visitDeclaration(Declaration, InBlock);
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return visitReturn(Return);
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return visitLabel(Label);
  if (const auto *Goto = dyn_cast<GotoStmt>(S)) {
    Gotos.insert(Goto->getLabel());
    return;
  }
  // A macro cannot be edited, but left out as a whole.
  if (isa<DoStmt>(S) && S->getBeginLoc().isMacroID() && isGone(S))
    if (auto Use = macroOf(S))
      return replace(*Use, "{}", S->getBeginLoc());
  if (const auto *E = dyn_cast<Expr>(S)) {
    // A call of a parser, or code about objects, as a statement of its own.
    const Expr *Plain = stripCasts(E);
    if (const auto *Call = dyn_cast<CallExpr>(Plain); Call && assigns(Call)) {
      // The statement's own semicolon ends the last assignment.
      std::string Assignments = parseText(Call, ", ");
      Assignments.resize(Assignments.size() -
                         std::min<std::size_t>(2, Assignments.size()));
      return replace(spanOf(E), Assignments, E->getBeginLoc());
    }
    // (void)module; and the like.
    if (const VarDecl *Var = namedVariable(Plain);
        Var && (isa<ParmVarDecl>(Var) || isDroppedVariable(Var)))
      return drop(E, InBlock);
    const auto *Call = dyn_cast<CallExpr>(Plain);
    const FunctionDecl *Callee = Call ? Facts.calleeOf(Call) : nullptr;
    // The result is not used, but overflow is reported all the same.
    if (Callee && findOverflowUnboxer(Unit.apiName(Callee))) {
      demandPureArguments(Call);
      const VarDecl *Overflow = addressedVariable(Call->getArg(1));
      if (!Overflow)
        return fail("overflow is reported through a pointer", E->getBeginLoc());
      Written.insert(Overflow);
      return replace(spanOf(E), Overflow->getNameAsString() + " = 0",
                     E->getBeginLoc());
    }
    if (isPureObjectCode(E) &&
        (valueOf(Plain).isObject() || (Call && followed(Call)) ||
         (Callee && !Unit.apiName(Callee).empty())))
      return drop(E, InBlock);
    return visitExpression(E);
  }
  visitChildren(S);
}

void ResidualBuilder::visitChildren(const Stmt *S) {
  for (const Stmt *Child : S->children()) {
    if (!Child)
      continue;
    if (!isSubstatement(S, Child))
      visitExpression(cast<Expr>(Child));
    else if (isReached(Child))
      visitStatement(Child);
    else
      drop(Child, false);
  }
}

void ResidualBuilder::visitCompound(const CompoundStmt *Block) {
  for (const Stmt *Child : Block->body()) {
    if (isReached(Child) || isa<CaseStmt, DefaultStmt>(Child))
      visitStatement(Child, true);
    else
      drop(Child, true);
  }
}

void ResidualBuilder::visitIf(const IfStmt *If, bool InBlock) {
  const Stmt *Then = If->getThen(), *Else = If->getElse();
  bool ThenReached = isReached(Then), ElseReached = Else && isReached(Else);
  const Expr *Condition = If->getCond();
  if (If->hasInitStorage() || If->hasVarStorage() || If->isConstexpr())
    return fail("an if statement with an initializer", If->getBeginLoc());
  // Whether the condition can be true or false shows in what is reached, unless
  // the branch is empty; an absent else branch is reached if what follows is.
  bool AlwaysFalse = !ThenReached;
  bool AlwaysTrue = ThenReached && Else && !ElseReached;
  const CallExpr *Parse = lonelyParse(Condition);
  std::string Effects;
  bool Removable = isPureObjectCode(Condition);
  if (const Expr *Assign =
          AlwaysFalse ? lonelyAssignment(Condition) : nullptr) {
    visitExpression(Assign);
    Effects = render(spanOf(Assign)) + ";";
    Removable = true;
  }
  std::string Line = "\n" + Edits.indentAt(spanOf(If).Begin);
  if ((AlwaysFalse || AlwaysTrue) && Parse) {
    Effects = llvm::StringRef(parseText(Parse, ";" + Line)).rtrim().str();
    Removable = true;
  }
  if ((AlwaysFalse || AlwaysTrue) && Removable) {
    const Stmt *Kept = AlwaysFalse ? Else : Then;
    Span KeptAt;
    std::string Body;
    if (Kept) {
      visitStatement(Kept);
      KeptAt = statementSpan(Kept);
      Body = render(KeptAt);
    }
    if (Failure)
      return;
    std::string New = Effects;
    if (!Body.empty())
      New += New.empty() ? Body : Line + Body;
    // A branch of another statement must not vanish or fall apart.
    if (!InBlock)
      New = "{ " + New + " }";
    else if (New.empty())
      return drop(If, true);
    return replace(statementSpan(If), New, If->getBeginLoc(), KeptAt);
  }
  visitExpression(Condition);
  for (const Stmt *Branch : {Then, Else})
    if (Branch) {
      if (isReached(Branch))
        visitStatement(Branch);
      else
        drop(Branch, false);
    }
}

void ResidualBuilder::visitLabel(const LabelStmt *Label) {
  visitStatement(Label->getSubStmt());
}

void ResidualBuilder::visitDeclaration(const DeclStmt *Declaration,
                                       bool InBlock) {
  std::string Results;
  bool AllObjects = true, AnyObject = false;
  for (const Decl *D : Declaration->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      continue; // a type of the wrapper's own
    bool Object =
        isObjectPointer(Var->getType()) || isBufferView(Var->getType());
    AllObjects &= Object;
    AnyObject |= Object;
  }
  if (AnyObject && !AllObjects)
    return fail("objects and C data are declared together",
                Declaration->getBeginLoc());
  if (!AnyObject) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        continue;
      // The header of a loop is no place to add or remove statements, and a
      // type that is declared along must stay.
      if (InBlock && isa<VarDecl>(*Declaration->decl_begin()) &&
          Unit.mainSpan(Declaration->getSourceRange()))
        DeclaredIn[Var] = spanOf(Declaration);
      if (Var->hasInit() && !Var->isStaticLocal())
        visitExpression(Var->getInit());
    }
    return;
  }
  for (const Decl *D : Declaration->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      return fail("a type is declared along with objects",
                  Declaration->getBeginLoc());
    if (!isResultVariable(Var)) {
      if (Var->hasInit() && !isPureObjectCode(Var->getInit()))
        return fail("an object is initialized with side effects",
                    Var->getLocation());
      continue;
    }
    if (returnsVoid() && !What.KeepsErrors)
      continue;
    std::string Init;
    if (Var->hasInit()) {
      auto Value = resultText(Var->getInit());
      if (!Value)
        return fail("the initial value of the result is not understood",
                    Var->getLocation());
      Init = " = " + *Value;
    }
    holdResult(Var);
    DeclaredIn[Var] = spanOf(Declaration);
    Results += fmt::format("{} {}{}; ",
                           What.KeepsErrors ? "PyObject *"
                                            : Returns.Returns.Type.Spelling,
                           Var->getNameAsString(), Init);
  }
  if (!InBlock)
    return fail("objects are declared in the header of a statement",
                Declaration->getBeginLoc());
  replace(statementSpan(Declaration), Results, Declaration->getBeginLoc());
}

void ResidualBuilder::visitReturn(const ReturnStmt *Return) {
  const Expr *E = Return->getRetValue();
  // Also where it cannot be edited, in a macro that raises and returns.
  if (What.KeepsErrors && isNull(E) &&
      (!isPureObjectCode(E) || isNullLiteral(stripCasts(E), Unit.AST)))
    return visitExpression(E);
  auto Value = resultText(E);
  if (!Value)
    return fail("the value returned here cannot be expressed without objects",
                Return->getBeginLoc());
  replace(spanOf(Return), Value->empty() ? "return" : "return " + *Value,
          Return->getBeginLoc());
}

} // namespace pyunbox

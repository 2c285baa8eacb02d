#include "Inference/Residual.h"

#include "Inference/AstQueries.h"
#include "Inference/CopySafety.h"
#include "Inference/EntryHead.h"
#include "Inference/ResultType.h"
#include "Inference/TextEdits.h"
#include "Inference/UnitContext.h"
#include "Rewrite/Constants.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

#include <cmath>

using namespace clang;

namespace pyunbox {

namespace {

using Kind = Value::Kind;

class ResidualBuilder {
public:
  ResidualBuilder(const Computation &What, const std::vector<Argument> &Args,
                  const Carrier &Returns, const UnitContext &Unit)
      : What(What), Facts(What.Facts), Args(Args), Returns(Returns), Unit(Unit),
        Text(Unit.mainText()), Edits(Text) {}

  std::variant<EntryCode, Issue> build(const std::string &Name);

private:
  // --- edits
  void fail(const std::string &Why, SourceLocation Where) {
    if (!Failure)
      Failure = Issue{ReasonCode::CopyUnsafe, Why, Where};
  }
  Span spanOf(const Stmt *S);
  /// From the beginning of \p S to past the semicolon that ends it.
  Span statementSpan(const Stmt *S);
  void replace(Span At, std::string New, SourceLocation Where);
  /// The text of \p At with the edits inside it applied; they are consumed.
  std::string render(Span At);

  // --- what becomes of each construct
  /// \p InBlock: \p S stands in a block, so that nothing may take its place.
  void visitStatement(const Stmt *S, bool InBlock = false);
  void visitCompound(const CompoundStmt *Block);
  void visitIf(const IfStmt *If, bool InBlock);
  void visitDeclaration(const DeclStmt *Declaration, bool InBlock);
  void visitReturn(const ReturnStmt *Return);
  void visitLabel(const LabelStmt *Label);
  void visitExpression(const Expr *E);
  void visitChildren(const Stmt *S);
  bool visitApiCall(const CallExpr *E);
  bool visitFollowedCall(const CallExpr *E);
  void visitCallee(const CallExpr *E);
  void visitUse(const DeclRefExpr *E);
  void drop(const Stmt *S, bool InBlock);

  /// Declarations of the parameters that are still used.
  std::string boundParameters();
  void removeDeadLabels(const Stmt *Body);
  void removeUnusedDeclarations();

  const std::string &parameterName(unsigned Index) const {
    return ParameterNames[Index];
  }
  /// Parameter \p Index as a value of \p Type, which may be another pointer.
  std::string parameterAs(unsigned Index, QualType Type) const;

  // --- questions
  bool isBound(const ParmVarDecl *Parameter) const;
  bool isReached(const Stmt *S) const;
  bool isResultVariable(const VarDecl *Var) const;
  bool isDroppedVariable(const VarDecl *Var) const;
  Value valueOf(const Expr *E) const;
  /// The assignments that a reached argument parser performs, each ended by
  /// \p Separator.
  std::string parseText(const CallExpr *Call, llvm::StringRef Separator);
  std::string assignment(const VarDecl *Var, const Value &V);
  /// All that the call does, if it was followed and that can be said.
  const FollowedCall::Summary *followed(const CallExpr *Call) const;
  /// Whether \p Call is left as assignments to variables.
  bool assigns(const CallExpr *Call) const;
  /// The call in `parse(&x) < 0` that assigns, if all else in \p Condition may
  /// be left out; else null.
  const CallExpr *lonelyParse(const Expr *Condition) const;
  /// The constant \p Int in the type of \p E, which decides how it converts.
  std::string numberText(const Expr *E, std::int64_t Int);
  /// The C value for the result-valued \p E; nothing if it cannot be said.
  std::optional<std::string> resultText(const Expr *E);
  std::optional<std::string> resultText(const Value &V) const;
  /// The assignment in `(x = f(a)) == -1 && PyErr_Occurred()`, if all else in
  /// \p Condition may be left out; else null.
  const Expr *lonelyAssignment(const Expr *Condition) const;
  /// \p E computes nothing that is left in the entry.
  bool isPureObjectCode(const Expr *E) const;
  /// ... nor does \p S, and control goes through it.
  bool isGone(const Stmt *S) const;
  /// The use of a macro that is nothing but \p S, or that and a semicolon.
  std::optional<Span> macroOf(const Stmt *S) const;

  const Computation &What;
  const BodyFacts &Facts;
  const std::vector<Argument> &Args;
  const Carrier &Returns;
  const UnitContext &Unit;
  llvm::StringRef Text;
  TextEdits Edits;
  std::optional<Issue> Failure;
  /// Variables that the emitted text still reads, and those it only sets.
  std::set<const VarDecl *> Read, Written;
  std::set<const LabelDecl *> Gotos;
  std::map<const VarDecl *, Span> DeclaredIn;
  std::vector<std::string> ParameterNames;
};

// --- edits ------------------------------------------------------------------

Span ResidualBuilder::spanOf(const Stmt *S) {
  if (auto Found = Unit.mainSpan(S->getSourceRange()))
    return *Found;
  fail("part of a macro would have to be edited", S->getBeginLoc());
  return {};
}

Span ResidualBuilder::statementSpan(const Stmt *S) {
  Span At = spanOf(S);
  if (Failure || isa<CompoundStmt>(S))
    return At;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return {At.Begin,
            statementSpan(If->getElse() ? If->getElse() : If->getThen()).End};
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return {At.Begin, statementSpan(While->getBody()).End};
  if (const auto *For = dyn_cast<ForStmt>(S))
    return {At.Begin, statementSpan(For->getBody()).End};
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return {At.Begin, statementSpan(Label->getSubStmt()).End};
  if (isa<SwitchStmt>(S) || isa<NullStmt>(S))
    return At;
  return Edits.withSemicolon(At);
}

void ResidualBuilder::replace(Span At, std::string New, SourceLocation Where) {
  if (Failure)
    return;
  if (Edits.hasDirective(At))
    return fail(
        "a preprocessor directive stands in code that would be replaced",
        Where);
  Edits.replace(At, std::move(New));
}

std::string ResidualBuilder::render(Span At) {
  auto Rendered = Edits.take(At);
  if (!Rendered)
    fail("edits overlap", What.Function->getLocation());
  return Rendered.value_or("");
}

std::string ResidualBuilder::parameterAs(unsigned Index, QualType Type) const {
  if (!Type->isPointerType())
    return parameterName(Index);
  std::string Spelling =
      Type.getCanonicalType().getUnqualifiedType().getAsString(
          Unit.AST.getPrintingPolicy());
  return Spelling == spelling(CKind::Text)
             ? parameterName(Index)
             : fmt::format("(({}){})", Spelling, parameterName(Index));
}

// --- questions --------------------------------------------------------------

/// Whether \p Parameter has a value that an entry can say.
bool ResidualBuilder::isBound(const ParmVarDecl *Parameter) const {
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

bool ResidualBuilder::isReached(const Stmt *S) const {
  if (Facts.Reached.contains(S))
    return true;
  // Also a declaration that is jumped over declares.
  if (isa<DeclStmt>(S))
    return true;
  bool HasParts = false;
  for (const Stmt *Child : S->children())
    if (Child) {
      HasParts = true;
      // What a block declares is nothing to those outside it.
      bool IsLocal = isa<CompoundStmt>(S) && isa<DeclStmt>(Child);
      if (IsLocal ? Facts.Reached.contains(Child) : isReached(Child))
        return true;
    }
  // A statement without parts (`;`, `{}`) is in no block of the graph, and
  // keeping it is harmless. Jumps are terminators, which are recorded.
  return !HasParts && (isa<NullStmt>(S) || isa<CompoundStmt>(S));
}

Value ResidualBuilder::valueOf(const Expr *E) const {
  auto Found = Facts.Values.find(strip(E));
  return Found == Facts.Values.end() ? Value() : Found->second;
}

/// A variable that holds the method's result: all it is ever given is NULL or
/// boxed values.
bool ResidualBuilder::isResultVariable(const VarDecl *Var) const {
  if (!isObjectPointer(Var->getType()) || !Var->hasLocalStorage() ||
      isa<ParmVarDecl>(Var))
    return false;
  auto HoldsMore = [&](const Expr *E) {
    Value V = valueOf(stripCasts(E));
    if (V.is(Kind::Bottom))
      V = valueOf(E);
    return !E->isNullPointerConstant(Unit.AST,
                                     Expr::NPC_ValueDependentIsNotNull) &&
           !V.isResult() && isReached(E);
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

bool ResidualBuilder::isDroppedVariable(const VarDecl *Var) const {
  return isBufferView(Var->getType()) ||
         (isObjectPointer(Var->getType()) && !isResultVariable(Var));
}

bool ResidualBuilder::isPureObjectCode(const Expr *E) const {
  // Assignments to variables and calls other than of the Python API are kept.
  return !findNode(E, [this](const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *Callee = Facts.calleeOf(Call);
      std::string Api = Callee ? Unit.apiName(Callee) : "";
      if (const FollowedCall::Summary *Does = followed(Call))
        return !Does->Assigned.empty();
      return Api.empty() || assigns(Call) || findOverflowUnboxer(Api);
    }
    return changesVariable(S);
  });
}

bool ResidualBuilder::isGone(const Stmt *S) const {
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

std::optional<Span> ResidualBuilder::macroOf(const Stmt *S) const {
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

const Expr *ResidualBuilder::lonelyAssignment(const Expr *Condition) const {
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

const FollowedCall::Summary *
ResidualBuilder::followed(const CallExpr *Call) const {
  auto Found = Facts.Followed.find(Call);
  return Found != Facts.Followed.end() && Found->second.Does
             ? &*Found->second.Does
             : nullptr;
}

bool ResidualBuilder::assigns(const CallExpr *Call) const {
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

const CallExpr *ResidualBuilder::lonelyParse(const Expr *Condition) const {
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

/// What is assigned to \p Var where \p V is known, else "".
std::string ResidualBuilder::assignment(const VarDecl *Var, const Value &V) {
  Written.insert(Var);
  if (isObjectPointer(Var->getType()))
    return "";
  auto CType = kindOf(Var->getType());
  bool Fits =
      CType && !(Unit.isCxx() && Var->getType()->isEnumeralType()) &&
      (V.is(Kind::Param)    ? Args[V.Index].Type.Kind == *CType
       : V.is(Kind::Number) ? V.Int != INT64_MIN
                            : V.is(Kind::Real) && std::isfinite(V.Real));
  if (!Fits)
    fail(fmt::format("what is assigned to '{}' has no counterpart",
                     Var->getNameAsString()),
         Var->getLocation());
  return fmt::format("{} = {}", Var->getNameAsString(),
                     V.is(Kind::Param)  ? parameterName(V.Index)
                     : V.is(Kind::Real) ? floatConstant(V.Real)
                                        : std::to_string(V.Int));
}

std::string ResidualBuilder::parseText(const CallExpr *Call,
                                       llvm::StringRef Separator) {
  std::string Out;
  if (const FollowedCall::Summary *Does = followed(Call)) {
    for (const auto &[Var, V] : Does->Assigned)
      if (std::string Text = assignment(Var, V); !Text.empty())
        Out += Text + Separator.str();
    return Out;
  }
  for (const auto &[Var, Index, Part] : Facts.Parses.at(Call).Targets) {
    if (Var->getParentFunctionOrMethod() != What.Function)
      fail("arguments are parsed into variables of a caller",
           Call->getBeginLoc());
    if (Part == ParseSite::Part::View)
      continue;
    Written.insert(Var);
    if (!isObjectPointer(Var->getType()))
      Out += fmt::format("{} = {}{}", Var->getNameAsString(),
                         Part == ParseSite::Part::Length
                             ? lengthName(parameterName(Index))
                             : parameterAs(Index, Var->getType()),
                         Separator.str());
  }
  return Out;
}

std::string ResidualBuilder::numberText(const Expr *E, std::int64_t Int) {
  auto Kind = kindOf(E->getType());
  if (!Kind) {
    fail("a constant of a type that has no name", E->getBeginLoc());
    return {};
  }
  std::string Text = std::to_string(Int);
  return *Kind == CKind::Int && Int >= 0
             ? Text
             : fmt::format("(({}){})", written(plainType(*Kind), Unit.isCxx()),
                           Text);
}

std::optional<std::string> ResidualBuilder::resultText(const Value &V) const {
  switch (V.K) {
  case Kind::Null:
    return Returns.CanBail ? std::optional(std::string(BailMacro))
                           : std::nullopt;
  case Kind::Singleton:
    return V.Python == PythonType::Bool ? (V.Int ? "1" : "0") : "0";
  default:
    return std::nullopt;
  }
}

std::optional<std::string> ResidualBuilder::resultText(const Expr *E) {
  const Expr *Plain = stripCasts(E);
  if (const auto *Call = dyn_cast<CallExpr>(Plain)) {
    Value V = valueOf(Call);
    if (V.is(Kind::Boxed) && V.Site == Call) {
      // The operand is what the converter or Py_BuildValue takes last.
      const Expr *Operand = Call->getArg(Call->getNumArgs() - 1);
      visitExpression(Operand);
      std::string C = render(spanOf(Operand));
      if (V.Python == PythonType::Bool)
        return fmt::format("(long)({}) != 0", C);
      if (kindOf(Operand->IgnoreImpCasts()->getType()) == V.Converted)
        return C;
      const Converter *With = boxingConverter(Call, Facts, Unit);
      return fmt::format("({})({})", With->Type.Spelling, C);
    }
    const FunctionDecl *Callee = Facts.calleeOf(Call);
    if (Callee && findApiRole(Unit.apiName(Callee)) == ApiRole::NewRef)
      return resultText(Call->getArg(0));
  }
  if (const auto *Comma = dyn_cast<BinaryOperator>(Plain);
      Comma && Comma->getOpcode() == BO_Comma &&
      isPureObjectCode(Comma->getLHS()))
    return resultText(Comma->getRHS());
  if (const auto *Select = dyn_cast<ConditionalOperator>(Plain)) {
    bool Then = isReached(Select->getTrueExpr()),
         Else = isReached(Select->getFalseExpr());
    if (Then != Else && isPureObjectCode(Select->getCond()))
      return resultText(Then ? Select->getTrueExpr() : Select->getFalseExpr());
    visitExpression(Select->getCond());
    std::string Condition = render(spanOf(Select->getCond()));
    auto True = resultText(Select->getTrueExpr());
    auto False = resultText(Select->getFalseExpr());
    if (!True || !False)
      return std::nullopt;
    return fmt::format("({}) ? ({}) : ({})", Condition, *True, *False);
  }
  if (const VarDecl *Var = namedVariable(Plain); Var && isResultVariable(Var)) {
    Read.insert(Var);
    return Var->getNameAsString();
  }
  Value V = valueOf(Plain);
  if (V.is(Kind::Bottom) || V.is(Kind::Plain))
    V = valueOf(E);
  if (E->isNullPointerConstant(Unit.AST, Expr::NPC_ValueDependentIsNotNull))
    V = Value::null();
  if (Returns.Type.isVoid() && V.is(Kind::Singleton))
    return "";
  return isPureObjectCode(Plain) ? resultText(V) : std::nullopt;
}

// --- statements -------------------------------------------------------------

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
      const VarDecl *Overflow = addressedVariable(Call->getArg(1));
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
    std::string Body;
    if (Kept) {
      visitStatement(Kept);
      Body = render(statementSpan(Kept));
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
    return replace(statementSpan(If), New, If->getBeginLoc());
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
      if (InBlock && isa<VarDecl>(*Declaration->decl_begin()))
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
    if (Returns.Type.isVoid())
      continue;
    std::string Init;
    if (Var->hasInit()) {
      auto Value = resultText(Var->getInit());
      if (!Value)
        return fail("the initial value of the result is not understood",
                    Var->getLocation());
      Init = " = " + *Value;
    }
    DeclaredIn[Var] = spanOf(Declaration);
    Results += fmt::format("{} {}{}; ", Returns.Type.Spelling,
                           Var->getNameAsString(), Init);
  }
  if (!InBlock)
    return fail("objects are declared in the header of a statement",
                Declaration->getBeginLoc());
  replace(statementSpan(Declaration), Results, Declaration->getBeginLoc());
}

void ResidualBuilder::visitReturn(const ReturnStmt *Return) {
  auto Value = resultText(Return->getRetValue());
  if (!Value)
    return fail("the value returned here cannot be expressed without objects",
                Return->getBeginLoc());
  replace(spanOf(Return), Value->empty() ? "return" : "return " + *Value,
          Return->getBeginLoc());
}

// --- expressions ------------------------------------------------------------

/// Whether \p E is a call that was followed and is replaced.
bool ResidualBuilder::visitFollowedCall(const CallExpr *E) {
  auto Found = Facts.Followed.find(E);
  if (Found == Facts.Followed.end() ||
      (!Found->second.Does && !Found->second.OfObjects))
    return false;
  std::optional<std::string> Result;
  if (const auto &Does = Found->second.Does) {
    const Value &V = Does->Returned;
    if (E->getType()->isVoidType())
      Result = "(void)0";
    else if (V.is(Kind::Param))
      Result = parameterAs(V.Index, E->getType());
    else if (V.is(Kind::Number))
      Result = numberText(E, V.Int);
    else if (V.is(Kind::Null))
      Result = "0";
  }
  if (!Result) {
    fail(fmt::format("what '{}' does has no counterpart without objects",
                     Found->second.Callee->getNameAsString()),
         E->getBeginLoc());
    return true;
  }
  std::string Before = parseText(E, ", ");
  replace(spanOf(E), Before.empty() ? *Result : "(" + Before + *Result + ")",
          E->getBeginLoc());
  return true;
}

/// What is called through a parameter is called by name: the parameter may be
/// gone.
void ResidualBuilder::visitCallee(const CallExpr *E) {
  if (E->getDirectCallee())
    return;
  const FunctionDecl *Callee = Facts.calleeOf(E);
  SourceLocation Begin = What.Function->getBeginLoc();
  bool Seen =
      Callee && Unit.isNameable(Callee) && isPureObjectCode(E->getCallee()) &&
      llvm::any_of(Callee->redecls(), [&](const FunctionDecl *Declared) {
        return Declared->getLexicalDeclContext()->isFileContext() &&
               (Declared->getLocation().isInvalid() ||
                Unit.Sources.isBeforeInTranslationUnit(Declared->getLocation(),
                                                       Begin));
      });
  // A variable of that name would be called instead.
  std::string Name = Callee ? Callee->getNameAsString() : "";
  bool Hidden = llvm::any_of(Facts.Declared, [&](const VarDecl *Var) {
    return Var->getNameAsString() == Name;
  });
  for (const ParmVarDecl *Parameter : What.Function->parameters())
    Hidden |= Parameter->getNameAsString() == Name;
  if (!Seen || Hidden)
    return fail("a function is called here that has no name in a copy",
                E->getBeginLoc());
  replace(spanOf(E->getCallee()), Name, E->getBeginLoc());
}

bool ResidualBuilder::visitApiCall(const CallExpr *E) {
  const FunctionDecl *Callee = Facts.calleeOf(E);
  std::string Api = Callee ? Unit.apiName(Callee) : "";
  if (Api.empty())
    return visitFollowedCall(E);
  Value V = valueOf(E);
  std::string New;
  if (Facts.Parses.contains(E)) {
    New = fmt::format("({}{})", parseText(E, ", "),
                      V.is(Kind::Param)    ? parameterAs(V.Index, E->getType())
                      : V.is(Kind::Number) ? std::to_string(V.Int)
                                           : "1");
  } else if (V.is(Kind::Length)) {
    New = lengthName(parameterName(V.Index));
  } else if (V.is(Kind::Param)) {
    New = parameterAs(V.Index, E->getType());
    if (findOverflowUnboxer(Api)) {
      const VarDecl *Overflow = addressedVariable(E->getArg(1));
      Written.insert(Overflow);
      New = fmt::format("({} = 0, {})", Overflow->getNameAsString(), New);
    }
  } else if (V.is(Kind::Number))
    New = numberText(E, V.Int);
  else if (V.is(Kind::Null) && isPureObjectCode(E))
    New = "0";
  else if (findApiRole(Api) == ApiRole::ErrOccurred && V.is(Kind::Exception))
    New = "1";
  else if (isPureObjectCode(E) && Callee->getReturnType()->isVoidType())
    New = "(void)0";
  else {
    fail(
        fmt::format("the call of '{}' has no counterpart without objects", Api),
        E->getBeginLoc());
    return true;
  }
  replace(spanOf(E), New, E->getBeginLoc());
  return true;
}

void ResidualBuilder::visitUse(const DeclRefExpr *E) {
  const auto *Var = dyn_cast<VarDecl>(E->getDecl());
  if (!Var || Var->hasGlobalStorage()) {
    if (Var)
      Read.insert(Var);
    return;
  }
  const auto *Parameter = dyn_cast<ParmVarDecl>(Var);
  if (isObjectPointer(Var->getType()) || isBufferView(Var->getType()) ||
      (Parameter && !isBound(Parameter))) {
    fail(fmt::format("'{}' is used in what would be copied",
                     Var->getNameAsString()),
         E->getBeginLoc());
    return;
  }
  Read.insert(Var);
}

void ResidualBuilder::visitExpression(const Expr *E) {
  if (Failure || !E)
    return;
  E = E->IgnoreImpCasts();
  Value V = valueOf(E);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (visitApiCall(Call))
      return;
    visitCallee(Call);
    // An unused leading self or module.
    for (const Expr *Argument : Call->arguments()) {
      if (valueOf(Argument).is(Kind::Self))
        replace(spanOf(Argument), "NULL", Argument->getBeginLoc());
      else
        visitExpression(Argument);
    }
    return;
  }
  if (isa<UnaryExprOrTypeTraitExpr>(E))
    return visitChildren(E);
  // Tests of objects, argument counts and pointers that are known.
  if (V.is(Kind::Number) && isPureObjectCode(E) && !isa<DeclRefExpr>(E)) {
    bool Any = findNode(E, [](const Stmt *S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(S);
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      return isa<CallExpr>(S) ||
             (Var && ((isa<ParmVarDecl>(Var) && Var->hasLocalStorage()) ||
                      isObjectPointer(Var->getType()) ||
                      isBufferView(Var->getType())));
    });
    // A size on this machine is no constant on another.
    bool Size = findNode(
        E, [](const Stmt *S) { return isa<UnaryExprOrTypeTraitExpr>(S); });
    if (Any && !Size)
      return replace(spanOf(E), numberText(E, V.Int), E->getBeginLoc());
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    // PyBytes_AS_STRING as a macro is an array.
    QualType Type = Member->getType()->isArrayType()
                        ? Unit.AST.getPointerType(Unit.AST.CharTy)
                        : Member->getType();
    if (V.is(Kind::Param))
      return replace(spanOf(Member), parameterAs(V.Index, Type),
                     E->getBeginLoc());
    if (V.is(Kind::Length))
      return replace(spanOf(Member), lengthName(parameterName(V.Index)),
                     E->getBeginLoc());
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return visitUse(Ref);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_Assign) {
      const VarDecl *Var = namedVariable(Binary->getLHS());
      if (Var && isObjectPointer(Var->getType())) {
        if (isDroppedVariable(Var) || Returns.Type.isVoid()) {
          if (!isPureObjectCode(Binary->getRHS()))
            return fail("an object is computed with side effects",
                        E->getBeginLoc());
          return replace(spanOf(E), "(void)0", E->getBeginLoc());
        }
        auto Value = resultText(Binary->getRHS());
        if (!Value)
          return fail("the result assigned here is not understood",
                      E->getBeginLoc());
        Written.insert(Var);
        return replace(spanOf(E),
                       fmt::format("{} = {}", Var->getNameAsString(), *Value),
                       E->getBeginLoc());
      }
      if (Var) {
        Written.insert(Var);
        return visitExpression(Binary->getRHS());
      }
    }
    if (Binary->isLogicalOp() && !isReached(Binary->getRHS())) {
      visitExpression(Binary->getLHS());
      return replace(spanOf(Binary->getRHS()),
                     Binary->getOpcode() == BO_LAnd ? "0" : "1",
                     E->getBeginLoc());
    }
  }
  for (const Stmt *Child : E->children())
    if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
      visitExpression(Operand);
    else if (Child)
      visitStatement(Child);
}

// --- the whole --------------------------------------------------------------

/// Labels that nothing jumps to any more.
void ResidualBuilder::removeDeadLabels(const Stmt *Body) {
  findNode(Body, [this](const Stmt *S) {
    const auto *Label = dyn_cast<LabelStmt>(S);
    if (!Label || Gotos.contains(Label->getDecl()) || !isReached(Label))
      return false;
    auto Begin = Unit.mainOffset(Label->getBeginLoc());
    std::size_t Colon = Begin ? Text.find(':', *Begin) : llvm::StringRef::npos;
    if (Colon == llvm::StringRef::npos)
      return false;
    Span At{*Begin, static_cast<unsigned>(Colon + 1)};
    if (!Edits.isInsideEdit(At))
      replace(At, "", Label->getBeginLoc());
    return false;
  });
}

/// Declarations of variables that are no longer used, and those that are only
/// set: the compiler would warn about a copy it does not warn about in the
/// original.
void ResidualBuilder::removeUnusedDeclarations() {
  std::map<unsigned, std::pair<Span, std::vector<const VarDecl *>>> Groups;
  for (const auto &[Var, Where] : DeclaredIn) {
    auto &Group = Groups[Where.Begin];
    Group.first = Where;
    Group.second.push_back(Var);
  }
  for (auto &[Begin, Group] : Groups) {
    bool AnyUsed = false;
    std::string Silence;
    for (const VarDecl *Var : Group.second) {
      // An initializer may do more than to initialize.
      AnyUsed |= Read.contains(Var) || Written.contains(Var) ||
                 (Var->hasInit() && !isPureObjectCode(Var->getInit()));
      if (!Read.contains(Var))
        Silence += fmt::format(" (void){};", Var->getNameAsString());
    }
    if (Silence.empty())
      continue;
    Span At = Group.first;
    if (At.End <= Text.size() && At.End && Text[At.End - 1] != ';')
      ++At.End;
    if (Edits.isInsideEdit(At)) // of a statement that is rewritten as a whole
      continue;
    if (!AnyUsed)
      replace(Edits.wholeLines(At), "", What.Function->getLocation());
    else
      replace(At, render(At) + Silence, What.Function->getLocation());
  }
}

std::string ResidualBuilder::boundParameters() {
  std::string Out;
  for (const ParmVarDecl *Parameter : What.Function->parameters()) {
    if (!Read.contains(Parameter) && !Written.contains(Parameter))
      continue;
    if (!isBound(Parameter)) {
      fail(fmt::format("'{}' is used in what would be copied",
                       Parameter->getNameAsString()),
           Parameter->getLocation());
      break;
    }
    const Value &V = What.Bound[Parameter->getFunctionScopeIndex()];
    CType Type = plainType(*kindOf(Parameter->getType()));
    std::string Is = V.is(Kind::Param)  ? parameterName(V.Index)
                     : V.is(Kind::Real) ? floatConstant(V.Real)
                                        : std::to_string(V.Int);
    std::string Name = Parameter->getNameAsString();
    Out += fmt::format(
        "\n  {}{} {} = {};{}",
        Parameter->getType().isConstQualified() ? "const " : "",
        written(Type, Unit.isCxx()), Name, Is,
        Read.contains(Parameter) ? "" : fmt::format(" (void){};", Name));
  }
  return Out;
}

std::variant<EntryCode, Issue> ResidualBuilder::build(const std::string &Name) {
  if (auto Why = whyNotCopied(What.Function, Unit))
    return *Why;
  const auto *Body = cast<CompoundStmt>(What.Function->getBody());
  Span At = spanOf(Body);
  ParameterNames = parameterNames(Args, Text.slice(At.Begin, At.End), Unit);
  visitCompound(Body);
  removeDeadLabels(Body);
  removeUnusedDeclarations();
  EntryCode Code = entryHead(Name, Returns.Type, Args, ParameterNames, Unit);
  Code.Body = render(At);
  std::string First = boundParameters();
  auto Words = wordsOf(First + Code.Body);
  for (std::size_t I = 0; I < Args.size(); ++I) {
    const std::string &Parameter = ParameterNames[I];
    if (!Words.contains(Parameter))
      First += fmt::format("\n  (void){};", Parameter);
    if (Args[I].Type.Kind == CKind::Buffer &&
        !Words.contains(lengthName(Parameter)))
      First += fmt::format("\n  (void){};", lengthName(Parameter));
  }
  if (!First.empty())
    Code.Body = fmt::format("{{{}\n  {}\n}}", First, Code.Body);
  if (Failure)
    return *Failure;
  Code.After = At.End;
  return Code;
}

} // namespace

std::variant<EntryCode, Issue> makeResidual(const Computation &What,
                                            const std::vector<Argument> &Args,
                                            const Carrier &Returns,
                                            const std::string &Name,
                                            const UnitContext &Unit) {
  return ResidualBuilder(What, Args, Returns, Unit).build(Name);
}

} // namespace pyunbox

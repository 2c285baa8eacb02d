//===- ResidualExpressions.cpp - what becomes of each expression ----------===//
#include "Inference/AstQueries.h"
#include "Inference/Effects.h"
#include "Inference/EntryHead.h"
#include "Inference/ResidualBuilder.h"
#include "Inference/ResultType.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "Rewrite/Constants.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

#include <cmath>

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

/// \p Name, a parameter, in the place of a call that returned \p Type: in C++ a
/// variable may be bound to other references than a value.
std::string ResidualBuilder::asValue(const std::string &Name,
                                     QualType Type) const {
  if (!Unit.isCxx() || llvm::StringRef(Name).starts_with("(")) // a cast
    return Name;
  if (Type->isPointerType() ||
      (Type->isArithmeticType() && !Unit.AST.isPromotableIntegerType(Type)))
    return "(+" + Name + ")";
  return fmt::format(
      "static_cast<{}>({})",
      Type.getUnqualifiedType().getAsString(Unit.AST.getPrintingPolicy()),
      Name);
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

/// Whether the parameter has another type than the call \p E, which it stands
/// for.
bool ResidualBuilder::isOtherType(const Expr *E, unsigned Index) const {
  QualType Type = E->getType();
  return !Type->isPointerType() && (kindOf(Type) != Args[Index].Type.Kind ||
                                    (Unit.isCxx() && Type->isEnumeralType()));
}

/// A pointer to an object that is not there, or 1 if it would be; in C++ its
/// type may choose the function that it is passed to.
std::string ResidualBuilder::noObject(int Is) const {
  return Unit.isCxx() ? fmt::format("((PyObject *){})", Is)
                      : std::to_string(Is);
}

/// Whether a call that an entry does not make is \p E.
bool ResidualBuilder::isReplaced(const Expr *E) const {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
  if (!Call)
    return false;
  const FunctionDecl *Callee = Facts.calleeOf(Call);
  return followed(Call) || (Callee && !Unit.apiName(Callee).empty());
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
  demandPureArguments(Call);
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

/// The first \p Number arguments of \p Call are gone with it.
void ResidualBuilder::demandPureArguments(const CallExpr *Call,
                                          unsigned Number) {
  for (unsigned I = 0; I < std::min(Number, Call->getNumArgs()); ++I)
    if (!isPureObjectCode(Call->getArg(I)) && heeds(Rule::AllOfACall))
      fail("an argument of a call that is replaced has side effects",
           Call->getArg(I)->getBeginLoc());
}

std::string ResidualBuilder::numberText(const Expr *E, std::int64_t Int) {
  auto Kind = kindOf(E->getType());
  // In C++ a number is no enumerator: another function may be meant.
  if (!Kind || (Unit.isCxx() && E->getType()->isEnumeralType())) {
    fail("a constant of a type that has no name", E->getBeginLoc());
    return {};
  }
  std::string Text = std::to_string(Int);
  return *Kind == CKind::Int && Int >= 0
             ? Text
             : fmt::format("(({}){})", written(plainType(*Kind), Unit.isCxx()),
                           Text);
}

std::string ResidualBuilder::given(const std::string &Text) const {
  return What.KeepsErrors
             ? fmt::format("(*{} = ({}), Py_None)", Places.front().Name, Text)
             : Text;
}

std::string ResidualBuilder::givenItems(const CallExpr *Boxing) {
  demandPureArguments(Boxing, 1);
  std::string Text;
  for (unsigned I = 1; I < Boxing->getNumArgs(); ++I) {
    const Expr *Operand = Boxing->getArg(I);
    visitExpression(Operand);
    Text += fmt::format("*{} = ({}), ", Places[I - 1].Name,
                        render(spanOf(Operand)));
  }
  return fmt::format("({}{})", Text, What.KeepsErrors ? "Py_None" : "0");
}

void ResidualBuilder::holdResult(const VarDecl *Var) {
  if ((What.KeepsErrors || !Places.empty()) && Holder && Holder != Var)
    fail("two variables hold results", Var->getLocation());
  Holder = Var;
}

bool ResidualBuilder::isNull(const Expr *E) const {
  const Expr *Plain = stripCasts(E);
  if (const auto *Comma = dyn_cast<BinaryOperator>(Plain);
      Comma && Comma->getOpcode() == BO_Comma)
    return isNull(Comma->getRHS());
  return valueOf(Plain).is(Kind::Null) || isNullLiteral(Plain, Unit.AST);
}

std::optional<std::string> ResidualBuilder::resultText(const Value &V) const {
  switch (V.K) {
  case Kind::Null:
    if (What.KeepsErrors)
      return "NULL";
    return Returns.CanBail ? std::optional(std::string(BailMacro))
                           : std::nullopt;
  case Kind::Singleton:
    if (What.KeepsErrors && returnsVoid())
      return "Py_None";
    return given(V.Python == PythonType::Bool && V.Int ? "1" : "0");
  default:
    return std::nullopt;
  }
}

std::optional<std::string> ResidualBuilder::resultText(const Expr *E) {
  const Expr *Plain = stripCasts(E);
  if (const auto *Call = dyn_cast<CallExpr>(Plain)) {
    Value V = valueOf(Call);
    if (V.is(Kind::Boxed) && V.Site == Call) {
      if (V.Python == PythonType::Tuple)
        return givenItems(Call);
      demandPureArguments(Call, Call->getNumArgs() - 1);
      // The operand is what the converter or Py_BuildValue takes last.
      const Expr *Operand = Call->getArg(Call->getNumArgs() - 1);
      visitExpression(Operand);
      std::string C = render(spanOf(Operand));
      if (V.Python == PythonType::Bool)
        return given(fmt::format("(long)({}) != 0", C));
      if (kindOf(Operand->IgnoreImpCasts()->getType()) == V.Converted)
        return given(C);
      const Converter *With = boxingConverter(Call, Facts, Unit);
      return given(fmt::format("({})({})", With->Type.Spelling, C));
    }
    const FunctionDecl *Callee = Facts.calleeOf(Call);
    if (Callee && findApiRole(Unit.apiName(Callee)) == ApiRole::NewRef)
      return resultText(Call->getArg(0));
  }
  if (What.KeepsErrors && isNull(Plain) && !isPureObjectCode(Plain)) {
    visitExpression(Plain);
    return render(spanOf(Plain));
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
  const VarDecl *Var = namedVariable(Plain);
  const bool AnyResult = What.KeepsErrors || !returnsVoid();
  if (Var && isResultVariable(Var) && AnyResult) {
    holdResult(Var);
    Read.insert(Var);
    return Var->getNameAsString();
  }
  Value V = valueOf(Plain);
  if (V.is(Kind::Bottom) || V.is(Kind::Plain))
    V = valueOf(E);
  if (isNullLiteral(E, Unit.AST))
    V = Value::null();
  if (!AnyResult && V.is(Kind::Singleton))
    return "";
  return isPureObjectCode(Plain) ? resultText(V) : std::nullopt;
}

/// Whether \p E is a call that was followed and is replaced.
bool ResidualBuilder::visitFollowedCall(const CallExpr *E) {
  auto Found = Facts.Followed.find(E);
  if (Found == Facts.Followed.end() ||
      (!Found->second.Does && !Found->second.OfObjects))
    return false;
  if (What.KeepsErrors && Found->second.Raises)
    return false;
  std::optional<std::string> Result;
  if (const FollowedCall::Summary *Does = followed(E)) {
    const Value &V = Does->Returned;
    if (E->getType()->isVoidType())
      Result = "(void)0";
    else if (V.is(Kind::Param) && !isOtherType(E, V.Index))
      Result = asValue(parameterAs(V.Index, E->getType()), E->getType());
    else if (V.is(Kind::Number))
      Result = numberText(E, V.Int);
    else if (V.is(Kind::Null))
      Result = noObject(0);
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
  if (isKept(E))
    return false;
  demandPureArguments(E);
  Value V = valueOf(E);
  std::string New;
  if (Facts.Parses.contains(E)) {
    New = fmt::format(
        "({}{})", parseText(E, ", "),
        V.is(Kind::Param)
            ? asValue(parameterAs(V.Index, E->getType()), E->getType())
        : V.is(Kind::Number) ? std::to_string(V.Int)
                             : "1");
  } else if (V.is(Kind::Length)) {
    New = asValue(lengthName(parameterName(V.Index)), E->getType());
  } else if (V.is(Kind::Param)) {
    New = asValue(parameterAs(V.Index, E->getType()), E->getType());
    if (findOverflowUnboxer(Api)) {
      const VarDecl *Overflow = addressedVariable(E->getArg(1));
      if (!Overflow) {
        fail("overflow is reported through a pointer", E->getBeginLoc());
        return true;
      }
      Written.insert(Overflow);
      New = fmt::format("({} = 0, {})", Overflow->getNameAsString(), New);
    }
  } else if (V.is(Kind::Number))
    New = numberText(E, V.Int);
  else if (V.is(Kind::Null) && isPureObjectCode(E))
    New = noObject(0);
  else if (findApiRole(Api) == ApiRole::ErrOccurred && V.is(Kind::Exception))
    New = noObject(1);
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
    if (Var && Var->isStaticLocal() && What.KeepsErrors &&
        !Unit.AST.getBaseElementType(Var->getType()).isConstQualified())
      fail("a static variable of the wrapper", E->getBeginLoc());
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
  // A parameter is no temporary: it can be changed, and has one address.
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
      Temporary && isReplaced(Temporary->getSubExpr()))
    return fail("a reference to the result of a call that is replaced",
                E->getBeginLoc());
  // Without its last statement it would have another type.
  if (const auto *Inside = dyn_cast<StmtExpr>(E);
      Inside && !E->getType()->isVoidType() &&
      !isReached(Inside->getSubStmt()->body_back()))
    return fail("the value of a statement expression that is never reached",
                E->getBeginLoc());
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
    if ((V.is(Kind::Param) || V.is(Kind::Length)) &&
        !isPureObjectCode(Member->getBase()) && heeds(Rule::AllOfACall))
      return fail("an object is read with side effects", E->getBeginLoc());
    if (V.is(Kind::Param))
      return replace(spanOf(Member), asValue(parameterAs(V.Index, Type), Type),
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
      if (Var && isObjectPointer(Var->getType()) &&
          !(What.KeepsErrors && Var->hasGlobalStorage())) {
        if (isDroppedVariable(Var) || (returnsVoid() && !What.KeepsErrors)) {
          if (!isPureObjectCode(Binary->getRHS()))
            return fail("an object is computed with side effects",
                        E->getBeginLoc());
          return replace(spanOf(E), "(void)0", E->getBeginLoc());
        }
        auto Value = resultText(Binary->getRHS());
        if (!Value)
          return fail("the result assigned here is not understood",
                      E->getBeginLoc());
        holdResult(Var);
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

} // namespace pyunbox

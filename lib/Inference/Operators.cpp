//===- Operators.cpp - operators under the abstract machine --------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

/// Py_TPPYPYFLAGS_FLOAT_SUBCLASS of PyPy's object.h.
constexpr std::int64_t PyPyFloatSubclass = 1;

Value Machine::evaluateCast(const CastExpr *E) {
  const Expr *Operand = E->getSubExpr();
  Value V = valueOf(Operand);
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
    return load(Operand);
  case CK_ArrayToPointerDecay:
    if (const VarDecl *Array = namedVariable(Operand);
        Array && !Shape.ElementBases.contains(E))
      escapeElements(Array, E->getBeginLoc());
    return V.is(Kind::Bottom) ? unknownOf(E) : V;
  case CK_NoOp:
  case CK_BitCast:
  case CK_LValueBitCast:
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
  case CK_ConstructorConversion:
  case CK_UserDefinedConversion:
    return V.is(Kind::Bottom) ? unknownOf(E) : V;
  case CK_NullToPointer:
    return Value::null();
  case CK_ToVoid:
    return Value::plain();
  case CK_PointerToBoolean:
    if (auto Known = truth(V))
      return Value::number(*Known);
    return Value::plain();
  case CK_IntegralCast:
  case CK_IntegralToBoolean:
  case CK_BooleanToSignedIntegral:
    if (V.is(Kind::Number)) {
      if (auto Int = constantInteger(E, Unit.AST))
        return Value::number(*Int);
      // A value tracked through a variable: convert it as the cast does.
      QualType Type = E->getType();
      if (Type->isBooleanType())
        return Value::number(V.Int != 0);
      unsigned Bits = Unit.AST.getIntWidth(Type);
      llvm::APSInt Int(llvm::APInt(64, static_cast<std::uint64_t>(V.Int), true),
                       false);
      Int = Int.extOrTrunc(Bits);
      Int.setIsUnsigned(Type->isUnsignedIntegerOrEnumerationType());
      return Int.isRepresentableByInt64() ? Value::number(Int.getExtValue())
                                          : Value::plain();
    }
    if (V.is(Kind::Param) || V.is(Kind::Length) || V.is(Kind::Call))
      return kindOf(E->getType()) == kindOf(Operand->getType())
                 ? V
                 : Value::plain();
    demandPlain(Operand, ReasonCode::ObjectUse);
    return Value::plain();
  case CK_FloatingCast:
  case CK_IntegralToFloating: {
    if ((V.is(Kind::Param) || V.is(Kind::Call)) &&
        kindOf(E->getType()) == kindOf(Operand->getType()))
      return V;
    demandPlain(Operand, ReasonCode::ObjectUse);
    return Value::plain();
  }
  default:
    demandPlain(Operand, ReasonCode::ObjectUse);
    return unknownOf(E);
  }
}

Value Machine::evaluateUnary(const UnaryOperator *E) {
  const Expr *Operand = E->getSubExpr();
  switch (E->getOpcode()) {
  case UO_AddrOf: {
    if (const VarDecl *Var = placeOf(Operand); Var && !namedVariable(Operand))
      return Value::address(Var);
    // &_Py_NoneStruct, &function; any other address is plain data.
    Value V = valueOf(Operand);
    demandNotOfObject(Operand);
    return V.is(Kind::Singleton) || V.is(Kind::Type) || V.is(Kind::Function)
               ? V
               : Value::plain();
  }
  case UO_Deref: {
    Value V = valueOf(Operand);
    if (V.is(Kind::ArgsArray) || V.is(Kind::ArgsBuffer))
      return element(V, Value::number(0), E->getBeginLoc());
    if (V.is(Kind::Function))
      return V;
    if (!placeOf(E))
      demandPlain(Operand, ReasonCode::ObjectUse);
    return unknownOf(E);
  }
  case UO_LNot:
    if (auto Known = truth(valueOf(Operand)))
      return Value::number(!*Known);
    if (valueOf(Operand).is(Kind::Boxed) || valueOf(Operand).is(Kind::Foreign))
      return Value::plain();
    demandPlain(Operand, ReasonCode::ObjectUse);
    return Value::plain();
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec:
    demandPlain(Operand, ReasonCode::ObjectUse);
    if (const VarDecl *Var = placeOf(Operand); Var && isTracked(Var)) {
      demandSet(Var, E->getBeginLoc());
      if (Var != namedVariable(Operand))
        noteWrite(Var);
      if (Now.Vars[Var].isObject())
        issue(ReasonCode::ObjectUse, "a pointer to an object is moved",
              E->getBeginLoc());
      return step(E, Now.Vars[Var]);
    }
    demandNotOfObject(Operand);
    noteStore(Operand);
    return Value::plain();
  case UO_Extension:
    return valueOf(Operand);
  default:
    demandPlain(Operand, ReasonCode::ObjectUse);
    return Value::plain();
  }
}

Value Machine::evaluateBinary(const BinaryOperator *E) {
  if (E->getOpcode() == BO_Assign) {
    Value V = valueOf(E->getRHS());
    if (V.is(Kind::Bottom))
      V = unknownOf(E->getRHS());
    store(E->getLHS(), V);
    // Of a bit-field, what fits into it.
    return E->getLHS()->refersToBitField() ? Value::plain() : V;
  }
  if (E->isCompoundAssignmentOp()) {
    demandPlainOperands(E);
    if (const VarDecl *Var = placeOf(E->getLHS()); Var && isTracked(Var)) {
      demandSet(Var, E->getBeginLoc());
      if (Value &Old = Now.Vars[Var]; Old.is(Kind::Address))
        escape(Old.Var, E->getBeginLoc());
      else if (Old.isObject())
        issue(ReasonCode::ObjectUse, "a pointer to an object is moved",
              E->getBeginLoc());
    }
    store(E->getLHS(), Value::plain());
    return Value::plain();
  }
  if (E->getOpcode() == BO_Comma)
    return valueOf(E->getRHS());
  if (E->isLogicalOp())
    return evaluateLogical(E);
  if (E->isComparisonOp())
    return evaluateComparison(E);
  Value L = valueOf(E->getLHS()), R = valueOf(E->getRHS());
  if (E->isAdditiveOp() && (L.is(Kind::ArgsArray) || L.is(Kind::ArgsBuffer))) {
    // Where keywords would be passed, their values stand behind the arguments.
    // Nothing may be done with this pointer.
    if (Task.Form && L.is(Kind::ArgsArray) && R.is(Kind::Number) &&
        R.Int == Task.Form->Positional)
      return Value::of(Kind::Conflict);
    issue(ReasonCode::ObjectUse, "pointer arithmetic on the arguments",
          E->getBeginLoc());
    return Value::of(Kind::Conflict);
  }
  // PyType_FastSubclass as a macro: a flag, or 0.
  if (E->getOpcode() == BO_And && R.is(Kind::Number) &&
      (L.is(Kind::FeaturesOfArg) || L.is(Kind::TupleFeatures))) {
    Value Of = L.is(Kind::TupleFeatures)
                   ? Value::of(Kind::TupleType)
                   : Value::indexed(Kind::TypeOfArg, L.Index);
    Value Has = testFeature(Of, R.Int, E->getBeginLoc());
    return Has.is(Kind::Number) ? Value::number(Has.Int ? R.Int : 0) : Has;
  }
  // PyFloat_Check on PyPy.
  if (E->getOpcode() == BO_And && L.is(Kind::FlagsOfArg) &&
      R.is(Kind::Number) && R.Int == PyPyFloatSubclass)
    return testArgument(
        Value::indexed(Kind::TypeOfArg, L.Index),
        [](PythonType T) { return T == PythonType::Float; }, E->getBeginLoc());
  demandPlainOperands(E);
  if (E->isAdditiveOp() && E->getType()->isIntegerType())
    return sum(L, R, E->getOpcode() == BO_Add, E->getType());
  return unknownOf(E);
}

/// The little arithmetic that counting arguments needs: \p L plus or minus
/// \p R, in \p Type, which both have.
Value Machine::sum(const Value &L, const Value &R, bool Plus,
                   QualType Type) const {
  if (!L.is(Kind::Number) || !R.is(Kind::Number))
    return Value::plain();
  std::int64_t Sum = 0;
  bool Overflows = Plus ? __builtin_add_overflow(L.Int, R.Int, &Sum)
                        : __builtin_sub_overflow(L.Int, R.Int, &Sum);
  bool Unsigned = Type->isUnsignedIntegerType();
  unsigned Bits = Unit.AST.getIntWidth(Type) - !Unsigned;
  bool Fits = Bits >= 63 || (Sum >> Bits) == (Sum < 0 ? -1 : 0);
  return !Overflows && Fits && (!Unsigned || Sum >= 0) ? Value::number(Sum)
                                                       : Value::plain();
}

/// \p E increments or decrements a variable, of which \p Old is known.
Value Machine::step(const UnaryOperator *E, Value &Old) {
  Value Before = Old;
  Old = E->getType()->isIntegerType()
            ? sum(Before, Value::number(1), E->isIncrementOp(), E->getType())
            : Value::plain();
  return E->isPrefix() ? Old : Before;
}

Value Machine::evaluateLogical(const BinaryOperator *E) {
  bool IsAnd = E->getOpcode() == BO_LAnd;
  auto L = truth(valueOf(E->getLHS())), R = truth(valueOf(E->getRHS()));
  // false && x, x && false; likewise for ||.
  if (L == !IsAnd)
    return Value::number(!IsAnd);
  if (L && R)
    return Value::number(*R);
  if (R == !IsAnd)
    return Value::number(!IsAnd);
  return Value::plain();
}

static bool compare(BinaryOperatorKind Opcode, std::int64_t L, std::int64_t R) {
  switch (Opcode) {
  case BO_EQ:
    return L == R;
  case BO_NE:
    return L != R;
  case BO_LT:
    return L < R;
  case BO_GT:
    return L > R;
  case BO_LE:
    return L <= R;
  default:
    return L >= R;
  }
}

Value Machine::evaluateComparison(const BinaryOperator *E) {
  Value L = valueOf(E->getLHS()), R = valueOf(E->getRHS());
  if (E->getOpcode() == BO_Cmp) { // <=>
    demandPlainOperands(E);
    return Value::plain();
  }
  // Both operands have been converted to one type.
  if (L.is(Kind::Number) && R.is(Kind::Number))
    return Value::number(compare(E->getOpcode(), L.Int, R.Int));
  // Py_TYPE(x) == &PyFloat_Type
  if (L.is(Kind::Type) && R.is(Kind::TypeOfArg))
    std::swap(L, R);
  if (E->isEqualityOp() && L.is(Kind::TypeOfArg) && R.is(Kind::Type)) {
    auto Known = truth(testType(L, R, /*Exactly=*/true, E->getBeginLoc()));
    return Known ? Value::number(*Known == (E->getOpcode() == BO_EQ))
                 : Value::plain();
  }
  // A bool unboxed is 0 or 1: PyObject_IsTrue of it cannot fail.
  if (L.is(Kind::Param) && L.Python == PythonType::Bool && R.is(Kind::Number)) {
    bool IfFalse = compare(E->getOpcode(), 0, R.Int);
    if (IfFalse == compare(E->getOpcode(), 1, R.Int))
      return Value::number(IfFalse);
  }
  if (E->isEqualityOp()) {
    bool IfEqual = E->getOpcode() == BO_EQ;
    if (L.is(Kind::Null) && R.is(Kind::Null))
      return Value::number(IfEqual);
    if ((L.is(Kind::Null) && R.isCertainlyNotNull()) ||
        (R.is(Kind::Null) && L.isCertainlyNotNull()))
      return Value::number(!IfEqual);
    auto MayBeNull = [](const Value &V) {
      return V.is(Kind::Boxed) || V.is(Kind::ArgsArray) ||
             V.is(Kind::Keywords) || V.is(Kind::Foreign);
    };
    if ((L.is(Kind::Null) && MayBeNull(R)) ||
        (R.is(Kind::Null) && MayBeNull(L)))
      return Value::plain();
    // A guarded argument is a number or a string, never None.
    auto IsNone = [](const Value &V) {
      return V.is(Kind::Singleton) && V.Python == PythonType::None;
    };
    if ((L.is(Kind::Arg) && IsNone(R)) || (R.is(Kind::Arg) && IsNone(L)))
      return Value::number(!IfEqual);
  }
  demandPlainOperands(E);
  return Value::plain();
}

} // namespace pyunbox

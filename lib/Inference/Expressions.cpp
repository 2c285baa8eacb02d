//===- Expressions.cpp - C under the abstract machine --------------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

std::optional<bool> Machine::truth(const Value &V) {
  if (V.is(Kind::Number))
    return V.Int != 0;
  if (V.is(Kind::Null))
    return false;
  if (V.isCertainlyNotNull())
    return true;
  return std::nullopt;
}

void Machine::demandPlain(const Expr *E, ReasonCode Code) {
  Value V = valueOf(E);
  if (V.is(Kind::Unset)) {
    if (heeds(Rule::SetBeforeRead))
      issue(ReasonCode::MaybeUnset, "this may be read before it is set",
            E->getBeginLoc());
    return;
  }
  if (!V.isObject())
    return;
  if (V.is(Kind::Address)) {
    escape(V.Var, E->getBeginLoc());
    return;
  }
  if (V.is(Kind::Self)) {
    if (heeds(Rule::SelfUnused))
      issue(ReasonCode::SelfUsed, "self or the module is used here",
            E->getBeginLoc());
    return;
  }
  if (heeds(Code == ReasonCode::ObjectUse ? Rule::ObjectsOnlyUnboxed
                                          : Rule::ObjectsStayInside))
    issue(Code, std::string(reasonInfo(Code).Summary), E->getBeginLoc());
}

void Machine::demandPlainOperands(const Stmt *S) {
  for (const Stmt *Child : S->children())
    if (const auto *E = dyn_cast_or_null<Expr>(Child))
      demandPlain(E, ReasonCode::ObjectUse);
}

/// What is known of an expression of which nothing is known.
Value Machine::unknownOf(const Expr *E) const {
  return isObjectPointer(E->getType()) ? Value::of(Kind::Conflict)
                                       : Value::plain();
}

/// The same of what comes from where no argument can have been put: that would
/// be an issue of its own.
Value Machine::foreignOf(const Expr *E) {
  if (!isObjectPointer(E->getType()))
    return Value::plain();
  useForeign(E->getBeginLoc());
  return Value::of(Kind::Foreign);
}

/// No entry is written for a function that uses objects of others.
void Machine::useForeign(SourceLocation Where) {
  EffectSet Use;
  Use.add(EffectKind::PythonApi, {"an object that is no argument", Where});
  happen(Use);
}

/// Whether \p E may be a constant expression, by what is known of its operands:
/// asking Clang at every node would evaluate long sums over and over.
bool Machine::hasConstantOperands(const Expr *E) {
  // Of a negative infinity gcc says -1, and Clang 1.
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee && Callee->getDeclName().isIdentifier() &&
      Callee->getName().contains("isinf"))
    return false;
  for (const Stmt *Child : E->children())
    if (const auto *Operand = dyn_cast_or_null<Expr>(Child)) {
      Value V = valueOf(Operand);
      if (!V.is(Kind::Number) && !V.is(Kind::Real) && !V.is(Kind::Bottom) &&
          !(Call && Operand == Call->getCallee()))
        return false;
    }
  return true;
}

/// Whether \p Ref names a function of the API, or one of its objects that is
/// tracked as a value; its other variables are state of the interpreter.
bool Machine::isApiValue(const DeclRefExpr *Ref) {
  const EffectSet &Node = Effects.ofNode(Ref);
  if (!Node.has(EffectKind::PythonApi) && !Node.has(EffectKind::PythonError))
    return false;
  Value V = evaluate(Ref);
  return isa<FunctionDecl>(Ref->getDecl()) || V.is(Kind::Singleton) ||
         V.is(Kind::Type) || isExceptionClass(Ref->getDecl());
}

bool Machine::isExceptionClass(const NamedDecl *D) const {
  return llvm::StringRef(Unit.apiName(D)).starts_with("PyExc_");
}

void Machine::execute(const Stmt *S) {
  if (Shape.StaticInits.contains(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S)) {
    // Calls add their own effects, after looking at their arguments.
    const VarDecl *Named = namedVariable(E);
    if (Recording && !isa<CallExpr>(E) &&
        !(Named && Named->isStaticLocal() && isOnlyParsedWith(Named))) {
      // Objects of the API are tracked as values, whatever they are cast to.
      const auto *Cast = dyn_cast<CastExpr>(E);
      bool IsObject = isa<DeclRefExpr>(E)
                          ? isApiValue(cast<DeclRefExpr>(E))
                          : Cast && valueOf(Cast->getSubExpr()).isObject();
      if (!IsObject)
        happen(Effects.ofNode(E));
    }
    if (Recording && Now.Released && isa<DeclRefExpr, MemberExpr>(E))
      Result.AfterRelease[E] |= Now.Released;
    settle(E, evaluate(E));
    return;
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    if (Recording)
      happen(Effects.ofNode(S));
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(Var);
    return;
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    finishReturn(Return);
    return;
  }
  const auto *Attributed = dyn_cast<AttributedStmt>(S);
  bool OnlyHints =
      Attributed && llvm::all_of(Attributed->getAttrs(), [](const Attr *A) {
        return isa<FallThroughAttr>(A);
      });
  if (!OnlyHints &&
      isa<OMPExecutableDirective, AsmStmt, IndirectGotoStmt, AttributedStmt>(S))
    issue(ReasonCode::UnsupportedC,
          fmt::format("{} is not analysed", S->getStmtClassName()),
          S->getBeginLoc());
  if (Recording)
    happen(Effects.ofNode(S));
}

void Machine::settle(const Expr *E, Value V) {
  if (V.is(Kind::Plain) && !Shape.isNoConstant(E) && hasConstantOperands(E))
    V = Shape.constant(E);
  const Expr *Stripped = strip(E);
  Current[Stripped] = V;
  Value &Slot = Result.Values[Stripped];
  if (Slot == V)
    return;
  Value Grown = join(Slot, V);
  if (!(Grown == Slot)) {
    Slot = Grown;
    Changed = true;
    ++Growth;
  }
}

/// The wrapper itself, rather than an implementation, has the effects \p Own.
void Machine::happen(const EffectSet &Own) {
  if (Recording) {
    Result.OwnEffects.join(Own);
    Result.AllEffects.join(Own);
    Result.EffectsAsWritten.join(Own);
  }
}

Value Machine::evaluate(const Expr *E) {
  E = strip(E);
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return evaluateCast(Cast);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return evaluateCall(Call);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return evaluateBinary(Binary);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return evaluateUnary(Unary);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
    return evaluateReference(Reference);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return evaluateMember(Member);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return evaluateSubscript(Subscript);
  if (const auto *Select = dyn_cast<ConditionalOperator>(E)) {
    std::optional<bool> Known = truth(valueOf(Select->getCond()));
    Value V =
        Known ? valueOf(*Known ? Select->getTrueExpr() : Select->getFalseExpr())
              : join(valueOf(Select->getTrueExpr()),
                     valueOf(Select->getFalseExpr()));
    return V.is(Kind::Bottom) ? unknownOf(E) : V;
  }
  if (const auto *Compound = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Block = Compound->getSubStmt();
    // Its value may stand behind a label.
    const auto *Last =
        Block->body_empty() ? nullptr : dyn_cast<ValueStmt>(Block->body_back());
    const Expr *Result = Last ? Last->getExprStmt() : nullptr;
    return Result ? valueOf(Result) : Value::plain();
  }
  if (isa<GNUNullExpr, CXXNullPtrLiteralExpr>(E))
    return Value::null();
  if (const auto *Float = dyn_cast<FloatingLiteral>(E)) {
    Value V = Value::of(Kind::Real);
    V.Real = Float->getValueAsApproximateDouble();
    return V;
  }
  if (isa<IntegerLiteral, CharacterLiteral, StringLiteral, PredefinedExpr,
          CXXBoolLiteralExpr, UnaryExprOrTypeTraitExpr, OffsetOfExpr>(E))
    return Value::plain();
  if (isa<InitListExpr, CompoundLiteralExpr, ImplicitValueInitExpr,
          BinaryConditionalOperator, OpaqueValueExpr, ParenListExpr,
          CXXConstructExpr, CXXScalarValueInitExpr, CXXDefaultArgExpr,
          CXXThisExpr, DesignatedInitExpr, ArrayInitLoopExpr,
          ArrayInitIndexExpr, ChooseExpr, GenericSelectionExpr>(E)) {
    demandPlainOperands(E);
    return unknownOf(E);
  }
  issue(ReasonCode::UnsupportedC,
        fmt::format("{} is not analysed", E->getStmtClassName()),
        E->getBeginLoc());
  return unknownOf(E);
}

Value Machine::evaluateReference(const DeclRefExpr *E) {
  if (const auto *Callee = dyn_cast<FunctionDecl>(E->getDecl()))
    return Value::function(Callee);
  const auto *Var = dyn_cast<VarDecl>(E->getDecl());
  if (!Var)
    return Value::plain(); // an enumerator
  const std::string &Api = Unit.apiName(Var);
  if (Api == "_Py_NoneStruct")
    return Value::singleton(PythonType::None);
  if (Api == "_Py_TrueStruct" || Api == "_Py_FalseStruct")
    return Value::singleton(PythonType::Bool, Api == "_Py_TrueStruct");
  if (!Api.empty() && isTypeObject(Var->getType())) {
    Value Type = Value::of(Kind::Type);
    Type.Python = findTypeObject(Api).value_or(PythonType::None);
    return Type;
  }
  // Reading happens in the conversion to an rvalue.
  return Value::plain();
}

Value Machine::evaluateMember(const MemberExpr *E) {
  if (isBufferView(E->isArrow() ? E->getBase()->getType()->getPointeeType()
                                : E->getBase()->getType()))
    return evaluateViewMember(E);
  Value Base = valueOf(E->getBase());
  if (Base.is(Kind::Foreign))
    return foreignOf(E);
  // Another struct may have a member of that name.
  if (!Unit.isPythonHeader(E->getMemberDecl()->getLocation())) {
    demandPlain(E->getBase(), ReasonCode::ObjectUse);
    return unknownOf(E);
  }
  if (Base.isObject() && !isReadAtOnce(E, Shape.parents()) &&
      heeds(Rule::ObjectsStayInside))
    issue(ReasonCode::ObjectUse, "a reference leads to memory of an object",
          E->getBeginLoc());
  llvm::StringRef Field = E->getMemberDecl()->getName();
  // PyTuple_GET_ITEM, PyTuple_GET_SIZE and PyFloat_AS_DOUBLE as macros.
  if (Base.is(Kind::ArgsTuple) && Field == "ob_item")
    return Value::of(Kind::ArgsArray);
  if (Base.is(Kind::ArgsTuple) && (Field == "ob_size" || Field == "ob_base"))
    return Field == "ob_base" ? Base
           : Task.Form        ? Value::number(Task.Form->Positional)
                              : Value::plain();
  if (Base.is(Kind::Arg) && Field == "ob_type")
    return Value::indexed(Kind::TypeOfArg, Base.Index);
  if ((Base.is(Kind::TypeOfArg) || Base.is(Kind::TupleType)) &&
      Field == "tp_flags")
    return Base.is(Kind::TupleType)
               ? Value::of(Kind::TupleFeatures)
               : Value::indexed(Kind::FeaturesOfArg, Base.Index);
  if (Base.is(Kind::TypeOfArg) && Field == "tp_pypy_flags")
    return Value::indexed(Kind::FlagsOfArg, Base.Index);
  // PyObject_CheckBuffer as a macro: two pointers, NULL or not.
  if ((Base.is(Kind::TypeOfArg) && Field == "tp_as_buffer") ||
      (Base.is(Kind::BufferOfArg) && Field == "bf_getbuffer")) {
    Value Exports = testArgument(
        Value::indexed(Kind::TypeOfArg, Base.Index),
        [](PythonType T) { return T == PythonType::Bytes; }, E->getBeginLoc());
    if (!Exports.is(Kind::Number))
      return Exports;
    return Exports.Int ? Value::indexed(Kind::BufferOfArg, Base.Index)
                       : Value::null();
  }
  if (Base.is(Kind::Arg) && Field == "ob_fval")
    return unbox(E->getBase(), *findUnboxer("PyFloat_AS_DOUBLE"),
                 E->getBeginLoc());
  // PyBytes_AS_STRING as a macro.
  if (Base.is(Kind::Arg) && Field == "ob_sval")
    return unbox(E->getBase(), findTextUnboxer("PyBytes_AS_STRING")->As,
                 E->getBeginLoc());
  demandPlain(E->getBase(), ReasonCode::ObjectUse);
  return unknownOf(E);
}

Value Machine::evaluateSubscript(const ArraySubscriptExpr *E) {
  Value Base = valueOf(E->getBase());
  // Reading happens in the conversion to an rvalue.
  if (elementsOf(subscripted(E)))
    return Value::plain();
  if (Base.is(Kind::ArgsArray) || Base.is(Kind::ArgsBuffer))
    return element(Base, valueOf(E->getIdx()), E->getBeginLoc());
  demandPlainOperands(E);
  return unknownOf(E);
}

/// Element \p Index of the argument vector or tuple \p Of.
Value Machine::element(const Value &Of, const Value &Index,
                       SourceLocation Where) {
  bool Known = Task.Form && Index.is(Kind::Number) && Index.Int >= 0;
  unsigned I = Known ? static_cast<unsigned>(Index.Int) : 0;
  if (Known && Of.is(Kind::ArgsBuffer) && I < All.NumUnpacked)
    return Task.Form->isGiven(I) ? Value::indexed(Kind::Arg, I) : Value::null();
  if (Known && !Of.is(Kind::ArgsBuffer) && I < Task.Form->Positional)
    return Value::indexed(Kind::Arg, I);
  issue(ReasonCode::VariableArity,
        "an argument is read here that may not have been passed", Where);
  return Value::of(Kind::Conflict);
}

} // namespace pyunbox

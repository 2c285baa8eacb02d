//===- Expressions.cpp - C under the abstract machine ---------------------===//
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

/// Py_TPPYPYFLAGS_FLOAT_SUBCLASS of PyPy's object.h.
constexpr std::int64_t PyPyFloatSubclass = 1;

bool Machine::isTracked(const VarDecl *Var) const {
  return Var->hasLocalStorage() && !All.Escaping.contains(Var) &&
         !Var->getType().isVolatileQualified() &&
         (Var->getType()->isScalarType() || isBufferView(Var->getType()) ||
          kindOf(Var->getType()) == CKind::Complex);
}

const std::vector<const VarDecl *> *Machine::elementsOf(const VarDecl *Array) {
  constexpr std::uint64_t MaxElements = 64;
  const auto *Type =
      Array ? Unit.AST.getAsConstantArrayType(Array->getType()) : nullptr;
  if (!Type || !isObjectPointer(Type->getElementType()) ||
      Type->getElementType().isVolatileQualified() ||
      Type->getSize().ugt(MaxElements) || !Array->hasLocalStorage() ||
      All.Escaping.contains(Array))
    return nullptr;
  auto [Known, New] = All.Elements.try_emplace(Array);
  if (New)
    for (std::uint64_t I = 0; I < Type->getSize().getZExtValue(); ++I) {
      ASTContext &AST = Unit.AST;
      Known->second.push_back(VarDecl::Create(
          AST, const_cast<DeclContext *>(Array->getDeclContext()),
          Array->getLocation(), Array->getLocation(),
          &AST.Idents.get(fmt::format("{}[{}]", Array->getNameAsString(), I)),
          Type->getElementType(), nullptr, SC_None));
    }
  return &Known->second;
}

const VarDecl *Machine::subscripted(const Expr *E) {
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(strip(E));
  const auto *Decay =
      Subscript
          ? dyn_cast<ImplicitCastExpr>(Subscript->getBase()->IgnoreParens())
          : nullptr;
  return Decay && Decay->getCastKind() == CK_ArrayToPointerDecay
             ? namedVariable(Decay->getSubExpr())
             : nullptr;
}

Value Machine::someElement(const VarDecl *Array) {
  for (const VarDecl *Element : *elementsOf(Array)) {
    auto Found = Now.Vars.find(Element);
    if (Found == Now.Vars.end() ||
        !(Found->second.is(Kind::Arg) || Found->second.is(Kind::Null)))
      return Value::of(Kind::Conflict);
  }
  return Value::of(Kind::SomeArg);
}

void Machine::declareElements(const VarDecl *Array) {
  const auto *Init = dyn_cast_or_null<InitListExpr>(Array->getInit());
  if (Init && !Init->isSemanticForm())
    Init = Init->getSemanticForm();
  if (Array->hasInit() && !Init) {
    All.Escaping.insert(Array);
    Changed = true;
    return;
  }
  unsigned I = 0;
  for (const VarDecl *Element : *elementsOf(Array)) {
    Value &V = Now.Vars[Element];
    V = !Init                     ? Value::of(Kind::Unset)
        : I < Init->getNumInits() ? valueOf(Init->getInit(I))
                                  : Value::null();
    if (V.is(Kind::Bottom))
      V = Value::of(Kind::Conflict);
    ++I;
  }
}

void Machine::escapeElements(const VarDecl *Array, SourceLocation Where) {
  const auto *Elements = elementsOf(Array);
  if (!Elements)
    return;
  for (const VarDecl *Element : *Elements) {
    auto Found = Now.Vars.find(Element);
    if (Found != Now.Vars.end() && Found->second.isObject() &&
        heeds(Rule::ObjectsStayInside))
      issue(ReasonCode::ObjectEscapes, "an array that holds objects is used",
            Where);
    All.Escaping.insert(Element);
  }
  All.Escaping.insert(Array);
  Changed = true;
}

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

void Machine::declare(const VarDecl *Var) {
  if (Recording)
    Result.Declared.insert(Var);
  // Its call is not followed.
  if (Var->hasAttr<CleanupAttr>())
    issue(ReasonCode::CopyUnsafe, "a variable with a clean-up function",
          Var->getLocation());
  if (elementsOf(Var))
    return declareElements(Var);
  if (!isTracked(Var)) {
    if (Var->hasInit() && Var->hasLocalStorage())
      demandPlain(Var->getInit(), ReasonCode::ObjectEscapes);
    if (isObjectPointer(Var->getType()) && Var->hasLocalStorage() &&
        !All.Escaping.contains(Var))
      issue(ReasonCode::ObjectEscapes,
            fmt::format("'{}' holds an object and is not tracked",
                        Var->getNameAsString()),
            Var->getLocation());
    return;
  }
  if (isBufferView(Var->getType()))
    Now.Vars[Var] = initialView(Var);
  else
    Now.Vars[Var] =
        Var->hasInit() ? valueOf(Var->getInit()) : Value::of(Kind::Unset);
}

/// Memory of an object is read by name only: what a typed call is given is no
/// such memory, and nobody else would see it changed.
void Machine::demandNotOfObject(const Expr *Lvalue) {
  // An exception class is only a value where it is read.
  if (const auto *Ref = dyn_cast<DeclRefExpr>(strip(Lvalue));
      Ref && isExceptionClass(Ref->getDecl()))
    happen(Effects.ofNode(Ref));
  if (!heeds(Rule::ObjectsStayInside))
    return;
  auto IsObject = [this](const Expr *Pointer) {
    Value V = valueOf(Pointer);
    return V.isObject() && !V.is(Kind::Null) && !V.is(Kind::Address) &&
           !V.is(Kind::View) && !V.is(Kind::NoView);
  };
  for (const Expr *E = strip(Lvalue);;) {
    const Expr *Pointer = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!Member->isArrow()) {
        E = strip(Member->getBase());
        continue;
      }
      Pointer = Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      Pointer = Subscript->getBase();
      const auto *Decay = dyn_cast<ImplicitCastExpr>(strip(Pointer));
      if (Decay && Decay->getCastKind() == CK_ArrayToPointerDecay) {
        E = strip(Decay->getSubExpr());
        continue;
      }
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() == UO_Deref) {
      Pointer = Unary->getSubExpr();
    }
    if (Pointer && IsObject(Pointer))
      issue(ReasonCode::ObjectUse,
            "memory of an object is written, or its address taken",
            Lvalue->getBeginLoc());
    return;
  }
}

/// Something else than a variable that is tracked is written at \p Target.
void Machine::noteStore(const Expr *Target) {
  const VarDecl *Root = rootVariable(Target);
  const auto *Owner =
      Root ? dyn_cast<FunctionDecl>(Root->getDeclContext()) : nullptr;
  bool IsMine = Root && Root->hasLocalStorage() && Owner &&
                Owner->getCanonicalDecl() == Function->getCanonicalDecl();
  StoresElsewhere |= !IsMine;
}

void Machine::store(const Expr *Target, const Value &V) {
  if (const VarDecl *Var = placeOf(Target); Var && isTracked(Var)) {
    Now.Vars[Var] = V;
    if (Var != namedVariable(Target))
      noteWrite(Var);
    return;
  }
  demandNotOfObject(Target);
  noteStore(Target);
  if (elementsOf(subscripted(Target)))
    issue(ReasonCode::ObjectEscapes,
          "it is not known which element of an array is written here",
          Target->getBeginLoc());
  if (V.is(Kind::Address))
    escape(V.Var, Target->getBeginLoc());
  else if (V.isObject() && heeds(Rule::ObjectsStayInside))
    issue(ReasonCode::ObjectEscapes,
          "an object is stored outside the wrapper's own variables",
          Target->getBeginLoc());
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
  if (!Effects.ofNode(Ref).has(EffectKind::PythonApi))
    return false;
  Value V = evaluate(Ref);
  return isa<FunctionDecl>(Ref->getDecl()) || V.is(Kind::Singleton) ||
         V.is(Kind::Type) || isExceptionClass(Ref->getDecl());
}

bool Machine::isExceptionClass(const NamedDecl *D) const {
  return llvm::StringRef(Unit.apiName(D)).starts_with("PyExc_");
}

void Machine::execute(const Stmt *S) {
  if (StaticInits.contains(S))
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
  if (V.is(Kind::Plain) && hasConstantOperands(E)) {
    if (auto Int = constantInteger(E, Unit.AST)) {
      V = Value::number(*Int);
    } else if (auto Real = constantReal(E, Unit.AST)) {
      V = Value::of(Kind::Real);
      V.Real = *Real;
    }
  }
  Current[strip(E)] = V;
  Value &Slot = Result.Values[strip(E)];
  Value Grown = join(Slot, V);
  if (!(Grown == Slot)) {
    Slot = Grown;
    Changed = true;
    ++Growth;
  }
}

const VarDecl *Machine::pointee(const Expr *Pointer) {
  Value V = valueOf(Pointer);
  return V.is(Kind::Address) ? V.Var : nullptr;
}

const VarDecl *Machine::placeOf(const Expr *E) {
  E = strip(E);
  if (const VarDecl *Var = namedVariable(E))
    return Var;
  if (const auto *Elements = elementsOf(subscripted(E))) {
    Value Index = valueOf(cast<ArraySubscriptExpr>(E)->getIdx());
    return Index.is(Kind::Number) && Index.Int >= 0 &&
                   static_cast<std::uint64_t>(Index.Int) < Elements->size()
               ? (*Elements)[static_cast<std::size_t>(Index.Int)]
               : nullptr;
  }
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  const VarDecl *Var = Deref && Deref->getOpcode() == UO_Deref
                           ? pointee(Deref->getSubExpr())
                           : nullptr;
  return Var && Unit.AST.hasSameUnqualifiedType(Var->getType(), E->getType()) &&
                 !E->getType().isVolatileQualified()
             ? Var
             : nullptr;
}

const VarDecl *Machine::addressed(const Expr *E) {
  const VarDecl *Var = addressedVariable(E);
  return Var ? Var : pointee(E);
}

void Machine::noteWrite(const VarDecl *Var) { Wrote.insert(Var); }

void Machine::demandSequenced(const CallExpr *E,
                              llvm::function_ref<bool(const VarDecl *)> IsSet) {
  if (!Recording || !heeds(Rule::OrderIsKnown))
    return;
  if (const Expr *Seen = seenUnsequenced(E, IsSet, Unit.AST))
    issue(ReasonCode::UnsupportedC,
          "whether this is evaluated before or after a call beside it, which "
          "sets a variable, is up to the compiler",
          Seen->getBeginLoc());
}

void Machine::demandSequenced(const CallExpr *E, const ParseSite &Sets) {
  demandSequenced(E, [&](const VarDecl *Var) {
    return llvm::any_of(Sets.Targets,
                        [&](const auto &Target) { return Target.Var == Var; });
  });
}

void Machine::escape(const VarDecl *Var, SourceLocation Where) {
  if (isObjectPointer(Var->getType()) && heeds(Rule::ObjectsStayInside))
    issue(ReasonCode::ObjectEscapes,
          "the address of an object variable is passed on", Where);
  if (All.Escaping.insert(Var).second)
    Changed = true;
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
  std::string Api = Unit.apiName(Var);
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

/// \p Var, which is tracked, must have been given a value.
void Machine::demandSet(const VarDecl *Var, SourceLocation Where) {
  auto Found = Now.Vars.find(Var);
  if (Found != Now.Vars.end() && Found->second.is(Kind::Unset) &&
      heeds(Rule::SetBeforeRead))
    issue(ReasonCode::MaybeUnset,
          fmt::format("'{}' may be read before it is set",
                      Var->getNameAsString()),
          Where);
}

Value Machine::load(const Expr *Lvalue) {
  Lvalue = strip(Lvalue);
  if (const VarDecl *Var = placeOf(Lvalue)) {
    if (isTracked(Var)) {
      auto Found = Now.Vars.find(Var);
      if (Found == Now.Vars.end())
        return unknownOf(Lvalue);
      demandSet(Var, Lvalue->getBeginLoc());
      if (isBufferView(Var->getType()))
        issue(ReasonCode::BufferUse, "a Py_buffer is copied",
              Lvalue->getBeginLoc());
      return Found->second.is(Kind::Unset) ? Value::plain() : Found->second;
    }
    if (isExceptionClass(Var))
      return Value::of(Kind::Exception);
    return foreignOf(Lvalue);
  }
  if (const VarDecl *Array = subscripted(Lvalue); elementsOf(Array))
    return someElement(Array);
  Value At = valueOf(Lvalue);
  // Elements of the argument vector and the fields that macros read.
  return (At.isObject() && !At.is(Kind::Conflict)) || At.is(Kind::Number) ||
                 At.is(Kind::Param) || At.is(Kind::Length) || At.is(Kind::Null)
             ? At
             : foreignOf(Lvalue);
}

Value Machine::evaluateCast(const CastExpr *E) {
  const Expr *Operand = E->getSubExpr();
  Value V = valueOf(Operand);
  switch (E->getCastKind()) {
  case CK_LValueToRValue:
    return load(Operand);
  case CK_ArrayToPointerDecay:
    if (const VarDecl *Array = namedVariable(Operand);
        Array && !SubscriptBases.contains(E))
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
  if (Base.isObject() && !isReadAtOnce(E, Unit.AST) &&
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

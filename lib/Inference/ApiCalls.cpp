//===- ApiCalls.cpp - the Python API under the abstract machine -----------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

PythonType Machine::recordArgument(unsigned Index, const Converter &With,
                                   SourceLocation Where) {
  auto Assumed = Task.Exactly.find(Index);
  bool IsAssumed = Assumed != Task.Exactly.end();
  PythonType Guard = IsAssumed ? Assumed->second : With.Python;
  if (!Recording)
    return Guard;
  Whole.UnboxedFrom[Index].insert(With.Python);
  if (Whole.Args.size() <= Index)
    Whole.Args.resize(Index + 1);
  FoundArgument &Argument = Whole.Args[Index];
  const Converter *By = Argument.UnboxedBy;
  bool Differs = By && (By->Type.Kind != With.Type.Kind ||
                        (!IsAssumed && By->Python != With.Python));
  // A float is what both kinds of double accept.
  bool Fits = Guard == With.Python ||
              (Guard == PythonType::Float && With.Python == PythonType::Real);
  if ((Differs || !Fits) && heeds(Rule::OneTypePerArgument))
    issue(ReasonCode::ArgumentTypes,
          By ? fmt::format("argument {} is unboxed by '{}' here and by '{}' "
                           "elsewhere",
                           Index + 1, With.Name, By->Name)
             : fmt::format("argument {} is unboxed by '{}' where it has "
                           "another type",
                           Index + 1, With.Name),
          Where);
  Argument.UnboxedBy = &With;
  Argument.Guard = Guard;
  return Guard;
}

Value Machine::unbox(const Expr *Object, const Converter &With,
                     SourceLocation Where) {
  Value V = valueOf(Object);
  if (!V.is(Kind::Arg)) {
    demandPlain(Object, ReasonCode::ObjectUse);
    if (!V.isObject())
      issue(
          ReasonCode::ObjectUse,
          fmt::format("'{}' is applied to what is not an argument", With.Name),
          Where);
    return Value::plain();
  }
  PythonType Guard = recordArgument(V.Index, With, Where);
  if (Recording)
    if (const VarDecl *Var = namedVariable(stripCasts(Object));
        Var && Whole.Args[V.Index].Name.empty())
      Whole.Args[V.Index].Name = Var->getNameAsString();
  Value Unboxed = Value::indexed(Kind::Param, V.Index);
  Unboxed.Python = Guard;
  return Unboxed;
}

Value Machine::box(const CallExpr *E, const Converter &With,
                   const Expr *Operand) {
  demandPlain(Operand, ReasonCode::ObjectUse);
  Value V = Value::of(Kind::Boxed);
  V.Python = With.Python;
  // True and False are boxed from nothing; let them join with this.
  V.Converted = With.Python == PythonType::Bool ? CKind::Void : With.Type.Kind;
  V.Site = E;
  return V;
}

/// Whether \p Operand is passed to Py_BuildValue as \p Unit reads it.
bool Machine::demandFits(const Expr *Operand, const Converter &Unit) {
  const ASTContext &AST = this->Unit.AST;
  // What is read as unsigned may be passed as a promoted unsigned short, and
  // integers of one size are passed alike.
  auto IsLongLong = [&](CKind Long, CKind LongLong) {
    auto Passed = kindOf(Operand->getType());
    return AST.getTypeSize(AST.LongTy) == 64 &&
           ((Passed == Long && Unit.Type.Kind == LongLong) ||
            (Passed == LongLong && Unit.Type.Kind == Long));
  };
  bool Fits = kindOf(Operand->getType()) == Unit.Type.Kind ||
              IsLongLong(CKind::Long, CKind::LongLong) ||
              IsLongLong(CKind::ULong, CKind::ULongLong) ||
              (Unit.Type.Kind == CKind::UInt &&
               kindOf(Operand->IgnoreImpCasts()->getType()) == CKind::UShort);
  if (Fits || !heeds(Rule::FormatMatchesVariable))
    return true;
  // No bug: C lets an argument be read with the other sign.
  issue(isSameWidth(Operand->getType(), Unit.Type.Kind, AST)
            ? ReasonCode::FormatUnit
            : ReasonCode::FormatMismatch,
        fmt::format("format unit '{}' does not match a value of type '{}'",
                    Unit.Name, Operand->getType().getAsString()),
        Operand->getBeginLoc());
  return false;
}

/// Whether the operands of \p E behind its first compute the same in any order:
/// which one its compiler takes is not known.
bool Machine::isOrderFree(const CallExpr *E) {
  if (E->getNumArgs() <= 2 || !heeds(Rule::OrderIsKnown))
    return true;
  auto Matters = [this](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    if (!Call)
      return changesVariable(S);
    const FunctionDecl *Callee = calleeOf(Call);
    return !valueOf(Call).is(Kind::Param) &&
           (!Callee || Effects.of(Callee).observable() ||
            llvm::any_of(Call->arguments(), [](const Expr *Argument) {
              return Argument->isGLValue() || holdsPointer(Argument->getType());
            }));
  };
  return llvm::none_of(llvm::drop_begin(E->arguments()),
                       [&](const Expr *Arg) { return findNode(Arg, Matters); });
}

Value Machine::evaluateBuildValue(const CallExpr *E) {
  SourceLocation Where = E->getBeginLoc();
  auto Refuse = [&](ReasonCode Code, const std::string &Why) {
    issue(Code, Why, Where);
    return Value::of(Kind::Conflict);
  };
  auto Text = E->getNumArgs() ? literalText(E->getArg(0)) : std::nullopt;
  if (Text && Text->empty())
    return Value::singleton(PythonType::None);
  if (!Text)
    return Refuse(ReasonCode::FormatUnknown,
                  "the format of Py_BuildValue is no constant");
  auto Format = readBuildFormat(*Text);
  if (!Format && Text->size() == 1)
    return Refuse(ReasonCode::ReturnsObject,
                  fmt::format("Py_BuildValue makes no number of format unit "
                              "'{}'",
                              *Text));
  if (!Format || E->getNumArgs() != 1 + Format->Units.size())
    return Refuse(ReasonCode::TupleResult,
                  "Py_BuildValue makes something other than one scalar or a "
                  "tuple of scalars");
  for (unsigned I = 0; I < Format->Units.size(); ++I)
    if (!demandFits(E->getArg(1 + I), *Format->Units[I]))
      return Value::of(Kind::Conflict);
  if (!Format->IsTuple)
    return box(E, *Format->Units.front(), E->getArg(1));
  if (!isOrderFree(E))
    return Refuse(ReasonCode::TupleResult,
                  "the values of the tuple are computed in an order that is up "
                  "to the compiler");
  for (const Expr *Operand : llvm::drop_begin(E->arguments()))
    demandPlain(Operand, ReasonCode::ObjectUse);
  Value V = Value::of(Kind::Boxed);
  V.Python = PythonType::Tuple;
  V.Site = E;
  return V;
}

Value Machine::unboxInto(const CallExpr *E, const Converter &With) {
  SourceLocation Where = E->getBeginLoc();
  Value Object = valueOf(E->getArg(0));
  const VarDecl *Var = addressedVariable(E->getArg(1));
  if (!Object.is(Kind::Arg) || !Var || !isTracked(Var)) {
    issue(ReasonCode::FormatTarget,
          fmt::format("'{}' does not unbox an argument into a local variable",
                      With.Name),
          Where);
    return Value::plain();
  }
  // The address may have been cast.
  if (Var->getType()->isEnumeralType() ||
      kindOf(Var->getType()) != With.Type.Kind) {
    issue(ReasonCode::FormatMismatch,
          fmt::format("'{}' does not match '{}' of type '{}'", With.Name,
                      Var->getNameAsString(), Var->getType().getAsString()),
          Where);
    return Value::plain();
  }
  Value Unboxed = unbox(E->getArg(0), With, Where);
  Now.Vars[Var] = Unboxed;
  if (Recording)
    Result.Parses[E] = {{{Var, Object.Index}}};
  return Value::number(findDeclaredConverter(With.Name)->Success);
}

/// A call of a converter that a user declares \p As what it is.
Value Machine::evaluateDeclared(const CallExpr *E,
                                const DeclaredConverter &As) {
  const FunctionDecl *F = E->getDirectCallee();
  auto IsObject = [&](unsigned I) {
    return isObjectPointer(F->getParamDecl(I)->getType());
  };
  bool Fits = false;
  switch (As.How) {
  case DeclaredConverter::Way::Unboxes:
    Fits = F->getNumParams() == 1 && IsObject(0) &&
           kindOf(F->getReturnType()) == As.Type.Kind;
    break;
  case DeclaredConverter::Way::UnboxesInto: {
    QualType Target =
        F->getNumParams() == 2 ? F->getParamDecl(1)->getType() : QualType();
    Fits = !Target.isNull() && Target->isPointerType() && IsObject(0) &&
           kindOf(Target->getPointeeType()) == As.Type.Kind &&
           F->getReturnType()->isIntegerType();
    break;
  }
  case DeclaredConverter::Way::Boxes:
    Fits = F->getNumParams() == 1 && isObjectPointer(F->getReturnType()) &&
           kindOf(F->getParamDecl(0)->getType()) == As.Type.Kind;
    break;
  }
  if (!Fits || F->isVariadic()) {
    issue(ReasonCode::FormatMismatch,
          fmt::format("'{}' is not what {} says of it", As.Name, As.File),
          E->getBeginLoc());
    return unknownOf(E);
  }
  if (Recording)
    Result.AllEffects.Trusts.insert(
        fmt::format("converter '{}' ({})", As.Name, As.File));
  if (As.How == DeclaredConverter::Way::Boxes)
    return box(E, *findBoxer(As.Name), E->getArg(0));
  if (As.How == DeclaredConverter::Way::Unboxes)
    return unbox(E->getArg(0), *findUnboxer(As.Name), E->getBeginLoc());
  return unboxInto(E, *findUnboxerInto(As.Name));
}

Value Machine::evaluateApiCall(const CallExpr *E, const std::string &Name) {
  SourceLocation Where = E->getBeginLoc();
  if (const DeclaredConverter *As = findDeclaredConverter(Name))
    return evaluateDeclared(E, *As);
  if (const CythonHelper *Helper = Unit.cythonHelper(calleeOf(E));
      Helper && Helper->Known)
    return Helper->Boxes ? box(E, *Helper->Known, E->getArg(0))
                         : unbox(E->getArg(0), *Helper->Known, Where);
  if (const Converter *Unboxer = findUnboxer(Name))
    return unbox(E->getArg(0), *Unboxer, Where);
  if (const Converter *Unboxer = findOverflowUnboxer(Name)) {
    const VarDecl *Overflow = addressed(E->getArg(1));
    if (!Overflow || !isTracked(Overflow))
      issue(ReasonCode::FormatTarget,
            "overflow is not reported into a local variable", Where);
    else if (kindOf(Overflow->getType()) != CKind::Int &&
             heeds(Rule::FormatMatchesVariable))
      issue(ReasonCode::FormatMismatch,
            fmt::format("'{}' writes an int, and '{}' is of type '{}'", Name,
                        Overflow->getNameAsString(),
                        Overflow->getType().getAsString()),
            Where);
    else {
      Now.Vars[Overflow] = Value::number(0);
      noteWrite(Overflow);
      demandSequenced(E, [&](const VarDecl *Var) { return Var == Overflow; });
    }
    return unbox(E->getArg(0), *Unboxer, Where);
  }
  if (const TextConverter *Unboxer = findTextUnboxer(Name))
    return Unboxer->Form == TextForm::View ? unboxView(E, *Unboxer)
                                           : unboxText(E, *Unboxer);
  if (const Converter *Boxer = findBoxer(Name))
    return box(E, *Boxer, E->getArg(0));
  auto Role = findApiRole(Name);
  if (!Role) {
    issue(ReasonCode::UnknownApi,
          fmt::format("'{}' is not in the tables", Name), Where);
    return unknownOf(E);
  }
  switch (*Role) {
  case ApiRole::ParseTuple:
  case ApiRole::ParseKeywords:
  case ApiRole::ParseOne:
    return evaluateParse(E, *Role);
  case ApiRole::UnpackTuple:
  case ApiRole::UnpackIntoArray:
    return evaluateUnpackTuple(E, *Role);
  case ApiRole::TupleSize:
    // The names of a METH_FASTCALL function are a tuple, too.
    if (valueOf(E->getArg(0)).is(Kind::Keywords) &&
        Task.Calls == Convention::FastCallKeywords)
      return Task.Form ? Value::number(static_cast<std::int64_t>(
                             Task.Form->ByKeyword.size()))
                       : Value::plain();
    if (!valueOf(E->getArg(0)).is(Kind::ArgsTuple)) {
      demandPlain(E->getArg(0), ReasonCode::ObjectUse);
      issue(ReasonCode::ObjectUse,
            "the size of something other than the arguments is asked for",
            Where);
      return Value::plain();
    }
    return Task.Form ? Value::number(Task.Form->Positional) : Value::plain();
  case ApiRole::VectorcallSize: {
    Value Passed = valueOf(E->getArg(0));
    demandPlain(E->getArg(0), ReasonCode::ObjectUse);
    return Passed.is(Kind::Number) ? Passed : Value::plain();
  }
  case ApiRole::TupleItem: {
    if (valueOf(E->getArg(0)).is(Kind::ArgsTuple))
      return element(valueOf(E->getArg(0)), valueOf(E->getArg(1)), Where);
    demandPlain(E->getArg(0), ReasonCode::ObjectUse);
    issue(ReasonCode::ObjectUse,
          "an element of something other than the arguments is asked for",
          Where);
    return unknownOf(E);
  }
  case ApiRole::TypeOf:
    // That the arguments are a tuple is asserted by the macros that read them.
    if (valueOf(E->getArg(0)).is(Kind::ArgsTuple))
      return Value::of(Kind::TupleType);
    if (valueOf(E->getArg(0)).is(Kind::Keywords) &&
        Task.Calls == Convention::FastCallKeywords)
      return Value::of(Kind::TupleType);
    if (valueOf(E->getArg(0)).is(Kind::Arg))
      return Value::indexed(Kind::TypeOfArg, valueOf(E->getArg(0)).Index);
    issue(ReasonCode::UnknownApi, "the type of an object is looked at", Where);
    return unknownOf(E);
  case ApiRole::HasFeature:
    return testFeature(valueOf(E->getArg(0)),
                       constantInteger(E->getArg(1), Unit.AST).value_or(0),
                       Where);
  case ApiRole::IsType:
  case ApiRole::IsInstance:
  case ApiRole::IsSubtype:
    return testType(valueOf(E->getArg(0)), valueOf(E->getArg(1)),
                    *Role == ApiRole::IsType, Where);
  case ApiRole::IsNumber:
    return testArgument(
        valueOf(E->getArg(0)),
        [](PythonType T) {
          return T != PythonType::Bytes && T != PythonType::Str;
        },
        Where);
  case ApiRole::HasBuffer:
    return testArgument(
        valueOf(E->getArg(0)),
        [](PythonType T) { return T == PythonType::Bytes; }, Where);
  case ApiRole::ReleaseBuffer:
    return releaseBuffer(E);
  case ApiRole::IsIndex:
    return testArgument(
        valueOf(E->getArg(0)),
        [](PythonType T) {
          return T == PythonType::Int || T == PythonType::Bool;
        },
        Where);
  case ApiRole::CheckPositional:
    return evaluateCheckPositional(E);
  case ApiRole::UnpackKeywords:
    return evaluateUnpackKeywords(E);
  case ApiRole::ErrOccurred:
    switch (Now.Error) {
    case ErrorState::Clear:
      return Value::null();
    case ErrorState::Set:
      return Value::of(Kind::Exception);
    case ErrorState::Unknown:
      return Value::plain();
    }
    break;
  case ApiRole::SetError:
  case ApiRole::SetErrorNull:
  case ApiRole::SetErrorZero:
    Now.Error = ErrorState::Set;
    return *Role == ApiRole::SetErrorNull   ? Value::null()
           : *Role == ApiRole::SetErrorZero ? Value::number(0)
                                            : Value::plain();
  case ApiRole::RefCount: {
    Value V = valueOf(E->getArg(0));
    // A choice between True and False, which nobody frees.
    bool Constants = V.is(Kind::Boxed) && V.Converted == CKind::Void;
    if (!Constants && !V.is(Kind::Foreign) && !V.is(Kind::Singleton) &&
        !V.is(Kind::Arg) && !V.is(Kind::SomeArg) && !V.is(Kind::Exception) &&
        !V.is(Kind::Null))
      issue(ReasonCode::ObjectUse,
            "the reference count of something other than an argument or a "
            "constant is changed",
            Where);
    if (V.is(Kind::Arg) && Recording)
      Whole.Counted.insert(V.Index);
    return Value::plain();
  }
  case ApiRole::NewRef:
    return valueOf(E->getArg(0));
  case ApiRole::BuildValue:
    return evaluateBuildValue(E);
  case ApiRole::ErrorHandling:
    issue(ReasonCode::ErrorHandling,
          fmt::format("'{}' examines or changes the pending exception", Name),
          Where);
    return unknownOf(E);
  case ApiRole::ForeignObject:
  case ApiRole::OfForeign:
    if (*Role == ApiRole::ForeignObject ||
        !valueOf(E->getArg(0)).is(Kind::Foreign))
      demandPlain(E->getArg(0), ReasonCode::ObjectUse);
    if (*Role == ApiRole::OfForeign && valueOf(E->getArg(0)).is(Kind::Null))
      issue(ReasonCode::ObjectUse, "NULL is asked for what an object has",
            Where);
    useForeign(Where);
    return foreignOf(E);
  case ApiRole::ReleaseGil:
    Whole.ReleasesGil |= Recording;
    return Value::plain();
  case ApiRole::Outside:
    return callOutside(E);
  }
  return unknownOf(E);
}

} // namespace pyunbox

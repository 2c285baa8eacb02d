//===- ApiCalls.cpp - the Python API under the abstract machine -----------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

#include <cmath>

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

void Machine::recordArgument(unsigned Index, const Converter &With,
                             SourceLocation Where) {
  if (!Recording)
    return;
  if (Result.Args.size() <= Index)
    Result.Args.resize(Index + 1);
  const Converter *&By = Result.Args[Index].UnboxedBy;
  if (By && (By->Type.Kind != With.Type.Kind || By->Python != With.Python) &&
      heeds(Rule::OneTypePerArgument))
    issue(ReasonCode::ArgumentTypes,
          fmt::format("argument {} is unboxed by '{}' here and by '{}' "
                      "elsewhere",
                      Index + 1, With.Name, By->Name),
          Where);
  By = &With;
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
  recordArgument(V.Index, With, Where);
  if (Recording)
    if (const VarDecl *Var = namedVariable(stripCasts(Object));
        Var && Result.Args[V.Index].Name.empty())
      Result.Args[V.Index].Name = Var->getNameAsString();
  Value Unboxed = Value::indexed(Kind::Param, V.Index);
  Unboxed.Python = With.Python;
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

void Machine::setArity(unsigned Required, unsigned Most, SourceLocation Where) {
  auto New = std::pair(Required, Most);
  if (Arity && *Arity != New)
    issue(ReasonCode::VariableArity,
          "another number of arguments is parsed elsewhere", Where);
  Arity = New;
  Now.Parsed = true;
}

namespace {

/// A format string for PyArg_Parse*, taken apart.
struct ParsedFormat {
  std::string Units;
  unsigned Required = 0;
  char Unknown = 0; ///< the first character that is no scalar unit
};

ParsedFormat parseFormat(std::string_view Text) {
  ParsedFormat Format;
  bool Optional = false;
  for (char C : Text) {
    if (C == ':' || C == ';')
      break;
    if (C == '|' && !Optional) {
      Optional = true;
      Format.Required = static_cast<unsigned>(Format.Units.size());
      continue;
    }
    // "O" hands the object over for the wrapper to unbox by hand.
    if (C != 'O' && !findParseUnit(C)) {
      Format.Unknown = C;
      break;
    }
    Format.Units += C;
  }
  if (!Optional)
    Format.Required = static_cast<unsigned>(Format.Units.size());
  return Format;
}

/// Counts the uses of a variable, and those as an argument of a parser.
class UseCounter : public RecursiveASTVisitor<UseCounter> {
public:
  UseCounter(const VarDecl *Var, const UnitContext &Unit)
      : Var(Var), Unit(Unit) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    All += E->getDecl() == Var;
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (findApiRole(Unit.apiName(Call->getDirectCallee())) ==
        ApiRole::ParseKeywords)
      for (const Expr *Argument : Call->arguments())
        InParsers += namedVariable(stripCasts(Argument)) == Var;
    return true;
  }
  unsigned All = 0, InParsers = 0;

private:
  const VarDecl *Var;
  const UnitContext &Unit;
};

std::optional<DefaultValue> defaultFrom(const Value &V, const Converter &Unit) {
  switch (Unit.Python) {
  case PythonType::Int:
    if (V.is(Kind::Number))
      return V.Int;
    return std::nullopt;
  case PythonType::Bool:
    // A bool can only stand for 0 and 1.
    if (V.is(Kind::Number) && (V.Int == 0 || V.Int == 1))
      return V.Int;
    return std::nullopt;
  case PythonType::Real:
  case PythonType::Float:
    // The sign of a NaN made by arithmetic depends on who computes it.
    if (V.is(Kind::Real) && !std::isnan(V.Real))
      return V.Real;
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

} // namespace

bool Machine::isOnlyParsedWith(const VarDecl *Var) {
  auto [Known, New] = OnlyParsedWith.try_emplace(Var, false);
  if (New) {
    UseCounter Counter(Var, Unit);
    Counter.TraverseStmt(const_cast<Stmt *>(Body));
    Known->second = Var->isLocalVarDecl() && Counter.All == Counter.InParsers;
  }
  return Known->second;
}

std::optional<std::vector<std::string>>
Machine::keywordNames(const Expr *List) {
  const VarDecl *Var = namedVariable(stripCasts(List));
  if (!Var || !Var->getType()->isConstantArrayType() || !Var->hasInit())
    return std::nullopt;
  if (!Var->getType().isConstQualified() && !isOnlyParsedWith(Var))
    return std::nullopt;
  const auto *Init = dyn_cast<InitListExpr>(strip(Var->getInit()));
  if (!Init)
    return std::nullopt;
  std::vector<std::string> Names;
  for (const Expr *Element : Init->inits()) {
    if (stripCasts(Element)->isNullPointerConstant(
            Unit.AST, Expr::NPC_ValueDependentIsNotNull) ||
        valueOf(Element).is(Kind::Null))
      return Names;
    auto Text = literalText(Element);
    if (!Text)
      return std::nullopt;
    Names.push_back(*Text);
  }
  return std::nullopt; // no NULL at the end
}

Value Machine::evaluateParse(const CallExpr *E, ApiRole Role) {
  SourceLocation Where = E->getBeginLoc();
  auto Refuse = [&](ReasonCode Code, std::string Message) {
    issue(Code, std::move(Message), Where);
    return Value::plain();
  };
  bool One = Role == ApiRole::ParseOne;
  Result.ParserCalled |= Recording && !One;
  bool Keywords = Role == ApiRole::ParseKeywords;
  unsigned FormatAt = Keywords ? 2 : 1;
  unsigned FirstTarget = Keywords ? 4 : 2;
  if (E->getNumArgs() < FirstTarget)
    return Refuse(ReasonCode::FormatUnknown, "too few arguments to the parser");
  Value Source = valueOf(E->getArg(0));
  if (!Source.is(One ? Kind::Arg : Kind::ArgsTuple))
    return Refuse(ReasonCode::ObjectUse,
                  "something other than the arguments is parsed");
  if (Keywords && !valueOf(E->getArg(1)).is(Kind::Keywords) &&
      !valueOf(E->getArg(1)).is(Kind::Null))
    return Refuse(ReasonCode::ObjectUse,
                  "something other than the keyword arguments is parsed");
  if (Task.NumArgs && !One)
    return Refuse(ReasonCode::VariableArity,
                  "arguments are counted by hand and parsed as well");
  auto Text = literalText(E->getArg(FormatAt));
  if (!Text)
    return Refuse(ReasonCode::FormatUnknown,
                  "the format string is not a literal");
  ParsedFormat Format = parseFormat(*Text);
  if (Format.Unknown)
    return Refuse(ReasonCode::FormatUnit,
                  fmt::format("format unit '{}' of \"{}\" does not unbox a C "
                              "scalar",
                              Format.Unknown, *Text));
  unsigned NumUnits = static_cast<unsigned>(Format.Units.size());
  unsigned NumTargets = E->getNumArgs() - FirstTarget;
  if (NumTargets > NumUnits || NumTargets < Format.Required ||
      (One && NumUnits != 1))
    return Refuse(
        ReasonCode::FormatMismatch,
        fmt::format("\"{}\" does not fit the number of variables", *Text));
  std::vector<std::string> Names;
  if (Keywords) {
    auto Found = keywordNames(E->getArg(3));
    if (!Found || Found->size() != NumUnits)
      return Refuse(ReasonCode::Keywords,
                    "the keyword list is not a constant array with one name "
                    "per format unit");
    Names = std::move(*Found);
    for (std::size_t I = 0; I < Names.size(); ++I)
      for (std::size_t J = 0; J < I; ++J)
        if (!Names[I].empty() && Names[I] == Names[J])
          return Refuse(ReasonCode::Keywords, "a keyword is listed twice");
  }
  // A unit without a variable: what passes that argument writes through a stray
  // pointer, so the signature ends before it.
  if (Recording && NumTargets < NumUnits)
    Result.DroppedUnits = true;
  ParseSite Site;
  for (unsigned I = 0; I < NumTargets; ++I) {
    const Expr *Target = E->getArg(FirstTarget + I);
    unsigned Index = One ? Source.Index : I;
    const VarDecl *Var = addressedVariable(Target);
    bool IsObject = Format.Units[I] == 'O';
    const Converter *Unit = findParseUnit(Format.Units[I]);
    if (!Var || (!isTracked(Var) && heeds(Rule::FormatIntoLocal)))
      return Refuse(ReasonCode::FormatTarget,
                    fmt::format("argument {} is not parsed into a local "
                                "variable",
                                I + 1));
    bool Fits = IsObject ? isObjectPointer(Var->getType())
                         : !Var->getType()->isEnumeralType() &&
                               kindOf(Var->getType()) == Unit->Type.Kind;
    if (!Fits && heeds(Rule::FormatMatchesVariable))
      return Refuse(ReasonCode::FormatMismatch,
                    fmt::format("format unit '{}' does not match '{}' of type "
                                "'{}'",
                                Format.Units[I], Var->getNameAsString(),
                                Var->getType().getAsString()));
    bool Optional = I >= Format.Required;
    if (Recording) {
      if (Result.Args.size() <= Index)
        Result.Args.resize(Index + 1);
      FoundArgument &Argument = Result.Args[Index];
      // Without a dictionary, keywords never reach the parser.
      bool Keyword = Keywords && !Names[I].empty() &&
                     valueOf(E->getArg(1)).is(Kind::Keywords);
      if (Argument.UnboxedBy && Argument.Keyword != Keyword)
        return Refuse(ReasonCode::Keywords,
                      "the keywords differ between parsers");
      Argument.Keyword = Keyword;
      Argument.Name = Keyword ? Names[I] : Var->getNameAsString();
      if (Optional) {
        auto Before = std::exchange(Argument.Default, std::nullopt);
        if (!IsObject)
          Argument.Default = defaultFrom(Now.Vars[Var], *Unit);
        if (Before && Argument.Default && *Before != *Argument.Default)
          return Refuse(ReasonCode::DefaultUnknown,
                        fmt::format("'{}' has another default elsewhere",
                                    Var->getNameAsString()));
        if (!Argument.Default) {
          if (heeds(Rule::ConstantDefaults))
            return Refuse(IsObject ? ReasonCode::VariableArity
                                   : ReasonCode::DefaultUnknown,
                          fmt::format("optional argument '{}' has no constant "
                                      "default",
                                      Var->getNameAsString()));
          Argument.Default = std::int64_t(0);
        }
      }
    }
    if (!IsObject)
      recordArgument(Index, *Unit, Where);
    Site.Targets.emplace_back(Var, Index);
  }
  for (unsigned I = 0; I < NumTargets; ++I) {
    const Converter *By = findParseUnit(Format.Units[I]);
    Value &Target = Now.Vars[Site.Targets[I].first];
    Target =
        Value::indexed(By ? Kind::Param : Kind::Arg, Site.Targets[I].second);
    if (By)
      Target.Python = By->Python;
  }
  if (Recording)
    Result.Parses[E] = std::move(Site);
  if (!One)
    setArity(Format.Required, NumTargets, Where);
  return Value::number(1);
}

Value Machine::evaluateUnpackTuple(const CallExpr *E) {
  SourceLocation Where = E->getBeginLoc();
  Result.ParserCalled |= Recording;
  auto Least = constantInteger(E->getArg(2), Unit.AST);
  auto Most = constantInteger(E->getArg(3), Unit.AST);
  if (!valueOf(E->getArg(0)).is(Kind::ArgsTuple) || !Least || Least != Most ||
      E->getNumArgs() != 4 + static_cast<unsigned>(*Least) || Task.NumArgs) {
    issue(ReasonCode::VariableArity,
          "PyArg_UnpackTuple with optional arguments or unknown bounds", Where);
    return Value::plain();
  }
  ParseSite Site;
  for (unsigned I = 4; I < E->getNumArgs(); ++I) {
    const VarDecl *Var = addressedVariable(E->getArg(I));
    if (!Var || !isTracked(Var) || !isObjectPointer(Var->getType())) {
      issue(ReasonCode::FormatTarget,
            "an argument is not unpacked into a local variable", Where);
      return Value::plain();
    }
    Now.Vars[Var] = Value::indexed(Kind::Arg, I - 4);
    Site.Targets.emplace_back(Var, I - 4);
  }
  if (Recording)
    Result.Parses[E] = std::move(Site);
  setArity(static_cast<unsigned>(*Least), static_cast<unsigned>(*Least), Where);
  return Value::number(1);
}

Value Machine::evaluateBuildValue(const CallExpr *E) {
  SourceLocation Where = E->getBeginLoc();
  auto Text = E->getNumArgs() ? literalText(E->getArg(0)) : std::nullopt;
  if (Text && Text->empty())
    return Value::singleton(PythonType::None);
  const Converter *Unit =
      Text && Text->size() == 1 ? findBuildUnit(Text->front()) : nullptr;
  if (!Unit || E->getNumArgs() != 2) {
    issue(Text ? ReasonCode::TupleResult : ReasonCode::FormatUnknown,
          "Py_BuildValue makes something other than one scalar", Where);
    return Value::of(Kind::Conflict);
  }
  const Expr *Operand = E->getArg(1);
  // What is read as unsigned may be passed as a promoted unsigned short.
  bool Fits = kindOf(Operand->getType()) == Unit->Type.Kind ||
              (Unit->Type.Kind == CKind::UInt &&
               kindOf(Operand->IgnoreImpCasts()->getType()) == CKind::UShort);
  if (!Fits && heeds(Rule::FormatMatchesVariable)) {
    issue(ReasonCode::FormatMismatch,
          fmt::format("format unit '{}' does not match a value of type '{}'",
                      *Text, Operand->getType().getAsString()),
          Where);
    return Value::of(Kind::Conflict);
  }
  return box(E, *Unit, Operand);
}

Value Machine::evaluateApiCall(const CallExpr *E, const std::string &Name) {
  SourceLocation Where = E->getBeginLoc();
  if (const Converter *Unboxer = findUnboxer(Name))
    return unbox(E->getArg(0), *Unboxer, Where);
  if (const Converter *Unboxer = findOverflowUnboxer(Name)) {
    const VarDecl *Overflow = addressedVariable(E->getArg(1));
    if (!Overflow || !isTracked(Overflow))
      issue(ReasonCode::FormatTarget,
            "overflow is not reported into a local variable", Where);
    else
      Now.Vars[Overflow] = Value::number(0);
    return unbox(E->getArg(0), *Unboxer, Where);
  }
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
    return evaluateUnpackTuple(E);
  case ApiRole::TupleSize:
    if (!valueOf(E->getArg(0)).is(Kind::ArgsTuple)) {
      demandPlain(E->getArg(0), ReasonCode::ObjectUse);
      return Value::plain();
    }
    return Task.NumArgs ? Value::number(*Task.NumArgs) : Value::plain();
  case ApiRole::VectorcallSize:
    return valueOf(E->getArg(0));
  case ApiRole::TupleItem: {
    Value Index = valueOf(E->getArg(1));
    if (!valueOf(E->getArg(0)).is(Kind::ArgsTuple) || !Task.NumArgs ||
        !Index.is(Kind::Number) || Index.Int < 0 ||
        Index.Int >= *Task.NumArgs) {
      issue(ReasonCode::VariableArity,
            "an item is read here that may not have been passed", Where);
      return Value::of(Kind::Conflict);
    }
    return Value::indexed(Kind::Arg, static_cast<unsigned>(Index.Int));
  }
  case ApiRole::TypeOf:
    // That the arguments are a tuple is asserted by the macros that read them.
    if (valueOf(E->getArg(0)).is(Kind::ArgsTuple))
      return Value::of(Kind::TupleType);
    issue(ReasonCode::UnknownApi, "the type of an object is looked at", Where);
    return unknownOf(E);
  case ApiRole::HasFeature: {
    // Py_TPFLAGS_TUPLE_SUBCLASS, docs.python.org/3/c-api/typeobj.html
    constexpr std::int64_t TupleSubclass = std::int64_t(1) << 26;
    if (valueOf(E->getArg(0)).is(Kind::TupleType) &&
        constantInteger(E->getArg(1), Unit.AST) == TupleSubclass)
      return Value::number(1);
    issue(ReasonCode::UnknownApi, "the type of an object is tested", Where);
    return Value::plain();
  }
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
    if (!Constants && !V.is(Kind::Singleton) && !V.is(Kind::Arg) &&
        !V.is(Kind::Exception) && !V.is(Kind::Null))
      issue(ReasonCode::ObjectUse,
            "the reference count of something other than an argument or a "
            "constant is changed",
            Where);
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
  case ApiRole::ReleaseGil:
    issue(ReasonCode::GilReleased, "the wrapper releases the GIL", Where);
    return Value::plain();
  }
  return unknownOf(E);
}

} // namespace pyunbox

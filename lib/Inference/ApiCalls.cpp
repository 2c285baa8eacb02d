//===- ApiCalls.cpp - the Python API under the abstract machine -----------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

#include <limits>

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
  Result.UnboxedFrom[Index].insert(With.Python);
  if (Result.Args.size() <= Index)
    Result.Args.resize(Index + 1);
  FoundArgument &Argument = Result.Args[Index];
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
        Var && Result.Args[V.Index].Name.empty())
      Result.Args[V.Index].Name = Var->getNameAsString();
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
  /// How many may be passed by place.
  unsigned Places = std::numeric_limits<unsigned>::max();
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
    if (C == '$' && Optional &&
        Format.Places == std::numeric_limits<unsigned>::max()) {
      Format.Places = static_cast<unsigned>(Format.Units.size());
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
    auto Role = findApiRole(Unit.apiName(Call->getDirectCallee()));
    if (Role == ApiRole::ParseKeywords || Role == ApiRole::UnpackKeywords)
      for (const Expr *Argument : Call->arguments())
        InParsers += namedVariable(stripCasts(Argument)) == Var ||
                     addressedVariable(Argument) == Var;
    return true;
  }
  unsigned All = 0, InParsers = 0;

private:
  const VarDecl *Var;
  const UnitContext &Unit;
};

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
    // Those without a name come first; the interpreter raises otherwise.
    if (!Text || (Text->empty() && !Names.empty() && !Names.back().empty()))
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
  if (Task.Form && !One)
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
      (One && (NumUnits != 1 || Format.Required != 1)))
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
  std::vector<Value> Parsed;
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
    // What is omitted keeps what the other argument wrote.
    if (Optional && llvm::any_of(Site.Targets, [&](const auto &Target) {
          return Target.first == Var;
        }))
      return Refuse(ReasonCode::FormatTarget,
                    fmt::format("two arguments are parsed into '{}'",
                                Var->getNameAsString()));
    if (Recording) {
      if (Result.Args.size() <= Index)
        Result.Args.resize(Index + 1);
      FoundArgument &Argument = Result.Args[Index];
      // Without a dictionary, keywords never reach the parser.
      bool Keyword = Keywords && !Names[I].empty() &&
                     valueOf(E->getArg(1)).is(Kind::Keywords);
      bool KeywordOnly = I >= Format.Places;
      if (Argument.Parsed &&
          (Argument.Keyword != Keyword || Argument.KeywordOnly != KeywordOnly ||
           (Keyword && Argument.Name != Names[I])))
        return Refuse(ReasonCode::Keywords,
                      "the keywords differ between parsers");
      Argument.Parsed = true;
      Argument.Keyword = Keyword;
      Argument.KeywordOnly = KeywordOnly;
      if (Argument.KeywordOnly && !Keyword)
        return Refuse(ReasonCode::Keywords,
                      "an argument can be passed in no way at all");
      Argument.Name = Keyword ? Names[I] : Var->getNameAsString();
      if (Optional) {
        auto Before = std::exchange(Argument.Default, std::nullopt);
        if (!IsObject)
          Argument.Default = defaultFrom(Now.Vars[Var], Unit->Python);
        if (Before && Argument.Default &&
            !isSameDefault(*Before, *Argument.Default))
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
    Parsed.push_back(Value::indexed(IsObject ? Kind::Arg : Kind::Param, Index));
    if (!IsObject)
      Parsed.back().Python = recordArgument(Index, *Unit, Where);
    Site.Targets.emplace_back(Var, Index);
  }
  // Only now: the defaults were looked up above.
  for (unsigned I = 0; I < NumTargets; ++I)
    Now.Vars[Site.Targets[I].first] = Parsed[I];
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
      E->getNumArgs() != 4 + static_cast<unsigned>(*Least) || Task.Form) {
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

Value Machine::testArgument(const Value &Object,
                            llvm::function_ref<bool(PythonType)> Test,
                            SourceLocation Where) {
  if (!Object.is(Kind::Arg) && !Object.is(Kind::TypeOfArg)) {
    issue(ReasonCode::UnknownApi, "the type of an object is looked at", Where);
    return Value::plain();
  }
  auto Assumed = Task.Exactly.find(Object.Index);
  if (Assumed != Task.Exactly.end())
    return Value::number(Test(Assumed->second));
  if (Recording)
    Result.TypeTested.insert(Object.Index);
  return Value::plain();
}

Value Machine::testType(const Value &Object, const Value &Type, bool Exactly,
                        SourceLocation Where) {
  if (!Type.is(Kind::Type)) {
    issue(ReasonCode::UnknownApi, "the type of an object is compared", Where);
    return Value::plain();
  }
  // What is known of other types is that they are not the guarded ones.
  if (Type.Python == PythonType::None && !Exactly)
    return Value::plain();
  return testArgument(
      Object,
      [&](PythonType T) {
        return T == Type.Python || (!Exactly && T == PythonType::Bool &&
                                    Type.Python == PythonType::Int);
      },
      Where);
}

Value Machine::testFeature(const Value &Type, std::int64_t Feature,
                           SourceLocation Where) {
  // Py_TPFLAGS_..._SUBCLASS, docs.python.org/3/c-api/typeobj.html
  constexpr std::int64_t Long = 1 << 24, List = 1 << 25, Tuple = 1 << 26,
                         Bytes = 1 << 27, Unicode = 1 << 28, Dict = 1 << 29;
  if (Type.is(Kind::TupleType) && Feature == Tuple)
    return Value::number(1);
  for (std::int64_t Known : {Long, List, Tuple, Bytes, Unicode, Dict})
    if (Type.is(Kind::TypeOfArg) && Feature == Known)
      return testArgument(
          Type,
          [&](PythonType T) {
            switch (T) {
            case PythonType::Int:
            case PythonType::Bool:
              return Feature == Long;
            case PythonType::Byte:
              return Feature == Bytes;
            case PythonType::Char:
              return Feature == Unicode;
            default:
              return false;
            }
          },
          Where);
  issue(ReasonCode::UnknownApi, "the type of an object is tested", Where);
  return Value::plain();
}

Value Machine::evaluateCheckPositional(const CallExpr *E) {
  Value Passed = valueOf(E->getArg(1));
  auto Least = constantInteger(E->getArg(2), Unit.AST);
  auto Most = constantInteger(E->getArg(3), Unit.AST);
  if (!Passed.is(Kind::Number) || !Least || !Most) {
    issue(ReasonCode::VariableArity, "an unknown number of arguments is tested",
          E->getBeginLoc());
    return Value::plain();
  }
  if (*Least <= Passed.Int && Passed.Int <= *Most)
    return Value::number(1);
  Now.Error = ErrorState::Set;
  return Value::number(0);
}

const Expr *Machine::keywordListOf(const Expr *Parser) const {
  const VarDecl *Var = addressedVariable(Parser);
  const auto *Record = Var ? Var->getType()->getAsRecordDecl() : nullptr;
  const auto *Init = Record && Var->hasInit()
                         ? dyn_cast<InitListExpr>(Var->getInit())
                         : nullptr;
  if (!Init)
    return nullptr;
  for (const FieldDecl *Field : Record->fields())
    if (Field->getName() == "keywords" &&
        Field->getFieldIndex() < Init->getNumInits())
      return Init->getInit(Field->getFieldIndex());
  return nullptr;
}

Value Machine::evaluateUnpackKeywords(const CallExpr *E) {
  SourceLocation Where = E->getBeginLoc();
  auto Refuse = [&](ReasonCode Code, std::string Message) {
    issue(Code, std::move(Message), Where);
    return Value::of(Kind::Conflict);
  };
  if (E->getNumArgs() != 9)
    return Refuse(ReasonCode::UnknownApi, "an unknown form of this function");
  const VarDecl *Parser = addressedVariable(E->getArg(4));
  const Expr *List = keywordListOf(E->getArg(4));
  auto Names = List && Parser && isOnlyParsedWith(Parser) ? keywordNames(List)
                                                          : std::nullopt;
  auto Least = constantInteger(E->getArg(5), Unit.AST);
  auto Most = constantInteger(E->getArg(6), Unit.AST);
  auto LeastKeyword = constantInteger(E->getArg(7), Unit.AST);
  if (!Names || !Least || !Most || !LeastKeyword || *Least < 0 ||
      *Least > *Most || *LeastKeyword < 0 ||
      *Most + *LeastKeyword > static_cast<std::int64_t>(Names->size()))
    return Refuse(ReasonCode::Keywords,
                  "the parameters of the parser are not constant");
  if (!valueOf(E->getArg(0)).is(Kind::ArgsArray) ||
      !valueOf(E->getArg(2)).is(Kind::Null) ||
      (!valueOf(E->getArg(3)).is(Kind::Keywords) &&
       !valueOf(E->getArg(3)).is(Kind::Null)))
    return Refuse(ReasonCode::ObjectUse,
                  "something other than the arguments is unpacked");
  if (Task.Form && !Task.Form->ByKeyword.empty() &&
      valueOf(E->getArg(3)).is(Kind::Null))
    return Refuse(ReasonCode::Keywords, "keywords never reach the parser");
  const VarDecl *Buffer = namedVariable(stripCasts(E->getArg(8)));
  if (!Buffer || !Buffer->getType()->isArrayType() || !isOnlyParsedWith(Buffer))
    return Refuse(ReasonCode::ObjectEscapes,
                  "the parser's buffer is used elsewhere");
  ParameterList Parameters{std::move(*Names), static_cast<unsigned>(*Least),
                           static_cast<unsigned>(*Most),
                           static_cast<unsigned>(*LeastKeyword)};
  unsigned NumParameters = static_cast<unsigned>(Parameters.Names.size());
  bool Complete =
      Task.Form && Task.Form->Positional <= Parameters.MostPositional;
  for (unsigned I = 0; I < NumParameters && Complete; ++I)
    Complete = !Parameters.isRequired(I) || Task.Form->isGiven(I);
  if (Recording) {
    if (Result.Unpacked && *Result.Unpacked != Parameters)
      return Refuse(ReasonCode::Keywords,
                    "the parameters differ between parsers");
    Result.Unpacked = std::move(Parameters);
  }
  if (!Task.Form ||
      valueOf(E->getArg(1)) != Value::number(Task.Form->Positional))
    return Refuse(ReasonCode::VariableArity,
                  "an unknown number of arguments is unpacked");
  if (!Complete) {
    Now.Error = ErrorState::Set;
    return Value::null();
  }
  NumUnpacked = NumParameters;
  return Value::of(Kind::ArgsBuffer);
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
    if (valueOf(E->getArg(0)).is(Kind::Keywords))
      return Task.Form ? Value::number(static_cast<std::int64_t>(
                             Task.Form->ByKeyword.size()))
                       : Value::plain();
    if (!valueOf(E->getArg(0)).is(Kind::ArgsTuple)) {
      demandPlain(E->getArg(0), ReasonCode::ObjectUse);
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
          return T != PythonType::Byte && T != PythonType::Char;
        },
        Where);
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

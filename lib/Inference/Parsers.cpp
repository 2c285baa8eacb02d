//===- Parsers.cpp - argument parsers under the abstract machine ----------===//
#include "Frontend/AstWalk.h"
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

#include <limits>

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

void Machine::setArity(unsigned Required, unsigned Most, SourceLocation Where) {
  Running.Repeats = false;
  auto New = std::pair(Required, Most);
  if (All.Arity && *All.Arity != New)
    issue(ReasonCode::VariableArity,
          "another number of arguments is parsed elsewhere", Where);
  All.Arity = New;
  Now.Parsed = true;
}

namespace {

/// One unit of a format string: what it does with one argument.
struct ParsedUnit {
  std::string_view Text;
  const Converter *With = nullptr;   ///< null: the object is handed over
  std::optional<TextForm> Form = {}; ///< of text and buffers
  PythonType Demanded = PythonType::None;

  unsigned numTargets() const {
    return Form == TextForm::PointerAndLength ? 2 : 1;
  }
};

/// A format string for PyArg_Parse*, taken apart.
struct ParsedFormat {
  std::vector<ParsedUnit> Units;
  unsigned Required = 0;
  /// How many may be passed by place.
  unsigned Places = std::numeric_limits<unsigned>::max();
  std::string_view Unknown; ///< the first that is no unit known here
};

ParsedFormat parseFormat(std::string_view Text) {
  ParsedFormat Format;
  bool Optional = false;
  auto NumUnits = [&] { return static_cast<unsigned>(Format.Units.size()); };
  for (std::size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == ':' || C == ';')
      break;
    if (C == '|' && !Optional) {
      Optional = true;
      Format.Required = NumUnits();
      continue;
    }
    if (C == '$' && Optional &&
        Format.Places == std::numeric_limits<unsigned>::max()) {
      Format.Places = NumUnits();
      continue;
    }
    std::size_t Length = 1;
    if (char Next = I + 1 < Text.size() ? Text[I + 1] : '\0';
        Next == '#' || Next == '*')
      Length = 2;
    ParsedUnit Unit{Text.substr(I, Length)};
    if (const TextConverter *Memory = findTextUnit(Unit.Text)) {
      Unit.With = &Memory->As;
      Unit.Form = Memory->Form;
    } else if (auto Demanded = findObjectUnit(C); Demanded && Length == 1) {
      Unit.Demanded = *Demanded;
    } else {
      Unit.With = Length == 1 ? findParseUnit(C) : nullptr;
      if (!Unit.With) {
        Format.Unknown = Unit.Text;
        break;
      }
    }
    Format.Units.push_back(Unit);
    I += Length - 1;
  }
  if (!Optional)
    Format.Required = NumUnits();
  return Format;
}

bool declaresApi(llvm::StringRef Name, const UnitContext &Unit) {
  const DeclContext *Global = Unit.AST.getTranslationUnitDecl();
  return llvm::any_of(
      Global->lookup(DeclarationName(&Unit.AST.Idents.get(Name))),
      [&](const NamedDecl *D) { return !Unit.apiName(D).empty(); });
}

/// Whether the length that '#' writes is a Py_ssize_t: if PY_SSIZE_T_CLEAN was
/// defined, which gives the parsers other names, or from 3.13 on.
bool writesWideLengths(const FunctionDecl *Parser, const UnitContext &Unit) {
  return Parser && (Parser->getName().ends_with("_SizeT") ||
                    // 3.13 was the first to declare this one.
                    declaresApi("PyLong_AsInt", Unit));
}

/// What is said of a length that is no Py_ssize_t. It is an int in CPython up
/// to 3.9 and in PyPy, and right where the variable is one. Source:
/// docs.python.org/3/c-api/arg.html, docs.python.org/3/whatsnew/3.10.html
Issue narrowLength(std::string_view Format, const VarDecl *Length,
                   const UnitContext &Unit, SourceLocation Where) {
  // 3.10 was the first to declare this one.
  if (declaresApi("PyModule_AddObjectRef", Unit))
    return {
        ReasonCode::FormatMismatch,
        fmt::format("'{}' without PY_SSIZE_T_CLEAN raises SystemError since "
                    "Python 3.10: define it before Python.h, and make '{}' a "
                    "Py_ssize_t",
                    Format, Length->getNameAsString()),
        Where};
  if (kindOf(Length->getType()) == CKind::Int)
    return {ReasonCode::FormatUnit,
            fmt::format("'{}' without PY_SSIZE_T_CLEAN writes an int", Format),
            Where};
  return {
      ReasonCode::FormatMismatch,
      fmt::format("'{}' without PY_SSIZE_T_CLEAN writes an int, and '{}' is "
                  "of type '{}'",
                  Format, Length->getNameAsString(),
                  Length->getType().getAsString()),
      Where};
}

/// Why \p Var cannot take part \p What of an argument, or "".
std::string whyNotTaken(const ParsedUnit &With, ParseSite::Part What,
                        const VarDecl *Var, const UnitContext &Unit) {
  QualType Type = Var->getType();
  bool Fits = false;
  if (What == ParseSite::Part::View)
    Fits = isBufferView(Type);
  else if (What == ParseSite::Part::Length)
    // A size_t as well: no length is negative.
    Fits = !Type->isEnumeralType() && !Type.isConstQualified() &&
           isSameWidth(Type, CKind::Long, Unit.AST);
  else if (!With.With)
    Fits = isObjectPointer(Type);
  else if (With.Form)
    Fits = isMemoryPointer(Type);
  else
    Fits = !Type->isEnumeralType() && !Type.isConstQualified() &&
           isSameWidth(Type, With.With->Type.Kind, Unit.AST);
  return Fits ? ""
              : fmt::format("format unit '{}' does not match '{}' of type "
                            "'{}'",
                            With.Text, Var->getNameAsString(),
                            Type.getAsString());
}

/// Counts the uses of a variable, and those as an argument of a parser.
class UseCounter : public AstWalk {
public:
  UseCounter(const VarDecl *Var, const UnitContext &Unit)
      : Var(Var), Unit(Unit) {}
  unsigned All = 0, InParsers = 0;

private:
  bool enter(const Stmt *S) override {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      All += Ref->getDecl() == Var;
    const auto *Call = dyn_cast<CallExpr>(S);
    auto Role = Call ? findApiRole(Unit.apiName(Call->getDirectCallee()))
                     : std::nullopt;
    if (Role == ApiRole::ParseKeywords || Role == ApiRole::UnpackKeywords)
      for (const Expr *Argument : Call->arguments())
        InParsers += namedVariable(stripCasts(Argument)) == Var ||
                     addressedVariable(Argument) == Var;
    return true;
  }

  const VarDecl *Var;
  const UnitContext &Unit;
};

} // namespace

bool Machine::isOnlyParsedWith(const VarDecl *Var) {
  auto [Known, New] = OnlyParsedWith.try_emplace(Var, false);
  if (New) {
    UseCounter Counter(Var, Unit);
    Counter.walk(Body);
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
    if (isNullLiteral(stripCasts(Element), Unit.AST) ||
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
  Whole.ParserCalled |= Recording && !One;
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
  if (!Format.Unknown.empty())
    return Refuse(ReasonCode::FormatUnit,
                  fmt::format("format unit '{}' of \"{}\" does not unbox a C "
                              "scalar, text or buffer",
                              Format.Unknown, *Text));
  unsigned NumUnits = static_cast<unsigned>(Format.Units.size());
  // The units whose variables are all there.
  unsigned NumParsed = 0, NumTargets = E->getNumArgs() - FirstTarget;
  while (NumParsed < NumUnits &&
         Format.Units[NumParsed].numTargets() <= NumTargets)
    NumTargets -= Format.Units[NumParsed++].numTargets();
  if (NumTargets || NumParsed < Format.Required ||
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
  if (Recording && NumParsed < NumUnits)
    Whole.DroppedUnits = true;
  ParseSite Site;
  std::vector<Value> Parsed;
  for (unsigned I = 0, At = FirstTarget; I < NumParsed; ++I) {
    const ParsedUnit &With = Format.Units[I];
    unsigned Index = One ? Source.Index : I;
    bool Optional = I >= Format.Required;
    const VarDecl *Vars[2] = {};
    using Part = ParseSite::Part;
    Part First = With.Form == TextForm::View ? Part::View : Part::Whole;
    for (unsigned J = 0; J < With.numTargets(); ++J, ++At) {
      const VarDecl *Target = Vars[J] = addressed(E->getArg(At));
      if (!Target || (!isTracked(Target) && heeds(Rule::FormatIntoLocal)))
        return Refuse(
            ReasonCode::FormatTarget,
            Target && Target->hasLocalStorage()
                ? fmt::format("argument {} is parsed into '{}', whose address "
                              "is used elsewhere",
                              I + 1, Target->getNameAsString())
                : fmt::format("argument {} is not parsed into a local variable",
                              I + 1));
      if (J && heeds(Rule::WideLengths) &&
          !writesWideLengths(calleeOf(E), Unit)) {
        Issue Narrow = narrowLength(With.Text, Target, Unit, Where);
        return Refuse(Narrow.Code, std::move(Narrow.Message));
      }
      if (std::string WhyNot =
              whyNotTaken(With, J ? Part::Length : First, Target, Unit);
          !WhyNot.empty() && heeds(Rule::FormatMatchesVariable))
        return Refuse(
            Target->getType()->isEnumeralType() ? ReasonCode::FormatEnum
            // "O" into a pointer to a struct that begins as an object
            // is right, and unboxes nothing.
            : !With.With && !With.Form && Target->getType()->isPointerType()
                ? ReasonCode::FormatTarget
                : ReasonCode::FormatMismatch,
            WhyNot);
      // What is omitted keeps what the other argument wrote.
      bool Repeats = llvm::any_of(
          Site.Targets, [&](const auto &Other) { return Other.Var == Target; });
      if (Repeats && (Optional || With.Form))
        return Refuse(ReasonCode::FormatTarget,
                      fmt::format("two arguments are parsed into '{}'",
                                  Target->getNameAsString()));
      Site.Targets.push_back({Target, Index, J ? Part::Length : First});
    }
    if (Vars[1] && Vars[1] == Vars[0])
      return Refuse(ReasonCode::FormatTarget,
                    "a pointer and its length are parsed into one variable");
    const VarDecl *Var = Vars[0];
    const bool IsObject = !With.With;
    const bool IsView = First == Part::View;
    const bool OtherType = With.With && !With.Form &&
                           kindOf(Var->getType()) != With.With->Type.Kind;
    if (IsView && Now.Vars[Var].mayBeFilled())
      return Refuse(ReasonCode::BufferUse, "a Py_buffer is filled again");
    if (Recording) {
      if (Whole.Args.size() <= Index)
        Whole.Args.resize(Index + 1);
      FoundArgument &Argument = Whole.Args[Index];
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
        if (!IsObject && !IsView)
          Argument.Default = defaultFrom(Now.Vars[Var], With.With->Python);
        if (Vars[1] && Now.Vars[Vars[1]] != Value::number(0))
          Argument.Default.reset();
        if (OtherType && Now.Vars[Var].Int != (Now.Vars[Var].Int & INT8_MAX))
          Argument.Default.reset(); // the unit's type may not have it
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
    if (Recording && With.Demanded != PythonType::None)
      Whole.Args[Index].Demanded = With.Demanded;
    Value Made = Value::indexed(IsObject ? Kind::Arg
                                : IsView ? Kind::View
                                         : Kind::Param,
                                Index);
    if (!IsObject)
      Made.Python = recordArgument(Index, *With.With, Where);
    // A pointer that is omitted is NULL.
    Made.MayBeNull = With.Form && Optional;
    // Read as another type, it is no longer the argument as it came.
    Parsed.push_back(OtherType ? Value::plain() : Made);
    if (Vars[1])
      Parsed.push_back(Value::indexed(Kind::Length, Index));
  }
  // Only now: the defaults were looked up above.
  for (unsigned I = 0; I < Site.Targets.size(); ++I) {
    Now.Vars[Site.Targets[I].Var] = Parsed[I];
    noteWrite(Site.Targets[I].Var);
  }
  demandSequenced(E, Site);
  if (Recording)
    Result.Parses[E] = std::move(Site);
  if (!One)
    setArity(Format.Required, NumParsed, Where);
  return Value::number(1);
}

std::vector<const VarDecl *> Machine::unpackTargets(const CallExpr *E,
                                                    ApiRole Role) {
  std::vector<const VarDecl *> Targets;
  if (Role == ApiRole::UnpackTuple) {
    for (unsigned I = 4; I < E->getNumArgs(); ++I)
      Targets.push_back(addressed(E->getArg(I)));
  } else if (const VarDecl *Only = addressed(E->getArg(4))) {
    Targets.push_back(Only);
  } else if (const auto *Elements = elementsOf(namedArray(E->getArg(4)))) {
    Targets = *Elements;
  }
  for (const VarDecl *&Var : Targets)
    if (Var && !(isTracked(Var) && isObjectPointer(Var->getType())))
      Var = nullptr;
  return Targets;
}

Value Machine::evaluateUnpackTuple(const CallExpr *E, ApiRole Role) {
  SourceLocation Where = E->getBeginLoc();
  const bool IntoArray = Role == ApiRole::UnpackIntoArray;
  const std::string &Name = Unit.apiName(calleeOf(E));
  auto Least = constantInteger(E->getArg(2), Unit.AST);
  auto Most = constantInteger(E->getArg(3), Unit.AST);
  const Value Passed = valueOf(E->getArg(0));
  // What a method without arguments is given.
  if (IntoArray && Passed.is(Kind::Null) && Least == 0 && Most == 0)
    return Value::number(1);
  // Optional arguments are counted, as those are that are counted by hand.
  bool Counts = Least && Most && *Least != *Most;
  Whole.ParserCalled |= Recording && !Counts;
  const std::vector<const VarDecl *> Targets = unpackTargets(E, Role);
  if (Most && *Most > static_cast<std::int64_t>(Targets.size())) {
    if (IntoArray && Targets.empty())
      issue(ReasonCode::FormatTarget,
            "arguments are not unpacked into a local array", Where);
    else
      issue(ReasonCode::FormatMismatch,
            fmt::format("{} unpacks up to {} arguments into {} variables", Name,
                        *Most, Targets.size()),
            Where);
    return Value::plain();
  }
  if (!Passed.is(Kind::ArgsTuple) || !Least || !Most || *Least < 0 ||
      (Counts && !Task.Form)) {
    issue(ReasonCode::VariableArity,
          Name + (Counts ? " with optional arguments" : " with unknown bounds"),
          Where);
    return Value::plain();
  }
  std::int64_t Given = Task.Form ? Task.Form->Positional : *Least;
  if (Given < *Least || Given > *Most) {
    Now.Error = ErrorState::Set;
    return Value::number(0);
  }
  ParseSite Site;
  for (unsigned I = 0; I < Given; ++I) {
    const VarDecl *Var = Targets[I];
    if (!Var) {
      issue(ReasonCode::FormatTarget,
            "an argument is not unpacked into a local variable", Where);
      return Value::plain();
    }
    Now.Vars[Var] = Value::indexed(Kind::Arg, I);
    noteWrite(Var);
    Site.Targets.push_back({Var, I});
  }
  for (auto I = Given; IntoArray && I < *Most; ++I)
    if (const VarDecl *Var = Targets[static_cast<std::size_t>(I)]) {
      Now.Vars[Var] = Value::null();
      noteWrite(Var);
    }
  demandSequenced(E, Site);
  if (const VarDecl *Array = IntoArray ? namedArray(E->getArg(4)) : nullptr)
    demandSequenced(E, [&](const VarDecl *Var) { return Var == Array; });
  if (Recording)
    Result.Parses[E] = std::move(Site);
  if (!Task.Form)
    setArity(static_cast<unsigned>(*Least), static_cast<unsigned>(*Least),
             Where);
  return Value::number(IntoArray ? Given + 1 : 1);
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
    if (Whole.Unpacked && *Whole.Unpacked != Parameters)
      return Refuse(ReasonCode::Keywords,
                    "the parameters differ between parsers");
    Whole.Unpacked = std::move(Parameters);
  }
  if (!Task.Form ||
      valueOf(E->getArg(1)) != Value::number(Task.Form->Positional))
    return Refuse(ReasonCode::VariableArity,
                  "an unknown number of arguments is unpacked");
  if (!Complete) {
    Now.Error = ErrorState::Set;
    return Value::null();
  }
  All.NumUnpacked = NumParameters;
  return Value::of(Kind::ArgsBuffer);
}

} // namespace pyunbox

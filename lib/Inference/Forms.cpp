#include "Inference/Forms.h"

#include "Inference/AstQueries.h"
#include "Inference/Forwarding.h"
#include "Inference/Interpreter.h"
#include "Inference/Memory.h"
#include "Inference/ResultType.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace pyunbox {

namespace {

/// The largest number of arguments tried for wrappers that count by hand.
constexpr unsigned MaxHandCounted = 12;
/// The most combinations of types, and of parameters left out, that are tried.
constexpr std::size_t MaxAssumptions = 32, MaxForms = 256;

using TypesOfArguments = std::map<unsigned, PythonType>;

class FormProver {
public:
  FormProver(WrapperTask &Task, const UnitContext &Unit,
             EffectAnalysis &Effects)
      : Task(Task), Unit(Unit), Effects(Effects) {}

  Proof run();

private:
  Proof interpretTyped();
  bool ignoresArguments() const;
  Proof proveCounted();
  Proof proveUnpacked(const ParameterList &Parameters);
  std::optional<ForwardedCall> callOf(const Proof &P) const;
  std::optional<Issue> join(Proof &Whole, const ForwardedCall &WholeCall,
                            const CallForm &Form);
  Issue arityIssue(std::string Message) const {
    return {ReasonCode::VariableArity, std::move(Message),
            Task.Wrapper->getLocation()};
  }

  Issue otherParameters() const {
    return {ReasonCode::Keywords, "the parameters differ between parsers",
            Task.Wrapper->getLocation()};
  }

  WrapperTask &Task;
  const UnitContext &Unit;
  EffectAnalysis &Effects;
};

bool returnsResult(const Proof &P) {
  return llvm::any_of(P.Returns, [](const FoundReturn &Return) {
    return !Return.Returned.is(Value::Kind::Null);
  });
}

bool hasIssue(const Proof &P, ReasonCode Code) {
  return llvm::any_of(P.Issues, [&](const Issue &I) { return I.Code == Code; });
}

/// The types to assume for the arguments whose type \p Free tests: those that
/// they are unboxed from.
std::vector<TypesOfArguments> assumptions(const Proof &Free) {
  std::vector<TypesOfArguments> All{{}};
  for (unsigned Index : Free.TypeTested) {
    auto Found = Free.UnboxedFrom.find(Index);
    if (Found == Free.UnboxedFrom.end())
      continue;
    std::set<PythonType> Types;
    for (PythonType Type : Found->second)
      Types.insert(Type == PythonType::Real ? PythonType::Float : Type);
    if (All.size() * Types.size() > MaxAssumptions)
      return {};
    std::vector<TypesOfArguments> Longer;
    for (const TypesOfArguments &Before : All)
      for (PythonType Type : Types) {
        Longer.push_back(Before);
        Longer.back()[Index] = Type;
      }
    All = std::move(Longer);
  }
  return All;
}

/// All ways to pass at least the required ones of \p Parameters; the first
/// passes all of them, by place where they have one. Empty if there are too
/// many.
std::vector<CallForm> formsOf(const ParameterList &Parameters) {
  unsigned Number = static_cast<unsigned>(Parameters.Names.size());
  std::vector<CallForm> Forms;
  for (unsigned Places = std::min(Parameters.MostPositional, Number) + 1;
       Places-- > 0;) {
    std::vector<CallForm> Longer{{Places, {}}};
    for (unsigned I = Places; I < Number; ++I) {
      std::vector<CallForm> Next;
      for (const CallForm &Form : Longer) {
        if (!Parameters.Names[I].empty()) {
          Next.push_back(Form);
          Next.back().ByKeyword.insert(I);
        }
        if (!Parameters.isRequired(I))
          Next.push_back(Form);
      }
      Longer = std::move(Next);
      if (Forms.size() + Longer.size() > MaxForms)
        return {};
    }
    Forms.insert(Forms.end(), Longer.begin(), Longer.end());
  }
  return Forms;
}

/// Interprets under the assumption that arguments whose type is tested have the
/// one that makes a proof; without any, if there is none.
Proof FormProver::interpretTyped() {
  Task.Exactly.clear();
  Proof Free = interpret(Task, Unit, Effects);
  if (Free.TypeTested.empty())
    return Free;
  std::optional<Proof> First;
  for (TypesOfArguments &Types : assumptions(Free)) {
    Task.Exactly = std::move(Types);
    Proof P = interpret(Task, Unit, Effects);
    if (P.Issues.empty() && returnsResult(P))
      return P;
    if (!First && returnsResult(P))
      First = std::move(P);
  }
  Task.Exactly.clear();
  return First ? std::move(*First) : std::move(Free);
}

std::optional<ForwardedCall> FormProver::callOf(const Proof &P) const {
  ResultType Type = resultTypeOf(P, Unit);
  if (Type.Against)
    return std::nullopt;
  auto Call = forwardedCall(P, Type, Unit);
  return Call ? Call : followedForward(P, Type);
}

/// Lets \p Whole, the proof for all arguments, stand for \p Form as well, which
/// leaves some out: it must make the same call, with constants in their place.
std::optional<Issue> FormProver::join(Proof &Whole,
                                      const ForwardedCall &WholeCall,
                                      const CallForm &Form) {
  WrapperTask Shorter = Task;
  Shorter.Form = Form;
  Proof P = interpret(Shorter, Unit, Effects);
  if (!P.Issues.empty())
    return P.Issues.front();
  if (auto Against = misuseOfMemory(Task.Wrapper, P, Unit, Effects))
    return Against;
  if (P.Unpacked && P.Unpacked != Whole.Unpacked)
    return otherParameters();
  for (unsigned I = 0; I < P.Args.size() && I < Whole.Args.size(); ++I)
    if (Form.isGiven(I) &&
        (P.Args[I].Guard != Whole.Args[I].Guard ||
         P.Args[I].UnboxedBy->Type.Kind != Whole.Args[I].UnboxedBy->Type.Kind))
      return Issue{ReasonCode::ArgumentTypes,
                   fmt::format("argument {} is unboxed in another way where "
                               "others are left out",
                               I + 1),
                   Task.Wrapper->getLocation()};
  auto Call = callOf(P);
  if (!Call || Call->Callee != WholeCall.Callee ||
      Call->Returns.Python != WholeCall.Returns.Python ||
      !llvm::equal(Call->Returns.Items, WholeCall.Returns.Items) ||
      Call->Args.size() != WholeCall.Args.size())
    return arityIssue("another computation is made for another number of "
                      "arguments");
  std::set<unsigned> Defaulted;
  for (std::size_t I = 0; I < Call->Args.size(); ++I) {
    const Value &Mine = Call->Args[I], &Full = WholeCall.Args[I];
    if (Mine.is(Value::Kind::Address))
      return arityIssue("a variable is passed on by its address");
    if (Mine == Full)
      continue;
    if (!Full.is(Value::Kind::Param) || Form.isGiven(Full.Index))
      return arityIssue("an argument is passed on in different ways");
    FoundArgument &Argument = Whole.Args[Full.Index];
    auto Default = defaultFrom(Mine, Argument.Guard);
    if (!Default ||
        (Argument.Default && !isSameDefault(*Argument.Default, *Default)))
      return Issue{ReasonCode::DefaultUnknown,
                   fmt::format("optional argument {} has no constant default",
                               Full.Index + 1),
                   Task.Wrapper->getLocation()};
    Argument.Default = Default;
    Defaulted.insert(Full.Index);
  }
  for (unsigned I = 0; I < Whole.Args.size(); ++I)
    if (!Form.isGiven(I) && !Defaulted.contains(I))
      return arityIssue(
          fmt::format("argument {} is optional, and not passed on", I + 1));
  Whole.AllEffects.join(P.AllEffects);
  Whole.OwnEffects.join(P.OwnEffects);
  Whole.BailsOut |= P.BailsOut;
  Whole.ReleasesGil |= P.ReleasesGil;
  Whole.SeveralForms = true;
  return std::nullopt;
}

/// Interprets a wrapper that counts its arguments by hand: with each number of
/// them.
Proof FormProver::proveCounted() {
  std::optional<Proof> Longest;
  std::optional<Proof> Stopped; ///< before a return was reached
  WrapperTask LongestTask = Task;
  std::vector<unsigned> Accepted;
  for (unsigned Count = 0; Count <= MaxHandCounted; ++Count) {
    Task.Form = CallForm{Count};
    Proof P = interpretTyped();
    if (!returnsResult(P)) {
      // Arguments that are refused are not unboxed.
      llvm::erase_if(P.Issues, [](const Issue &I) {
        return I.Code == ReasonCode::ArgumentUnused;
      });
      if (!Stopped && !P.Issues.empty())
        Stopped = std::move(P);
      if (!Task.Form.isHeeded()) // as any other number would have it
        break;
      continue;
    }
    Accepted.push_back(Count);
    bool Hopeless = !P.Issues.empty();
    Longest = std::move(P);
    LongestTask = Task;
    if (Hopeless)
      return std::move(*Longest);
  }
  Task = LongestTask;
  if (!Longest && Stopped)
    return std::move(*Stopped);
  if (!Longest) {
    Longest.emplace();
    Longest->Issues.push_back({ReasonCode::ArityNever,
                               "no number of arguments leads to a result",
                               Task.Wrapper->getLocation()});
    return std::move(*Longest);
  }
  if (Accepted.size() == 1 || !heeds(Rule::OneArity))
    return std::move(*Longest);
  auto Refuse = [&](Issue Why) {
    Longest->Issues.push_back(std::move(Why));
    return std::move(*Longest);
  };
  std::string Several = fmt::format("{} arguments are accepted, and {}",
                                    Accepted.front(), Accepted.back());
  auto Call = callOf(*Longest);
  if (!Call || Accepted.back() - Accepted.front() + 1 != Accepted.size() ||
      Accepted.back() == MaxHandCounted)
    return Refuse(arityIssue(Several));
  Accepted.pop_back();
  for (unsigned Count : Accepted)
    if (auto Why = join(*Longest, *Call, CallForm{Count}))
      return Refuse(std::move(*Why));
  Longest->NumRequired = Accepted.front();
  return std::move(*Longest);
}

/// Interprets a wrapper whose parser hands back its arguments in order: with
/// each set of them, by place and by keyword.
Proof FormProver::proveUnpacked(const ParameterList &Parameters) {
  std::vector<CallForm> Forms = formsOf(Parameters);
  if (Forms.empty()) {
    Proof None;
    None.Issues.push_back(
        arityIssue("there are too many ways to leave arguments out"));
    return None;
  }
  Task.Form = Forms.front();
  Proof Whole = interpretTyped();
  if (!Whole.Issues.empty())
    return Whole;
  auto Refuse = [&](Issue Why) {
    Whole.Issues.push_back(std::move(Why));
    return std::move(Whole);
  };
  // Calls by place alone need not reach the parser.
  if (Whole.Unpacked.value_or(Parameters) != Parameters)
    return Refuse(otherParameters());
  Whole.Unpacked = Parameters;
  auto Call = callOf(Whole);
  if (!Call)
    return Refuse(arityIssue("the wrapper does more than pass its arguments "
                             "on, and takes keywords"));
  for (const CallForm &Form : llvm::drop_begin(Forms))
    if (auto Why = join(Whole, *Call, Form))
      return Refuse(std::move(*Why));
  for (unsigned I = 0; I < Whole.Args.size(); ++I) {
    FoundArgument &Argument = Whole.Args[I];
    Argument.Name =
        Parameters.Names[I].empty() ? Argument.Name : Parameters.Names[I];
    Argument.Keyword = !Parameters.Names[I].empty();
    Argument.KeywordOnly = I >= Parameters.MostPositional;
  }
  Whole.NumRequired = static_cast<unsigned>(
      llvm::find_if(Whole.Args,
                    [](const FoundArgument &A) { return A.Default; }) -
      Whole.Args.begin());
  for (unsigned I = Whole.NumRequired; I < Whole.Args.size(); ++I)
    if (!Whole.Args[I].Default)
      return Refuse(arityIssue("a required argument follows an optional one"));
  return Whole;
}

/// Whether the wrapper looks at nothing that it is passed but self.
bool FormProver::ignoresArguments() const {
  auto IsArguments = [&](const Expr *E) {
    const VarDecl *Var = namedVariable(E->IgnoreParenImpCasts());
    return Var && isa<ParmVarDecl>(Var) &&
           llvm::is_contained(llvm::drop_begin(Task.Wrapper->parameters()),
                              Var);
  };
  unsigned Used = 0, Silenced = 0;
  findNode(Task.Wrapper->getBody(), [&](const Stmt *S) {
    const auto *Cast = dyn_cast<CStyleCastExpr>(S);
    if (Cast && Cast->getCastKind() == CK_ToVoid)
      Silenced += IsArguments(Cast->getSubExpr());
    Used += isa<DeclRefExpr>(S) && IsArguments(cast<Expr>(S));
    return false;
  });
  return Used == Silenced;
}

Proof FormProver::run() {
  // One that takes any arguments takes none.
  if (Task.Calls != Convention::O && Task.Calls != Convention::NoArgs &&
      ignoresArguments())
    Task.Form = CallForm{0};
  Proof P = interpretTyped();
  // Without a parser, the arguments are counted by hand or not at all.
  if (!hasIssue(P, ReasonCode::VariableArity) || P.ParserCalled)
    return P;
  return P.Unpacked ? proveUnpacked(*P.Unpacked) : proveCounted();
}

} // namespace

Proof prove(WrapperTask &Task, const UnitContext &Unit,
            EffectAnalysis &Effects) {
  return FormProver(Task, Unit, Effects).run();
}

} // namespace pyunbox

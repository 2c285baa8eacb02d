#include "Inference/Verdict.h"

#include "Inference/Effects.h"
#include "Inference/ErrnoOrder.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "Rewrite/FastCalls.h"
#include "Rewrite/GilEntries.h"
#include "Signature/MethodFlags.h"
#include "fmt/format.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <algorithm>
#include <set>

using namespace clang;

namespace pyunbox {

namespace {

/// How a call could be made in place of the boxed one.
enum Way : unsigned {
  Direct = 1,  ///< from any thread, as often as it takes
  WithGil = 2, ///< on PyPy, once, by code that raises as the wrapper does
  InPlace = 4, ///< on CPython, once, behind which exceptions are looked for
};

/// Whether the boxed call makes or takes apart numbers: nothing else costs it
/// more than a call that takes the GIL.
bool boxesNumbers(const Method &M) {
  return M.Returns.Python == PythonType::Int ||
         M.Returns.Python == PythonType::Float ||
         M.Returns.Python == PythonType::Tuple ||
         llvm::any_of(M.Args, [](const Argument &A) {
           return A.Python == PythonType::Int ||
                  A.Python == PythonType::Float || A.Python == PythonType::Real;
         });
}

/// What stands against calling an entry that has an effect.
struct Obstacle {
  EffectKind Kind;
  Rule By;
  const char *Why;
  unsigned To; ///< the ways that it stands against
};
constexpr Obstacle Obstacles[] = {
    // Where Python code has run, PyPy ends the process when its exception is
    // fetched: it recurses for each frame of the traceback.
    {EffectKind::PythonApi, Rule::NoGil, "needs the GIL", Direct | WithGil},
    {EffectKind::PythonError, Rule::NoGil, "needs the GIL", Direct},
    {EffectKind::UnknownCall, Rule::NoGil,
     "effects of a function that is not seen", Direct | WithGil},
    {EffectKind::ProcessState, Rule::NoGil, "uses state of the process",
     Direct},
    {EffectKind::Forbidden, Rule::NoGil, "control flow that is not analysed",
     Direct | WithGil | InPlace},
    {EffectKind::Errno, Rule::NoErrno, "uses errno", Direct},
    {EffectKind::Volatile, Rule::NoVolatile, "uses volatile memory", Direct},
    {EffectKind::State, Rule::NoState, "uses state of the module", Direct},
    {EffectKind::Throws, Rule::NoThrow, "may throw a C++ exception",
     Direct | WithGil | InPlace},
};

/// Why an entry with these effects must not be called that way, with the
/// evidence; null if nothing stands against it.
const Evidence *against(const EffectSet &All, Way How, std::string &Why) {
  for (const Obstacle &O : Obstacles)
    if (const auto &Found = All.evidence(O.Kind);
        Found && heeds(O.By) && O.To & How) {
      Why = O.Why;
      return &*Found;
    }
  return nullptr;
}

/// The evidence for all that stands against a direct call, \p First first.
std::vector<FoundEffect> evidenceOf(const EffectSet &All, const Evidence &First,
                                    const UnitContext &Unit) {
  std::vector<FoundEffect> Shown;
  for (const Obstacle &O : Obstacles)
    if (const auto &Found = All.evidence(O.Kind))
      Shown.insert(&*Found == &First ? Shown.begin() : Shown.end(),
                   {O.Kind, Found->What, Unit.locate(Found->Where)});
  return Shown;
}

bool carriesComplex(const Method &M) {
  return M.Returns.Type.Kind == CKind::Complex ||
         llvm::any_of(M.Args, [](const Argument &A) {
           return A.Type.Kind == CKind::Complex;
         });
}

/// Whether fastcall.h unboxes \p A.
bool isUnboxedFast(const Argument &A) {
  switch (A.Python) {
  case PythonType::Int:
    return A.Type.Kind != CKind::Bool;
  case PythonType::Float:
  case PythonType::Real:
  case PythonType::Bool:
  case PythonType::Byte:
  case PythonType::Char:
  case PythonType::Str:
  case PythonType::OptionalStr:
  case PythonType::Bytes:
  case PythonType::StrBytes:
  case PythonType::OptionalStrBytes:
    return true;
  default:
    return false;
  }
}

/// Whether fastcall.h boxes \p Type.
bool isBoxedFast(PythonType Type) {
  return Type == PythonType::None || Type == PythonType::Int ||
         Type == PythonType::Float || Type == PythonType::Bool ||
         Type == PythonType::Tuple;
}

/// Whether a name stands for two arguments: a parser gives it to both.
bool repeatsName(const Method &M) {
  std::set<std::string> Names;
  return llvm::any_of(M.Args, [&](const Argument &A) {
    return A.Keyword && !Names.insert(A.Name).second;
  });
}

/// Why a METH_FASTCALL function would differ from the wrapper of \p Row, for
/// who calls it or looks at it; "" if it does not.
std::string whyDiffersFast(const MinedRow &Row) {
  // It may be compared with what is found in a function object.
  if (Row.IsWrapperAddressed)
    return "the address of the wrapper is used outside of the tables";
  if (Row.MayBeRead)
    return "the rows of its table may be read, and their functions called, by "
           "other code than the interpreter's";
  if (!(Row.Flags & MethKeywords) && (Row.OfType || !Row.OfModule))
    return "the error for keyword arguments may name a type";
  return {};
}

/// The same by the signature of \p M.
std::string whyDiffersFast(const Method &M) {
  // Names are compared as the interpreter does it for ASCII only.
  if (llvm::any_of(M.Args, [](const Argument &A) {
        return A.Keyword &&
               llvm::any_of(A.Name, [](char C) { return C & 0x80; });
      }))
    return "the name of an argument is not ASCII";
  if (repeatsName(M))
    return "two arguments have the same name";
  if (!std::ranges::is_partitioned(
          M.Args, [](const Argument &A) { return !A.Default.has_value(); }))
    return "a required argument stands behind an optional one";
  return {};
}

/// Whether the wrapper, or what was followed from it, raises an exception of
/// which PyPy may make nothing without ending the process.
bool raisesMore(const Proof &P, const UnitContext &Unit) {
  bool Found = false;
  P.forEachFunction([&](const BodyFacts &Facts) {
    Found |= llvm::any_of(Facts.Reached, [&](const Stmt *S) {
      const auto *Call = dyn_cast<CallExpr>(S);
      return Call && needsMoreToRaise(Call, Unit);
    });
  });
  return Found;
}

/// A macro of the project that generated code would meet, "" if there is none.
std::string metMacro(const UnitContext &Unit,
                     bool (*IsUsed)(std::string_view)) {
  for (const std::string &Name : Unit.projectMacros())
    if (IsUsed(Name))
      return fmt::format("the project has a macro '{}', which the generated "
                         "function would meet",
                         Name);
  return {};
}

/// Why no METH_FASTCALL function can stand in the row's place, whatever it
/// takes; "" if one can.
std::string whyNotFast(const MinedRow &Row, const UnitContext &Unit) {
  if (!(Row.Flags & MethVarArgs))
    return "its convention is no METH_VARARGS";
  if (!Unit.isMacro("METH_FASTCALL"))
    return "Py_LIMITED_API below 3.10 has no METH_FASTCALL";
  if (std::string Why = whyDiffersFast(Row);
      !Why.empty() && heeds(Rule::FastCallEqual))
    return Why;
  if (Row.Table->isConstexpr())
    return "its table is a constant expression";
  if (!Unit.isNameable(Row.Wrapper))
    return "the wrapper has no name outside its scope";
  return metMacro(Unit, isUsedByFastCalls);
}

/// Why none can have the signature of \p M; "" if one can.
std::string whyNotFast(const Method &M) {
  if (std::string Why = whyDiffersFast(M);
      !Why.empty() && heeds(Rule::FastCallEqual))
    return Why;
  for (const Argument &A : M.Args)
    if (!isUnboxedFast(A))
      return fmt::format("{} from {} is not unboxed there", A.Type.Spelling,
                         spelling(A.Python));
  if (!isBoxedFast(M.Returns.Python))
    return fmt::format("{} is not boxed there", spelling(M.Returns.Python));
  return {};
}

} // namespace

std::string both(const std::string &First, const std::string &Second) {
  return First.empty() || Second.empty() ? First + Second
                                         : First + "; " + Second;
}

std::string metKeyword(const UnitContext &Unit) {
  static constexpr llvm::StringLiteral Keywords[] = {
      "break",  "char",   "continue", "do",   "double", "else",   "float",
      "for",    "goto",   "if",       "int",  "long",   "return", "short",
      "signed", "switch", "unsigned", "void", "while"};
  for (const std::string &Name : Unit.projectMacros())
    if (llvm::is_contained(Keywords, Name) && heeds(Rule::CopyKeepsMeaning))
      return fmt::format("the project has a macro '{}', which generated code "
                         "would meet",
                         Name);
  return {};
}

RowObstacles obstaclesOf(const MinedRow &Row, const UnitContext &Unit) {
  RowObstacles Out;
  if (!Row.Site && Row.Record.empty())
    Out.Any = fmt::format("the table is left as it is: {}", Row.NotRewritable);
  else
    Out.Any = metKeyword(Unit);
  Out.Gil = metMacro(Unit, isUsedByGilEntries);
  Out.Fast = whyNotFast(Row, Unit);
  return Out;
}

void heed(const RowObstacles &Against, Method &M) {
  auto CallBoxed = [](Callable &Call, const std::string &Why) {
    if (!Why.empty() && Call.How != CallWay::Boxed)
      Call = {CallWay::Boxed, both(Call.WhyNot, Why)};
  };
  CallBoxed(M.PyPy, Against.Any);
  if (M.PyPy.How == CallWay::WithGil)
    CallBoxed(M.PyPy, Against.Gil);
  for (const std::string *Why : {&Against.Any, &Against.Fast})
    CallBoxed(M.CPython, *Why);
}

bool decideCall(const Proof &P, const FunctionDecl *Wrapper, bool HasPlace,
                const UnitContext &Unit, EffectAnalysis &Analysis, Method &M) {
  const EffectSet &All = P.AllEffects;
  Effects &Effect = M.Effect;
  bool Opaque = All.has(EffectKind::PythonApi) ||
                All.has(EffectKind::PythonError) ||
                All.has(EffectKind::UnknownCall);
  Effect.Raise = Opaque       ? Effects::Raises::AfterEffects
                 : P.BailsOut ? Effects::Raises::AfterNothing
                              : Effects::Raises::None;
  Effect.NeedsGil =
      Opaque || All.has(EffectKind::ProcessState) || All.has(EffectKind::Errno);
  Effect.State = All.has(EffectKind::State) || All.has(EffectKind::Volatile);
  Effect.Pure = !All.observable() && !P.BailsOut &&
                !All.has(EffectKind::MayTrap) &&
                !All.has(EffectKind::MayLoop) && !P.loopsBeside(nullptr);
  // Equal arguments are not equal addresses.
  if (llvm::any_of(M.Args, [](const Argument &A) { return A.Type.isMemory(); }))
    Effect.Pure = false;
  Effect.Blocks = P.ReleasesGil;
  M.Trusts.assign(All.Trusts.begin(), All.Trusts.end());
  std::string Why, WhyInPlace, WhyWithGil;
  const Evidence *Found = against(All, Direct, Why);
  if (Found) {
    Effect.Evidence = evidenceOf(All, *Found, Unit);
    Why = fmt::format("{}: {}", Why, Found->What);
  }
  if (against(All, InPlace, WhyInPlace))
    WhyInPlace = Why;
  // PyPy sets errno to a copy of its own before it calls through a pointer.
  if (against(All, WithGil, WhyWithGil))
    WhyWithGil = Why;
  else if (!Why.empty() && heeds(Rule::NoErrno) &&
           mayReadStaleErrno(Wrapper, Analysis, Unit))
    WhyWithGil = both(Why, "errno may be looked at before it is set");
  else if (!Why.empty() && raisesMore(P, Unit))
    WhyWithGil = both(Why, "it raises an exception with objects or of unknown "
                           "text");

  std::string WhyAnywhere;
  if (carriesComplex(M))
    WhyAnywhere = "complex numbers are not passed unboxed";
  else if (!HasPlace)
    WhyAnywhere = "the wrapper is defined in another file than its table, and "
                  "no function that this file can call does all that it does";

  std::string WhyNotOnPyPy = WhyAnywhere;
  if (!Why.empty() && WhyNotOnPyPy.empty() && !boxesNumbers(M))
    WhyNotOnPyPy = "the boxed call is as fast: it boxes no number";
  CallWay OnPyPy = CallWay::Boxed;
  if (WhyWithGil.empty() && WhyNotOnPyPy.empty())
    OnPyPy = Why.empty() ? CallWay::Direct : CallWay::WithGil;
  M.PyPy = {OnPyPy, WhyWithGil.empty() ? both(Why, WhyNotOnPyPy) : WhyWithGil};

  if (WhyInPlace.empty())
    WhyInPlace = WhyAnywhere;
  if (WhyInPlace.empty())
    WhyInPlace = whyNotFast(M);
  M.CPython = {WhyInPlace.empty() ? CallWay::FastCall : CallWay::Boxed,
               WhyInPlace};
  return !Found;
}

} // namespace pyunbox

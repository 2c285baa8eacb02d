#include "Inference/Verdict.h"

#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "Rewrite/FastCalls.h"
#include "fmt/format.h"
#include "clang/AST/Decl.h"

#include <algorithm>
#include <set>

namespace pyunbox {

namespace {

/// What stands against calling an entry that has an effect.
struct Obstacle {
  EffectKind Kind;
  Rule By;
  const char *Why;
  /// It is none for a wrapper's only call, made with the GIL. One that may
  /// leave an exception behind is: after METH_FASTCALL not every CPython looks
  /// for it.
  bool IsOfThreads;
};
constexpr Obstacle Obstacles[] = {
    {EffectKind::PythonApi, Rule::NoGil, "needs the GIL", false},
    {EffectKind::UnknownCall, Rule::NoGil,
     "effects of a function that is not seen", false},
    {EffectKind::ProcessState, Rule::NoGil, "uses state of the process", true},
    {EffectKind::Forbidden, Rule::NoGil, "control flow that is not analysed",
     false},
    {EffectKind::Errno, Rule::NoErrno, "uses errno", true},
    {EffectKind::Volatile, Rule::NoVolatile, "uses volatile memory", true},
    {EffectKind::State, Rule::NoState, "uses state of the module", true},
    {EffectKind::Throws, Rule::NoThrow, "may throw a C++ exception", false},
};

/// Why an entry with these effects must not be called, with the evidence; null
/// if nothing stands against it. \p InPlace: with the GIL, as the only call.
const Evidence *against(const EffectSet &All, bool InPlace, std::string &Why) {
  for (const Obstacle &O : Obstacles)
    if (const auto &Found = All.evidence(O.Kind);
        Found && heeds(O.By) && !(InPlace && O.IsOfThreads)) {
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
    return true;
  default:
    return false;
  }
}

/// Whether fastcall.h boxes \p Type.
bool isBoxedFast(PythonType Type) {
  return Type == PythonType::None || Type == PythonType::Int ||
         Type == PythonType::Float || Type == PythonType::Bool;
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
std::string whyDiffersFast(const MinedRow &Row, const Method &M) {
  // It may be compared with what is found in a function object.
  if (Row.IsWrapperAddressed)
    return "the address of the wrapper is used outside of the tables";
  if (Row.MayBeRead)
    return "the rows of its table may be read, and their functions called, by "
           "other code than the interpreter's";
  if (!M.PassesKeywords && (Row.OfType || !Row.OfModule))
    return "the error for keyword arguments may name a type";
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

/// Why no METH_FASTCALL function can stand in the row's place, whatever the
/// entry does; "" if one can.
std::string whyNotFast(const MinedRow &Row, const UnitContext &Unit,
                       const Method &M) {
  constexpr std::int64_t MethVarArgs = 0x1;
  if (!(Row.Flags & MethVarArgs))
    return "its convention is no METH_VARARGS";
  if (!Unit.isMacro("METH_FASTCALL"))
    return "Py_LIMITED_API below 3.10 has no METH_FASTCALL";
  if (std::string Why = whyDiffersFast(Row, M);
      !Why.empty() && heeds(Rule::FastCallEqual))
    return Why;
  if (Row.Table->isConstexpr())
    return "its table is a constant expression";
  if (!Unit.isNameable(Row.Wrapper))
    return "the wrapper has no name outside its scope";
  for (const std::string &Name : Unit.projectMacros())
    if (isUsedByFastCalls(Name))
      return fmt::format("the project has a macro '{}', which the generated "
                         "function would meet",
                         Name);
  for (const Argument &A : M.Args)
    if (!isUnboxedFast(A))
      return fmt::format("{} from {} is not unboxed there", A.Type.Spelling,
                         spelling(A.Python));
  if (!isBoxedFast(M.Returns.Python))
    return fmt::format("{} is not boxed there", spelling(M.Returns.Python));
  return {};
}

} // namespace

void decideCall(const Proof &P, const MinedRow &Row, const UnitContext &Unit,
                bool Forwards, Method &M) {
  const EffectSet &All = P.AllEffects;
  Effects &Effect = M.Effect;
  bool Opaque =
      All.has(EffectKind::PythonApi) || All.has(EffectKind::UnknownCall);
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
  std::string Why, WhyInPlace;
  const Evidence *Found = against(All, /*InPlace=*/false, Why);
  if (Found) {
    Effect.Evidence = evidenceOf(All, *Found, Unit);
    Why = fmt::format("{}: {}", Why, Found->What);
  }
  const bool InPlace = Forwards && !P.ReleasesGil;
  if (against(All, InPlace, WhyInPlace))
    WhyInPlace = Why;

  std::string WhyAnywhere;
  if (carriesComplex(M))
    WhyAnywhere = "complex numbers are not passed unboxed";
  else if (!Row.Table)
    WhyAnywhere = "the wrapper is defined in another file than its table";
  else if (!M.Row && M.Record.empty())
    WhyAnywhere = fmt::format("the table is left as it is: {}", M.NotRewritten);

  if (Why.empty())
    Why = WhyAnywhere;
  if (Why.empty() && Row.OfType)
    Why = "a method of a type; only functions of modules are replaced";
  M.PyPy = {Why.empty() ? CallWay::Direct : CallWay::Boxed, Why};

  if (WhyInPlace.empty())
    WhyInPlace = WhyAnywhere;
  if (WhyInPlace.empty())
    WhyInPlace = whyNotFast(Row, Unit, M);
  M.CPython = {WhyInPlace.empty() ? CallWay::FastCall : CallWay::Boxed,
               WhyInPlace};
}

} // namespace pyunbox

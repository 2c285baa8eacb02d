#include "Inference/Verdict.h"

#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "fmt/format.h"

namespace pyunbox {

namespace {

/// Why an entry with these effects must not be called without the GIL, with the
/// evidence; null if nothing stands against it.
const Evidence *against(const EffectSet &All, std::string &Why) {
  struct Obstacle {
    EffectKind Kind;
    Rule By;
    const char *Why;
  };
  static constexpr Obstacle Obstacles[] = {
      {EffectKind::PythonApi, Rule::NoGil, "needs the GIL"},
      {EffectKind::UnknownCall, Rule::NoGil,
       "effects of a function that is not seen"},
      {EffectKind::ProcessState, Rule::NoGil, "uses state of the process"},
      {EffectKind::Forbidden, Rule::NoGil, "control flow that is not analysed"},
      {EffectKind::Errno, Rule::NoErrno, "uses errno"},
      {EffectKind::Volatile, Rule::NoState, "uses volatile memory"},
      {EffectKind::State, Rule::NoState, "uses state of the module"},
      {EffectKind::Throws, Rule::NoThrow, "may throw a C++ exception"},
  };
  for (const Obstacle &O : Obstacles)
    if (const auto &Found = All.evidence(O.Kind); Found && heeds(O.By)) {
      Why = O.Why;
      return &*Found;
    }
  return nullptr;
}

bool carriesComplex(const Method &M) {
  return M.Returns.Type.Kind == CKind::Complex ||
         llvm::any_of(M.Args, [](const Argument &A) {
           return A.Type.Kind == CKind::Complex;
         });
}

} // namespace

void decideCall(const Proof &P, const MinedRow &Row, const UnitContext &Unit,
                Method &M) {
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
                !All.has(EffectKind::MayTrap) && !All.has(EffectKind::MayLoop);
  Effect.Blocks = P.ReleasesGil;
  M.Trusts.assign(All.Trusts.begin(), All.Trusts.end());
  std::string Why;
  if (const Evidence *Found = against(All, Why)) {
    Effect.Evidence = Found->What;
    Effect.EvidenceAt = Unit.locate(Found->Where);
    M.PyPy = {CallWay::Boxed, fmt::format("{}: {}", Why, Found->What)};
    return;
  }
  if (carriesComplex(M)) {
    M.PyPy = {CallWay::Boxed, "complex numbers are not passed unboxed"};
    return;
  }
  if (!Row.Table) {
    M.PyPy = {CallWay::Boxed,
              "the wrapper is defined in another file than its table"};
    return;
  }
  if (Row.OfType) {
    M.PyPy = {CallWay::Boxed,
              "a method of a type; only functions of modules are replaced"};
    return;
  }
  if (!M.Row) {
    M.PyPy = {CallWay::Boxed,
              fmt::format("the table is left as it is: {}", M.NotRewritten)};
    return;
  }
  M.PyPy = {CallWay::Direct, ""};
}

} // namespace pyunbox

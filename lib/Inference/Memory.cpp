#include "Inference/Memory.h"

#include "Inference/AstQueries.h"
#include "Inference/Effects.h"
#include "Inference/PointerTrace.h"
#include "clang/AST/Decl.h"

using namespace clang;

namespace pyunbox {

std::optional<Issue> misuseOfMemory(const FunctionDecl *Wrapper, const Proof &P,
                                    const UnitContext &Unit,
                                    EffectAnalysis &Effects) {
  bool Any = false;
  for (unsigned I = 0; I < P.Args.size(); ++I) {
    if (!P.Args[I].UnboxedBy || !P.Args[I].UnboxedBy->Type.isMemory())
      continue;
    Any = true;
    if (I >= MaxMaskedArguments)
      return Issue{ReasonCode::TooLarge, "there are too many arguments",
                   Wrapper->getLocation()};
    if (P.Counted.contains(I))
      return Issue{ReasonCode::ObjectUse,
                   "the reference count of an object whose memory is used is "
                   "changed",
                   Wrapper->getLocation()};
  }
  if (!Any)
    return std::nullopt;
  PointerTracer All(Unit, Effects, /*LeavesOthersOpen=*/false);
  All.addParsers(P);
  return All.trace(Wrapper, &P, std::vector<Mask>(Wrapper->getNumParams()))
      .Against;
}

void addReadParameters(UnitFacts &Facts, const UnitContext &Unit,
                       EffectAnalysis &Effects) {
  PointerTracer All(Unit, Effects, /*LeavesOthersOpen=*/true);
  for (FunctionFacts &Of : Facts.Functions) {
    const FunctionDecl *F =
        Of.External ? Effects.shownDefinition(Of.Symbol) : nullptr;
    for (unsigned I = 0; F && I < F->getNumParams(); ++I) {
      if (!isMemoryPointer(F->getParamDecl(I)->getType()))
        continue;
      // One at a time: what is mixed with pointers from elsewhere is refused.
      std::vector<Mask> Parameters(F->getNumParams());
      Parameters[I] = 1;
      const Traced &Found = All.trace(F, nullptr, Parameters);
      if (Found.Against)
        continue;
      ReadParameter Read{I, Found.Returned != 0, {}};
      for (const auto &[Symbol, Parameter] : Found.PassedOn)
        Read.PassedOn.push_back({Symbol, Parameter});
      Of.Reads.push_back(std::move(Read));
    }
  }
}

} // namespace pyunbox

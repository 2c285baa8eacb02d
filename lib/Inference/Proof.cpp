#include "Inference/Proof.h"

#include "clang/AST/Expr.h"

using namespace clang;

namespace pyunbox {

const EffectSet &FollowedCall::effects() const {
  return OfObjects || Does ? Inside->AllEffects : Inside->EffectsAsWritten;
}

void BodyFacts::forEachFunction(
    llvm::function_ref<void(const BodyFacts &)> Do) const {
  Do(*this);
  for (const auto &[Call, Followed] : this->Followed)
    Followed.Inside->forEachFunction(Do);
}

bool BodyFacts::loopsBeside(const CallExpr *Site) const {
  bool CallLoops = llvm::any_of(
      LoopingCalls, [Site](const CallExpr *Each) { return Each != Site; });
  return Loops || CallLoops || llvm::any_of(Followed, [Site](const auto &Each) {
           return Each.first != Site && Each.second.Inside->loopsBeside(Site);
         });
}

Value BodyFacts::valueOf(const Expr *E) const {
  Value All;
  forEachFunction([&](const BodyFacts &Facts) {
    if (auto Found = Facts.Values.find(E); Found != Facts.Values.end())
      All = join(All, Found->second);
  });
  return All;
}

const FunctionDecl *BodyFacts::calleeOf(const CallExpr *Call) const {
  if (const FunctionDecl *Direct = Call->getDirectCallee())
    return Direct;
  const FunctionDecl *Callee = nullptr;
  bool Varies = false;
  forEachFunction([&](const BodyFacts &Facts) {
    if (auto Found = Facts.Resolved.find(Call); Found != Facts.Resolved.end()) {
      Varies |= !Found->second || (Callee && Callee != Found->second);
      Callee = Found->second;
    }
  });
  return Varies ? nullptr : Callee;
}

} // namespace pyunbox

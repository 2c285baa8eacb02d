#include "Knowledge/FunctionIndex.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace pyunbox {

void FunctionIndex::add(UnitFacts Facts) {
  UnitFacts &Unit = Units[Facts.Path];
  for (auto &[Symbol, Definitions] : External)
    std::erase_if(Definitions,
                  [&](const Definition &D) { return D.Unit == &Unit; });
  std::erase_if(External,
                [](const auto &Entry) { return Entry.second.empty(); });
  Unit = std::move(Facts);
  auto &Own = Inside[&Unit];
  Own.clear();
  for (const FunctionFacts &F : Unit.Functions) {
    Own[F.Symbol] = &F;
    if (F.External)
      External[F.Symbol].push_back({&Unit, &F});
  }
}

void FunctionIndex::declare(const std::string &Symbol,
                            DeclaredFunction Declared) {
  Declarations[Symbol] = std::move(Declared);
}

bool FunctionIndex::isLinkedWith(const std::string &Root,
                                 const UnitFacts &Unit) const {
  if (Unit.Program.empty() || Unit.Path == Root)
    return true;
  // With one module alone, all units are its.
  return std::ranges::all_of(Units, [&](const auto &Other) {
    return Other.second.Program.empty() || Other.second.Program == Unit.Program;
  });
}

std::optional<FunctionIndex::Definition>
FunctionIndex::resolve(const std::string &Symbol, const UnitFacts *Unit,
                       const std::string &Root, std::string &WhyNot) const {
  if (Unit) {
    const auto &Own = Inside.at(Unit);
    if (auto Found = Own.find(Symbol); Found != Own.end()) {
      WhyNot = Found->second->Doubt;
      if (WhyNot.empty())
        return Definition{Unit, Found->second};
      return std::nullopt;
    }
  }
  auto Found = External.find(Symbol);
  if (Found == External.end())
    return std::nullopt;
  const std::vector<Definition> &All = Found->second;
  const Definition &First = All.front();
  if (All.size() > 1)
    WhyNot = fmt::format("defined in {} and in {}",
                         std::min(First.Unit->Path, All[1].Unit->Path),
                         std::max(First.Unit->Path, All[1].Unit->Path));
  else if (!First.Function->Doubt.empty())
    WhyNot = fmt::format("in {} {}", First.Unit->Path, First.Function->Doubt);
  else if (!isLinkedWith(Root, *First.Unit))
    WhyNot = fmt::format("defined in {}, which belongs to another module",
                         First.Unit->Path);
  else
    return First;
  return std::nullopt;
}

std::optional<std::string> FunctionIndex::unitOf(const std::string &Symbol,
                                                 const std::string &From,
                                                 std::string &WhyNot) const {
  auto Found = resolve(Symbol, nullptr, From, WhyNot);
  return Found ? std::optional(Found->Unit->Path) : std::nullopt;
}

const ReadParameter *
FunctionIndex::findRead(const std::string &Symbol, unsigned Parameter,
                        const UnitFacts *Unit, const std::string &Root,
                        std::set<const ReadParameter *> &Assumed) const {
  std::string WhyNot;
  auto Found = resolve(Symbol, Unit, Root, WhyNot);
  if (!Found)
    return nullptr;
  auto Read = std::ranges::find(Found->Function->Reads, Parameter,
                                &ReadParameter::Parameter);
  if (Read == Found->Function->Reads.end())
    return nullptr;
  // Round a circle nothing else than reading is done either.
  if (!Assumed.insert(&*Read).second)
    return &*Read;
  for (const auto &[Next, As] : Read->PassedOn) {
    const ReadParameter *There = findRead(Next, As, Found->Unit, Root, Assumed);
    if (!There || There->Returned)
      return nullptr;
  }
  return &*Read;
}

FunctionIndex::Answer
FunctionIndex::effectsOf(const std::string &Symbol,
                         const std::string &Caller) const {
  struct Call {
    std::string Symbol;
    const UnitFacts *From;
    Location Where;
  };
  Answer Out;
  FunctionSummary Sum;
  auto Add = [&](const FoundEffect &Effect) {
    Sum.Effects.try_emplace(Effect.Kind, Effect);
  };
  // The effects of a function are those of all functions it reaches, so a walk
  // over the call graph is the fixed point, recursion included.
  std::set<const FunctionFacts *> Seen;
  std::deque<Call> Work{{Symbol, nullptr, {}}};
  for (bool First = true; !Work.empty(); First = false) {
    Call Now = std::move(Work.front());
    Work.pop_front();
    std::string WhyNot;
    if (auto Found = resolve(Now.Symbol, Now.From, Caller, WhyNot)) {
      if (!Seen.insert(Found->Function).second) {
        // Recursion, or two ways to one function: see EffectAnalysis::of.
        Add({EffectKind::MayLoop, "recursion", Now.Where});
        continue;
      }
      for (const FoundEffect &Effect : Found->Function->Effects)
        Add(Effect);
      for (const FoundCall &Next : Found->Function->Calls)
        Work.push_back({Next.Symbol, Found->Unit, Next.Where});
    } else if (auto Said = Declarations.find(Now.Symbol);
               Said != Declarations.end()) {
      std::string What =
          fmt::format("effects of '{}' ({})", Now.Symbol, Said->second.File);
      for (EffectKind Kind : Said->second.Effects)
        Add({Kind, What, Now.Where});
      Sum.Trusts.insert(std::move(What));
    } else if (First) {
      Out.WhyNot = std::move(WhyNot);
      return Out;
    } else {
      Add({EffectKind::UnknownCall,
           fmt::format("call of '{}'{}", Now.Symbol,
                       WhyNot.empty() ? "" : fmt::format(" ({})", WhyNot)),
           Now.Where});
    }
  }
  Out.Known = std::move(Sum);
  if (auto Found = resolve(Symbol, nullptr, Caller, Out.WhyNot)) {
    Out.Raises = Found->Function->Raises;
    for (const ReadParameter &Each : Found->Function->Reads) {
      std::set<const ReadParameter *> Assumed;
      if (findRead(Symbol, Each.Parameter, nullptr, Caller, Assumed))
        Out.Reads.push_back({Each.Parameter, Each.Returned});
    }
  }
  Out.WhyNot.clear();
  return Out;
}

} // namespace pyunbox

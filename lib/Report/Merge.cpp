#include "Report/Merge.h"

#include "Report/Json.h"

#include <algorithm>
#include <fmt/format.h>

namespace pyunbox {

/// Completes the decisions of \p To with those of \p From; the id of a method
/// on which they do not agree.
static std::optional<std::string> mergeDecisions(const Unit &From, Unit &To) {
  for (std::size_t I = 0; I < To.Methods.size(); ++I) {
    const std::optional<Decision> &Other = From.Methods[I].Decided;
    std::optional<Decision> &Mine = To.Methods[I].Decided;
    if (!Mine)
      Mine = Other;
    else if (Other && (Other->Accepted != Mine->Accepted ||
                       Other->Comment != Mine->Comment))
      return To.Methods[I].Id;
  }
  return std::nullopt;
}

static std::string withoutDecisions(Unit U) {
  for (Method &M : U.Methods)
    M.Decided.reset();
  return toJson(Analysis{{std::move(U)}});
}

/// Whether one may be what became of the other when it was built once more;
/// projects have sources of the same name.
static bool areOfOneProject(const Unit &A, const Unit &B) {
  auto Share = [](const auto &Mine, const auto &Others, auto Name) {
    return std::ranges::any_of(Mine, [&](const auto &Each) {
      return std::ranges::find(Others, Each.*Name, Name) != Others.end();
    });
  };
  if (!A.Methods.empty() && !B.Methods.empty())
    return Share(A.Methods, B.Methods, &Method::Module);
  const auto &Mine = A.Facts.Functions, &Others = B.Facts.Functions;
  return Mine.empty() || Others.empty() ||
         Share(Mine, Others, &FunctionFacts::Symbol);
}

std::optional<std::string> merge(Analysis From, Analysis &To, bool IsNewer,
                                 std::vector<std::string> &Replaced) {
  for (Unit &U : From.Units) {
    auto At = std::ranges::lower_bound(To.Units, U.Path, {}, &Unit::Path);
    if (At == To.Units.end() || At->Path != U.Path) {
      To.Units.insert(At, std::move(U));
      continue;
    }
    if (withoutDecisions(U) != withoutDecisions(*At)) {
      if (IsNewer && areOfOneProject(U, *At)) {
        Replaced.push_back(U.Path);
        *At = std::move(U);
        continue;
      }
      return fmt::format(
          "'{}' is in two reports that differ about it; analyse "
          "it again, and leave the older report out; or, if they "
          "are of builds with different flags, say "
          "--configurations",
          U.Path);
    }
    if (auto Id = mergeDecisions(U, *At)) {
      if (IsNewer) {
        *At = std::move(U);
        continue;
      }
      return fmt::format("the reports hold two decisions about '{}'", *Id);
    }
  }
  return std::nullopt;
}

} // namespace pyunbox

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

std::optional<std::string> merge(Analysis From, Analysis &To) {
  for (Unit &U : From.Units) {
    auto At = std::ranges::lower_bound(To.Units, U.Path, {}, &Unit::Path);
    if (At == To.Units.end() || At->Path != U.Path) {
      To.Units.insert(At, std::move(U));
      continue;
    }
    if (withoutDecisions(U) != withoutDecisions(*At))
      return fmt::format(
          "'{}' is in two reports that differ about it; analyse "
          "it again, and leave the older report out; or, if they "
          "are of builds with different flags, say "
          "--configurations",
          U.Path);
    if (auto Id = mergeDecisions(U, *At))
      return fmt::format("the reports hold two decisions about '{}'", *Id);
  }
  return std::nullopt;
}

} // namespace pyunbox

#include "Knowledge/Suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace pyunbox {

namespace {

/// How many letters must change to make \p B of \p A.
std::size_t distance(std::string_view A, std::string_view B) {
  std::vector<std::size_t> Row(B.size() + 1);
  std::iota(Row.begin(), Row.end(), 0U);
  for (std::size_t I = 0; I < A.size(); ++I) {
    std::size_t Diagonal = std::exchange(Row[0], I + 1);
    for (std::size_t J = 0; J < B.size(); ++J) {
      std::size_t Changed = Diagonal + (A[I] != B[J]);
      Diagonal = Row[J + 1];
      Row[J + 1] = std::min({Changed, Diagonal + 1, Row[J] + 1});
    }
  }
  return Row.back();
}

} // namespace

std::string didYouMean(std::string_view Given,
                       const std::vector<std::string_view> &Names) {
  auto Nearest = std::ranges::min_element(
      Names, {}, [&](std::string_view Name) { return distance(Given, Name); });
  return Nearest != Names.end() && distance(Given, *Nearest) <= 2
             ? fmt::format("; did you mean '{}'?", *Nearest)
             : "";
}

} // namespace pyunbox

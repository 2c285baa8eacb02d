#include "Report/Bugs.h"

#include <algorithm>
#include <array>

namespace pyunbox {

std::span<const std::string_view> bugCodes() {
  static constexpr auto Codes = std::to_array<std::string_view>(
      {"convention-mismatch", "format-mismatch", "null-without-error",
       "result-with-error"});
  return Codes;
}

bool isBug(std::string_view Code) {
  return std::ranges::binary_search(bugCodes(), Code);
}

} // namespace pyunbox

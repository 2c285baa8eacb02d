#include "Report/Bugs.h"

#include <algorithm>
#include <array>

namespace pyunbox {

std::span<const std::string_view> bugCodes() {
  static constexpr auto Codes = [] {
    auto All = std::to_array<std::string_view>({
#define PYUNBOX_REASON(Name, Code, Summary, Help)
#define PYUNBOX_BUG(Name, Code, Summary, Help) Code,
#include "Inference/Reasons.def"
    });
    std::ranges::sort(All);
    return All;
  }();
  return Codes;
}

bool isBug(std::string_view Code) {
  return std::ranges::binary_search(bugCodes(), Code);
}

} // namespace pyunbox

#include "Report/Bugs.h"

#include "Signature/Method.h"

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

std::set<std::string> bugsOf(const Method &M) {
  std::set<std::string> Codes;
  if (M.Rejection && !M.Suppressed && isBug(M.Rejection->Code))
    Codes.insert(M.Rejection->Code);
  for (const Reason &Finding : M.Findings)
    Codes.insert(Finding.Code);
  return Codes;
}

} // namespace pyunbox

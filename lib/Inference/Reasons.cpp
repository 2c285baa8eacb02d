#include "Inference/Reasons.h"

#include <array>

namespace pyunbox {

const ReasonInfo &reasonInfo(ReasonCode Code) {
  static constexpr auto Infos = std::to_array<ReasonInfo>({
#define PYUNBOX_REASON(Name, Code, Summary, Help) {Code, Summary, Help},
#include "Inference/Reasons.def"
  });
  return Infos.at(static_cast<std::size_t>(Code));
}

} // namespace pyunbox

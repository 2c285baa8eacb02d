//===- Reasons.h - the registry of reason codes ----------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_REASONS_H
#define PYUNBOX_INFERENCE_REASONS_H

#include <string_view>

namespace pyunbox {

enum class ReasonCode {
#define PYUNBOX_REASON(Name, Code, Summary, Help) Name,
#include "Inference/Reasons.def"
};

struct ReasonInfo {
  std::string_view Code;    ///< as reports write it: "format-mismatch"
  std::string_view Summary; ///< what it means
  std::string_view Help;    ///< what to do about it; may be empty
};
const ReasonInfo &reasonInfo(ReasonCode Code);

} // namespace pyunbox

#endif

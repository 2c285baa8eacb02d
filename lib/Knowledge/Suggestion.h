//===- Suggestion.h - the name that was meant ------------------*- C++ -*-===//
#ifndef PYUNBOX_KNOWLEDGE_SUGGESTION_H
#define PYUNBOX_KNOWLEDGE_SUGGESTION_H

#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// "; did you mean 'area'?" for "arae", if one of \p Names is close to \p Given
/// (at most two letters differ); else "".
std::string didYouMean(std::string_view Given,
                       const std::vector<std::string_view> &Names);

} // namespace pyunbox

#endif

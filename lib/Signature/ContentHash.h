//===- ContentHash.h - has a file changed since we read it? -----*- C++ -*-===//
#ifndef PYUNBOX_SIGNATURE_CONTENTHASH_H
#define PYUNBOX_SIGNATURE_CONTENTHASH_H

#include <string>
#include <string_view>

namespace pyunbox {

/// Detects change, not malice: 64-bit FNV-1a and the length, as hex digits.
std::string contentHash(std::string_view Content);

} // namespace pyunbox

#endif

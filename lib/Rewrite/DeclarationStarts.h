//===- DeclarationStarts.h - where declarations may be put ------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_DECLARATIONSTARTS_H
#define PYUNBOX_REWRITE_DECLARATIONSTARTS_H

#include <cstddef>
#include <string_view>

namespace pyunbox {

/// Whether other declarations may be put in front of the one at \p Offset of
/// \p Content: it begins there, and not with an `extern "C"`, attribute or
/// template head that stands before what Clang takes for its beginning. Code
/// before it that may be the use of a macro is taken for one that is complete.
bool mayDeclareAt(std::string_view Content, std::size_t Offset);

} // namespace pyunbox

#endif

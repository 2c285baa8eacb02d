//===- Scan.h - stepping over literals and comments -------------*- C++ -*-===//
//
// Just enough of C's lexical structure to look for punctuation and directives
// in a text that Clang has already accepted.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_REWRITE_SCAN_H
#define PYUNBOX_REWRITE_SCAN_H

#include <cstddef>
#include <string_view>

namespace pyunbox {

/// Whether \p C may be part of a name or number.
bool isWord(char C);

/// Past the comment that begins at \p Pos (a line comment ends before its
/// newline), or \p Pos if none does.
std::size_t skipComment(std::string_view Text, std::size_t Pos);

/// Past the string or character literal whose quote, or raw string prefix,
/// stands at \p Pos, or \p Pos if none does.
std::size_t skipLiteral(std::string_view Text, std::size_t Pos);

/// Past what begins a directive at \p Pos, '#' or how else that can be written,
/// or \p Pos. Whether it stands at the beginning of a line is not looked at.
std::size_t skipHash(std::string_view Text, std::size_t Pos);

/// Past the spliced newline (backslash, newline) at \p Pos, or \p Pos.
std::size_t skipSplice(std::string_view Text, std::size_t Pos);

} // namespace pyunbox

#endif

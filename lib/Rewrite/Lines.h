//===- Lines.h - a source text seen as lines --------------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_LINES_H
#define PYUNBOX_REWRITE_LINES_H

#include <cstddef>
#include <string>
#include <string_view>

namespace pyunbox {

/// The size of a UTF-8 byte order mark at the beginning, or 0.
std::size_t byteOrderMark(std::string_view Content);

/// Does the text end its lines with CR LF? The first line decides.
bool usesCrLf(std::string_view Content);

/// \p Text with CR LF line ends if \p CrLf, else with plain ones.
std::string withLineEnds(std::string_view Text, bool CrLf);

/// Does a line begin at \p Offset? (Behind a byte order mark, too.)
bool isLineStart(std::string_view Content, std::size_t Offset);

/// Where the line that holds \p Offset begins.
std::size_t lineStart(std::string_view Content, std::size_t Offset);

/// Past the newline of the line that holds \p Offset, or the text's end.
std::size_t nextLine(std::string_view Content, std::size_t Offset);

/// The number of the line that holds \p Offset, from 1.
std::size_t lineNumber(std::string_view Content, std::size_t Offset);

/// Is there nothing but white space in \p Text?
bool isBlank(std::string_view Text);

} // namespace pyunbox

#endif

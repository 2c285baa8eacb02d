//===- Notes.h - verdicts in the shape of compiler messages -----*- C++ -*-===//
#ifndef PYUNBOX_REPORT_NOTES_H
#define PYUNBOX_REPORT_NOTES_H

#include "Signature/Method.h"

#include <string>
#include <string_view>

namespace pyunbox {

/// ANSI escapes, or nothing.
struct Palette {
  std::string_view Bold, Red, Green, Yellow, Blue, Reset;

  explicit Palette(bool Color);
};

/// "file:line:col: ", as much of it as is known.
std::string prefix(const Location &At, const Palette &P);

/// \p Text without what a terminal would obey, or not show: control characters
/// are written as in C.
std::string printable(std::string_view Text);

/// The verdict on \p M in one line:
///
///     m.c:12:5: typed: inc: long (long) [direct, direct]
///     m.c:13:5: rejected: dec: calls unknown_function [unknown-call]
std::string headline(const Method &M, const Palette &P);

/// "file:line:col: note: <Message>", a line.
std::string note(const Location &At, std::string_view Message,
                 const Palette &P);

/// The line at \p At as compilers show it, with a mark under the column, if it
/// is in one of the excerpts of \p M; else "".
std::string snippet(const Method &M, const Location &At);

} // namespace pyunbox

#endif

//===- Text.h - an analysis for a terminal ----------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_TEXT_H
#define PYUNBOX_REPORT_TEXT_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// One line per method in the order of the sources, in the shape of compiler
/// diagnostics, then a line of totals:
///
///     m.c:12:5: typed: inc: long (long) [direct, direct]
///     m.c:13:5: rejected: dec: calls unknown_function [unknown-call]
///     1 of 2 methods typed (1 direct, 0 adapter, 0 specialized), ...
///
/// The second word in the brackets says how PyPy may call the method. With no
/// method and no diagnostic the report is empty.
std::string toText(const Analysis &A, bool Color);

} // namespace pyunbox

#endif

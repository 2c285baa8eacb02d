//===- Text.h - an analysis for a terminal ----------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_TEXT_H
#define PYUNBOX_REPORT_TEXT_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// One line per method in the order of the sources, in the shape of compiler
/// diagnostics, with notes (what to do about a reason, once; why a method is
/// not called directly), then totals:
///
///     m.c:12:5: typed: inc: long (long) [direct, direct]
///     m.c:13:5: rejected: dec: calls unknown_function [unknown-call]
///     m.c:13:5: note: Call functions that are defined in this file.
///     1 of 2 methods typed (1 direct, 0 adapter, 0 specialized), ...
///     reasons: 1 unknown-call
///
/// The second word in the brackets says how PyPy may call the method. With no
/// method and no diagnostic the report is empty.
std::string toText(const Analysis &A, bool Color);

} // namespace pyunbox

#endif

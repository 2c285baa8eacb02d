//===- FloatingPoint.h - does a function compute with it? ------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_FLOATINGPOINT_H
#define PYUNBOX_INFERENCE_FLOATINGPOINT_H

namespace clang {
class FunctionDecl;
} // namespace clang

namespace pyunbox {

/// Whether \p F, or a function that its unit defines and that \p F calls, may
/// compute with floating-point values; how they are rounded may depend on where
/// that code is inlined. A function of another unit counts by its type; calls
/// through pointers, and all of C++, count as computing with them.
bool mayUseFloatingPoint(const clang::FunctionDecl *F);

} // namespace pyunbox

#endif

//===- RowMacros.h - macros that may stand for a table row -----*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_ROWMACROS_H
#define PYUNBOX_FRONTEND_ROWMACROS_H

namespace clang {
class Preprocessor;
}

namespace pyunbox {
struct PreprocessorFacts;

/// Fills BracedMacros of \p Facts while \p PP runs; both must outlive the run.
void watchRowMacros(clang::Preprocessor &PP, PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

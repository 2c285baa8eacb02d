//===- PreprocessorWatch.h - what the AST does not show --------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PREPROCESSORWATCH_H
#define PYUNBOX_FRONTEND_PREPROCESSORWATCH_H

namespace clang {
class Preprocessor;
}

namespace pyunbox {
struct PreprocessorFacts;

/// Fills \p Facts while \p PP runs; both must outlive the run.
void watchPreprocessor(clang::Preprocessor &PP, PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

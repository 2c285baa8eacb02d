//===- PreprocessorWatch.h - what the AST does not show --------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PREPROCESSORWATCH_H
#define PYUNBOX_FRONTEND_PREPROCESSORWATCH_H

namespace clang {
class Preprocessor;
class SourceLocation;
class SourceManager;
} // namespace clang

namespace pyunbox {
struct Location;
struct PreprocessorFacts;

/// Fills \p Facts while \p PP runs; both must outlive the run.
void watchPreprocessor(clang::Preprocessor &PP, PreprocessorFacts &Facts);

/// Where \p Where is written, whatever #line directives say (the expansion's
/// beginning for macros); the places in PreprocessorFacts are such.
Location physicalLocation(clang::SourceLocation Where,
                          const clang::SourceManager &Sources);

} // namespace pyunbox

#endif

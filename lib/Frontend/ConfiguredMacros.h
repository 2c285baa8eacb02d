//===- ConfiguredMacros.h - macros of one configuration --------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_CONFIGUREDMACROS_H
#define PYUNBOX_FRONTEND_CONFIGUREDMACROS_H

namespace clang {
class Preprocessor;
}

namespace pyunbox {
struct PreprocessorFacts;

/// Fills VaryingMacros, PlatformConstants and MacrosElsewhere of \p Facts while
/// \p PP runs; both must outlive the run.
void watchConfiguredMacros(clang::Preprocessor &PP, PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

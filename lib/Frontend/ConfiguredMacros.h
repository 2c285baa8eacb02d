//===- ConfiguredMacros.h - macros of one configuration --------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_CONFIGUREDMACROS_H
#define PYUNBOX_FRONTEND_CONFIGUREDMACROS_H

#include <functional>

namespace clang {
class Preprocessor;
}

namespace pyunbox {
struct PreprocessorFacts;

/// Fills VaryingMacros, PlatformConstants and MacrosElsewhere of \p Facts while
/// \p PP runs; both must outlive the run. What is returned is to be called at
/// its end.
std::function<void()> watchConfiguredMacros(clang::Preprocessor &PP,
                                            PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

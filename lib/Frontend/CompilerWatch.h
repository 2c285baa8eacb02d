//===- CompilerWatch.h - what hangs on which compiler reads ----*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_COMPILERWATCH_H
#define PYUNBOX_FRONTEND_COMPILERWATCH_H

#include <functional>

namespace clang {
class Preprocessor;
}

namespace pyunbox {
class CompilerQuestion;
struct PreprocessorFacts;

/// What is returned fills Facts.CompilerDependent, from what \p Compiler says,
/// or else from the names that conditionals use. To be called when \p PP has
/// read all, with Facts.VaryingMacros filled, while all three are alive.
std::function<void()> watchCompiler(clang::Preprocessor &PP,
                                    CompilerQuestion &Compiler,
                                    PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

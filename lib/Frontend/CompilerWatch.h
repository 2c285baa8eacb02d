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

/// Of one run of a preprocessor.
struct CompilerWatch {
  /// To be called when the preprocessor has read all and Facts.VaryingMacros
  /// are filled.
  std::function<void()> Finish;
  /// To be called if the main file has got another text.
  std::function<void()> ForgetMainFile;
};

/// Fills Facts.CompilerDependent, from what \p Compiler says, or else from the
/// names that conditionals use. All three must outlive what is returned.
CompilerWatch watchCompiler(clang::Preprocessor &PP, CompilerQuestion &Compiler,
                            PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

//===- Preprocess.h - commands that only preprocess ------------*- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_PREPROCESS_H
#define PYUNBOX_LAUNCHER_PREPROCESS_H

#include "CompileCommand.h"

namespace pyunbox::launcher {

/// Runs the preprocessor as it is. NOPYUNBOX comments of the source, which
/// decide what its object becomes, are said again behind the output: ccache
/// takes equal output for a sign of equal objects.
[[noreturn]] void launchPreprocessor(const std::vector<std::string> &Original,
                                     const CompileCommand &Command);

} // namespace pyunbox::launcher

#endif

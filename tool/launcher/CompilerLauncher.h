//===- CompilerLauncher.h - pyunbox cc -------------------------*- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_COMPILERLAUNCHER_H
#define PYUNBOX_LAUNCHER_COMPILERLAUNCHER_H

#include <string>
#include <vector>

namespace pyunbox::launcher {

/// The engine's options for the settings in the environment.
std::vector<std::string> engineSettings();

/// Compiles as Command (a compiler and its arguments) says, with the method
/// tables of the source rewritten if that can be done. Never returns: the
/// process ends, or becomes the compiler.
[[noreturn]] void launchCompiler(const std::vector<std::string> &Command);

} // namespace pyunbox::launcher

#endif

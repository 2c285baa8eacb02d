//===- CompilerMacros.h - is it the compilation that was told? --*- C++ -*-===//
//
// A compiler that is a script may add flags, and one for another machine need
// not say so in its name. What it defines before it reads the source shows
// that.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_FRONTEND_COMPILERMACROS_H
#define PYUNBOX_FRONTEND_COMPILERMACROS_H

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <string>

namespace pyunbox {

/// Macros that are defined before the source is read, by their names: of
/// function-like ones, with their parameters.
struct PredefinedMacros {
  std::map<std::string, std::string> BuiltIn, CommandLine;

  /// Takes "#define NAME VALUE" or "#undef NAME"; other lines change nothing.
  void add(llvm::StringRef Directive, bool IsOfCommandLine);
  /// Nothing if it is not defined.
  std::optional<std::string> valueOf(const std::string &Name) const;
};

/// Those in \p Predefines, as Clang's preprocessor has them.
PredefinedMacros readPredefines(llvm::StringRef Predefines);

/// A macro by which \p Compiler shows that it compiles for another machine than
/// \p Clang or has been given other flags, with both values, for people; ""
/// if there is none.
std::string differingMacro(const PredefinedMacros &Compiler,
                           const PredefinedMacros &Clang);

/// A macro by which \p Compiler says that it changes how floating-point code is
/// compiled, in ways that Clang's macros do not show; "" if there is none.
std::string tuningMacro(const PredefinedMacros &Compiler);

} // namespace pyunbox

#endif

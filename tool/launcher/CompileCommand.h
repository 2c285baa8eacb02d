//===- CompileCommand.h - what a compiler command line asks for -*- C++ -*-===//
//
// Reads a gcc or clang command line just far enough to know whether it
// compiles exactly one C or C++ source in a way that the launcher can keep
// faithful, and where the source stands in it.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_LAUNCHER_COMPILECOMMAND_H
#define PYUNBOX_LAUNCHER_COMPILECOMMAND_H

#include <string>
#include <utility>
#include <vector>

namespace pyunbox::launcher {

/// A -ffile-prefix-map=OLD=NEW and its kin.
using PrefixMap = std::pair<std::string, std::string>;

struct CompileCommand {
  /// Response files are expanded. [0, CompilerIndex) are wrappers (ccache).
  std::vector<std::string> Args;
  size_t CompilerIndex = 0;

  /// Args[SourceIndex] is the one source, as the user spelled it.
  size_t SourceIndex = 0;
  const std::string &source() const { return Args[SourceIndex]; }

  std::string Output; ///< -o; empty if it is not given
  bool WritesDependencies = false;
  std::string DependencyFile;       ///< -MF; empty if it is not given
  std::vector<PrefixMap> FileMaps;  ///< -ffile-prefix-map
  std::vector<PrefixMap> MacroMaps; ///< -fmacro-prefix-map
  std::vector<PrefixMap> DebugMaps; ///< -fdebug- and -ffile-prefix-map

  /// Warnings are asked for that a row of a table may cause: a rewritten row is
  /// another one.
  bool WarnsOfRows = false;

  /// It preprocesses one source, and does nothing else.
  bool PreprocessesOnly = false;

  /// Why the launcher must hand the command to the compiler untouched; empty
  /// if it need not. Not shown to users: passing through is the normal case.
  std::string PassThrough;
};

/// Command is what follows `pyunbox cc --`.
CompileCommand parseCompileCommand(std::vector<std::string> Command);

/// The file that the command makes of its source: the one that -o names, or the
/// one that the compilers' drivers do.
std::string outputOf(const CompileCommand &Command);

} // namespace pyunbox::launcher

#endif

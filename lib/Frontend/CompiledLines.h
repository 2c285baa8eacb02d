//===- CompiledLines.h - what the compiler makes of an #if -----*- C++ -*-===//
//
// The analysis runs Clang; what is built is what another compiler reads. So
// that compiler is asked which lines it compiles.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_FRONTEND_COMPILEDLINES_H
#define PYUNBOX_FRONTEND_COMPILEDLINES_H

#include "Frontend/CompilerMacros.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pyunbox {
struct CompileCommand;
struct UnitInputs;

/// How often a unit compiles each line of a file: once for each inclusion in
/// which no conditional leaves it out. Index 0 is not used.
using LineCounts = std::vector<unsigned>;

/// By the files' real paths; without those that the compiler takes for the
/// system's.
using CompiledLines = std::map<std::string, LineCounts>;

/// What a compiler says of a unit.
struct CompilerAnswer {
  CompiledLines Lines;
  PredefinedMacros Macros; ///< none from Clang, which keeps them for itself
  /// All files that were entered, the system's too, as it names them.
  std::set<std::string> Files;
};

/// Real paths of files, each looked up once, and of their folders.
class RealPaths {
public:
  /// Relative paths are those of \p Directory.
  explicit RealPaths(const std::string &Directory) : Directory(Directory) {}
  /// That of \p Path, or \p Path from the root if there is no such file.
  const std::string &of(llvm::StringRef Path);

private:
  std::string Directory;
  llvm::StringMap<std::string> Files, Folders;
};

/// Reads the output of a preprocessor that keeps the lines as they are (-E
/// -fdirectives-only): `# LINE "FILE" FLAGS...` before what stands there.
CompilerAnswer readCompilerAnswer(llvm::StringRef Output, RealPaths &Real);

/// The compiler of a command, which reads the unit while the analysis goes on.
class CompilerQuestion {
public:
  /// It runs in \p Directory; what it reads is added to \p Inputs.
  CompilerQuestion(const std::string &Directory, UnitInputs &Inputs);
  ~CompilerQuestion();
  CompilerQuestion(const CompilerQuestion &) = delete;

  /// Starts the compiler of \p Command, which is one of that directory.
  void ask(const CompileCommand &Command);

  /// Of paths that are given to the compiler.
  const std::string &realPath(llvm::StringRef Path) { return Real.of(Path); }

  /// Waits for the answer; nothing if there is no such compiler, if it fails,
  /// or does not know how (gcc does; Clang from version 16 on).
  std::optional<CompilerAnswer> answer();

private:
  UnitInputs &Inputs;
  std::string Directory; ///< where the compiler runs; absolute
  RealPaths Real;
  llvm::SmallString<128> OutputPath;
  std::optional<llvm::sys::fs::file_t> Output;
  llvm::sys::ProcessInfo Process;
};

} // namespace pyunbox

#endif

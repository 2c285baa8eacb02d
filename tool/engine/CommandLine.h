//===- CommandLine.h - options that the subcommands share ------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_COMMANDLINE_H
#define PYUNBOX_ENGINE_COMMANDLINE_H

#include "Frontend/ParseUnit.h"
#include "Knowledge/FunctionIndex.h"
#include "Knowledge/ReviewDecisions.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace llvm::cl {
class OptionCategory;
}

namespace pyunbox {
class UnitCache;

/// What every subcommand over source files takes.
struct Inputs {
  std::vector<CompileCommand> Commands; ///< in the order given, no duplicates
  std::string BaseDir;                  ///< absolute
  FunctionIndex Known;                  ///< what is declared of functions
  unsigned Jobs = 1;                    ///< processes at a time, at least 1
  std::unique_ptr<UnitCache> Cache;     ///< null: none
  Decisions Review;                     ///< what a person decided
  /// The files that say how to analyse: settings, declarations, decisions.
  std::vector<std::string> Settings;
  bool Quiet = false; ///< nothing but results and errors

  Inputs();
  Inputs(Inputs &&) noexcept;
  ~Inputs();
};

/// Parses the arguments of a subcommand: its own options, registered in
/// \p Category, and the sources with LibTooling's options (-p, --extra-arg,
/// --). Nothing on an error, which has been printed; \p Overview is for --help.
std::optional<Inputs> parseInputs(int Argc, const char **Argv,
                                  llvm::cl::OptionCategory &Category,
                                  const char *Overview);

/// Reads a user's declarations; false on an error, which has been printed.
bool readDeclarations(const std::vector<std::string> &EffectFiles,
                      const std::vector<std::string> &ConverterFiles,
                      FunctionIndex &Known);

/// The results of earlier runs in \p Folder; null if that is "". \p Declared
/// are the files of a user's declarations.
std::unique_ptr<UnitCache> openCache(const std::string &Folder,
                                     const std::vector<std::string> &Declared);

/// The folder for openCache that the environment names, or the user's own.
std::string cacheFolder();

/// Reads the decisions in \p Path, if that is not ""; false on an error, which
/// has been printed.
bool readReview(const std::string &Path, Decisions &Review);

/// Puts \p Review onto \p Units. Decisions about methods that are not there are
/// told on stderr.
void applyReview(const Decisions &Review, std::span<Unit> Units);

/// Writes a report to \p Output, or to stdout if that is ""; false on an error,
/// which has been printed.
bool writeReport(const std::string &Report, const std::string &Output);

/// Whether a report that goes to \p Output may have colours.
bool wantsColor(const std::string &Output);
/// \p Path relative to \p BaseDir, both absolute; nothing if it lies outside,
/// which has been printed.
std::optional<std::string> relativeToBase(const std::string &Path,
                                          const std::string &BaseDir);

/// Prints "pyunbox: error: <Message>" to stderr.
void printError(const std::string &Message);

} // namespace pyunbox

#endif

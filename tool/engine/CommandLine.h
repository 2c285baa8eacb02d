//===- CommandLine.h - options that the subcommands share ------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_COMMANDLINE_H
#define PYUNBOX_ENGINE_COMMANDLINE_H

#include "Frontend/ParseUnit.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace llvm::cl {
class OptionCategory;
}

namespace pyunbox {

/// What every subcommand over source files takes.
struct Inputs {
  std::vector<CompileCommand> Commands; ///< in the order given, no duplicates
  std::string BaseDir;                  ///< absolute
};

/// Parses the arguments of a subcommand: its own options, registered in
/// \p Category, and the sources with LibTooling's options (-p, --extra-arg,
/// --). Nothing on an error, which has been printed; \p Overview is for --help.
std::optional<Inputs> parseInputs(int Argc, const char **Argv,
                                  llvm::cl::OptionCategory &Category,
                                  const char *Overview);

/// Prints "pyunbox: error: <Message>" to stderr.
void printError(const std::string &Message);

} // namespace pyunbox

#endif

//===- main.cpp - pyunbox-engine: the subcommands that need Clang ---------===//
#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "fmt/format.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Signals.h"

#include <string_view>

int main(int Argc, char **ArgvIn) {
  using namespace pyunbox;
  llvm::sys::PrintStackTraceOnErrorSignal(ArgvIn[0]);
  const char **Argv = const_cast<const char **>(ArgvIn);
  std::string_view Command = Argc > 1 ? Argv[1] : "";
  if (Command == "analyze")
    return runAnalyze(Argc - 1, Argv + 1);
  if (Command == "rewrite")
    return runRewrite(Argc - 1, Argv + 1);
  if (Command == "unit")
    return runUnit(Argc - 1, Argv + 1);
  printError(
      Command.empty()
          ? std::string("no command; see pyunbox --help")
          : fmt::format("unknown command '{}'; see pyunbox --help", Command));
  return ToolFailed;
}

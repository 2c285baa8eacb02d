//===- main.cpp - pyunbox-engine: the subcommands that need Clang ---------===//
#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "Knowledge/Suggestion.h"
#include "fmt/format.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
/// LLVM's headers poison the free part of their allocators' memory, but the
/// prebuilt libraries, which share the allocators, do not unpoison it.
extern "C" const char *__asan_default_options();
extern "C" const char *__asan_default_options() {
  return "allow_user_poisoning=0";
}
#endif
#endif

namespace pyunbox {

static void printVersion(llvm::raw_ostream &Out) {
  Out << "pyunbox " PYUNBOX_VERSION "\n";
}

static int run(int Argc, const char **Argv) {
  const std::string Command = Argc > 1 ? Argv[1] : "";
  // For messages and --help.
  const std::string Name = "pyunbox " + Command;
  if (Argc > 1)
    Argv[1] = Name.c_str();
  llvm::cl::SetVersionPrinter(printVersion);
  if (Command == "analyze")
    return runAnalyze(Argc - 1, Argv + 1);
  if (Command == "rewrite")
    return runRewrite(Argc - 1, Argv + 1);
  if (Command == "render")
    return runRender(Argc - 1, Argv + 1);
  if (Command == "merge")
    return runMerge(Argc - 1, Argv + 1);
  if (Command == "explain")
    return runExplain(Argc - 1, Argv + 1);
  if (Command == "unit")
    return runUnit(Argc - 1, Argv + 1);
  if (Command == "forget")
    return runForget(Argc - 1, Argv + 1);
  if (Command == "--dump-config")
    return runDumpConfig(Argc - 1, Argv + 1);
  if (Command == "--verify-config")
    return runVerifyConfig(Argc - 1, Argv + 1);
  if (Command == "identity")
    return runIdentity(Argc - 1, Argv + 1);
  if (Command.empty())
    printError("no command; see pyunbox --help");
  else
    printError(fmt::format(
        "unknown {} '{}'{} (see pyunbox --help)",
        Command.starts_with('-') ? "option" : "command", Command,
        didYouMean(Command, {"analyze", "rewrite", "render", "merge", "explain",
                             "cc", "--dump-config", "--verify-config"})));
  return ToolFailed;
}

} // namespace pyunbox

int main(int Argc, char **Argv) {
  llvm::sys::PrintStackTraceOnErrorSignal(Argv[0]);
  // A file that may grow no more is an error of the write, as a full disk is.
  // After LLVM's handlers, which do not heed that the signal was ignored
  // before.
  std::signal(SIGXFSZ, SIG_IGN);
  const int Status = pyunbox::run(Argc, const_cast<const char **>(Argv));
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    pyunbox::printError(fmt::format("standard output cannot be written: {}",
                                    std::strerror(errno)));
    return pyunbox::ToolFailed;
  }
  return Status;
}

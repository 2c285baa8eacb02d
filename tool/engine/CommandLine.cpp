#include "CommandLine.h"

#include "fmt/format.h"
#include "clang/Tooling/CommonOptionsParser.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/WithColor.h"

#ifdef PYUNBOX_RULE_SWITCHES
#include "Inference/Rules.h"
#endif

#include <filesystem>
#include <set>

namespace pyunbox {

namespace cl = llvm::cl;
namespace fs = std::filesystem;

void printError(const std::string &Message) {
  llvm::WithColor::error(llvm::errs(), "pyunbox") << Message << '\n';
}

namespace {

std::string absolute(const std::string &Path, const std::string &Directory) {
  fs::path P(Path);
  if (!P.is_absolute())
    P = (Directory.empty() ? fs::current_path() : fs::path(Directory)) / P;
  return P.lexically_normal().string();
}

} // namespace

std::optional<Inputs> parseInputs(int Argc, const char **Argv,
                                  cl::OptionCategory &Category,
                                  const char *Overview) {
  cl::opt<std::string> BaseDir(
      "base-dir",
      cl::desc("Report paths below this folder relative to it, and "
               "change no file outside it (default: the current "
               "folder)"),
      cl::value_desc("dir"), cl::cat(Category));
#ifdef PYUNBOX_RULE_SWITCHES
  cl::list<std::string> Disabled("disable-rule",
                                 cl::desc("Switch a soundness rule off (for "
                                          "the tests)"),
                                 cl::value_desc("name"), cl::cat(Category));
#endif
  auto Parser = clang::tooling::CommonOptionsParser::create(
      Argc, Argv, Category, cl::OneOrMore, Overview);
  if (!Parser) {
    std::string Message = llvm::toString(Parser.takeError());
    while (!Message.empty() && Message.back() == '\n')
      Message.pop_back();
    printError(Message);
    return std::nullopt;
  }
#ifdef PYUNBOX_RULE_SWITCHES
  for (const std::string &Name : Disabled)
    if (!disableRule(Name)) {
      printError(fmt::format("there is no rule '{}'", Name));
      return std::nullopt;
    }
#endif
  Inputs In;
  In.BaseDir =
      absolute(BaseDir.empty() ? std::string(".") : BaseDir.getValue(), "");
  if (In.BaseDir.size() > 1 && In.BaseDir.ends_with('/'))
    In.BaseDir.pop_back();
  if (In.BaseDir.ends_with("/."))
    In.BaseDir.resize(In.BaseDir.size() - 2);
  std::set<std::string> Seen;
  for (const std::string &File : Parser->getSourcePathList()) {
    std::error_code Error;
    if (!fs::exists(File, Error)) {
      printError(fmt::format("{}: no such file", File));
      return std::nullopt;
    }
    if (fs::is_directory(File, Error)) {
      printError(fmt::format("{}: is a folder; name its source files", File));
      return std::nullopt;
    }
    std::string Real = fs::canonical(File, Error).string();
    if (!Seen.insert(Real).second)
      continue;
    auto Found = Parser->getCompilations().getCompileCommands(File);
    if (Found.empty()) {
      printError(fmt::format(
          "{}: no compile command is known for it; pass -p <folder of "
          "compile_commands.json>, or the flags after --",
          File));
      return std::nullopt;
    }
    CompileCommand Command;
    Command.Directory = Found.front().Directory;
    Command.File = Found.front().Filename;
    Command.Arguments = Found.front().CommandLine;
    if (Command.Directory == ".")
      Command.Directory = fs::current_path().string();
    In.Commands.push_back(std::move(Command));
  }
  return In;
}

} // namespace pyunbox

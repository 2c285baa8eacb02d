#include "AnalyzeAll.h"
#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "Report/Text.h"
#include "Rewrite/Diff.h"
#include "Rewrite/Rewriter.h"
#include "Rewrite/Writer.h"
#include "fmt/format.h"
#include "llvm/Support/CommandLine.h"

#include <filesystem>

namespace pyunbox {

namespace cl = llvm::cl;
namespace fs = std::filesystem;

namespace {

enum class Mode { Diff, Check, InPlace, OutputDir };

struct Change {
  std::string Path;     ///< absolute
  std::string Relative; ///< below the base folder, or "" if it is outside
  std::string Hash;     ///< of the content that was analysed
  std::string Content;
  RewritePlan Plan;
};

/// Carries out \p Changes; nothing is written before all units are analysed.
int apply(Mode How, const std::vector<Change> &Changes,
          const std::string &OutputDir) {
  if (How == Mode::InPlace) {
    std::vector<Replacement> All;
    All.reserve(Changes.size());
    for (const Change &C : Changes)
      All.push_back({C.Path, applyEdits(C.Content, C.Plan.Edits), C.Hash});
    if (auto Error = replaceFiles(All)) {
      printError(Error->text());
      return ToolFailed;
    }
    return Clean;
  }
  for (const Change &C : Changes) {
    std::string New = applyEdits(C.Content, C.Plan.Edits);
    std::optional<FileError> Error;
    switch (How) {
    case Mode::Diff:
      fmt::print("{}", unifiedDiff(C.Relative, C.Content, C.Plan.Edits));
      break;
    case Mode::Check:
      fmt::print(stderr, "{}: would be rewritten\n", C.Relative);
      break;
    case Mode::InPlace:
      break;
    case Mode::OutputDir:
      Error = writeBelow(OutputDir, C.Relative, New);
      break;
    }
    if (Error) {
      printError(Error->text());
      return ToolFailed;
    }
  }
  return How == Mode::Check && !Changes.empty() ? Pending : Clean;
}

} // namespace

int runRewrite(int Argc, const char **Argv) {
  cl::OptionCategory Category("pyunbox rewrite");
  cl::opt<bool> Diff("diff", cl::desc("Show the changes (default)"),
                     cl::cat(Category));
  cl::opt<bool> Check("check",
                      cl::desc("Only say whether there are changes: exit "
                               "status 2 if so"),
                      cl::cat(Category));
  cl::opt<bool> InPlace("in-place", cl::desc("Change the source files"),
                        cl::cat(Category));
  cl::opt<std::string> OutputDir(
      "output-dir",
      cl::desc("Write the changed files below this folder instead"),
      cl::value_desc("dir"), cl::cat(Category));
  auto In = parseInputs(
      Argc, Argv, Category,
      "pyunbox rewrite: puts the metadata of typed methods into their tables.\n"
      "Exit status: 0, 1 the tool failed, 2 changes are pending (--check), 3 "
      "some files did not parse (nothing is written then).\n");
  if (!In)
    return ToolFailed;
  if (Diff + Check + InPlace + !OutputDir.empty() > 1) {
    printError("choose one of --diff, --check, --in-place and --output-dir");
    return ToolFailed;
  }
  Mode How = InPlace             ? Mode::InPlace
             : Check             ? Mode::Check
             : OutputDir.empty() ? Mode::Diff
                                 : Mode::OutputDir;
  std::vector<UnitAnalysis> Units;
  {
    Progress Show(In->Commands.size());
    Units = analyzeAll(*In, Show);
  }
  std::vector<Unit> Reviewed;
  for (UnitAnalysis &Found : Units)
    Reviewed.push_back(std::move(Found.Result));
  applyReview(In->Review, Reviewed);
  std::vector<Change> Changes;
  Analysis FailedUnits;
  for (std::size_t I = 0; I < Units.size(); ++I) {
    const CompileCommand &Command = In->Commands[I];
    Unit &Found = Reviewed[I];
    if (Found.State == Unit::Status::Failed) {
      FailedUnits.Units.push_back(std::move(Found));
      continue;
    }
    Change C;
    C.Plan = planRewrite(Found, Units[I].Content);
    for (const LeftAlone &Left : C.Plan.Refused)
      fmt::print(stderr, "pyunbox: {} is left alone: {}\n", Left.Id, Left.Why);
    if (C.Plan.Edits.empty())
      continue;
    C.Path = (fs::path(Command.Directory) / Command.File)
                 .lexically_normal()
                 .string();
    fs::path Relative = fs::path(C.Path).lexically_relative(In->BaseDir);
    if (Relative.empty() || *Relative.begin() == "..") {
      printError(fmt::format("{}: outside the base folder {}; see --base-dir",
                             C.Path, In->BaseDir));
      return ToolFailed;
    }
    C.Relative = Relative.string();
    C.Hash = Found.ContentHash;
    C.Content = std::move(Units[I].Content);
    Changes.push_back(std::move(C));
  }
  if (!FailedUnits.Units.empty()) {
    fmt::print(stderr, "{}", toText(FailedUnits, false));
    return UnitsFailed;
  }
  return apply(How, Changes, OutputDir);
}

} // namespace pyunbox

#include "AnalyzeAll.h"
#include "Changes.h"
#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"
#include "Progress.h"
#include "VendoredHeader.h"

#include "Report/Text.h"
#include "Rewrite/Rewriter.h"
#include "fmt/format.h"
#include "llvm/Support/CommandLine.h"

#include <filesystem>

namespace pyunbox {

namespace cl = llvm::cl;
namespace fs = std::filesystem;

namespace {

using Mode = Application::Mode;

constexpr char Overview[] =
    "pyunbox rewrite: puts the metadata of typed methods into their tables.\n"
    "Exit status: 0, 1 the tool failed, 2 changes are pending (--check), 3 "
    "some files did not parse (nothing is written then).\n";

/// The change of one analysed unit, or nothing if there is none; false if it
/// must not be made, which has been said. \p Always: one without edits, too.
/// Sets \p AnyStale where what an earlier rewrite generated is out of date,
/// which has been said too.
bool planUnit(const Inputs &In, const CompileCommand &Command,
              const Unit &Found, std::string Content,
              const RewriteOptions &Options, bool Always,
              std::vector<Change> &Changes, bool &AnyStale) {
  RewritePlan Plan = planRewrite(Found, Content, Options);
  for (const OutOfDate &Old : Plan.Stale) {
    printError(fmt::format("{}: what was generated for {} is out of date: {}",
                           Command.File, Old.Id, Old.Why));
    AnyStale = true;
  }
  if (!In.Quiet)
    for (const LeftAlone &Left : Plan.Refused)
      fmt::print(stderr, "pyunbox: {} is left alone: {}\n", Left.Id, Left.Why);
  if (Plan.Edits.empty() && !Always)
    return true;
  Change C;
  C.Path =
      (fs::path(Command.Directory) / Command.File).lexically_normal().string();
  auto Relative = relativeToBase(C.Path, In.BaseDir);
  if (!Relative)
    return false;
  C.Relative = *Relative;
  C.Hash = Found.ContentHash;
  C.Content = std::move(Content);
  C.Edits = std::move(Plan.Edits);
  Changes.push_back(std::move(C));
  return true;
}

/// The settings, and the files that the analysis of \p Units read.
std::set<std::string> filesRead(const Inputs &In,
                                const std::vector<UnitAnalysis> &Units) {
  std::set<std::string> Read;
  for (const std::string &File : In.Settings)
    Read.insert(fs::absolute(File).string());
  for (const UnitAnalysis &Found : Units)
    for (const SourceFile &File : Found.Result.Facts.Sources)
      Read.insert((fs::path(In.BaseDir) / File.Path).string());
  return Read;
}

/// Says which of \p Kept are methods of none of \p Units.
void noteUnknown(std::set<std::string> Kept, const std::vector<Unit> &Units) {
  Kept.erase("all");
  for (const Unit &U : Units)
    for (const Method &M : U.Methods) {
      Kept.erase(M.Id);
      Kept.erase(M.Name);
    }
  if (!Kept.empty())
    fmt::print(stderr,
               "pyunbox: note: --keep-convention names methods that are not in "
               "these files: {}\n",
               fmt::join(Kept, ", "));
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
  cl::opt<bool> DryRun("dry-run",
                       cl::desc("Only list the files that would change"),
                       cl::cat(Category));
  cl::opt<bool> InPlace("in-place", cl::desc("Change the source files"),
                        cl::cat(Category));
  cl::opt<std::string> OutputDir(
      "output-dir",
      cl::desc("Write the files below this folder instead, those that stay as "
               "they are as well"),
      cl::value_desc("dir"), cl::cat(Category));
  cl::opt<std::string> DepFile(
      "depfile",
      cl::desc("With --output-dir: also write this file, which tells make and "
               "ninja what the written ones depend on (headers of the "
               "system and Python's left out)"),
      cl::value_desc("file"), cl::cat(Category));
  cl::list<std::string> KeptConventions(
      "keep-convention", cl::CommaSeparated,
      cl::desc("Leave these methods METH_VARARGS on CPython (docs/cpython.md): "
               "ids, names, or 'all'"),
      cl::value_desc("method,..."), cl::cat(Category));
  cl::opt<std::string> FixesFile(
      "export-fixes",
      cl::desc("Also write the changes to this file, for "
               "clang-apply-replacements"),
      cl::value_desc("file"), cl::cat(Category));
  cl::opt<std::string> VendorDir(
      "vendor-header",
      cl::desc("Put the headers that rewritten sources include into "
               "<dir>/pyunbox, and include them from there: they compile where "
               "pyunbox is not installed"),
      cl::value_desc("dir"), cl::cat(Category));
  auto In = parseInputs(Argc, Argv, Category, Overview);
  if (!In)
    return ToolFailed;
  if (Diff + Check + DryRun + InPlace + !OutputDir.empty() > 1) {
    printError("choose one of --diff, --check, --dry-run, --in-place and "
               "--output-dir");
    return ToolFailed;
  }
  if (!DepFile.empty() && OutputDir.empty()) {
    printError("--depfile is for --output-dir");
    return ToolFailed;
  }
  Application To;
  To.How = InPlace             ? Mode::InPlace
           : Check             ? Mode::Check
           : DryRun            ? Mode::DryRun
           : OutputDir.empty() ? Mode::Diff
                               : Mode::OutputDir;
  To.OutputDir = OutputDir;
  To.Quiet = In->Quiet;
  To.FixesFile = FixesFile;
  std::vector<UnitAnalysis> Units;
  {
    Progress Show(In->Commands.size(), In->Quiet);
    Units = analyzeAll(*In, Show);
  }
  std::set<std::string> Read;
  if (!DepFile.empty())
    Read = filesRead(*In, Units);
  std::vector<Unit> Reviewed;
  Reviewed.reserve(Units.size());
  for (UnitAnalysis &Found : Units)
    Reviewed.push_back(std::move(Found.Result));
  applyReview(In->Review, Reviewed);
  RewriteOptions Options;
  Options.KeptConventions.insert(KeptConventions.begin(),
                                 KeptConventions.end());
  noteUnknown(Options.KeptConventions, Reviewed);
  std::vector<Change> Changes;
  bool AnyStale = false;
  Analysis FailedUnits;
  for (std::size_t I = 0; I < Units.size(); ++I) {
    const CompileCommand &Command = In->Commands[I];
    Unit &Found = Reviewed[I];
    if (Found.State == Unit::Status::Failed) {
      FailedUnits.Units.push_back(std::move(Found));
      continue;
    }
    if (!VendorDir.empty())
      Options.HeaderFolder = vendoredFolder(VendorDir, Command);
    if (!planUnit(*In, Command, Found, std::move(Units[I].Content), Options,
                  To.How == Mode::OutputDir, Changes, AnyStale))
      return ToolFailed;
  }
  if (!FailedUnits.Units.empty()) {
    fmt::print(stderr, "{}", toText(FailedUnits, false));
    printError("nothing is written unless all files parse; they take their "
               "flags from behind -- or from compile_commands.json (-p)");
    return UnitsFailed;
  }
  if (AnyStale) {
    printError("the code, what it calls, the flags or pyunbox have changed "
               "since; go back to the source as it was before it was "
               "rewritten, and rewrite it again (nothing is written now)");
    return Check ? Pending : ToolFailed;
  }
  if (!VendorDir.empty() &&
      !addVendoredHeaders(VendorDir, In->BaseDir, Changes))
    return ToolFailed;
  const int Status = carryOut(To, Changes);
  if (Status == Clean && !DepFile.empty() &&
      !writeReport(dependencies(To, Changes, Read), DepFile))
    return ToolFailed;
  return Status;
}

} // namespace pyunbox

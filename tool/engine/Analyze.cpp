#include "AnalyzeAll.h"
#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "Report/Bugs.h"
#include "Report/Json.h"
#include "Report/Text.h"
#include "Rewrite/Rewriter.h"
#include "fmt/format.h"
#include "llvm/Support/CommandLine.h"

#include <algorithm>

namespace pyunbox {

namespace cl = llvm::cl;

static bool hasBugs(const Analysis &A) {
  return std::ranges::any_of(A.Units, [](const Unit &U) {
    return std::ranges::any_of(
        U.Methods, [](const Method &M) { return !bugsOf(M).empty(); });
  });
}

/// Why units could not be analysed.
static void printFailures(Analysis All) {
  std::erase_if(All.Units,
                [](const Unit &U) { return U.State != Unit::Status::Failed; });
  fmt::print(stderr, "{}", toText(All, false));
}

int runAnalyze(int Argc, const char **Argv) {
  cl::OptionCategory Category("pyunbox analyze");
  cl::opt<std::string> Format(
      "format", cl::desc("Form of the report: text (default) or json"),
      cl::init("text"), cl::value_desc("form"), cl::cat(Category));
  cl::opt<std::string> Output("output",
                              cl::desc("Write the report to this file instead"),
                              cl::value_desc("file"), cl::cat(Category));
  cl::opt<bool> Check("check",
                      cl::desc("Exit status 2 if the extension has likely bugs "
                               "(docs/reports.md)"),
                      cl::cat(Category));
  auto In = parseInputs(
      Argc, Argv, Category,
      "pyunbox analyze: which methods of an extension run on C types.\n"
      "Writes no source. Exit status: 0, 1 the tool failed, 2 there are likely "
      "bugs (--check), 3 some files did not parse.\n");
  if (!In)
    return ToolFailed;
  if (Format != "text" && Format != "json") {
    printError(fmt::format(
        "there is no report format '{}'; choose text or json "
        "(pyunbox render makes html, sarif and pyi of a JSON report)",
        Format.getValue()));
    return ToolFailed;
  }
  RewriteOptions AsLauncher; // as the compiler launcher would rewrite it
  AsLauncher.OneConfiguration = true;
  Analysis All;
  bool Failed = false;
  {
    Progress Show(In->Commands.size(), In->Quiet);
    for (UnitAnalysis &Found : analyzeAll(*In, Show)) {
      Failed |= Found.Result.State == Unit::Status::Failed;
      if (Format == "json")
        describe(planRewrite(Found.Result, Found.Content, AsLauncher),
                 Found.Content, Found.Result);
      All.Units.push_back(std::move(Found.Result));
    }
  }
  applyReview(In->Review, All.Units);
  std::string Report =
      Format == "json" ? toJson(All) : toText(All, wantsColor(Output));
  if (!writeReport(Report, Output))
    return ToolFailed;
  if (Failed) {
    // Of what is not read as it comes, the mistakes are told.
    if (Format == "json" || !Output.empty())
      printFailures(All);
    return UnitsFailed;
  }
  return Check && hasBugs(All) ? Pending : Clean;
}

} // namespace pyunbox

#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "Cache/UnitCache.h"
#include "Driver/AnalyzeUnits.h"
#include "Knowledge/PriorReport.h"
#include "Report/Json.h"
#include "Rewrite/Rewriter.h"
#include "Rewrite/Writer.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"

#include <filesystem>
#include <string_view>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

struct UnitArguments {
  std::string Source, Output, ReportDir, Prior, Effects, Converters, Decisions;
  std::vector<std::string> Command;
};

std::optional<UnitArguments> parse(int Argc, const char **Argv) {
  UnitArguments Out;
  for (int I = 1; I < Argc; ++I) {
    std::string_view Option = Argv[I];
    if (Option == "--") {
      Out.Command.assign(Argv + I + 1, Argv + Argc);
      break;
    }
    std::string *Value = Option == "--source"       ? &Out.Source
                         : Option == "--output"     ? &Out.Output
                         : Option == "--report-dir" ? &Out.ReportDir
                         : Option == "--prior"      ? &Out.Prior
                         : Option == "--effects"    ? &Out.Effects
                         : Option == "--converters" ? &Out.Converters
                         : Option == "--decisions"  ? &Out.Decisions
                                                    : nullptr;
    if (!Value || I + 1 >= Argc)
      return std::nullopt;
    *Value = Argv[++I];
  }
  if (Out.Source.empty() || Out.Output.empty() || Out.Command.empty())
    return std::nullopt;
  return Out;
}

/// One line on stderr: why the file is left alone.
int leaveAlone(const std::string &Source, const Unit &Failed) {
  std::string Why = "it does not parse";
  if (!Failed.Diagnostics.empty()) {
    const Diagnostic &First = Failed.Diagnostics.front();
    Why = First.Where.Line ? fmt::format("{}:{}: {}", First.Where.File,
                                         First.Where.Line, First.Message)
                           : First.Message;
  }
  fmt::print(stderr, "pyunbox: left {} alone: {}\n", Source, Why);
  return UnitsFailed;
}

/// A file name for the report of \p Source that no other unit has.
std::string reportName(const std::string &Source) {
  return fmt::format("{}.{}.json", fs::path(Source).filename().string(),
                     contentHash(fs::absolute(Source).string()));
}

} // namespace

int runUnit(int Argc, const char **Argv) {
  auto Arguments = parse(Argc, Argv);
  if (!Arguments) {
    printError("usage: unit --source FILE --output FILE [--report-dir DIR] "
               "[--prior REPORT] [--effects FILE] "
               "[--converters FILE] [--decisions REPORT] -- "
               "COMPILER ARGUMENT...");
    return ToolFailed;
  }
  CompileCommand Command{fs::current_path().string(), Arguments->Source,
                         Arguments->Command};
  FunctionIndex Known;
  Decisions Review;
  auto AsList = [](const std::string &File) {
    return File.empty() ? std::vector<std::string>()
                        : std::vector<std::string>{File};
  };
  if (!readDeclarations(AsList(Arguments->Effects),
                        AsList(Arguments->Converters), Known) ||
      !readReview(Arguments->Decisions, Review))
    return ToolFailed;
  if (!Arguments->Prior.empty())
    for (const std::string &Note :
         readPriorReports(Arguments->Prior, Command.Directory, Known))
      fmt::print(stderr, "pyunbox: {}\n", Note);
  // A build's output is the compiler's: that results cannot be kept is no news.
  auto Cache =
      openCache(cacheFolder(), {Arguments->Effects, Arguments->Converters});
  UnitAnalysis Found =
      analyzeUnitCached(Command, Command.Directory, Known, Cache.get());
  if (Found.Result.State == Unit::Status::Failed)
    return leaveAlone(Arguments->Source, Found.Result);
  RewriteOptions Options;
  Options.LinePath = Arguments->Source;
  Options.OneConfiguration = true;
  // The report shows what is proposed also where a person has rejected it.
  describe(planRewrite(Found.Result, Found.Content, Options), Found.Result);
  applyDecisions(Review, Found.Result);
  bool HasNews =
      !Found.Result.Methods.empty() || !Found.Result.Facts.Functions.empty();
  if (!Arguments->ReportDir.empty() && HasNews) {
    Analysis Report;
    Report.Units.push_back(Found.Result);
    if (auto Error = writeBelow(Arguments->ReportDir,
                                reportName(Arguments->Source), toJson(Report)))
      printError(Error->text()); // the build goes on without a report
  }
  RewritePlan Plan = planRewrite(Found.Result, Found.Content, Options);
  if (Plan.Edits.empty())
    return NothingToDo;
  if (auto Error =
          writeFile(Arguments->Output, applyEdits(Found.Content, Plan.Edits))) {
    printError(Error->text());
    return ToolFailed;
  }
  return Clean;
}

} // namespace pyunbox

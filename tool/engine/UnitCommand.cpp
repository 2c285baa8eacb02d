#include "CommandLine.h"
#include "Commands.h"
#include "Config.h"
#include "ExitCode.h"

#include "Cache/UnitCache.h"
#include "Driver/AnalyzeUnits.h"
#include "Driver/PriorWrappers.h"
#include "Knowledge/JsonNode.h"
#include "Knowledge/PriorReport.h"
#include "Report/Json.h"
#include "Rewrite/Rewriter.h"
#include "Rewrite/Writer.h"
#include "Signature/ContentHash.h"
#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"

#include <filesystem>
#include <string_view>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

struct UnitArguments {
  std::string Source, Output, Config, ReportDir, Prior, Effects, Converters,
      Decisions, KeptConventions;
  /// File for the paths of what the compiler reads of the source, a line each,
  /// as it names them; none is written if that is not known.
  std::string Headers;
  /// Why the launcher compiles the source as it is after all: for the report.
  std::string LeftAlone;
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
    std::string *Value = Option == "--source"            ? &Out.Source
                         : Option == "--output"          ? &Out.Output
                         : Option == "--headers"         ? &Out.Headers
                         : Option == "--config"          ? &Out.Config
                         : Option == "--report-dir"      ? &Out.ReportDir
                         : Option == "--prior"           ? &Out.Prior
                         : Option == "--effects"         ? &Out.Effects
                         : Option == "--converters"      ? &Out.Converters
                         : Option == "--decisions"       ? &Out.Decisions
                         : Option == "--keep-convention" ? &Out.KeptConventions
                         : Option == "--left-alone"      ? &Out.LeftAlone
                                                         : nullptr;
    if (!Value || I + 1 >= Argc)
      return std::nullopt;
    *Value = Argv[++I];
  }
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

/// The settings for the source, or those of the current folder: what the file
/// that is named or found says, and the arguments. Nothing on an error, which
/// has been printed.
std::optional<Config> settingsOf(const UnitArguments &Arguments) {
  fs::path Source =
      fs::absolute(Arguments.Source.empty() ? "x.c" : Arguments.Source);
  Config Settings;
  try {
    Settings = readConfig(
        Arguments.Config.empty()
            ? findConfig(Source.lexically_normal().parent_path().string())
            : Arguments.Config);
  } catch (const JsonError &Error) {
    printError(Error.Message);
    return std::nullopt;
  }
  if (!Arguments.Effects.empty())
    Settings.Effects.push_back(Arguments.Effects);
  if (!Arguments.Converters.empty())
    Settings.Converters.push_back(Arguments.Converters);
  return Settings;
}

/// A file name for the report of a unit that no other has: a source that is
/// compiled to two objects is two units. Before the last part it is the same
/// where a project is built again in another folder.
std::string reportName(const std::string &Source,
                       const std::vector<std::string> &Command) {
  std::string Unit = fs::absolute(Source).string(), Object;
  for (std::size_t I = 0; I < Command.size(); ++I)
    if (llvm::StringRef Named = Command[I]; Named.consume_front("-o")) {
      if (Named.empty() && I + 1 < Command.size())
        Named = Command[I + 1];
      Object += Named.str() + "\n";
      Unit += "\n" + fs::absolute(Named.str()).string();
    }
  return fmt::format("{}.{}.{}.json", fs::path(Source).filename().string(),
                     contentHash(Object), contentHash(Unit));
}

/// No method of \p U is called unboxed, for the reason \p Why.
void callBoxed(Unit &U, const std::string &Why) {
  for (Method &M : U.Methods)
    // A row that was rewritten before stays what it is.
    if (M.Typed && M.Record.empty()) {
      M.NotRewritten = Why;
      for (Callable *Call : {&M.PyPy, &M.CPython})
        if (Call->How != CallWay::Boxed)
          *Call = {CallWay::Boxed, Why};
    }
}

/// What an earlier build reported is no report of this one, however this ends.
void removeReport(const UnitArguments &Arguments) {
  std::error_code Ignored;
  if (!Arguments.ReportDir.empty())
    fs::remove(fs::path(Arguments.ReportDir) /
                   reportName(Arguments.Source, Arguments.Command),
               Ignored);
}

/// Leaves the report of \p Found, if there is anything to report. A build goes
/// on without one.
void leaveReport(const UnitArguments &Arguments, const Unit &Found) {
  if (Arguments.ReportDir.empty() ||
      (Found.State != Unit::Status::Failed && Found.Methods.empty() &&
       Found.Facts.Functions.empty()))
    return;
  Analysis Report;
  Report.Units.push_back(Found);
  if (auto Error = writeBelow(Arguments.ReportDir,
                              reportName(Arguments.Source, Arguments.Command),
                              toJson(Report)))
    printError(fmt::format("no report is left (PYUNBOX_REPORT_DIR): {}",
                           Error->text()));
}

/// Other arguments than the build's may lead the compiler to other headers.
std::optional<FileError> writeHeaders(const UnitArguments &Arguments,
                                      const Config &Settings,
                                      const UnitInputs &Inputs) {
  if (Arguments.Headers.empty() || !Settings.ExtraArguments.empty() ||
      Inputs.ByCompiler.empty())
    return std::nullopt;
  return writeFile(Arguments.Headers,
                   fmt::format("{}\n", fmt::join(Inputs.ByCompiler, "\n")));
}

void printNotes(const std::vector<std::string> &Notes) {
  for (const std::string &Note : Notes)
    fmt::print(stderr, "pyunbox: {}\n", Note);
}

} // namespace

int runUnit(int Argc, const char **Argv) {
  auto Arguments = parse(Argc, Argv);
  if (!Arguments || Arguments->Source.empty() || Arguments->Output.empty() ||
      Arguments->Command.empty()) {
    printError("usage: unit --source FILE --output FILE [--headers FILE] "
               "[--config FILE] [--report-dir DIR] [--prior REPORT] "
               "[--effects FILE] "
               "[--converters FILE] [--decisions REPORT] "
               "[--keep-convention METHOD,...] [--left-alone WHY] -- "
               "COMPILER ARGUMENT...");
    return ToolFailed;
  }
  CompileCommand Command{fs::current_path().string(), Arguments->Source,
                         Arguments->Command};
  removeReport(*Arguments);
  auto Settings = settingsOf(*Arguments);
  FunctionIndex Known;
  Decisions Review;
  const char *Mistaken =
      !Settings ||
              !readDeclarations(Settings->Effects, Settings->Converters, Known)
          ? "its settings"
      : !readReview(Arguments->Decisions, Review)
          ? "the decisions (PYUNBOX_DECISIONS)"
          : nullptr;
  if (Mistaken) {
    fmt::print(stderr, "pyunbox: left {} alone: {} have a mistake\n",
               Arguments->Source, Mistaken);
    return ToolFailed;
  }
  if (isExcluded(*Settings, fs::absolute(Command.File).lexically_normal()))
    return NothingToDo;
  Command.Arguments.insert(Command.Arguments.end(),
                           Settings->ExtraArguments.begin(),
                           Settings->ExtraArguments.end());
  PriorReports Prior;
  if (!Arguments->Prior.empty())
    Prior = readPriorReports(Arguments->Prior, Command.Directory, Known);
  printNotes(Prior.Notes);
  // A build's output is the compiler's: that results cannot be kept is no news.
  auto Cache = openCache(cacheFolder(), Settings->declarations());
  UnitAnalysis Found =
      analyzeUnitCached(Command, Command.Directory, Known, Cache.get());
  if (Found.Result.State == Unit::Status::Failed) {
    leaveReport(*Arguments, Found.Result);
    return leaveAlone(Arguments->Source, Found.Result);
  }
  printNotes(adoptPriorWrappers(Prior.Whole, Known, Found));
  RewriteOptions Options;
  Options.LinePath = Arguments->Source;
  Options.OneConfiguration = true;
  for (llvm::StringRef Method : llvm::split(Arguments->KeptConventions, ','))
    Options.KeptConventions.insert(Method.str());
  RewritePlan Plan = planRewrite(Found.Result, Found.Content, Options);
  for (const OutOfDate &Old : Plan.Stale)
    if (Old.IsWrong)
      fmt::print(stderr,
                 "pyunbox: {}: what was generated for {} is out of date: {}; "
                 "pyunbox rewrite --check tells what to do\n",
                 Arguments->Source, Old.Id, Old.Why);
  // The report shows what is proposed also where a person has rejected it.
  if (!Arguments->ReportDir.empty())
    describe(Plan, Found.Content, Found.Result);
  if (!Arguments->Decisions.empty()) {
    applyDecisions(Review, Found.Result);
    Plan = planRewrite(Found.Result, Found.Content, Options);
  }
  if (!Arguments->LeftAlone.empty())
    callBoxed(Found.Result, Arguments->LeftAlone);
  leaveReport(*Arguments, Found.Result);
  if (Plan.Edits.empty() || !Arguments->LeftAlone.empty())
    return NothingToDo;
  auto Error =
      writeFile(Arguments->Output, applyEdits(Found.Content, Plan.Edits));
  if (!Error)
    Error = writeHeaders(*Arguments, *Settings, Found.Inputs);
  if (Error) {
    printError(Error->text());
    return ToolFailed;
  }
  return Clean;
}

int runForget(int Argc, const char **Argv) {
  auto Arguments = parse(Argc, Argv);
  if (!Arguments)
    return ToolFailed;
  removeReport(*Arguments);
  return Clean;
}

int runIdentity(int Argc, const char **Argv) {
  auto Arguments = parse(Argc, Argv);
  auto Settings = settingsOf(Arguments.value_or(UnitArguments()));
  if (!Settings)
    return ToolFailed;
  std::vector<std::string> More;
  if (Arguments)
    More = {Arguments->Prior, Arguments->Decisions, Arguments->KeptConventions};
  fmt::print("{}\n", identity(*Settings, More));
  return Clean;
}

} // namespace pyunbox

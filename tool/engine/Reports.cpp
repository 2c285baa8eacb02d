#include "CommandLine.h"
#include "Commands.h"
#include "ExitCode.h"

#include "Knowledge/JsonNode.h"
#include "Knowledge/Suggestion.h"
#include "Report/Configurations.h"
#include "Report/Explain.h"
#include "Report/Html.h"
#include "Report/Json.h"
#include "Report/Merge.h"
#include "Report/ReadReport.h"
#include "Report/Sarif.h"
#include "Report/Stub.h"
#include "Report/Text.h"
#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace pyunbox {

namespace cl = llvm::cl;
namespace fs = std::filesystem;

namespace {

bool parseOptions(int Argc, const char **Argv, cl::OptionCategory &Category,
                  const char *Overview) {
  cl::HideUnrelatedOptions(Category);
  std::string Text;
  llvm::raw_string_ostream Errors(Text);
  if (cl::ParseCommandLineOptions(Argc, Argv, Overview, &Errors))
    return true;
  printError(llvm::StringRef(Errors.str()).trim().str());
  return false;
}

/// Nothing on an error, which has been printed.
std::optional<Analysis> read(const std::string &Path) {
  try {
    return readReport(Path);
  } catch (const JsonError &Error) {
    printError(Error.Message);
    return std::nullopt;
  }
}

/// When \p Path was written; the epoch if that cannot be told.
fs::file_time_type timeOf(const std::string &Path) {
  std::error_code Failed;
  auto Time = fs::last_write_time(Path, Failed);
  return Failed ? fs::file_time_type() : Time;
}

/// What the names of the launcher's reports of one unit have in common, in
/// whichever folder it was built; "" of other files.
std::string unitIn(const std::string &Path) {
  llvm::StringRef Name = llvm::sys::path::filename(Path);
  if (!Name.consume_back(".json"))
    return {};
  auto [Unit, Place] = Name.rsplit('.');
  return Unit.contains('.') && llvm::all_of(Place, llvm::isHexDigit)
             ? Unit.str()
             : std::string();
}

/// All of \p Paths as one, what is newer in place of what is older; nothing on
/// an error, which has been printed.
std::optional<Analysis> readAll(const std::vector<std::string> &Paths) {
  if (Paths.empty()) {
    printError(
        "no report; name one or more that pyunbox analyze --format=json or "
        "the compiler launcher wrote");
    return std::nullopt;
  }
  std::vector<std::pair<fs::file_time_type, std::string>> ByTime;
  ByTime.reserve(Paths.size());
  for (const std::string &Path : Paths)
    ByTime.emplace_back(timeOf(Path), Path);
  std::ranges::sort(ByTime);
  Analysis All;
  std::map<std::string, std::pair<fs::file_time_type, std::string>> Known;
  for (const auto &[Time, Path] : ByTime) {
    std::optional<Analysis> A = read(Path);
    if (!A)
      return std::nullopt;
    std::vector<std::string> Replaced;
    // Built once more, perhaps in another folder.
    const std::string Key = unitIn(Path);
    bool IsNewer = !Key.empty();
    for (const auto &Each : A->Units) {
      auto [At, New] = Known.try_emplace(Each.Path, Time, Key);
      IsNewer &= New || (At->second.second == Key && At->second.first < Time);
      At->second = {Time, Key};
    }
    if (auto Wrong = merge(std::move(*A), All, IsNewer, Replaced)) {
      printError(fmt::format("{}: {}", Path, *Wrong));
      return std::nullopt;
    }
    for (const std::string &Source : Replaced)
      fmt::print(stderr,
                 "pyunbox: note: what {} says of {} is newer than another "
                 "report of it, which is left out\n",
                 Path, Source);
  }
  return All;
}

/// \p Paths as builds of the same sources; nothing on an error, which has been
/// printed.
std::optional<Analysis>
readConfigurations(const std::vector<std::string> &Paths) {
  std::vector<NamedReport> Reports;
  for (const std::string &Path : Paths) {
    std::optional<Analysis> A = read(Path);
    if (!A)
      return std::nullopt;
    Reports.push_back({Path, std::move(*A)});
  }
  auto Merged = mergeConfigurations(std::move(Reports));
  if (auto *Wrong = std::get_if<std::string>(&Merged)) {
    printError(*Wrong);
    return std::nullopt;
  }
  return std::get<Analysis>(std::move(Merged));
}

/// The stub of the module that \p Named says, or of the only one; nothing on an
/// error, which has been printed.
std::optional<std::string> stubOf(const Analysis &A, const std::string &Named) {
  std::set<std::string> Modules = modulesOf(A);
  if (Modules.size() > 1)
    Modules.erase(""); // of tables whose module is not known
  if (Named.empty() && Modules.size() == 1)
    return toStub(A, *Modules.begin());
  if (Modules.contains(Named) && !Named.empty())
    return toStub(A, Named);
  printError(fmt::format(
      "{}; choose one with --module: {}",
      Named.empty()
          ? fmt::format("the report is about {} modules", Modules.size())
          : fmt::format("there is no module '{}'", Named),
      fmt::join(Modules, ", ")));
  return std::nullopt;
}

} // namespace

int runRender(int Argc, const char **Argv) {
  cl::OptionCategory Category("pyunbox render");
  cl::opt<std::string> To("to", cl::desc("html, sarif, pyi or text (required)"),
                          cl::value_desc("form"), cl::cat(Category));
  cl::opt<std::string> Output("output",
                              cl::desc("Write to this file instead of stdout"),
                              cl::value_desc("file"), cl::cat(Category));
  cl::opt<std::string> Module(
      "module", cl::desc("pyi: the module, if the report is about several"),
      cl::value_desc("name"), cl::cat(Category));
  cl::opt<std::string> DocsUrl(
      "docs-url",
      cl::desc("html, sarif: the address of pyunbox's docs/, for links to "
               "reasons"),
      cl::value_desc("url"), cl::cat(Category));
  cl::list<std::string> Reports(cl::Positional, cl::desc("<report.json>..."),
                                cl::cat(Category));
  if (!parseOptions(Argc, Argv, Category,
                    "pyunbox render: JSON reports in another form, as one.\n"
                    "Exit status: 0, 1 the tool failed.\n"))
    return ToolFailed;
  std::optional<Analysis> A = readAll(Reports);
  if (!A)
    return ToolFailed;
  const std::string Docs = llvm::StringRef(DocsUrl).rtrim('/').str();
  std::optional<std::string> Text;
  if (To == "html")
    Text = toHtml(*A, Docs);
  else if (To == "sarif")
    Text = toSarif(*A, Docs);
  else if (To == "text")
    Text = toText(*A, wantsColor(Output));
  else if (To == "pyi")
    Text = stubOf(*A, Module);
  else
    printError(fmt::format(
        "{}; choose one with --to: html, sarif, pyi, text",
        To.empty() ? "no form"
                   : fmt::format("there is no form '{}'", To.getValue())));
  return Text && writeReport(*Text, Output) ? Clean : ToolFailed;
}

int runMerge(int Argc, const char **Argv) {
  cl::OptionCategory Category("pyunbox merge");
  cl::opt<std::string> Output("output",
                              cl::desc("Write to this file instead of stdout"),
                              cl::value_desc("file"), cl::cat(Category));
  cl::opt<bool> Configurations(
      "configurations",
      cl::desc("The reports are of builds of the same sources with different "
               "flags: warn of what some have and others have not"),
      cl::cat(Category));
  cl::list<std::string> Reports(cl::Positional, cl::desc("<report.json>..."),
                                cl::cat(Category));
  if (!parseOptions(Argc, Argv, Category,
                    "pyunbox merge: one JSON report of several, in any order.\n"
                    "Exit status: 0, 1 the tool failed.\n"))
    return ToolFailed;
  std::optional<Analysis> All =
      Configurations ? readConfigurations(Reports) : readAll(Reports);
  return All && writeReport(toJson(*All), Output) ? Clean : ToolFailed;
}

int runExplain(int Argc, const char **Argv) {
  cl::OptionCategory Category("pyunbox explain");
  cl::opt<std::string> Name(cl::Positional, cl::desc("<method>"),
                            cl::cat(Category));
  cl::opt<std::string> Report(cl::Positional, cl::desc("<report.json>"),
                              cl::cat(Category));
  if (!parseOptions(Argc, Argv, Category,
                    "pyunbox explain: what the verdict on a method rests on, "
                    "step by step.\n"
                    "A method is given by its id, such as module.name, or by "
                    "its name alone.\n"
                    "Exit status: 0, 1 the tool failed.\n"))
    return ToolFailed;
  if (Name.empty() || Report.empty()) {
    printError("name a method, and a JSON report that pyunbox analyze "
               "--format=json wrote");
    return ToolFailed;
  }
  std::optional<Analysis> A = read(Report);
  if (!A)
    return ToolFailed;
  std::string Text;
  std::vector<std::string_view> Names;
  for (const Unit &U : A->Units)
    for (const Method &M : U.Methods) {
      Names.insert(Names.end(), {M.Id, M.Name});
      if (M.Id == Name || M.Name == Name)
        Text += explain(M, wantsColor(""));
    }
  if (Text.empty()) {
    printError(fmt::format("{}: there is no method '{}'{}", Report.getValue(),
                           Name.getValue(), didYouMean(Name, Names)));
    return ToolFailed;
  }
  return writeReport(Text, "") ? Clean : ToolFailed;
}

} // namespace pyunbox

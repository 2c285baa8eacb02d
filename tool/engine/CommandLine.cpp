#include "CommandLine.h"
#include "Config.h"

#include "Cache/UnitCache.h"
#include "Inference/Tables.h"
#include "Knowledge/EffectsFile.h"
#include "Knowledge/JsonNode.h"
#include "Rewrite/Writer.h"
#include "fmt/format.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/WithColor.h"

#ifdef PYUNBOX_RULE_SWITCHES
#include "Inference/Rules.h"
#endif

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <thread>
#include <unistd.h>

namespace pyunbox {

using clang::tooling::CompilationDatabase;
using clang::tooling::JSONCommandLineSyntax;
using clang::tooling::JSONCompilationDatabase;
namespace cl = llvm::cl;
namespace fs = std::filesystem;

void printError(const std::string &Message) {
  llvm::WithColor::error(llvm::errs(), "pyunbox") << Message << '\n';
}

bool wantsColor(const std::string &Output) {
  const char *No = std::getenv("NO_COLOR"); // https://no-color.org
  return Output.empty() && !(No && *No) && isatty(STDOUT_FILENO);
}

bool writeReport(const std::string &Report, const std::string &Output) {
  if (Output.empty()) {
    fmt::print("{}", Report);
    return true;
  }
  auto Error = writeFile(Output, Report);
  if (Error)
    printError(Error->text());
  return !Error;
}

bool readReview(const std::string &Path, Decisions &Review) {
  try {
    if (!Path.empty())
      Review = readDecisions(Path);
  } catch (const JsonError &Error) {
    printError(Error.Message);
    return false;
  }
  return true;
}

void applyReview(const Decisions &Review, std::span<Unit> Units) {
  std::set<std::string> Unmet;
  for (const auto &[Id, Decided] : Review)
    Unmet.insert(Id);
  for (Unit &U : Units)
    for (const std::string &Id : applyDecisions(Review, U))
      Unmet.erase(Id);
  if (!Unmet.empty())
    fmt::print(stderr,
               "pyunbox: note: decisions about methods that are not in these "
               "files: {}\n",
               fmt::join(Unmet, ", "));
}

bool readDeclarations(const std::vector<std::string> &EffectFiles,
                      const std::vector<std::string> &ConverterFiles,
                      FunctionIndex &Known) {
  try {
    for (const std::string &File : EffectFiles)
      readEffectsFile(File, Known);
    for (const std::string &File : ConverterFiles)
      addConverters(readConvertersFile(File));
  } catch (const JsonError &Error) {
    printError(Error.Message);
    return false;
  }
  return true;
}

Inputs::Inputs() = default;
Inputs::Inputs(Inputs &&) noexcept = default;
Inputs::~Inputs() = default;

std::unique_ptr<UnitCache> openCache(const std::string &Folder,
                                     const std::vector<std::string> &Declared) {
  if (Folder.empty())
    return nullptr;
  std::string Settings;
  for (const std::string &File : Declared) {
    auto Content = readFile(File);
    if (auto *Text = std::get_if<std::string>(&Content))
      Settings += fmt::format("{}\n{}\n{}", File, Text->size(), *Text);
  }
  return std::make_unique<UnitCache>(Folder, std::move(Settings));
}

std::string cacheFolder() {
  const char *Given = std::getenv("PYUNBOX_CACHE_DIR");
  return Given ? Given : defaultCacheFolder();
}

namespace {

/// The compiler that stands first behind --, which is taken out of \p Args; ""
/// if flags alone do. LibTooling would take it for a source.
std::string takeCompiler(std::vector<const char *> &Args) {
  auto Flags = std::ranges::find(Args, std::string_view("--"));
  if (Flags == Args.end())
    return {};
  ++Flags;
  if (Flags == Args.end() || **Flags == '-')
    return {};
  std::string Compiler = *Flags;
  Args.erase(Flags);
  return Compiler;
}

std::string absolute(const std::string &Path, const std::string &Directory) {
  fs::path P(Path);
  if (!P.is_absolute())
    P = (Directory.empty() ? fs::current_path() : fs::path(Directory)) / P;
  return P.lexically_normal().string();
}

/// The compilation database for \p Source: the one in \p BuildPath, if that is
/// given, or in the nearest folder above that has one; else "". LibTooling's
/// own search would guess a command from those of other files.
std::string databaseFor(const std::string &Source,
                        const std::string &BuildPath) {
  constexpr const char *Name = "compile_commands.json";
  if (!BuildPath.empty())
    return (fs::path(BuildPath) / Name).string();
  fs::path Folder = fs::path(Source).parent_path();
  for (;;) {
    std::error_code Ignored;
    if (fs::exists(Folder / Name, Ignored))
      return (Folder / Name).string();
    if (Folder == Folder.parent_path())
      return {};
    Folder = Folder.parent_path();
  }
}

/// Whether \p Commands differ in more than their outputs.
bool differ(const std::vector<clang::tooling::CompileCommand> &Commands) {
  auto Adjust = clang::tooling::getClangStripOutputAdjuster();
  auto Key = [&](const clang::tooling::CompileCommand &C) {
    return std::pair(C.Directory, Adjust(C.CommandLine, C.Filename));
  };
  return std::ranges::any_of(
      Commands, [&](const auto &C) { return Key(C) != Key(Commands.front()); });
}

/// The settings for \p Sources: \p Given, or what is found from their folders.
/// Throws JsonError.
Config settingsFor(const std::vector<std::string> &Sources,
                   const std::string &Given) {
  if (!Given.empty())
    return readConfig(Given);
  std::optional<std::string> Found;
  for (const std::string &Source : Sources) {
    std::string File =
        findConfig(fs::path(absolute(Source, "")).parent_path().string());
    if (Found && *Found != File)
      throw JsonError{fmt::format(
          "{}: its settings are others ({}) than those of {} ({}); choose with "
          "--config",
          Source, File.empty() ? "none" : File, Sources.front(),
          Found->empty() ? "none" : *Found)};
    Found = File;
  }
  return readConfig(Found.value_or(""));
}

/// Why \p File cannot be analysed, or "".
std::string whyUnusable(const std::string &File) {
  static const std::set<std::string> Extensions = {
      ".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".CPP"};
  std::error_code Error;
  if (!fs::exists(File, Error))
    return "no such file";
  if (fs::is_directory(File, Error))
    return "is a folder; name its source files";
  if (!fs::is_regular_file(File, Error))
    return "is no file";
  if (!Extensions.contains(fs::path(File).extension().string()))
    return "is no C or C++ source, by its name";
  if (access(File.c_str(), R_OK) != 0)
    return fmt::format("cannot be read: {}", std::strerror(errno));
  return {};
}

} // namespace

std::optional<std::string> relativeToBase(const std::string &Path,
                                          const std::string &BaseDir) {
  auto IsInside = [](const fs::path &Relative) {
    return !Relative.empty() && *Relative.begin() != "..";
  };
  fs::path Relative = fs::path(Path).lexically_relative(BaseDir);
  std::error_code Ignored;
  // Links may lead out of it.
  if (IsInside(Relative) &&
      IsInside(fs::weakly_canonical(Path, Ignored)
                   .lexically_relative(fs::weakly_canonical(BaseDir, Ignored))))
    return Relative.string();
  printError(fmt::format("{}: outside the base folder {}; see --base-dir", Path,
                         BaseDir));
  return std::nullopt;
}

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
  // Hidden: --help says the same in every build.
  cl::list<std::string> Disabled("disable-rule",
                                 cl::desc("Switch a soundness rule off (for "
                                          "the tests)"),
                                 cl::value_desc("name"), cl::Hidden,
                                 cl::cat(Category));
#endif
  cl::opt<std::string> BuildPath(
      "p", cl::desc("Folder of compile_commands.json"),
      cl::value_desc("build-path"), cl::cat(Category));
  cl::list<std::string> ExtraArguments(
      "extra-arg", cl::desc("Another argument for the compiler"),
      cl::value_desc("argument"), cl::cat(Category));
  cl::list<std::string> ExtraArgumentsBefore(
      "extra-arg-before",
      cl::desc("Another argument for the compiler, in front"),
      cl::value_desc("argument"), cl::cat(Category));
  cl::list<std::string> EffectFiles(
      "effects",
      cl::desc("JSON file that says what library functions do "
               "(docs/effects.md); may be given several times"),
      cl::value_desc("file"), cl::cat(Category));
  cl::list<std::string> ConverterFiles(
      "converters",
      cl::desc("JSON file that describes unboxing and boxing functions "
               "(docs/converters.md); may be given several times"),
      cl::value_desc("file"), cl::cat(Category));
  cl::opt<unsigned> Jobs(
      "jobs",
      cl::desc("Files analysed at a time (default: one for each "
               "processor)"),
      cl::init(std::max(std::thread::hardware_concurrency(), 1u)),
      cl::value_desc("n"), cl::cat(Category));
  cl::opt<std::string> CacheDir(
      "cache-dir",
      cl::desc("Folder for the results of earlier runs; empty for none "
               "(default: $PYUNBOX_CACHE_DIR, or one in the user's cache "
               "folder)"),
      cl::init(cacheFolder()), cl::value_desc("dir"), cl::cat(Category));
  cl::opt<std::string> From(
      "from",
      cl::desc("Obey the decisions (accept, reject) in this report or file of "
               "decisions"),
      cl::value_desc("report"), cl::cat(Category));
  cl::opt<std::string> ConfigFile(
      "config",
      cl::desc("Settings (docs/config.md), instead of the .pyunbox in the "
               "sources' folder or above"),
      cl::value_desc("file"), cl::cat(Category));
  cl::opt<bool> Quiet("quiet", cl::desc("Show results and errors only"),
                      cl::cat(Category));
  cl::list<std::string> Sources(
      cl::Positional, cl::desc("<source>... [-- [<compiler>] <flag>...]"),
      cl::cat(Category));
  // What follows -- is the command for all sources.
  std::string Error;
  std::vector<const char *> Args(Argv, Argv + Argc);
  const std::string Compiler = takeCompiler(Args);
  if (!Compiler.empty() && !llvm::sys::findProgramByName(Compiler)) {
    printError(fmt::format("'{}' behind -- is no compiler that is found; give "
                           "its path, or only flags",
                           Compiler));
    return std::nullopt;
  }
  Argc = static_cast<int>(Args.size());
  Args.push_back(nullptr);
  Argv = Args.data();
  std::unique_ptr<CompilationDatabase> Database =
      clang::tooling::FixedCompilationDatabase::loadFromCommandLine(Argc, Argv,
                                                                    Error);
  cl::HideUnrelatedOptions(Category);
  llvm::raw_string_ostream Errors(Error);
  if (!cl::ParseCommandLineOptions(Argc, Argv, Overview, &Errors)) {
    // Of a value that does not fit LLVM has told already.
    if (llvm::StringRef Text = llvm::StringRef(Errors.str()).trim();
        !Text.empty())
      printError(Text.str());
    return std::nullopt;
  }
  if (Jobs == 0) {
    printError("--jobs must be at least 1");
    return std::nullopt;
  }
  if (Sources.empty()) {
    printError("no source files; name at least one");
    return std::nullopt;
  }
#ifdef PYUNBOX_RULE_SWITCHES
  for (const std::string &Name : Disabled)
    if (!disableRule(Name)) {
      printError(fmt::format("there is no rule '{}'", Name));
      return std::nullopt;
    }
#endif
  for (const std::string &File : Sources)
    if (std::string Why = whyUnusable(File); !Why.empty()) {
      printError(fmt::format("{}: {}", File, Why));
      return std::nullopt;
    }
  Inputs In;
  In.Quiet = Quiet;
  Config Settings;
  try {
    Settings = settingsFor(Sources, ConfigFile);
  } catch (const JsonError &Problem) {
    printError(Problem.Message);
    return std::nullopt;
  }
  Settings.Effects.insert(Settings.Effects.end(), EffectFiles.begin(),
                          EffectFiles.end());
  Settings.Converters.insert(Settings.Converters.end(), ConverterFiles.begin(),
                             ConverterFiles.end());
  if (!readDeclarations(Settings.Effects, Settings.Converters, In.Known) ||
      !readReview(From, In.Review))
    return std::nullopt;
  In.Settings = Settings.declarations();
  for (const std::string &File : {Settings.File, From.getValue()})
    if (!File.empty())
      In.Settings.push_back(File);
  In.Jobs = Jobs;
  In.Cache = openCache(CacheDir, Settings.declarations());
#ifdef PYUNBOX_RULE_SWITCHES
  if (!Disabled.empty())
    In.Cache.reset();
#endif
  if (std::error_code Ignored;
      !BaseDir.empty() && !fs::is_directory(BaseDir.getValue(), Ignored)) {
    printError(
        fmt::format("--base-dir={}: no such folder", BaseDir.getValue()));
    return std::nullopt;
  }
  In.BaseDir =
      absolute(BaseDir.empty() ? std::string(".") : BaseDir.getValue(), "");
  if (In.BaseDir.size() > 1 && In.BaseDir.ends_with('/'))
    In.BaseDir.pop_back();
  if (In.BaseDir.ends_with("/."))
    In.BaseDir.resize(In.BaseDir.size() - 2);
  Settings.ExtraArguments.insert(Settings.ExtraArguments.end(),
                                 ExtraArguments.begin(), ExtraArguments.end());
  std::set<std::string> Seen;
  for (const std::string &File : Sources) {
    std::error_code Ignored;
    if (!Seen.insert(fs::canonical(File, Ignored).string()).second)
      continue;
    std::string Path = absolute(File, "");
    if (isExcluded(Settings, Path)) {
      if (!Quiet)
        fmt::print(stderr, "pyunbox: {} is left alone: excluded in {}\n", File,
                   Settings.File);
      continue;
    }
    if (!Database) {
      std::string Json = databaseFor(Path, BuildPath);
      if (!Json.empty())
        Database = JSONCompilationDatabase::loadFromFile(
            Json, Error, JSONCommandLineSyntax::AutoDetect);
      if (!Json.empty() && !Database) {
        printError(
            fmt::format("{}: {}", Json, llvm::StringRef(Error).trim().str()));
        return std::nullopt;
      }
      try {
        // Clang takes some of what is no JSON for an empty database.
        if (!Json.empty() && Database->getAllFiles().empty())
          readJson(Json);
      } catch (const JsonError &Problem) {
        printError(Problem.Message);
        return std::nullopt;
      }
    }
    auto Found = Database ? Database->getCompileCommands(Path)
                          : std::vector<clang::tooling::CompileCommand>();
    if (Found.empty()) {
      printError(fmt::format(
          "{}: no compile command is known for it; pass -p <folder of "
          "compile_commands.json>, or the flags after --, such as "
          "-- $(python3-config --includes)",
          File));
      return std::nullopt;
    }
    CompileCommand Command;
    Command.Directory = absolute(Found.front().Directory, "");
    // Found by its absolute path, but reported as it was named.
    Command.File = Found.front().Filename;
    Command.Arguments = Found.front().CommandLine;
    if (!Compiler.empty())
      Command.Arguments.front() = Compiler;
    Command.Arguments.insert(Command.Arguments.begin() + 1,
                             ExtraArgumentsBefore.begin(),
                             ExtraArgumentsBefore.end());
    Command.Arguments.insert(Command.Arguments.end(),
                             Settings.ExtraArguments.begin(),
                             Settings.ExtraArguments.end());
    Command.OneOfSeveral = differ(Found);
    if (Command.OneOfSeveral && !Quiet)
      fmt::print(stderr,
                 "pyunbox: {}: the first of {} compile commands that differ is "
                 "used; make a report of each, and join them by merge "
                 "--configurations\n",
                 File, Found.size());
    In.Commands.push_back(std::move(Command));
  }
  return In;
}

} // namespace pyunbox

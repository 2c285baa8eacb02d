#include "CompilerLauncher.h"
#include "CompileCommand.h"
#include "Disguise.h"
#include "FileSystem.h"
#include "Installation.h"
#include "Preprocess.h"
#include "Process.h"
#include "SourceStore.h"
#include "TableScan.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <sstream>
#include <unistd.h>

namespace pyunbox::launcher {

// The engine's exit status when a unit has nothing to rewrite.
static constexpr int NothingToRewrite = 10;

// No unit takes this long; an engine that hangs must not hang a build.
static constexpr long DefaultEngineSeconds = 300;

static std::string leftAlone(const CompileCommand &Command,
                             const std::string &Why) {
  return "pyunbox: left " + Command.source() + " alone: " + Why + "\n";
}

static void say(const std::string &Text) { fputs(Text.c_str(), stderr); }

static std::chrono::seconds engineLimit() {
  const char *Given = getenv("PYUNBOX_ENGINE_TIMEOUT");
  long Seconds = Given ? atol(Given) : 0;
  return std::chrono::seconds(Seconds > 0 ? Seconds : DefaultEngineSeconds);
}

std::vector<std::string> engineSettings() {
  std::vector<std::string> Args;
  constexpr std::pair<const char *, const char *> Settings[] = {
      {"PYUNBOX_CONFIG", "--config"},
      {"PYUNBOX_REPORT_DIR", "--report-dir"},
      {"PYUNBOX_PRIOR", "--prior"},
      {"PYUNBOX_EFFECTS", "--effects"},
      {"PYUNBOX_CONVERTERS", "--converters"},
      {"PYUNBOX_DECISIONS", "--decisions"},
      {"PYUNBOX_KEEP_CONVENTION", "--keep-convention"},
  };
  for (auto [Variable, Option] : Settings)
    if (const char *Value = getenv(Variable); Value && *Value)
      Args.insert(Args.end(), {Option, Value});
  return Args;
}

namespace {

/// What the engine makes of a source.
struct RewrittenSource {
  std::string Text;
  /// The files that gcc reads of the source, as it names them, if that is
  /// known.
  std::optional<std::set<std::string>> Headers;
};

} // namespace

/// \p Verb: the engine's "unit" or "forget".
static std::vector<std::string>
engineCommand(const std::string &Engine, const std::string &Verb,
              const CompileCommand &Command, const std::string &Output,
              const std::string &Headers, const std::string &LeftAlone) {
  std::vector<std::string> Args = {Engine,           Verb,       "--source",
                                   Command.source(), "--output", Output};
  if (!Headers.empty())
    Args.insert(Args.end(), {"--headers", Headers});
  if (!LeftAlone.empty())
    Args.insert(Args.end(), {"--left-alone", LeftAlone});
  std::vector<std::string> Settings = engineSettings();
  Args.insert(Args.end(), Settings.begin(), Settings.end());
  Args.emplace_back("--");
  Args.insert(Args.end(),
              Command.Args.begin() +
                  static_cast<std::ptrdiff_t>(Command.CompilerIndex),
              Command.Args.end());
  return Args;
}

static void changeReport(const std::string &Verb, const CompileCommand &Command,
                         const std::string &Why) {
  const char *ReportDir = getenv("PYUNBOX_REPORT_DIR");
  std::optional<std::string> Engine = findEngine();
  if (ReportDir && *ReportDir && Engine && !wasInterrupted())
    run(engineCommand(*Engine, Verb, Command, "/dev/null", "", Why),
        Streams::CaptureBoth, engineLimit());
}

/// Says why a source that has a rewritten form is compiled as it is, and lets
/// the report, if there is one, say it too.
static void leave(const CompileCommand &Command, const std::string &Why) {
  say(leftAlone(Command, Why));
  changeReport("unit", Command, Why);
}

/// Why an engine that did not do its work failed; empty if it has said so.
static std::string explainEngine(const Outcome &Engine) {
  if (!Engine.Started)
    return "the engine could not be started";
  if (Engine.TimedOut)
    return "the engine did not finish within " +
           std::to_string(engineLimit().count()) +
           " seconds (PYUNBOX_ENGINE_TIMEOUT)";
  if (std::optional<int> Signal = Engine.signal())
    return std::string("the engine crashed (") + strsignal(*Signal) +
           "); `pyunbox analyze` on it shows where";
  if (Engine.Stderr.empty())
    return "the engine failed with exit status " +
           std::to_string(Engine.exitCode().value_or(0)) + " and no message";
  return "";
}

/// Nothing if there is no such file.
static std::optional<std::set<std::string>> readLines(const std::string &Path) {
  std::optional<std::string> Text = readFile(Path);
  if (!Text)
    return std::nullopt;
  std::istringstream Stream(*Text);
  std::set<std::string> Lines;
  for (std::string Line; std::getline(Stream, Line);)
    Lines.insert(Line);
  return Lines;
}

/// The rewritten source; nothing if there is none. \p Remarks become what there
/// is to say once the source has compiled: why it is left alone, unless it
/// simply has nothing to rewrite.
static std::optional<RewrittenSource> rewrite(const CompileCommand &Command,
                                              std::string &Remarks) {
  std::optional<std::string> Engine = findEngine();
  if (!Engine) {
    Remarks = leftAlone(Command, "pyunbox-engine is neither in " +
                                     executableFolder() +
                                     " nor in ../libexec/pyunbox; reinstall "
                                     "pyunbox");
    return std::nullopt;
  }
  std::optional<std::string> Store = storeFolder();
  ScratchFile Output(Store.value_or(""), baseNameOf(Command.source()));
  ScratchFile Headers(Store.value_or(""), "headers");
  if (!Store || Output.path().empty() || Headers.path().empty()) {
    Remarks = leftAlone(
        Command, "no temporary folder; set TMPDIR to one that can be written");
    return std::nullopt;
  }
  Outcome Ended = run(engineCommand(*Engine, "unit", Command, Output.path(),
                                    Headers.path(), ""),
                      Streams::CaptureBoth, engineLimit());
  if (wasInterrupted())
    return std::nullopt;
  if (!Ended.signal()) // A crash leaves pages of stack trace.
    Remarks = Ended.Stderr;
  if (Ended.exitCode() == NothingToRewrite)
    return std::nullopt;
  std::optional<std::string> Rewritten;
  if (Ended.succeeded())
    Rewritten = readFile(Output.path());
  if (Rewritten && !Rewritten->empty())
    return RewrittenSource{std::move(*Rewritten), readLines(Headers.path())};
  std::string Why = Ended.succeeded() ? "the engine wrote no rewritten source"
                                      : explainEngine(Ended);
  if (!Why.empty())
    Remarks += leftAlone(Command, Why);
  return std::nullopt;
}

/// The compiler writes to a buffer, so it cannot see the terminal that its
/// diagnostics end up on.
static void keepColours(std::vector<std::string> &Args, size_t Compiler) {
  const char *Term = getenv("TERM");
  if (isatty(STDERR_FILENO) && Term && strcmp(Term, "dumb") != 0)
    Args.insert(Args.begin() + static_cast<std::ptrdiff_t>(Compiler) + 1,
                "-fdiagnostics-color=always");
}

static std::string firstError(const std::string &Diagnostics) {
  size_t At = Diagnostics.find("error:");
  if (At == std::string::npos)
    return "";
  size_t Begin = Diagnostics.rfind('\n', At) + 1;
  return ": " + Diagnostics.substr(Begin, Diagnostics.find('\n', At) - Begin);
}

static void leaveUncompiled(const CompileCommand &Command,
                            const std::string &Diagnostics) {
  leave(Command,
        "its rewritten form does not compile" + firstError(Diagnostics));
}

/// Ends as a compiler that does not compile the original did. What is no part
/// of the module (a probe of what the machine has, say) has no report.
[[noreturn]] static void giveUp(const CompileCommand &Command,
                                const Outcome &Ended) {
  changeReport("forget", Command, "");
  exitLike(Ended);
}

/// Compiles the original, and then says \p Remarks. \p Failed: what the
/// compiler said of the rewritten source, if there was one. If the original
/// does not compile either, the compiler says all there is to say.
[[noreturn]] static void
compileOriginal(const std::vector<std::string> &Original,
                const CompileCommand &Command, const std::string &Remarks,
                const std::optional<std::string> &Failed) {
  if (Remarks.empty() && !Failed)
    become(Original);
  Outcome Ended = run(Original, Streams::Inherit);
  if (!Ended.succeeded())
    giveUp(Command, Ended);
  say(Remarks);
  if (Failed)
    leaveUncompiled(Command, *Failed);
  exitLike(Ended);
}

/// What of the source would show another file in its place; "" if nothing.
static std::string whyNotDisguised(const CompileCommand &Command) {
  if (Command.source().find('=') != std::string::npos)
    return "its path has a '=', which ends a name in gcc's prefix maps";
  std::optional<std::string> Text = readFile(Command.source());
  if (Text && Text->find("__TIMESTAMP__") != std::string::npos)
    return "it asks when it was last changed (__TIMESTAMP__)";
  return "";
}

/// Compiles the rewritten source. Returns if the original must be compiled;
/// Diagnostics are then those of a failed attempt, if there was one.
static std::optional<Outcome> tryRewritten(const CompileCommand &Command,
                                           const RewrittenSource &Rewritten,
                                           std::string &Diagnostics) {
  if (std::string Why = whyNotDisguised(Command); !Why.empty()) {
    leave(Command, Why);
    return std::nullopt;
  }
  std::optional<std::string> IncludeFolder = findIncludeFolder();
  if (!IncludeFolder) {
    leave(Command, "pyunbox/typed_method.h was not found; set "
                   "PYUNBOX_INCLUDE_DIR to the folder that holds pyunbox/");
    return std::nullopt;
  }
  std::optional<Disguise> Compile = Disguise::create(
      Command, identifyCompiler(Command), Rewritten.Text, *IncludeFolder);
  if (!Compile) {
    leave(Command, "its rewritten form could not be written to the temporary "
                   "folder");
    return std::nullopt;
  }
  const bool TellsHeaders = Rewritten.Headers && Compile->listsHeaders();
  const bool IsFine = TellsHeaders || Compile->wouldReadSameHeaders();
  if (wasInterrupted())
    return std::nullopt;
  if (!IsFine) {
    leave(Command, "compiled from a temporary folder its includes would find "
                   "other headers");
    return std::nullopt;
  }
  std::vector<std::string> Args = Compile->args();
  if (Command.WarnsOfRows)
    Args.emplace_back("-w"); // The original has been warned of.
  keepColours(Args, Command.CompilerIndex);
  Outcome Ended = run(Args, Streams::CaptureStderr);
  if (!Ended.Started)
    return std::nullopt; // To become the original says why.
  if (Ended.succeeded() && TellsHeaders &&
      !Compile->hasReadSameHeaders(*Rewritten.Headers)) {
    Compile->discardOutputs();
    // It may be that only the names differ.
    return tryRewritten(Command, {Rewritten.Text, std::nullopt}, Diagnostics);
  }
  Diagnostics = Compile->correct(Ended.Stderr);
  if (Ended.succeeded() && !Compile->correctDependencyFiles()) {
    leave(Command, "its dependency file could not be corrected");
    return std::nullopt;
  }
  return Ended;
}

/// Compiles the original for its diagnostics and its exit status, then the
/// rewritten source in its place.
[[noreturn]] static void compileBoth(const std::vector<std::string> &Original,
                                     const CompileCommand &Command,
                                     const RewrittenSource &Rewritten,
                                     const std::string &Remarks) {
  Outcome Plain = run(Original, Streams::Inherit);
  if (!Plain.succeeded() || wasInterrupted())
    giveUp(Command, Plain);
  say(Remarks);
  std::string Diagnostics;
  std::optional<Outcome> Ended = tryRewritten(Command, Rewritten, Diagnostics);
  if (wasInterrupted())
    exitLike(Outcome());
  if (!Ended || !Ended->succeeded()) {
    if (Ended)
      leaveUncompiled(Command, Diagnostics);
    // The attempt may have taken the output away.
    exitLike(run(Original, Streams::CaptureBoth));
  }
  exitLike(*Ended);
}

/// What was rewritten before compiles without flags of its own, too. The
/// compilers search these folders behind those that the command names.
static void addIncludeFolder() {
  std::optional<std::string> Folder = findIncludeFolder();
  for (const char *Name : {"C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    if (Folder) {
      const char *Others = getenv(Name);
      std::string Path = Others && *Others ? std::string(Others) + ":" : "";
      setenv(Name, (Path + *Folder).c_str(), 1);
    }
}

void launchCompiler(const std::vector<std::string> &Original) {
  CompileCommand Command = parseCompileCommand(Original);
  if (Command.PreprocessesOnly)
    launchPreprocessor(Original, Command);
  if (!Command.PassThrough.empty())
    become(Original);
  TableScan Scan = scanForTables(Command.source());
  if (Scan.IncludesHeaders)
    addIncludeFolder();
  // A report tells of functions that wrappers in other files call, too.
  const char *ReportDir = getenv("PYUNBOX_REPORT_DIR");
  bool IsWorthIt = Scan.MentionsTable || (ReportDir && *ReportDir);
  if (!Scan.Readable || !IsWorthIt || Scan.MayIncludeItself)
    become(Original);

  std::string Remarks, Diagnostics;
  std::optional<Outcome> Ended;
  if (std::optional<RewrittenSource> Rewritten = rewrite(Command, Remarks)) {
    if (Command.WarnsOfRows && !wasInterrupted())
      compileBoth(Original, Command, *Rewritten, Remarks);
    Ended = tryRewritten(Command, *Rewritten, Diagnostics);
  }
  if (wasInterrupted())
    exitLike(Outcome());
  if (!Ended)
    compileOriginal(Original, Command, Remarks, std::nullopt);
  if (!Ended->succeeded())
    compileOriginal(Original, Command, Remarks, Diagnostics);
  say(Diagnostics);
  say(Remarks);
  exitLike(*Ended);
}

} // namespace pyunbox::launcher

#include "Frontend/ParseUnit.h"

#include "Frontend/CompiledLines.h"
#include "Frontend/CompilerWatch.h"
#include "Frontend/ConfiguredMacros.h"
#include "Frontend/InputRecorder.h"
#include "Frontend/PrefixForks.h"
#include "Frontend/PreprocessorWatch.h"
#include "Frontend/RowMacros.h"
#include "Frontend/RuntimeHeaders.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <algorithm>

using namespace clang;

namespace pyunbox {

namespace {

constexpr unsigned MaxDiagnostics = 20;
/// A gcc command may hold a few flags unknown to Clang; each costs a retry of
/// reading the command line, not of parsing.
constexpr unsigned MaxUnknownFlags = 32;

/// Keeps errors, with the notes that belong to them.
class ErrorCollector : public DiagnosticConsumer {
public:
  std::vector<Diagnostic> Errors;
  std::optional<std::string> UnknownFlag;

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    llvm::StringRef Message = Text;
    // "unknown argument: '-fipa-pta'", "unsupported option '-m…' for target"
    if (Info.getLocation().isInvalid() &&
        (Message.contains("unknown argument") ||
         Message.contains("unsupported option") ||
         Message.contains("unsupported argument"))) {
      auto [Before, Rest] = Message.split('\'');
      if (!UnknownFlag)
        UnknownFlag = Rest.split('\'').first.str();
    }
    if (Errors.size() >= MaxDiagnostics)
      return;
    pyunbox::Diagnostic D;
    D.Severity = "error";
    D.Message = Message.str();
    if (llvm::StringRef Text = D.Message; Text.ends_with(" file not found")) {
      const bool IsPython = Text.starts_with("'Python.h'");
      D.Message +=
          Text.contains("/pyunbox/")
              ? "; copy the folder that `pyunbox --include-dir` names there"
              : "; pass the folder that holds it with -I";
      if (IsPython)
        D.Message += " (see python3-config --includes)";
    }
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      PresumedLoc At = Info.getSourceManager().getPresumedLoc(
          Info.getSourceManager().getExpansionLoc(Info.getLocation()));
      if (At.isValid())
        D.Where = {At.getFilename(), At.getLine(), At.getColumn()};
    }
    Errors.push_back(std::move(D));
  }
};

class UnitConsumer : public ASTConsumer {
public:
  UnitConsumer(const UnitCallback &WithUnit, const PreprocessorFacts &Facts,
               std::vector<std::function<void()>> CompleteFacts)
      : WithUnit(WithUnit), Facts(Facts),
        CompleteFacts(std::move(CompleteFacts)) {}
  void HandleTranslationUnit(ASTContext &AST) override {
    if (AST.getDiagnostics().hasErrorOccurred())
      return;
    for (const auto &Each : CompleteFacts)
      Each();
    WithUnit(AST, Facts);
  }

private:
  const UnitCallback &WithUnit;
  const PreprocessorFacts &Facts;
  std::vector<std::function<void()>> CompleteFacts;
};

class UnitAction : public ASTFrontendAction {
public:
  /// \p Others, if it is not null, are parsed together with the unit.
  UnitAction(const UnitCallback &WithUnit, CompilerQuestion &Compiler,
             std::string TunedBy, SharedUnits *Others)
      : WithUnit(WithUnit), Compiler(Compiler), Others(Others) {
    Facts.TunedBy = std::move(TunedBy);
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Clang,
                                                 llvm::StringRef) override {
    Preprocessor &PP = Clang.getPreprocessor();
    // Nothing else runs in this process that could use the memory.
    Clang.getFrontendOpts().DisableFree = true;
    std::vector<std::function<void()>> Complete;
    if (Others)
      Complete.push_back([this, Drop = forkBehindPrefixes(PP, *Others)] {
        Drop();
        Facts.Blanks = Others->blanks();
      });
    Complete.push_back(watchPreprocessor(PP, Facts));
    watchRowMacros(PP, Facts);
    Complete.push_back(watchConfiguredMacros(PP, Facts));
    CompilerWatch Watch = watchCompiler(PP, Compiler, Facts);
    Complete.push_back(std::move(Watch.Finish));
    if (Others)
      Others->WhenReplaced.push_back(std::move(Watch.ForgetMainFile));
    return std::make_unique<UnitConsumer>(WithUnit, Facts, std::move(Complete));
  }

private:
  const UnitCallback &WithUnit;
  CompilerQuestion &Compiler;
  SharedUnits *Others;
  PreprocessorFacts Facts;
};

/// The folder of Clang's builtin headers: that of an installation stands beside
/// the executable.
std::string resourceDir() {
  llvm::SmallString<128> Folder(
      llvm::sys::fs::getMainExecutable(nullptr, nullptr));
  llvm::sys::path::remove_filename(Folder);
  llvm::sys::path::append(Folder, "clang");
  return llvm::sys::fs::is_directory(Folder) ? std::string(Folder)
                                             : PYUNBOX_CLANG_RESOURCE_DIR;
}

/// The command as Clang shall run it: syntax only, its own builtin headers, no
/// plugins or outputs, and no warnings that would stop it.
std::vector<std::string> adjusted(const CompileCommand &Command) {
  namespace ct = clang::tooling;
  ct::ArgumentsAdjuster Adjust = ct::combineAdjusters(
      ct::getClangStripOutputAdjuster(),
      ct::combineAdjusters(
          ct::getClangSyntaxOnlyAdjuster(),
          ct::combineAdjusters(ct::getClangStripDependencyFileAdjuster(),
                               ct::getStripPluginsAdjuster())));
  std::vector<std::string> Arguments = Adjust(Command.Arguments, Command.File);
  // Nor what would be told twice, or written once more.
  static constexpr llvm::StringLiteral Left[] = {
      "-Werror", "-pedantic-errors",        "-v",
      "-H",      "-fshow-skipped-includes", "-print-stats"};
  static constexpr llvm::StringLiteral LeftPrefixes[] = {
      "-Werror=",           "-ftime-trace", "-ftime-report",
      "-fproc-stat-report", "-Rpass",       "-save-stats"};
  std::erase_if(Arguments, [](llvm::StringRef Argument) {
    return llvm::is_contained(Left, Argument) ||
           llvm::any_of(LeftPrefixes, [&](llvm::StringRef Prefix) {
             return Argument.starts_with(Prefix);
           });
  });
  static const std::string ResourceDir = resourceDir();
  auto At = Arguments.begin() + 1;
  for (const char *Extra : {"-resource-dir", ResourceDir.c_str(), "-w",
                            "-Qunused-arguments", "-fno-caret-diagnostics",
                            // Rows rewritten before name the wrapper then.
                            "-DPYUNBOX_NO_FASTCALL"})
    At = Arguments.insert(At, Extra) + 1;
  // gcc defines _REENTRANT for OpenMP, as both do for threads.
  if (llvm::is_contained(Arguments, "-fopenmp") &&
      !llvm::sys::path::filename(Arguments.front()).contains("clang"))
    At = Arguments.insert(At, "-pthread") + 1;
  const std::vector<std::string> Headers = runtimeHeaderFlags();
  Arguments.insert(At, Headers.begin(), Headers.end());
  return Arguments;
}

/// The flag by which gcc computes constants otherwise than Clang, which does
/// not know it, or floating-point values are passed in another way; or "".
std::string tuningFlag(const std::vector<std::string> &Arguments) {
  static constexpr std::array<llvm::StringRef, 4> Flags = {
      "-fsingle-precision-constant", "-frounding-math", "-msoft-float",
      "-mfpmath="};
  auto Found = llvm::find_if(Arguments, [](llvm::StringRef Argument) {
    return llvm::any_of(Flags, [&](llvm::StringRef Flag) {
      return Flag.ends_with("=") ? Argument.starts_with(Flag) &&
                                       Argument.drop_front(Flag.size()) != "sse"
                                 : Argument == Flag;
    });
  });
  return Found == Arguments.end() ? "" : *Found;
}

/// The C++ driver adds the C++ library's headers.
std::string driverFor(const std::string &Compiler) {
  llvm::StringRef Name = llvm::sys::path::filename(Compiler);
  return Name.contains("++") ? "clang++" : "clang";
}

/// Runs Clang with \p Arguments, without those flags that it does not know.
/// \p MakeAction gives what it shall do. Whether there were no errors.
bool runClang(
    std::vector<std::string> Arguments, const std::string &Directory,
    const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &FileSystem,
    const std::function<std::unique_ptr<FrontendAction>()> &MakeAction,
    std::vector<pyunbox::Diagnostic> &Diagnostics) {
  if (!Directory.empty())
    if (std::error_code Error =
            FileSystem->setCurrentWorkingDirectory(Directory)) {
      Diagnostics = {
          {"error", "cannot enter " + Directory + ": " + Error.message(), {}}};
      return false;
    }
  for (unsigned Try = 0;; ++Try) {
    llvm::IntrusiveRefCntPtr<FileManager> Files(
        new FileManager(FileSystemOptions(), FileSystem));
    tooling::ToolInvocation Invocation(Arguments, MakeAction(), Files.get());
    ErrorCollector Collector;
    Invocation.setDiagnosticConsumer(&Collector);
    bool Ok = Invocation.run() && Collector.Errors.empty();
    Diagnostics = std::move(Collector.Errors);
    if (Ok || Try == MaxUnknownFlags || !Collector.UnknownFlag ||
        !std::erase(Arguments, *Collector.UnknownFlag))
      return Ok;
  }
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordedFiles(UnitInputs &Inputs) {
  return recordInputs(llvm::vfs::createPhysicalFileSystem().release(), Inputs);
}

std::vector<std::string> clangArguments(const CompileCommand &Command) {
  std::vector<std::string> Arguments = adjusted(Command);
  Arguments.front() = driverFor(Arguments.front());
  return Arguments;
}

/// Nothing if one cannot be read.
std::optional<SharedUnits>
readUnits(const std::vector<CompileCommand> &Commands) {
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Files;
  std::vector<std::string> Paths;
  std::vector<std::string_view> Contents;
  for (const CompileCommand &Command : Commands) {
    auto File = llvm::MemoryBuffer::getFile(absolutePath(Command));
    if (!File)
      return std::nullopt;
    Paths.push_back(Command.File);
    Contents.push_back((*File)->getBuffer());
    Files.push_back(std::move(*File));
  }
  return SharedUnits(std::move(Paths), Contents);
}

} // namespace

std::string absolutePath(const CompileCommand &Command) {
  llvm::SmallString<256> Path(Command.File);
  if (!Command.Directory.empty())
    llvm::sys::fs::make_absolute(Command.Directory, Path);
  return Path.str().str();
}

ParseOutcome parseUnit(const CompileCommand &Command,
                       const UnitCallback &WithUnit) {
  ParseOutcome Outcome;
  CompilerQuestion Compiler(Command.Directory, Outcome.Inputs);
  Compiler.ask(Command);
  Outcome.Ok = runClang(
      clangArguments(Command), Command.Directory, recordedFiles(Outcome.Inputs),
      [&] {
        return std::make_unique<UnitAction>(
            WithUnit, Compiler, tuningFlag(Command.Arguments), nullptr);
      },
      Outcome.Diagnostics);
  return Outcome;
}

std::string sharingKey(const CompileCommand &Command) {
  std::vector<std::string> Arguments = clangArguments(Command);
  if (std::erase(Arguments, Command.File) != 1)
    return "";
  namespace path = llvm::sys::path;
  std::string Key = Command.Directory + '\n' +
                    path::parent_path(Command.File).str() + '\n' +
                    path::extension(Command.File).str();
  for (const std::string &Argument : Arguments)
    Key += '\n' + Argument;
  return Key;
}

void parseUnits(const std::vector<CompileCommand> &Commands,
                const SharedUnitCallback &WithUnit) {
  std::optional<SharedUnits> Read = readUnits(Commands);
  if (!Read)
    return;
  SharedUnits &Units = *Read;
  const CompileCommand &First = Commands.front();
  std::vector<std::string> Arguments = clangArguments(First);
  std::ranges::replace(Arguments, First.File, Units.mainPath());
  UnitInputs Inputs;
  CompilerQuestion Compiler(First.Directory, Inputs);
  Units.WhenReplaced.push_back([&] {
    if (Units.Left.size() == 1)
      Compiler.ask(Commands[Units.Left.front()]);
  });
  UnitCallback WithFirst = [&](ASTContext &AST,
                               const PreprocessorFacts &Facts) {
    const CompileCommand &Command = Commands[Units.Left.front()];
    Inputs.Read.insert(absolutePath(Command));
    WithUnit(Units.Left.front(), AST, Facts, std::move(Inputs));
  };
  std::vector<pyunbox::Diagnostic> Diagnostics; // of no unit for sure
  runClang(
      std::move(Arguments), First.Directory,
      withMainFile(recordedFiles(Inputs), Units),
      [&] {
        return std::make_unique<UnitAction>(
            WithFirst, Compiler, tuningFlag(First.Arguments), &Units);
      },
      Diagnostics);
}

} // namespace pyunbox

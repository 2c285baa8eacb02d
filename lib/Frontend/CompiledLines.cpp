#include "Frontend/CompiledLines.h"

#include "Frontend/ParseUnit.h"
#include "Frontend/RuntimeHeaders.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace pyunbox {

namespace {

/// No preprocessor takes as long.
constexpr unsigned TimeoutSeconds = 60;

/// `# 12 "folder/file.h" 1 3`
struct LineMarker {
  unsigned Line = 0;
  std::string File;
  bool Enters = false; ///< else it may be a name that #line gives
  bool IsSystem = false;
};

/// The string literal that \p Text begins with, which is consumed.
std::optional<std::string> consumeLiteral(llvm::StringRef &Text) {
  std::string Out;
  if (!Text.consume_front("\""))
    return std::nullopt;
  while (!Text.empty() && !Text.starts_with("\"")) {
    if (Text.consume_front("\\") && llvm::isDigit(Text.front())) {
      unsigned Code = 0;
      (void)Text.take_front(3).getAsInteger(8, Code);
      Out += static_cast<char>(Code);
      Text = Text.drop_front(3);
    } else if (!Text.empty()) {
      Out += Text.front();
      Text = Text.drop_front();
    }
  }
  return Text.consume_front("\"") ? std::optional(Out) : std::nullopt;
}

/// Before a directive that is one no more, gcc has written what stands there in
/// its line: blanks and comments.
llvm::StringRef dropIndentation(llvm::StringRef Text) {
  for (;;) {
    Text = Text.ltrim(" \t\f\v");
    if (!Text.starts_with("/*"))
      return Text;
    Text = Text.drop_front(2);
    std::size_t End = Text.find("*/");
    if (End == llvm::StringRef::npos)
      return "";
    Text = Text.drop_front(End + 2);
  }
}

std::optional<LineMarker> readMarker(llvm::StringRef Text) {
  LineMarker Marker;
  Text = dropIndentation(Text);
  if (!Text.consume_front("# ") || Text.consumeInteger(10, Marker.Line) ||
      !Text.consume_front(" "))
    return std::nullopt;
  auto File = consumeLiteral(Text);
  if (!File)
    return std::nullopt;
  Marker.File = std::move(*File);
  Marker.Enters = Text.contains('1');
  Marker.IsSystem = Text.contains('3');
  return Marker;
}

/// The command as a preprocessor shall run it, to its standard output.
std::vector<std::string> preprocessing(const CompileCommand &Command) {
  std::vector<std::string> Out;
  const std::vector<std::string> &Given = Command.Arguments;
  for (std::size_t I = 0; I < Given.size(); ++I) {
    llvm::StringRef Argument = Given[I];
    if (Argument == "-o" || Argument == "-MF" || Argument == "-MT" ||
        Argument == "-MQ" || Argument == "-MJ") {
      ++I;
      continue;
    }
    bool Writes = Argument.starts_with("-M") || Argument.starts_with("-o") ||
                  Argument.starts_with("-Wp,-M") ||
                  Argument.starts_with("-save-temps");
    if (!Writes && Argument != "-c" && Argument != "-S" && Argument != "-P" &&
        !Argument.starts_with("-Werror"))
      Out.push_back(Given[I]);
  }
  llvm::append_range(Out, runtimeHeaderFlags());
  Out.insert(Out.end(), {"-E", "-fdirectives-only", "-w"});
  return Out;
}

} // namespace

const std::string &RealPaths::of(llvm::StringRef Path) {
  std::string &Found = Files[Path];
  if (!Found.empty())
    return Found;
  llvm::SmallString<256> Full(Path);
  if (!Directory.empty())
    llvm::sys::fs::make_absolute(Directory, Full);
  namespace path = llvm::sys::path;
  namespace fs = llvm::sys::fs;
  std::string &Folder = Folders[path::parent_path(Full)];
  llvm::SmallString<256> Real;
  if (Folder.empty() && !fs::real_path(path::parent_path(Full), Real))
    Folder = Real.str();
  Real = Folder;
  path::append(Real, path::filename(Full));
  fs::file_status Status;
  const bool IsPlain = !Folder.empty() &&
                       !fs::status(Real, Status, /*follow=*/false) &&
                       Status.type() == fs::file_type::regular_file;
  if (!IsPlain && fs::real_path(Full, Real))
    Real = Full;
  return Found = Real.str();
}

/// What \p Directory is really, whatever the process's own one is.
static std::string realDirectory(const std::string &Directory) {
  return RealPaths(Directory).of(".");
}

CompilerAnswer readCompilerAnswer(llvm::StringRef Output, RealPaths &Real) {
  CompilerAnswer Answer;
  std::map<std::string, LineCounts *> Named;
  LineCounts *File = nullptr;
  unsigned Line = 0;
  bool IsPredefined = false, IsOfCommandLine = false;
  while (!Output.empty()) {
    llvm::StringRef Text;
    std::tie(Text, Output) = Output.split('\n');
    if (auto Marker = Text.contains('#') ? readMarker(Text) : std::nullopt) {
      Line = Marker->Line;
      File = nullptr;
      IsOfCommandLine = Marker->File == "<command-line>";
      // <command-line>, <built-in>, and what Clang calls them.
      IsPredefined = llvm::StringRef(Marker->File).starts_with("<");
      if (llvm::StringRef(Marker->File)
              .ends_with("/")) // with -g: where it runs
        continue;
      // The first one is the main file.
      if (Marker->Enters || Answer.Files.empty())
        Answer.Files.insert(Marker->File);
      if (Marker->IsSystem || IsPredefined)
        continue;
      LineCounts *&Known = Named[Marker->File];
      if (!Known)
        Known = &Answer.Lines[Real.of(Marker->File)];
      File = Known;
      continue;
    }
    if (IsPredefined)
      Answer.Macros.add(Text, IsOfCommandLine);
    if (File && !Text.trim().empty()) {
      if (File->size() <= Line)
        File->resize(Line + 1);
      ++(*File)[Line];
    }
    ++Line;
  }
  return Answer;
}

CompilerQuestion::CompilerQuestion(const std::string &Directory,
                                   UnitInputs &Inputs)
    : Inputs(Inputs), Directory(realDirectory(Directory)),
      Real(this->Directory) {}

void CompilerQuestion::ask(const CompileCommand &Command) {
  // The working directory is the process's own, which a parse does not touch;
  // and two variables make gcc write to a file of the build's.
  std::vector<std::string> Arguments = {
      "env", "-u",     "DEPENDENCIES_OUTPUT", "-u", "SUNPRO_DEPENDENCIES",
      "-C",  Directory};
  llvm::append_range(Arguments, preprocessing(Command));
  auto Program = llvm::sys::findProgramByName(Arguments.front());
  if (!Program ||
      llvm::sys::fs::createTemporaryFile("pyunbox", "i", OutputPath))
    return;
  std::vector<llvm::StringRef> View(Arguments.begin(), Arguments.end());
  Process = llvm::sys::ExecuteNoWait(
      *Program, View, std::nullopt,
      {llvm::StringRef(), OutputPath.str(), llvm::StringRef()});
  // The compiler has it open by now. Without a name it is gone with its users,
  // however they end.
  if (auto Opened = llvm::sys::fs::openNativeFileForRead(OutputPath))
    Output = *Opened;
  else
    llvm::consumeError(Opened.takeError());
  [[maybe_unused]] auto Ignored = llvm::sys::fs::remove(OutputPath);
}

std::optional<CompilerAnswer> CompilerQuestion::answer() {
  if (Process.Pid == llvm::sys::ProcessInfo::InvalidPid)
    return std::nullopt;
  llvm::sys::ProcessInfo Ended = llvm::sys::Wait(Process, TimeoutSeconds);
  Process.Pid = llvm::sys::ProcessInfo::InvalidPid;
  // An answer that took too long may come the next time: it rests on what will
  // be gone then.
  if (Ended.ReturnCode < 0)
    Inputs.Read.insert(OutputPath.str().str());
  if (Ended.ReturnCode != 0)
    return std::nullopt;
  if (!Output)
    return std::nullopt;
  auto Text = llvm::MemoryBuffer::getOpenFile(*Output, OutputPath, -1);
  if (!Text)
    return std::nullopt;
  CompilerAnswer Answer = readCompilerAnswer((*Text)->getBuffer(), Real);
  for (const std::string &File : Answer.Files) {
    llvm::SmallString<256> Full(File);
    llvm::sys::fs::make_absolute(Directory, Full);
    Inputs.Read.insert(Full.str().str());
  }
  Inputs.ByCompiler = std::move(Answer.Files);
  return Answer;
}

CompilerQuestion::~CompilerQuestion() {
  if (Process.Pid != llvm::sys::ProcessInfo::InvalidPid)
    llvm::sys::Wait(Process, TimeoutSeconds);
  if (Output) [[maybe_unused]]
    auto Ignored = llvm::sys::fs::closeFile(*Output);
}

} // namespace pyunbox

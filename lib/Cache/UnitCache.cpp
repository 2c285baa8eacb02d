#include "Cache/UnitCache.h"

#include "Cache/Archive.h"
#include "Cache/BuildIds.h"
#include "Signature/ContentHash.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/BinaryFormat/Magic.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/TargetParser/Host.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace pyunbox {

namespace {

constexpr std::uint64_t MaxBytes = 512u << 20;
/// Results kept for one command: its unit alone and with others, this branch
/// and that.
constexpr std::size_t MaxVariants = 4;

/// What compilers read from the environment that changes what is compiled.
constexpr const char *Variables[] = {
    "PATH",          "CPATH",           "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH",
    "COMPILER_PATH", "GCC_EXEC_PREFIX", "SDKROOT",        "SOURCE_DATE_EPOCH"};

struct State {
  std::string Path, Hash;
};

/// What was found, and on what it rests.
struct Variant {
  std::vector<State> Read, Listed;
  std::vector<std::string> Present, Missing;
  /// By symbol, the index's answers.
  std::vector<State> Answers;
  std::string Bytes;
};

template <typename Archive, typename T>
  requires std::is_same_v<std::remove_const_t<T>, State>
void archive(Archive &Ar, T &X) {
  Ar(X.Path, X.Hash);
}

template <typename Archive, typename T>
  requires std::is_same_v<std::remove_const_t<T>, Variant>
void archive(Archive &Ar, T &X) {
  Ar(X.Read, X.Listed, X.Present, X.Missing, X.Answers, X.Bytes);
}

std::vector<Variant> readVariants(const Store &Entries,
                                  const std::string &Key) {
  std::vector<Variant> All;
  if (auto Entry = Entries.read(Key)) {
    ArchiveReader In(*Entry);
    In(All);
    if (!In.isComplete())
      return {};
  }
  return All;
}

std::string answer(const FunctionIndex &Others, const std::string &Symbol,
                   const std::string &Caller) {
  return strongHash(toBytes(Others.effectsOf(Symbol, Caller)));
}

bool holds(const Variant &V, const std::string &Unit,
           const FunctionIndex &Others, FileStates &Files) {
  for (const State &S : V.Read)
    if (Files.content(S.Path) != S.Hash)
      return false;
  for (const std::string &Path : V.Present)
    if (!Files.exists(Path))
      return false;
  for (const std::string &Path : V.Missing)
    if (Files.exists(Path))
      return false;
  for (const State &S : V.Listed)
    if (Files.entries(S.Path) != S.Hash)
      return false;
  for (const State &S : V.Answers)
    if (answer(Others, S.Path, Unit) != S.Hash)
      return false;
  return true;
}

/// Whether the program \p Path is a script, which may add arguments of its own.
bool isScript(llvm::StringRef Path) {
  llvm::file_magic Kind;
  return llvm::identify_magic(Path, Kind) || Kind == llvm::file_magic::unknown;
}

/// The environment, without what says where and how deeply a build runs, and
/// what is in the key anyway.
std::vector<std::string> environment() {
  constexpr llvm::StringLiteral Left[] = {
      "PYUNBOX_", "MAKE", "MFLAGS=", "PWD=", "OLDPWD=", "SHLVL=", "_="};
  std::vector<std::string> Out;
  for (char **At = environ; *At; ++At)
    if (llvm::StringRef Variable = *At; llvm::none_of(
            Left, [&](auto Begin) { return Variable.starts_with(Begin); }))
      Out.push_back(Variable.str());
  llvm::sort(Out);
  return Out;
}

/// The programs that \p Command begins with (ccache gcc), as they are now:
/// another compiler reads other lines. A script's hang on the environment, too.
void addPrograms(const CompileCommand &Command, ArchiveWriter &To) {
  for (const std::string &Word : Command.Arguments) {
    if (Word.starts_with("-"))
      break;
    auto Program = llvm::sys::findProgramByName(Word);
    llvm::SmallString<128> Path(Program ? *Program : Word);
    if (!Program && !Command.Directory.empty())
      llvm::sys::fs::make_absolute(Command.Directory, Path);
    llvm::SmallString<128> Real;
    llvm::sys::fs::file_status Status;
    if (llvm::sys::fs::real_path(Path, Real) ||
        llvm::sys::fs::status(Real, Status))
      break;
    To(Real.str().str(), std::uint64_t{Status.getSize()},
       std::int64_t{
           Status.getLastModificationTime().time_since_epoch().count()});
    if (isScript(Real))
      To(environment());
  }
}

/// Whether compilers read more than is noted for \p Command.
bool readsMore(const CompileCommand &Command) {
  return llvm::any_of(Command.Arguments, [](llvm::StringRef Argument) {
    return Argument.starts_with("@") || Argument.starts_with("-B") ||
           Argument.starts_with("-specs") || Argument.starts_with("--specs") ||
           Argument.starts_with("-fplugin") || Argument == "-wrapper";
  });
}

std::string mainFile(const CompileCommand &Command) {
  return (std::filesystem::path(Command.Directory) / Command.File).string();
}

} // namespace

UnitCache::UnitCache(std::string Folder, std::string Settings)
    : Entries(std::move(Folder), MaxBytes), Settings(std::move(Settings)) {}

std::string UnitCache::keyOf(const CompileCommand &Command,
                             const std::string &BaseDir,
                             const std::set<WrapperUse> &Wanted) {
  static const std::string Tool = buildIds();
  if (Tool.empty() || readsMore(Command))
    return {};
  ArchiveWriter Out;
  // -march=native is another thing on another machine.
  Out(Tool, llvm::sys::getHostCPUName().str(), Settings, BaseDir,
      Command.Directory, Command.File, Command.Arguments, Command.OneOfSeveral,
      toBytes(Wanted));
  for (const char *Name : Variables) {
    const char *Value = std::getenv(Name);
    Out(Value ? std::optional<std::string>(Value) : std::nullopt);
  }
  addPrograms(Command, Out);
  return strongHash(Out.take());
}

std::optional<UnitAnalysis>
UnitCache::find(const CompileCommand &Command, const std::string &BaseDir,
                const FunctionIndex &Others,
                const std::set<WrapperUse> &Wanted) {
  std::string Key = keyOf(Command, BaseDir, Wanted);
  if (Key.empty())
    return std::nullopt;
  for (const Variant &V : readVariants(Entries, Key)) {
    auto Known = readUnitAnalysis(V.Bytes);
    if (!Known || !holds(V, Known->Result.Path, Others, Files))
      continue;
    auto Content = readFile(mainFile(Command));
    auto *Text = std::get_if<std::string>(&Content);
    // It may change now, after it was looked at.
    if (!Text || contentHash(*Text) != Known->Result.ContentHash)
      continue;
    Known->Content = std::move(*Text);
    return Known;
  }
  return std::nullopt;
}

void UnitCache::add(const CompileCommand &Command, const std::string &BaseDir,
                    const FunctionIndex &Others, UnitAnalysis Found,
                    std::int64_t Since, const std::set<WrapperUse> &Wanted) {
  std::string Key = keyOf(Command, BaseDir, Wanted);
  if (Key.empty())
    return;
  UnitInputs Inputs = std::exchange(Found.Inputs, {});
  Found.Inputs.ByCompiler = std::move(Inputs.ByCompiler);
  Variant New;
  for (const std::string &Path : Inputs.Read) {
    if (Files.hangsOnTime(Path) || !Files.isUnchanged(Path, Since))
      return;
    New.Read.push_back({Path, Files.content(Path)});
  }
  // Of files that are read it is known that they are there.
  std::ranges::set_difference(Inputs.Present, Inputs.Read,
                              std::back_inserter(New.Present));
  New.Missing = {Inputs.Missing.begin(), Inputs.Missing.end()};
  for (const std::string &Path : Inputs.Listed)
    New.Listed.push_back({Path, Files.entries(Path)});
  for (const std::string &Symbol : Found.Asked)
    New.Answers.push_back({Symbol, answer(Others, Symbol, Found.Result.Path)});
  Found.Content.clear(); // it stands in the file
  New.Bytes = toBytes(Found);
  std::vector<Variant> All = readVariants(Entries, Key);
  All.insert(All.begin(), std::move(New));
  if (All.size() > MaxVariants)
    All.resize(MaxVariants);
  ArchiveWriter Out;
  Out(All);
  if (auto Error = Entries.write(Key, Out.take()))
    Failure = std::move(Error);
}

std::string defaultCacheFolder() {
  llvm::SmallString<128> Folder;
  if (!llvm::sys::path::cache_directory(Folder))
    return {};
  llvm::sys::path::append(Folder, "pyunbox", "analysis");
  return Folder.str().str();
}

} // namespace pyunbox

#include "Disguise.h"
#include "DependencyFile.h"
#include "FileSystem.h"
#include "Process.h"

#include <algorithm>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace pyunbox::launcher {

CompilerFamily identifyCompiler(const CompileCommand &Command) {
  Outcome Version = run({Command.Args[Command.CompilerIndex], "--version"},
                        Streams::CaptureBoth);
  std::string FirstLine = Version.Stdout.substr(0, Version.Stdout.find('\n'));
  return FirstLine.find("clang") != std::string::npos ? CompilerFamily::Clang
                                                      : CompilerFamily::Gcc;
}

std::optional<Disguise> Disguise::create(const CompileCommand &Command,
                                         CompilerFamily Family,
                                         std::string_view Rewritten,
                                         const std::string &IncludeFolder) {
  std::optional<std::string> Store = storeFolder();
  if (!Store)
    return std::nullopt;
  Disguise Result(Command);
  Result.Family = Family;
  Result.Args = Command.Args;
  bool IsClang = Family == CompilerFamily::Clang;
  std::string Key = (IsClang ? "clang\n" : "gcc\n") + Command.source() + "\n" +
                    workingDirectory();
  Result.Stored = StoredSource::create(*Store, baseNameOf(Command.source()),
                                       Rewritten, Key);
  if (!Result.Stored || !(IsClang ? Result.setUpClang(IncludeFolder)
                                  : Result.setUpGcc(IncludeFolder)))
    return std::nullopt;
  if (!IsClang)
    Result.setUpHeaderList(*Store);
  return Result;
}

void Disguise::setUpHeaderList(const std::string &Store) {
  auto IsGiven = [&](std::string_view Begin) {
    return std::ranges::any_of(Command->Args, [&](const std::string &Arg) {
      return Arg.starts_with(Begin);
    });
  };
  if (Command->WritesDependencies && !IsGiven("-MMD"))
    HeaderList = Command->DependencyFile;
  if (IsGiven("-M"))
    return; // -MF and its like are errors without -MD, which ours would hide
  OwnHeaderList = std::make_unique<ScratchFile>(Store, "headers.d");
  HeaderList = OwnHeaderList->path();
  if (listsHeaders())
    Args.insert(Args.end(), {"-MD", "-MF", HeaderList});
}

/// What the compiler makes of Path under the user's own maps: the last one
/// that fits counts.
static std::string applyMaps(const std::vector<PrefixMap> &Maps,
                             const std::string &Path) {
  for (auto Map = Maps.rbegin(); Map != Maps.rend(); ++Map)
    if (Path.starts_with(Map->first))
      return Map->second + Path.substr(Map->first.size());
  return Path;
}

bool Disguise::setUpGcc(const std::string &IncludeFolder) {
  const std::string &Source = Command->source();
  std::string QuoteFolder(folderOf(Source));
  if (QuoteFolder.empty()) {
    // gcc names a header beside such a source "x.h", but one that it found by
    // way of "-iquote ." it names "./x.h". A link of our own to the folder
    // gives a name that can be taken away again without a doubt.
    std::optional<std::string> Link =
        Stored->addLink("headers", workingDirectory());
    if (!Link)
      return false;
    QuoteFolder = *Link;
    HeaderAlias = *Link + "/";
  } else if (QuoteFolder.size() > 1) {
    QuoteFolder.pop_back();
  }

  Args[Command->SourceIndex] = Stored->path();
  // Of two prefix maps that fit, the later one counts: ours come last. For
  // macros -ffile-prefix-map counts before -fmacro-prefix-map, wherever it is.
  std::string Macro = applyMaps(Command->FileMaps, Source);
  if (Macro == Source)
    Macro = applyMaps(Command->MacroMaps, Source);
  Args.push_back("-ffile-prefix-map=" + Stored->path() + "=" + Macro);
  Args.push_back("-fdebug-prefix-map=" + Stored->path() + "=" +
                 applyMaps(Command->DebugMaps, Source));
  if (!HeaderAlias.empty())
    Args.push_back("-ffile-prefix-map=" + HeaderAlias + "=");

  // Of two quote folders the earlier one counts.
  auto AfterCompiler =
      Args.begin() + static_cast<std::ptrdiff_t>(Command->CompilerIndex) + 1;
  Args.insert(AfterCompiler,
              {"-iquote", QuoteFolder, "-idirafter", IncludeFolder});
  return true;
}

static std::string quoteForYaml(std::string_view Text) {
  std::string Quoted = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Quoted += '\\';
    Quoted += C;
  }
  return Quoted + "\"";
}

bool Disguise::setUpClang(const std::string &IncludeFolder) {
  // clang makes the source's path absolute by $PWD if that is right, else by
  // the directory it runs in, and looks the result up.
  std::string Roots;
  auto AddRoot = [&](const std::string &WorkingDir) {
    if (!Roots.empty())
      Roots += ",\n";
    Roots += "{\"type\": \"file\", \"name\": " +
             quoteForYaml(makeAbsolute(Command->source(), WorkingDir)) +
             ", \"external-contents\": " + quoteForYaml(Stored->path()) + "}";
  };
  AddRoot(workingDirectory());
  const char *Pwd = getenv("PWD");
  if (Pwd && *Pwd == '/' && workingDirectory() != Pwd && isSameFile(Pwd, "."))
    AddRoot(Pwd);
  std::optional<std::string> Overlay = Stored->addFile(
      "overlay.yaml", "{\"version\": 0, \"case-sensitive\": \"true\",\n"
                      "\"use-external-names\": false, \"roots\": [\n" +
                          Roots + "]}\n");
  if (!Overlay)
    return false;
  auto AfterCompiler =
      Args.begin() + static_cast<std::ptrdiff_t>(Command->CompilerIndex) + 1;
  Args.insert(AfterCompiler,
              {"-ivfsoverlay", *Overlay, "-idirafter", IncludeFolder});
  return true;
}

static void replaceAll(std::string &Text, std::string_view From,
                       std::string_view To) {
  if (From.empty())
    return;
  for (size_t At = Text.find(From); At != std::string::npos;
       At = Text.find(From, At + To.size()))
    Text.replace(At, From.size(), To);
}

std::string Disguise::correct(std::string Text) const {
  replaceAll(Text, Stored->path(), Command->source());
  replaceAll(Text, HeaderAlias, "");
  return Text;
}

std::string Disguise::correctRules(std::string Text) const {
  replaceAll(Text, escapeForRule(Stored->path()),
             escapeForRule(Command->source()));
  replaceAll(Text, HeaderAlias, "");
  return Text;
}

bool Disguise::correctDependencyFiles() const {
  // clang has read the source under its own name.
  if (Family == CompilerFamily::Clang)
    return true;
  return std::ranges::all_of(
      dependencyFiles(*Command), [&](const std::string &File) {
        std::optional<std::string> Rules = readFile(File);
        if (!Rules)
          return true; // One of the places where it is not.
        std::string Corrected = correctRules(*Rules);
        return Corrected == *Rules || replaceFile(File, Corrected);
      });
}

/// The command with its outputs taken out, made to list headers instead.
static std::vector<std::string>
listHeadersCommand(const std::vector<std::string> &Args, size_t First) {
  std::vector<std::string> Result(
      Args.begin(), Args.begin() + static_cast<std::ptrdiff_t>(First) + 1);
  for (size_t I = First + 1; I < Args.size(); ++I) {
    const std::string &Arg = Args[I];
    if (Arg == "-o" || Arg == "-MF" || Arg == "-MT" || Arg == "-MQ")
      ++I;
    else if (!Arg.starts_with("-o") && !Arg.starts_with("-M") && Arg != "-c" &&
             Arg != "-S")
      Result.push_back(Arg);
  }
  Result.emplace_back("-M");
  return Result;
}

/// Whether these lists of gcc's name the same files but for our header. The
/// copy's shall not name the source: it would include itself, in a way that was
/// not seen before.
bool Disguise::agree(std::set<std::string> OfSource,
                     const std::set<std::string> &OfCopy) const {
  if (OfCopy.contains(escapeForRule(Command->source())))
    return false;
  std::set<std::string> Corrected;
  for (const std::string &File : OfCopy)
    Corrected.insert(correctRules(File));
  auto IsOurs = [](const std::string &File) {
    return File.ends_with("/pyunbox/typed_method.h") ||
           File.ends_with("/pyunbox/fastcall.h");
  };
  std::erase_if(OfSource, IsOurs);
  std::erase_if(Corrected, IsOurs);
  return OfSource == Corrected;
}

bool Disguise::wouldReadSameHeaders() const {
  if (Family == CompilerFamily::Clang)
    return true;
  size_t First = Command->CompilerIndex;
  Outcome Original =
      run(listHeadersCommand(Command->Args, First), Streams::CaptureBoth);
  if (!Original.succeeded())
    return true; // It does not compile either, and the compiler says why.
  Outcome Rewritten =
      run(listHeadersCommand(Args, First), Streams::CaptureBoth);
  return Rewritten.succeeded() &&
         agree(prerequisites(Original.Stdout), prerequisites(Rewritten.Stdout));
}

bool Disguise::hasReadSameHeaders(const std::set<std::string> &OfSource) const {
  std::optional<std::string> Rules = readFile(HeaderList);
  if (!Rules)
    return false;
  std::set<std::string> Escaped;
  for (const std::string &File : OfSource)
    Escaped.insert(escapeForRule(File));
  return agree(std::move(Escaped), prerequisites(*Rules));
}

void Disguise::discardOutputs() const {
  std::vector<std::string> Files = dependencyFiles(*Command);
  Files.push_back(outputOf(*Command));
  struct stat Status;
  for (const std::string &File : Files)
    if (stat(File.c_str(), &Status) == 0 && S_ISREG(Status.st_mode))
      unlink(File.c_str());
}

} // namespace pyunbox::launcher

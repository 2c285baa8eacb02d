#include "CompileCommand.h"
#include "FileSystem.h"
#include "ResponseFile.h"

#include <algorithm>
#include <string_view>

namespace pyunbox::launcher {

namespace {

template <size_t N>
bool isOneOf(std::string_view Word, const std::string_view (&Words)[N]) {
  return std::find(std::begin(Words), std::end(Words), Word) != std::end(Words);
}

// Programs that people put in front of a compiler.
constexpr std::string_view Wrappers[] = {"ccache", "sccache", "distcc", "icecc",
                                         "buildcache"};

// Options whose value is the next argument. An option missing here could make
// the launcher take its value for a source.
constexpr std::string_view TakesNext[] = {
    "-o",
    "-x",
    "-D",
    "-U",
    "-I",
    "-L",
    "-l",
    "-F",
    "-A",
    "-B",
    "-G",
    "-T",
    "-V",
    "-b",
    "-e",
    "-h",
    "-u",
    "-z",
    "-R",
    "-MF",
    "-MT",
    "-MQ",
    "-include",
    "-imacros",
    "-iquote",
    "-isystem",
    "-idirafter",
    "-iprefix",
    "-iwithprefix",
    "-isysroot",
    "-imultilib",
    "-iframework",
    "-include-pch",
    "-aux-info",
    "-Xpreprocessor",
    "-Xassembler",
    "-Xlinker",
    "-Xclang",
    "-Xanalyzer",
    "-mllvm",
    "-target",
    "-wrapper",
    "-framework",
    "-install_name",
    "-rpath",
    "-soname",
    "-Ttext",
    "-Tdata",
    "-Tbss",
    "-iwithprefixbefore",
    "-iwithsysroot",
    "-cxx-isystem",
    "-gcc-toolchain",
    "-serialize-diagnostics",
    "-dyld-prefix",
    "--param",
    "--sysroot",
    "--target",
    "--std",
    "--specs",
    "--include",
    "--define-macro",
    "--undefine-macro",
    "--include-directory",
    "--library-directory",
    "--for-linker",
    "--language",
    "--prefix",
    "--entry",
    "--machine",
};

// Options under which the launcher leaves the command alone. Either nothing is
// compiled, or the result shows the text that was compiled in a way that
// cannot be corrected. docs/launcher.md tells why, for each.
constexpr std::string_view PassThroughExact[] = {
    "-E",
    "-M",
    "-MM",
    "-fsyntax-only",
    "-###",
    "-MJ",
    "-I-",
    "--",
    "--analyze",
    "--coverage",
    "-coverage",
    "-fprofile-arcs",
    "-ftest-coverage",
    "-fcoverage-mapping",
    "-frecord-gcc-switches",
    "-frecord-command-line",
    "-grecord-command-line",
    "-fpreprocessed",
    "-fdirectives-only",
    "-dumpbase",
    "-dumpbase-ext",
    "-dumpdir",
    "-arch",
    "-cc1",
    "--preprocess",
    "--dependencies",
    "--user-dependencies",
    "--write-dependencies",
    "--write-user-dependencies",
    "--output",
    "--emit-static-lib",
};
constexpr std::string_view PassThroughPrefix[] = {
    "-Wp,",
    "-fmodule",
    "-fno-implicit-modules",
    "-fbuild-session",
    "-working-directory",
    "-save-temps",
    "--save-temps",
    "-gen-cdb-fragment-path",
    "-print-",
    "--print-",
    "--output=",
    "-fdeps-",
    "-ivfsoverlay",
    "-vfsoverlay",
    "--precompile",
    "-fstack-usage",
    "-fcallgraph-info",
    "-fprofile-abs-path",
};

// Warnings that no row causes: those that builds ask for by default (Python's
// own flags, Debian's).
constexpr std::string_view WarnsOfOtherThings[] = {
    "-Wall",           "-Werror",
    "-Wformat",        "-Wformat-security",
    "-Wdate-time",     "-Werror=format-security",
    "-Wsign-compare",  "-Wstrict-prototypes",
    "-Wunused-result", "-Wimplicit-fallthrough"};

constexpr std::string_view CSuffixes[] = {".c"};
constexpr std::string_view CxxSuffixes[] = {".cc",  ".cp",  ".cxx", ".cpp",
                                            ".CPP", ".c++", ".C"};

// Whatever else a driver compiles, assembles or turns into a header: a command
// with one of these beside the source is none of the launcher's business.
constexpr std::string_view OtherSources[] = {
    ".i",   ".ii",   ".m",    ".mi",  ".mm",  ".M",   ".mii", ".h",   ".H",
    ".hh",  ".hp",   ".hxx",  ".hpp", ".HPP", ".h++", ".tcc", ".s",   ".S",
    ".sx",  ".f",    ".for",  ".ftn", ".F",   ".FOR", ".fpp", ".FPP", ".f90",
    ".f95", ".f03",  ".f08",  ".F90", ".F95", ".F03", ".F08", ".go",  ".d",
    ".di",  ".dd",   ".ads",  ".adb", ".cu",  ".cl",  ".ll",  ".bc",  ".cppm",
    ".ccm", ".cxxm", ".c++m", ".ixx", ".pcm", ".hip", ".rs"};

enum class InputKind { Source, OtherSource, Linked };

InputKind classify(std::string_view File, std::string_view Language) {
  if (Language == "c" || Language == "c++")
    return InputKind::Source;
  if (!Language.empty() && Language != "none")
    return InputKind::OtherSource;
  if (File == "-")
    return InputKind::OtherSource;
  std::string_view Extension = extensionOf(File);
  if (isOneOf(Extension, CSuffixes) || isOneOf(Extension, CxxSuffixes))
    return InputKind::Source;
  return isOneOf(Extension, OtherSources) ? InputKind::OtherSource
                                          : InputKind::Linked;
}

/// Reads the arguments from left to right, as the compilers' drivers do.
class Parser {
public:
  explicit Parser(CompileCommand &Command) : Command(Command) {}

  void parse() {
    findCompiler();
    for (Next = Command.CompilerIndex + 1; Next < Command.Args.size();)
      parseArgument(Command.Args[Next++]);
    decide();
  }

private:
  void findCompiler() {
    const std::vector<std::string> &Args = Command.Args;
    size_t &I = Command.CompilerIndex;
    while (I + 1 < Args.size() && isOneOf(baseNameOf(Args[I]), Wrappers) &&
           Args[I + 1].substr(0, 1) != "-")
      ++I;
  }

  void parseArgument(const std::string &Arg) {
    if (Arg.empty())
      return;
    if (Arg[0] != '-' || Arg == "-") {
      parseInput(Arg);
    } else if (mustPassThrough(Arg)) {
      Command.PassThrough = Arg;
      Preprocesses |= Arg == "-E" || Arg == "--preprocess";
    } else if (isOneOf(Arg, TakesNext)) {
      if (Next == Command.Args.size())
        Command.PassThrough = Arg + " without a value";
      else
        parseOption(Arg, Command.Args[Next++]);
    } else {
      parseJoined(Arg);
    }
  }

  /// -Wp,-D_FORTIFY_SOURCE=2 and the like, which some distributions build with.
  static bool definesOnly(std::string_view Arg) {
    constexpr std::string_view Option = "-Wp";
    if (!Arg.starts_with(Option))
      return false;
    Arg.remove_prefix(Option.size());
    while (Arg.starts_with(",-D") || Arg.starts_with(",-U"))
      Arg.remove_prefix(std::min(Arg.find(',', 1), Arg.size()));
    return Arg.empty();
  }

  static bool mustPassThrough(std::string_view Arg) {
    if (definesOnly(Arg))
      return false;
    return isOneOf(Arg, PassThroughExact) ||
           std::any_of(std::begin(PassThroughPrefix),
                       std::end(PassThroughPrefix),
                       [&](std::string_view Prefix) {
                         return Arg.starts_with(Prefix);
                       });
  }

  void parseInput(const std::string &File) {
    ++Inputs;
    switch (classify(File, Language)) {
    case InputKind::Source:
      Command.SourceIndex = Next - 1;
      ++Sources;
      break;
    case InputKind::OtherSource:
      Command.PassThrough = "an input that is not a C or C++ source";
      break;
    case InputKind::Linked:
      break;
    }
  }

  void parseOption(std::string_view Option, const std::string &Value) {
    if (Option == "-o")
      Command.Output = Value;
    else if (Option == "-x" || Option == "--language")
      Language = Value;
    else if (Option == "-MF")
      Command.DependencyFile = Value;
    else if ((Option == "-Xpreprocessor" || Option == "-Xclang") &&
             Value.starts_with("-"))
      // It may be any of the options above, under the front end's names.
      Command.PassThrough = std::string(Option);
  }

  static bool warnsOfRows(std::string_view Arg) {
    for (std::string_view Asks :
         {"-pedantic", "--pedantic", "--extra-warnings", "--warn-"})
      if (Arg.starts_with(Asks))
        return true;
    return Arg.starts_with("-W") && !Arg.starts_with("-Wno-") &&
           !Arg.starts_with("-Wl,") && !Arg.starts_with("-Wa,") &&
           !Arg.starts_with("-Wp,") && !isOneOf(Arg, WarnsOfOtherThings);
  }

  void parseJoined(std::string_view Arg) {
    Command.WarnsOfRows |= warnsOfRows(Arg);
    auto After = [&](std::string_view Prefix) {
      return std::string(Arg.substr(Prefix.size()));
    };
    if (Arg == "-MD" || Arg == "-MMD")
      Command.WritesDependencies = true;
    else if (Arg.starts_with("-MF"))
      Command.DependencyFile = After("-MF");
    else if (Arg.starts_with("-o"))
      Command.Output = After("-o");
    else if (Arg.starts_with("-x"))
      Language = After("-x");
    else if (Arg.starts_with("--language="))
      Language = After("--language=");
    else if (Arg.starts_with("-ffile-prefix-map="))
      addMap(After("-ffile-prefix-map="),
             {&Command.FileMaps, &Command.DebugMaps});
    else if (Arg.starts_with("-fmacro-prefix-map="))
      addMap(After("-fmacro-prefix-map="), {&Command.MacroMaps});
    else if (Arg.starts_with("-fdebug-prefix-map="))
      addMap(After("-fdebug-prefix-map="), {&Command.DebugMaps});
  }

  static void addMap(const std::string &Value,
                     std::initializer_list<std::vector<PrefixMap> *> Targets) {
    size_t Equals = Value.find('=');
    if (Equals == std::string::npos)
      return;
    for (std::vector<PrefixMap> *Maps : Targets)
      Maps->emplace_back(Value.substr(0, Equals), Value.substr(Equals + 1));
  }

  void decide() {
    Command.PreprocessesOnly = Preprocesses && Sources == 1 && Inputs == 1;
    if (!Command.PassThrough.empty())
      return;
    if (Sources != 1)
      Command.PassThrough = "not exactly one source";
    else if (Command.Output == "-" || Command.Output.starts_with("/dev/"))
      // What a failed first attempt wrote there could not be taken back.
      Command.PassThrough = "an output that is not a file";
    else if (Command.DependencyFile == "-" ||
             Command.DependencyFile.starts_with("/dev/"))
      Command.PassThrough = "a dependency file that is not a file";
  }

  CompileCommand &Command;
  size_t Next = 0;
  unsigned Inputs = 0, Sources = 0;
  bool Preprocesses = false;
  std::string Language;
};

} // namespace

CompileCommand parseCompileCommand(std::vector<std::string> Command) {
  CompileCommand Result;
  Result.Args = std::move(Command);
  if (!expandResponseFiles(Result.Args))
    Result.PassThrough = "response files nested too deeply";
  else
    Parser(Result).parse();
  // gcc writes dependencies on request of these, to places of their own.
  if (getenv("DEPENDENCIES_OUTPUT") || getenv("SUNPRO_DEPENDENCIES"))
    Result.PassThrough = "dependency output asked for by the environment";
  return Result;
}

std::string outputOf(const CompileCommand &Command) {
  if (!Command.Output.empty())
    return Command.Output;
  auto IsGiven = [&](std::string_view Option) {
    return std::ranges::find(Command.Args, Option) != Command.Args.end();
  };
  if (!IsGiven("-S") && !IsGiven("-c"))
    return "a.out";
  std::string_view Name = baseNameOf(Command.source());
  Name.remove_suffix(extensionOf(Name).size());
  return std::string(Name) + (IsGiven("-S") ? ".s" : ".o");
}

} // namespace pyunbox::launcher

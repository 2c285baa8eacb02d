//===- main.cpp - the pyunbox command ---------------------------*- C++ -*-===//
//
// A small program that starts quickly: build systems call it for every file.
// It compiles (pyunbox cc), and hands every other subcommand to the engine.
//
//===----------------------------------------------------------------------===//
#include "CompilerLauncher.h"
#include "FileSystem.h"
#include "Installation.h"
#include "Process.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

using namespace pyunbox::launcher;

static constexpr int Failed = 1;

static const char Help[] =
    R"(pyunbox: finds the C types behind Python extension functions and puts them
into the module, for runtimes that can call C without boxing.

Usage: pyunbox SUBCOMMAND ...

  analyze   prove signatures and write a report; changes no source
  rewrite   put the signatures into the method tables
  render    put a JSON report into another form: html, sarif, pyi, text
  merge     make one JSON report of several
  explain   show what the verdict on one method rests on
  cc        compile with gcc or clang, rewriting on the way:
            CC="pyunbox cc -- gcc" pip install --no-cache-dir --no-binary NAME NAME
            (pyunbox-gcc is the same in one word; so are -g++, -clang, -clang++)

  --cflags, --include-dir
            where <pyunbox/typed_method.h> is, with -I and without
  --dump-config, --verify-config [FILE OR FOLDER]
            the settings for it (.pyunbox), and whether they have a mistake
  --help, --version
            also: pyunbox SUBCOMMAND --help, pyunbox help SUBCOMMAND
)";

static const char CcHelp[] =
    R"(Usage: pyunbox cc [--] COMPILER [ARGUMENTS ...]

Runs the compiler as given. If the command compiles one C or C++ source that
defines Python method tables, the compiler gets a copy of the source in which
the tables carry the C types of their functions; object names, diagnostics,
dependency files and debug information stay those of the source. Whatever
cannot be handled is compiled untouched.

  CC="pyunbox cc -- gcc" CXX="pyunbox cc -- g++" pip install ...
  make CC="pyunbox cc -- gcc"
  cmake -DCMAKE_C_COMPILER_LAUNCHER="pyunbox;cc;--"

pyunbox-gcc, pyunbox-g++, pyunbox-clang and pyunbox-clang++ are the same in one
word, for ccache in front; --version then tells the settings apart, too.

Settings are in the file .pyunbox in the source's folder or above.

Environment:
  PYUNBOX_CONFIG          file to use in place of .pyunbox
  PYUNBOX_REPORT_DIR      folder for one JSON report per object
  PYUNBOX_PRIOR           JSON report of an earlier run, or a folder of such:
                          what it says of functions in other files is used
  PYUNBOX_EFFECTS         JSON file that says what library functions do
  PYUNBOX_CONVERTERS      JSON file that describes unboxing and boxing functions
  PYUNBOX_DECISIONS       JSON report, or file of decisions saved from its page:
                          methods that are rejected there are left as they are
  PYUNBOX_KEEP_CONVENTION methods, separated by commas, that CPython shall call
                          as their rows say; "all" for each of them
  PYUNBOX_INCLUDE_DIR     folder that holds pyunbox/typed_method.h
  PYUNBOX_ENGINE_TIMEOUT  seconds after which a source is compiled as it is
)";

static int print(const char *Text) {
  fputs(Text, stdout);
  return fflush(stdout) == 0 ? 0 : Failed;
}

static int compile(std::vector<std::string> Args) {
  if (!Args.empty() && (Args[0] == "--help" || Args[0] == "-h"))
    return print(CcHelp);
  if (!Args.empty() && Args[0] == "--")
    Args.erase(Args.begin());
  if (Args.empty() || Args[0].empty() || Args[0][0] == '-') {
    fputs("pyunbox cc: no compiler given; say for example: "
          "pyunbox cc -- gcc -c module.c\n",
          stderr);
    return Failed;
  }
  launchCompiler(Args);
}

/// `pyunbox-gcc`: the compiler that \p Program stands for, or "".
static std::string compilerOf(std::string_view Program) {
  constexpr std::string_view Prefix = "pyunbox-";
  std::string_view Name = baseNameOf(Program);
  if (!Name.starts_with(Prefix))
    return "";
  Name.remove_prefix(Prefix.size());
  for (std::string_view Part : {"cc", "++", "clang"})
    if (Name.find(Part) != std::string_view::npos)
      return std::string(Name);
  return "";
}

/// The compiler's own answer, and what else the objects depend on: caches take
/// this for the compiler's identity.
static int printIdentity(const std::string &Compiler) {
  Outcome Version = run({Compiler, "--version"}, Streams::CaptureBoth);
  if (!Version.succeeded())
    become({Compiler, "--version"});
  std::string Settings = "none";
  if (std::optional<std::string> Engine = findEngine()) {
    std::vector<std::string> Command = engineSettings();
    Command.insert(Command.begin(), {*Engine, "identity"});
    Settings = run(Command, Streams::CaptureBoth).Stdout;
  }
  return print((Version.Stdout + "pyunbox " PYUNBOX_VERSION ", settings " +
                Settings.substr(0, Settings.find('\n')) + "\n")
                   .c_str());
}

static int printIncludeFolder(const char *Before) {
  if (std::optional<std::string> Folder = findIncludeFolder())
    return print((Before + *Folder + "\n").c_str());
  fputs("pyunbox: pyunbox/typed_method.h was not found; set "
        "PYUNBOX_INCLUDE_DIR to the folder that holds pyunbox/\n",
        stderr);
  return Failed;
}

/// For the engine, which does not know where it was installed.
static void exportIncludeFolder() {
  if (std::optional<std::string> Folder = findIncludeFolder())
    setenv("PYUNBOX_INCLUDE_DIR", Folder->c_str(), 1);
}

static int startEngine(const std::vector<std::string> &Args) {
  std::optional<std::string> Engine = findEngine();
  if (!Engine) {
    fprintf(stderr,
            "pyunbox: pyunbox-engine is neither in %s nor in "
            "../libexec/pyunbox; reinstall pyunbox\n",
            executableFolder().c_str());
    return Failed;
  }
  std::vector<std::string> Command = {*Engine};
  Command.insert(Command.end(), Args.begin(), Args.end());
  become(Command);
}

int main(int Argc, char **Argv) {
  std::vector<std::string> Args(Argv + 1, Argv + Argc);
  if (std::string Compiler = compilerOf(Argv[0]); !Compiler.empty()) {
    if (Args == std::vector<std::string>{"--version"})
      return printIdentity(Compiler);
    Args.insert(Args.begin(), Compiler);
    exportIncludeFolder();
    launchCompiler(Args);
  }
  exportIncludeFolder();
  if (Args.empty()) {
    fputs(Help, stderr);
    return Failed;
  }
  if (Args[0] == "help" && Args.size() == 2)
    Args = {Args[1], "--help"};
  if (Args[0] == "--help" || Args[0] == "-h" || Args[0] == "help")
    return print(Help);
  if (Args[0] == "--version")
    return print("pyunbox " PYUNBOX_VERSION "\n");
  if (Args[0] == "--include-dir")
    return printIncludeFolder("");
  if (Args[0] == "--cflags")
    return printIncludeFolder("-I");
  if (Args[0] == "cc")
    return compile({Args.begin() + 1, Args.end()});
  return startEngine(Args);
}

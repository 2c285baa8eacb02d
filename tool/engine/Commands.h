//===- Commands.h - the engine's subcommands -------------------*- C++ -*-===//
//
// Each takes its arguments with the subcommand's name as argv[0] and returns
// the exit status.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_ENGINE_COMMANDS_H
#define PYUNBOX_ENGINE_COMMANDS_H

namespace pyunbox {

/// Reports what is found; writes no source.
int runAnalyze(int Argc, const char **Argv);
/// Rewrites method tables, or shows how.
int runRewrite(int Argc, const char **Argv);
/// A JSON report in another form.
int runRender(int Argc, const char **Argv);
/// Several JSON reports as one.
int runMerge(int Argc, const char **Argv);
/// What the verdict on one method of a JSON report rests on.
int runExplain(int Argc, const char **Argv);
/// One unit for the compiler launcher:
///   unit --source S --output O [--config F] [--report-dir D] [--prior R]
///     [--effects F] [--converters F] [--decisions R] [--keep-convention M,...]
///     -- COMPILER ARG...
int runUnit(int Argc, const char **Argv);
/// Takes the same arguments: removes the report of a unit that did not compile.
int runForget(int Argc, const char **Argv);
/// Takes the same settings, for the compiler launcher: prints a hash of what
/// objects depend on besides their sources and commands.
int runIdentity(int Argc, const char **Argv);

/// --dump-config [FILE OR FOLDER]: prints the settings.
int runDumpConfig(int Argc, const char **Argv);
/// --verify-config [FILE OR FOLDER]: says whether the settings have a mistake.
int runVerifyConfig(int Argc, const char **Argv);

} // namespace pyunbox

#endif

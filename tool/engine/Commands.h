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
///   unit --source S --output O [--report-dir D] [--prior R] [--effects F]
///     [--converters F] [--decisions R] -- COMPILER ARG...
int runUnit(int Argc, const char **Argv);

} // namespace pyunbox

#endif

#include "CommandLine.h"
#include "Commands.h"
#include "Config.h"
#include "ExitCode.h"

#include "Knowledge/JsonNode.h"
#include "fmt/format.h"

#include <filesystem>
#include <string_view>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

/// The settings that the arguments name: a file, or a folder to look for one
/// from; default: the current folder.
Config settingsFor(int Argc, const char **Argv) {
  if (Argc > 2)
    throw JsonError{fmt::format("{}: takes one file or folder", Argv[0])};
  fs::path At = fs::absolute(Argc > 1 ? Argv[1] : ".").lexically_normal();
  std::error_code Ignored;
  if (!fs::exists(At, Ignored))
    throw JsonError{fmt::format("{}: no such file or folder", Argv[1])};
  return readConfig(fs::is_directory(At, Ignored) ? findConfig(At.string())
                                                  : At.string());
}

/// Runs \p Show on the settings; errors end in one message.
template <typename Function>
int withSettings(int Argc, const char **Argv, Function Show) {
  try {
    return Show(settingsFor(Argc, Argv));
  } catch (const JsonError &Error) {
    printError(Error.Message);
    return ToolFailed;
  }
}

} // namespace

int runDumpConfig(int Argc, const char **Argv) {
  return withSettings(Argc, Argv, [](const Config &Settings) {
    nlohmann::ordered_json All = {{"effects", Settings.Effects},
                                  {"converters", Settings.Converters},
                                  {"exclude", Settings.Exclude},
                                  {"extra-args", Settings.ExtraArguments}};
    // The settings alone are a file of settings in their own right.
    fmt::print(stderr, "# {}\n",
               Settings.File.empty() ? "no .pyunbox here or above"
                                     : Settings.File);
    fmt::print("{}\n", All.dump(2));
    return Clean;
  });
}

int runVerifyConfig(int Argc, const char **Argv) {
  return withSettings(Argc, Argv, [](const Config &Settings) {
    if (Settings.File.empty())
      throw JsonError{"no .pyunbox here or above"};
    FunctionIndex Known;
    if (!readDeclarations(Settings.Effects, Settings.Converters, Known))
      return ToolFailed;
    fmt::print("{}: no mistakes found\n", Settings.File);
    return Clean;
  });
}

} // namespace pyunbox

//===- Config.h - a project's settings in .pyunbox -------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_CONFIG_H
#define PYUNBOX_ENGINE_CONFIG_H

#include <string>
#include <vector>

namespace pyunbox {

/// What a file named .pyunbox says; docs/config.md describes it.
struct Config {
  std::string File; ///< absolute; "" if there is none
  /// Files of declarations, relative to the current folder where they are
  /// below it.
  std::vector<std::string> Effects, Converters;
  /// More arguments for the compiler, in the analysis only.
  std::vector<std::string> ExtraArguments;
  /// Patterns of sources to leave alone, relative to the file's folder.
  std::vector<std::string> Exclude;

  /// All files of declarations.
  std::vector<std::string> declarations() const;
};

/// The .pyunbox in \p Folder (absolute) or the nearest folder above; or "".
std::string findConfig(const std::string &Folder);

/// Reads \p File; the settings of no file are those of an empty one. Throws
/// JsonError.
Config readConfig(const std::string &File);

/// Whether \p Source (absolute) is one to leave alone.
bool isExcluded(const Config &Settings, const std::string &Source);

/// A hash of the tool, of all that \p Settings say and lead to, and of \p More
/// files or folders: what two builds of one source must have in common to yield
/// one object.
std::string identity(const Config &Settings,
                     const std::vector<std::string> &More);

} // namespace pyunbox

#endif

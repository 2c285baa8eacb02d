//===- DependencyFile.h - make rules that compilers write ------*- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_DEPENDENCYFILE_H
#define PYUNBOX_LAUNCHER_DEPENDENCYFILE_H

#include "CompileCommand.h"

#include <set>
#include <string>
#include <string_view>

namespace pyunbox::launcher {

/// Path as gcc writes it into a rule.
std::string escapeForRule(std::string_view Path);

/// The prerequisites of all rules in Text, still escaped.
std::set<std::string> prerequisites(std::string_view Text);

/// Where the command may have written its dependencies: the -MF file, or the
/// places where the versions of gcc put it by default.
std::vector<std::string> dependencyFiles(const CompileCommand &Command);

} // namespace pyunbox::launcher

#endif

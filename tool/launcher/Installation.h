//===- Installation.h - where the parts of pyunbox are ---------*- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_INSTALLATION_H
#define PYUNBOX_LAUNCHER_INSTALLATION_H

#include <optional>
#include <string>

namespace pyunbox::launcher {

/// The folder of this executable, symbolic links resolved, with a slash.
std::string executableFolder();

/// pyunbox-engine: beside this executable or in ../libexec/pyunbox.
std::optional<std::string> findEngine();

/// The folder to search <pyunbox/typed_method.h> in: PYUNBOX_INCLUDE_DIR, the
/// installed one, or that of the source tree this executable was built from.
std::optional<std::string> findIncludeFolder();

} // namespace pyunbox::launcher

#endif

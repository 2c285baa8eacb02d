//===- FileSystem.h - the few file operations the launcher needs *- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_FILESYSTEM_H
#define PYUNBOX_LAUNCHER_FILESYSTEM_H

#include <optional>
#include <string>
#include <string_view>

namespace pyunbox::launcher {

/// The content of a regular file; nothing if it is anything else (reading a
/// pipe would take its content away from the compiler) or cannot be read.
std::optional<std::string> readFile(const std::string &Path);

bool writeFile(const std::string &Path, std::string_view Content);

/// Writes beside Path and renames, so that nobody ever sees half a file.
bool replaceFile(const std::string &Path, std::string_view Content);

bool exists(const std::string &Path);
bool isSameFile(const std::string &A, const std::string &B);

/// What stands before the last slash, with it; empty if there is none.
std::string_view folderOf(std::string_view Path);
std::string_view baseNameOf(std::string_view Path);

/// The base name's last dot and what follows; empty if there is none.
std::string_view extensionOf(std::string_view Path);

/// Path as an absolute one without "." and ".." components. Purely textual:
/// symbolic links are not looked at.
std::string makeAbsolute(std::string_view Path, std::string_view WorkingDir);

/// The directory the process runs in; empty if it no longer exists.
std::string workingDirectory();

} // namespace pyunbox::launcher

#endif

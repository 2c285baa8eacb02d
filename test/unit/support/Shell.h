//===- Shell.h - files and commands for tests -------------------*- C++ -*-===//
#ifndef PYUNBOX_TEST_UNIT_SHELL_H
#define PYUNBOX_TEST_UNIT_SHELL_H

#include <filesystem>
#include <string>
#include <string_view>

namespace pyunbox::test {

/// A new folder, removed with the object.
class ScratchFolder {
public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder &) = delete;
  ScratchFolder &operator=(const ScratchFolder &) = delete;

  std::string path(std::string_view Name) const;
  /// Writes \p Content to \p Name and gives its path.
  std::string write(std::string_view Name, std::string_view Content) const;
  std::string read(std::string_view Name) const;
  std::size_t fileCount() const;

private:
  std::filesystem::path Folder;
};

struct Outcome {
  int Status = -1;    ///< exit status, or -1
  std::string Output; ///< stdout and stderr
};

/// Runs \p Command in a shell.
Outcome run(const std::string &Command);

} // namespace pyunbox::test

#endif

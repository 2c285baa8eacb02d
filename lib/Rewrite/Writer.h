//===- Writer.h - putting a result on disk ----------------------*- C++ -*-===//
//
// A file is written whole or not at all: into a new file beside it, which then
// takes its name.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_REWRITE_WRITER_H
#define PYUNBOX_REWRITE_WRITER_H

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pyunbox {

struct FileError {
  std::string Path;
  std::string Message; ///< what failed and why, e.g. "cannot open: ..."
  std::string text() const { return Path + ": " + Message; }
};

std::variant<std::string, FileError> readFile(const std::string &Path);

/// New content for a file that has been analysed.
struct Replacement {
  std::string Path;
  std::string Content;
  std::string ExpectedHash; ///< of what was analysed (ContentHash.h)
};

/// Replaces all of \p Files, or the ones that symbolic links there lead to, and
/// keeps their modes; or none, if one changed since it was analysed or cannot
/// be written.
std::optional<FileError> replaceFiles(const std::vector<Replacement> &Files);

/// The same for one file.
std::optional<FileError> replaceFile(const std::string &Path,
                                     std::string_view Content,
                                     std::string_view ExpectedHash);

/// Writes \p Content as \p Directory/\p RelativePath, making the folders on the
/// way. \p RelativePath must not lead out of \p Directory.
std::optional<FileError> writeBelow(const std::string &Directory,
                                    const std::string &RelativePath,
                                    std::string_view Content);

/// Writes \p Content to \p Path (such as a report), with the mode of the file
/// that is there or else that of a new one.
std::optional<FileError> writeFile(const std::string &Path,
                                   std::string_view Content);

} // namespace pyunbox

#endif

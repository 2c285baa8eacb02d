//===- FileStates.h - have the inputs changed? -----------------*- C++ -*-===//
#ifndef PYUNBOX_CACHE_FILESTATES_H
#define PYUNBOX_CACHE_FILESTATES_H

#include <cstdint>
#include <string>
#include <unordered_map>

namespace pyunbox {

/// Nanoseconds of the clock that file systems use, as far as that is exact.
std::int64_t fileClock();

/// The states of files during one run, each looked at once: units share most of
/// their headers.
class FileStates {
public:
  /// A hash of the content of the file \p Path, "" if it cannot be read.
  const std::string &content(const std::string &Path) {
    return look(Path).Hash;
  }
  /// Whether the content is what `content` says, and was since \p Since
  /// (fileClock) at least.
  bool isUnchanged(const std::string &Path, std::int64_t Since);
  /// Whether the content hangs on the time at which it is compiled. To be asked
  /// before isUnchanged, which tells whether that still holds.
  bool hangsOnTime(const std::string &Path);
  /// Whether \p Path is there, as a folder if it ends with '/'.
  bool exists(const std::string &Path);
  /// A hash of the names in the folder \p Path.
  const std::string &entries(const std::string &Path);

private:
  struct File {
    std::string Hash;
    std::int64_t Changed = 0, Size = 0; ///< when it was looked at
  };
  File &look(const std::string &Path);

  std::unordered_map<std::string, File> Looked;
  std::unordered_map<std::string, bool> Timed;
  std::unordered_map<std::string, bool> Existing;
  std::unordered_map<std::string, std::string> Entries;
};

} // namespace pyunbox

#endif

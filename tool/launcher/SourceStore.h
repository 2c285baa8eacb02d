//===- SourceStore.h - temporary files named by their content --*- C++ -*-===//
//
// The path of the file that is compiled can show in an object (a bitcode's
// source name, a cache's key). It is therefore a function of the content: two
// builds, also two at the same time, compile the same file at the same path.
// Users of an entry hold a lock on it; the last one removes it.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_LAUNCHER_SOURCESTORE_H
#define PYUNBOX_LAUNCHER_SOURCESTORE_H

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox::launcher {

/// A private folder (mode 0700) under $TMPDIR or /tmp; nothing if there can be
/// none. Its path has no character that means something in a dependency file.
std::optional<std::string> storeFolder();

/// A fresh folder in the store for the engine or the compiler to write to;
/// removed with its one file.
class ScratchFile {
public:
  ScratchFile(const std::string &Store, std::string_view BaseName);
  ScratchFile(const ScratchFile &) = delete;
  ScratchFile &operator=(const ScratchFile &) = delete;
  ~ScratchFile();

  /// Empty if the folder could not be made.
  const std::string &path() const { return Path; }

private:
  std::string Folder;
  std::string Path;
};

/// One entry of the store, locked while this object lives: a source that is
/// alone in its folder (a compiler looks for headers there), and what else the
/// compile needs. Everybody who uses an entry adds the same things to it.
class StoredSource {
public:
  /// Key is whatever else the entry depends on. Nothing on failure.
  static std::unique_ptr<StoredSource> create(const std::string &Store,
                                              std::string_view BaseName,
                                              std::string_view Content,
                                              std::string_view Key);
  StoredSource(const StoredSource &) = delete;
  StoredSource &operator=(const StoredSource &) = delete;
  ~StoredSource();

  const std::string &path() const { return Path; }

  /// Both return the path of what they added; nothing on failure.
  std::optional<std::string> addFile(std::string_view Name,
                                     std::string_view Content);
  std::optional<std::string> addLink(std::string_view Name,
                                     const std::string &Target);

private:
  StoredSource() = default;
  bool lock();
  bool provide(const std::string &File, std::string_view Content);

  std::string Folder; ///< <store>/<hash>, with a lock file <store>/<hash>.lock
  std::string Path;   ///< <store>/<hash>/src/<base name>
  std::vector<std::string> Files;
  int LockFd = -1;
};

} // namespace pyunbox::launcher

#endif

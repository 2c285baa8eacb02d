//===- Writer.cpp - putting a result on disk --------------------*- C++ -*-===//

#include "Rewrite/Writer.h"

#include "Signature/ContentHash.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pyunbox {

namespace fs = std::filesystem;

static FileError failure(const std::string &Path, std::string_view What) {
  return {Path, fmt::format("{}: {}", What, std::strerror(errno))};
}

std::variant<std::string, FileError> readFile(const std::string &Path) {
  int Descriptor = open(Path.c_str(), O_RDONLY | O_CLOEXEC);
  if (Descriptor < 0)
    return failure(Path, "cannot open");
  std::string Content;
  char Buffer[1 << 16];
  for (;;) {
    ssize_t Size = read(Descriptor, Buffer, sizeof Buffer);
    if (Size == 0)
      break;
    if (Size < 0 && errno == EINTR)
      continue;
    if (Size < 0) {
      FileError Error = failure(Path, "cannot read");
      close(Descriptor);
      return Error;
    }
    Content.append(Buffer, static_cast<std::size_t>(Size));
  }
  close(Descriptor);
  return Content;
}

static bool writeAll(int Descriptor, std::string_view Content) {
  while (!Content.empty()) {
    ssize_t Size = write(Descriptor, Content.data(), Content.size());
    if (Size < 0 && errno == EINTR)
      continue;
    if (Size < 0)
      return false;
    Content.remove_prefix(static_cast<std::size_t>(Size));
  }
  return true;
}

/// The permissions of a file that is created now. umask(2) can only be read by
/// setting it.
static mode_t newFileMode() {
  mode_t Mask = umask(0);
  umask(Mask);
  return 0666 & ~Mask;
}

namespace {
/// A file under another name until it takes its place. The name is always the
/// same: what a killed process leaves behind is what the next one begins with.
class TemporaryFile {
public:
  /// In the folder of \p Target, so that a rename can move it there. Waits for
  /// another process that is at work on the same target.
  explicit TemporaryFile(const std::string &Target)
      : Name(Target + ".pyunbox-new") {
    while (!isOpen() && open()) {
    }
  }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;
  ~TemporaryFile() {
    if (Descriptor < 0)
      return;
    // Before the lock is gone: then it may be another's.
    if (!Placed)
      unlink(Name.c_str());
    close(Descriptor);
  }

  bool isOpen() const { return Descriptor >= 0; }
  bool fill(std::string_view Content, mode_t Mode) {
    return ftruncate(Descriptor, 0) == 0 && writeAll(Descriptor, Content) &&
           fchmod(Descriptor, Mode) == 0 && fsync(Descriptor) == 0;
  }
  bool moveTo(const std::string &Target) {
    Placed = rename(Name.c_str(), Target.c_str()) == 0;
    return Placed;
  }

private:
  /// Opens and locks the file; false if that cannot be, and errno says why. If
  /// it moved while this waited for the lock, it is not open yet.
  bool open() {
    int File = ::open(Name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                      S_IRUSR | S_IWUSR);
    if (File < 0)
      return false;
    // Where there are no locks, there is nobody to wait for either.
    while (flock(File, LOCK_EX) != 0 && errno == EINTR) {
    }
    struct stat Mine, There;
    if (fstat(File, &Mine) != 0 || !isOurs(Mine)) {
      close(File);
      errno = EEXIST;
      return false;
    }
    if (lstat(Name.c_str(), &There) == 0 && There.st_ino == Mine.st_ino &&
        There.st_dev == Mine.st_dev)
      Descriptor = File;
    else
      close(File);
    return true;
  }

  /// Others may write to the folder, too.
  static bool isOurs(const struct stat &File) {
    return S_ISREG(File.st_mode) && File.st_uid == geteuid() &&
           File.st_nlink <= 1;
  }

  std::string Name;
  int Descriptor = -1;
  bool Placed = false;
};

/// Lets no signal that asks to end come between: it comes afterwards.
class UninterruptedWork {
public:
  UninterruptedWork() {
    sigset_t Signals;
    sigemptyset(&Signals);
    for (int Signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
      sigaddset(&Signals, Signal);
    pthread_sigmask(SIG_BLOCK, &Signals, &Before);
  }
  ~UninterruptedWork() { pthread_sigmask(SIG_SETMASK, &Before, nullptr); }
  UninterruptedWork(const UninterruptedWork &) = delete;
  UninterruptedWork &operator=(const UninterruptedWork &) = delete;

private:
  sigset_t Before;
};
} // namespace

/// What a symbolic link at \p Path leads to, or \p Path.
static std::string resolved(const std::string &Path) {
  char *Real = realpath(Path.c_str(), nullptr);
  if (!Real)
    return Path;
  std::string Result = Real;
  std::free(Real);
  return Result;
}

namespace {
/// The new content of a file, written out but not yet in its place.
struct StagedFile {
  std::string Path; ///< as the caller names it
  std::string Target;
  std::unique_ptr<TemporaryFile> File;
};
} // namespace

static std::variant<StagedFile, FileError> stage(const std::string &Path,
                                                 std::string_view Content) {
  StagedFile Staged{Path, resolved(Path), nullptr};
  struct stat Status;
  const bool Exists = stat(Staged.Target.c_str(), &Status) == 0;
  // /dev/stdout and the like cannot be replaced.
  if (Exists && !S_ISREG(Status.st_mode))
    return FileError{Path, "cannot write: not a regular file"};
  // A rename asks only the folder; a read-only file is not ours to change.
  if (Exists && access(Staged.Target.c_str(), W_OK) != 0)
    return failure(Path, "cannot write");
  Staged.File = std::make_unique<TemporaryFile>(Staged.Target);
  if (!Staged.File->isOpen() ||
      !Staged.File->fill(Content,
                         Exists ? Status.st_mode & 07777 : newFileMode()))
    return failure(Path, "cannot write");
  return Staged;
}

static std::optional<FileError> place(StagedFile &Staged) {
  if (Staged.File->moveTo(Staged.Target))
    return std::nullopt;
  return failure(Staged.Path, "cannot replace");
}

static std::optional<FileError> checkUnchanged(const Replacement &R) {
  if (R.ExpectedHash.empty())
    return std::nullopt;
  auto Current = readFile(R.Path);
  if (auto *Error = std::get_if<FileError>(&Current))
    return *Error;
  if (contentHash(std::get<std::string>(Current)) != R.ExpectedHash)
    return FileError{R.Path,
                     "changed since it was analysed; run pyunbox again"};
  return std::nullopt;
}

static std::optional<FileError> makeFolderOf(const fs::path &File) {
  std::error_code Error;
  fs::create_directories(File.parent_path(), Error);
  if (!Error)
    return std::nullopt;
  return FileError{File.parent_path().string(),
                   "cannot make the folder: " + Error.message()};
}

std::optional<FileError> replaceFiles(const std::vector<Replacement> &Files) {
  UninterruptedWork Begun;
  std::vector<StagedFile> AllStaged;
  for (const Replacement &R : Files) {
    if (R.ExpectedHash.empty())
      if (auto Error = makeFolderOf(R.Path))
        return Error;
    auto Staged = stage(R.Path, R.Content);
    if (auto *Error = std::get_if<FileError>(&Staged))
      return *Error;
    AllStaged.push_back(std::move(std::get<StagedFile>(Staged)));
  }
  // As late as can be: what follows takes no time.
  for (const Replacement &R : Files)
    if (auto Error = checkUnchanged(R))
      return Error;
  for (StagedFile &Staged : AllStaged)
    if (auto Error = place(Staged))
      return Error;
  return std::nullopt;
}

std::optional<FileError> replaceFile(const std::string &Path,
                                     std::string_view Content,
                                     std::string_view ExpectedHash) {
  return replaceFiles(
      {{Path, std::string(Content), std::string(ExpectedHash)}});
}

std::optional<FileError> writeFile(const std::string &Path,
                                   std::string_view Content) {
  UninterruptedWork Begun;
  auto Staged = stage(Path, Content);
  if (auto *Error = std::get_if<FileError>(&Staged))
    return *Error;
  return place(std::get<StagedFile>(Staged));
}

std::optional<FileError> writeBelow(const std::string &Directory,
                                    const std::string &RelativePath,
                                    std::string_view Content) {
  const fs::path Relative = fs::path(RelativePath).lexically_normal();
  if (Relative.empty() || Relative.is_absolute() || *Relative.begin() == "..")
    return FileError{RelativePath, "lies outside the base directory"};
  const fs::path Target = fs::path(Directory) / Relative;
  if (auto Error = makeFolderOf(Target))
    return Error;
  return writeFile(Target.string(), Content);
}

} // namespace pyunbox

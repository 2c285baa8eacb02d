#include "SourceStore.h"
#include "FileSystem.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pyunbox::launcher {

/// Only characters that need no quoting anywhere: prefix maps split at '=',
/// dependency files escape blanks, '#' and '$'.
static bool isPlain(std::string_view Path) {
  return Path.starts_with('/') &&
         Path.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789/._-+") == std::string_view::npos;
}

/// Others may write to /tmp: the folder must be ours and nobody else's.
static bool isPrivate(const std::string &Folder) {
  struct stat Status;
  return lstat(Folder.c_str(), &Status) == 0 && S_ISDIR(Status.st_mode) &&
         Status.st_uid == geteuid() && (Status.st_mode & 077) == 0;
}

std::optional<std::string> storeFolder() {
  const char *Given = getenv("TMPDIR");
  for (const char *Base : {Given, "/tmp"}) {
    if (!Base || !isPlain(Base))
      continue;
    std::string Folder =
        makeAbsolute(Base, "") + "/pyunbox-" + std::to_string(geteuid());
    mkdir(Folder.c_str(), 0700);
    if (isPrivate(Folder))
      return Folder;
  }
  return std::nullopt;
}

ScratchFile::ScratchFile(const std::string &Store, std::string_view BaseName)
    : Folder(Store + "/engine-XXXXXX") {
  if (!mkdtemp(Folder.data()))
    return;
  Path = Folder + "/" + std::string(BaseName);
}

ScratchFile::~ScratchFile() {
  if (Path.empty())
    return;
  unlink(Path.c_str());
  rmdir(Folder.c_str());
}

/// FNV-1a, 128 bits wide. It has to spread, not to resist an attacker: the
/// store is private, and an entry's content is compared before it is used.
static std::string hashText(std::initializer_list<std::string_view> Parts) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide Prime = (Wide(1) << 88) + 0x13b;
  Wide Hash = (Wide(0x6c62272e07bb0142) << 64) + 0x62b821756295c58d;
  auto Add = [&](unsigned char Byte) { Hash = (Hash ^ Byte) * Prime; };
  for (std::string_view Part : Parts) {
    for (char C : Part)
      Add(static_cast<unsigned char>(C));
    Add(0);
  }
  std::string Text;
  for (int Shift = 124; Shift >= 0; Shift -= 4)
    Text += "0123456789abcdef"[static_cast<unsigned>(Hash >> Shift) & 15];
  return Text;
}

std::unique_ptr<StoredSource> StoredSource::create(const std::string &Store,
                                                   std::string_view BaseName,
                                                   std::string_view Content,
                                                   std::string_view Key) {
  std::unique_ptr<StoredSource> Entry(new StoredSource);
  Entry->Folder = Store + "/" + hashText({Content, BaseName, Key});
  std::string SourceFolder = Entry->Folder + "/src/";
  Entry->Path = SourceFolder + std::string(BaseName);
  if (!Entry->lock())
    return nullptr;
  mkdir(Entry->Folder.c_str(), 0700);
  mkdir(SourceFolder.c_str(), 0700);
  if (!Entry->provide(Entry->Path, Content))
    return nullptr;
  return Entry;
}

bool StoredSource::lock() {
  std::string LockPath = Folder + ".lock";
  for (;;) {
    LockFd = open(LockPath.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (LockFd < 0 || flock(LockFd, LOCK_SH) < 0)
      return false;
    // Whoever removed the entry while we waited removed this lock with it.
    struct stat Status;
    if (fstat(LockFd, &Status) == 0 && Status.st_nlink > 0)
      return true;
    close(LockFd);
  }
}

bool StoredSource::provide(const std::string &File, std::string_view Content) {
  Files.push_back(File);
  if (std::optional<std::string> Present = readFile(File))
    return *Present == Content;
  return replaceFile(File, Content);
}

std::optional<std::string> StoredSource::addFile(std::string_view Name,
                                                 std::string_view Content) {
  std::string File = Folder + "/" + std::string(Name);
  if (!provide(File, Content))
    return std::nullopt;
  return File;
}

std::optional<std::string> StoredSource::addLink(std::string_view Name,
                                                 const std::string &Target) {
  std::string Link = Folder + "/" + std::string(Name);
  Files.push_back(Link);
  if (symlink(Target.c_str(), Link.c_str()) < 0 && errno != EEXIST)
    return std::nullopt;
  return Link;
}

StoredSource::~StoredSource() {
  if (LockFd < 0)
    return;
  // The last user sees no other lock. Letting go first means that of two users
  // who leave together one succeeds.
  flock(LockFd, LOCK_UN);
  struct stat Status;
  if (flock(LockFd, LOCK_EX | LOCK_NB) == 0 && fstat(LockFd, &Status) == 0 &&
      Status.st_nlink > 0) {
    for (const std::string &File : Files)
      unlink(File.c_str());
    rmdir((Folder + "/src").c_str());
    rmdir(Folder.c_str());
    unlink((Folder + ".lock").c_str());
  }
  close(LockFd);
}

} // namespace pyunbox::launcher

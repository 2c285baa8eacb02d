#include "Cache/FileStates.h"

#include "Cache/Store.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <sys/stat.h>
#include <vector>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {

/// A change of content moves this time on, and no program can set it.
std::int64_t changed(const struct stat &Status) {
  return Status.st_ctim.tv_sec * 1'000'000'000 + Status.st_ctim.tv_nsec;
}

} // namespace

std::int64_t fileClock() {
  timespec Now;
  clock_gettime(CLOCK_REALTIME_COARSE, &Now);
  return Now.tv_sec * 1'000'000'000 + Now.tv_nsec;
}

FileStates::File &FileStates::look(const std::string &Path) {
  auto [It, New] = Looked.try_emplace(Path);
  File &Found = It->second;
  struct stat Status;
  if (!New || stat(Path.c_str(), &Status) != 0)
    return Found;
  Found.Changed = changed(Status);
  Found.Size = Status.st_size;
  auto Content = readFile(Path);
  if (const auto *Text = std::get_if<std::string>(&Content))
    Found.Hash = strongHash(*Text);
  return Found;
}

bool FileStates::isUnchanged(const std::string &Path, std::int64_t Since) {
  const File &Then = look(Path);
  struct stat Now;
  return !Then.Hash.empty() && stat(Path.c_str(), &Now) == 0 &&
         changed(Now) == Then.Changed && Now.st_size == Then.Size &&
         changed(Now) < Since;
}

bool FileStates::hangsOnTime(const std::string &Path) {
  auto [It, New] = Timed.try_emplace(Path);
  if (!New)
    return It->second;
  auto Content = readFile(Path);
  const auto *Text = std::get_if<std::string>(&Content);
  auto Has = [&](const char *Word) { return Text->find(Word) != Text->npos; };
  return It->second = !Text || Has("__TIME__") || Has("__DATE__") ||
                      Has("__TIMESTAMP__");
}

bool FileStates::exists(const std::string &Path) {
  auto [It, New] = Existing.try_emplace(Path);
  struct stat Status;
  if (New)
    It->second = stat(Path.c_str(), &Status) == 0;
  return It->second;
}

const std::string &FileStates::entries(const std::string &Path) {
  auto [It, New] = Entries.try_emplace(Path);
  if (!New)
    return It->second;
  std::vector<std::string> Names;
  std::error_code Error;
  for (fs::directory_iterator At(Path, Error), End; !Error && At != End;
       At.increment(Error))
    Names.push_back(At->path().filename().string());
  std::ranges::sort(Names);
  std::string All;
  for (const std::string &Name : Names)
    All += Name + '/';
  return It->second = strongHash(All);
}

} // namespace pyunbox

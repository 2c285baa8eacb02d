#include "FileSystem.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace pyunbox::launcher {

std::optional<std::string> readFile(const std::string &Path) {
  int Fd = open(Path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (Fd < 0)
    return std::nullopt;
  struct stat Status;
  std::optional<std::string> Content;
  if (fstat(Fd, &Status) == 0 && S_ISREG(Status.st_mode)) {
    Content.emplace();
    Content->resize(static_cast<size_t>(Status.st_size));
    size_t Done = 0;
    while (Done < Content->size()) {
      ssize_t N = read(Fd, Content->data() + Done, Content->size() - Done);
      if (N <= 0)
        break;
      Done += static_cast<size_t>(N);
    }
    if (Done < Content->size())
      Content.reset();
  }
  close(Fd);
  return Content;
}

bool writeFile(const std::string &Path, std::string_view Content) {
  FILE *File = fopen(Path.c_str(), "we");
  if (!File)
    return false;
  bool Written =
      fwrite(Content.data(), 1, Content.size(), File) == Content.size();
  return (fclose(File) == 0) && Written;
}

bool replaceFile(const std::string &Path, std::string_view Content) {
  std::string Beside = Path + ".pyunbox-" + std::to_string(getpid());
  if (writeFile(Beside, Content) && rename(Beside.c_str(), Path.c_str()) == 0)
    return true;
  unlink(Beside.c_str());
  return false;
}

bool exists(const std::string &Path) { return access(Path.c_str(), F_OK) == 0; }

bool isSameFile(const std::string &A, const std::string &B) {
  struct stat StatusA;
  struct stat StatusB;
  return stat(A.c_str(), &StatusA) == 0 && stat(B.c_str(), &StatusB) == 0 &&
         StatusA.st_dev == StatusB.st_dev && StatusA.st_ino == StatusB.st_ino;
}

std::string_view folderOf(std::string_view Path) {
  return Path.substr(0, Path.rfind('/') + 1);
}

std::string_view baseNameOf(std::string_view Path) {
  return Path.substr(Path.rfind('/') + 1);
}

std::string_view extensionOf(std::string_view Path) {
  std::string_view Base = baseNameOf(Path);
  size_t Dot = Base.rfind('.');
  return Dot == std::string_view::npos ? std::string_view() : Base.substr(Dot);
}

std::string makeAbsolute(std::string_view Path, std::string_view WorkingDir) {
  std::string Whole(Path);
  if (Whole.empty() || Whole[0] != '/')
    Whole = std::string(WorkingDir) + "/" + Whole;
  std::vector<std::string_view> Parts;
  std::string_view Rest = Whole;
  while (!Rest.empty()) {
    size_t Slash = std::min(Rest.find('/'), Rest.size());
    std::string_view Part = Rest.substr(0, Slash);
    Rest.remove_prefix(std::min(Slash + 1, Rest.size()));
    if (Part == "..") {
      if (!Parts.empty())
        Parts.pop_back();
    } else if (!Part.empty() && Part != ".") {
      Parts.push_back(Part);
    }
  }
  std::string Result;
  for (std::string_view Part : Parts)
    (Result += '/') += Part;
  return Result.empty() ? "/" : Result;
}

std::string workingDirectory() {
  char *Path = getcwd(nullptr, 0);
  std::string Result = Path ? Path : "";
  free(Path);
  return Result;
}

} // namespace pyunbox::launcher

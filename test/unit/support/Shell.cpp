//===- Shell.cpp - files and commands for tests -----------------*- C++ -*-===//

#include "support/Shell.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <sys/wait.h>

namespace pyunbox::test {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  std::string Name = (fs::temp_directory_path() / "pyunbox-test-XXXXXX");
  EXPECT_NE(mkdtemp(Name.data()), nullptr);
  Folder = Name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code Ignored;
  fs::remove_all(Folder, Ignored);
}

std::string ScratchFolder::path(std::string_view Name) const {
  return (Folder / Name).string();
}

std::string ScratchFolder::write(std::string_view Name,
                                 std::string_view Content) const {
  fs::create_directories(fs::path(path(Name)).parent_path());
  std::ofstream(path(Name), std::ios::binary) << Content;
  return path(Name);
}

std::string ScratchFolder::read(std::string_view Name) const {
  std::ifstream File(path(Name), std::ios::binary);
  EXPECT_TRUE(File.good()) << Name;
  return {std::istreambuf_iterator<char>(File), {}};
}

std::size_t ScratchFolder::fileCount() const {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(Folder), {}));
}

Outcome run(const std::string &Command) {
  Outcome Result;
  FILE *Pipe = popen(("{ " + Command + "\n} 2>&1").c_str(), "r");
  if (!Pipe)
    return Result;
  char Buffer[4096];
  while (std::size_t Size = fread(Buffer, 1, sizeof Buffer, Pipe))
    Result.Output.append(Buffer, Size);
  int Status = pclose(Pipe);
  if (WIFEXITED(Status))
    Result.Status = WEXITSTATUS(Status);
  return Result;
}

} // namespace pyunbox::test

//===- WriterTest.cpp - putting a result on disk ----------------*- C++ -*-===//

#include "Rewrite/Writer.h"

#include "Signature/ContentHash.h"
#include "support/Shell.h"

#include <gtest/gtest.h>

#include <filesystem>

#include <sys/stat.h>

using namespace pyunbox;
namespace fs = std::filesystem;

static mode_t modeOf(const std::string &Path) {
  struct stat Status{};
  EXPECT_EQ(stat(Path.c_str(), &Status), 0);
  return Status.st_mode & 07777;
}

TEST(Writer, ReplacesAFileAndKeepsItsMode) {
  test::ScratchFolder Folder;
  std::string Path = Folder.write("a.c", "old");
  chmod(Path.c_str(), 0751);
  EXPECT_FALSE(replaceFile(Path, "new", contentHash("old")));
  EXPECT_EQ(Folder.read("a.c"), "new");
  EXPECT_EQ(modeOf(Path), 0751u);
  EXPECT_EQ(Folder.fileCount(), 1u); // no temporary file is left
}

TEST(Writer, RefusesAFileThatChanged) {
  test::ScratchFolder Folder;
  std::string Path = Folder.write("a.c", "edited meanwhile");
  auto Error = replaceFile(Path, "new", contentHash("old"));
  ASSERT_TRUE(Error);
  EXPECT_EQ(Error->Path, Path);
  EXPECT_NE(Error->Message.find("changed since it was analysed"),
            std::string::npos);
  EXPECT_EQ(Folder.read("a.c"), "edited meanwhile");
}

TEST(Writer, ReplacesAllFilesOrNone) {
  test::ScratchFolder Folder;
  std::string A = Folder.write("a.c", "a"), B = Folder.write("b.c", "b");
  std::string OfA = contentHash("a"), OfB = contentHash("b");
  EXPECT_TRUE(replaceFiles({{A, "A", OfA}, {B, "B", contentHash("x")}}));
  EXPECT_TRUE(replaceFiles({{A, "A", OfA}, {Folder.path("no/c"), "C", OfB}}));
  EXPECT_EQ(Folder.read("a.c") + Folder.read("b.c"), "ab");
  EXPECT_FALSE(replaceFiles({{A, "A", OfA}, {B, "B", OfB}}));
  EXPECT_EQ(Folder.read("a.c") + Folder.read("b.c"), "AB");
  EXPECT_EQ(Folder.fileCount(), 2u);
}

TEST(Writer, FollowsASymbolicLink) {
  test::ScratchFolder Folder;
  Folder.write("real/a.c", "old");
  fs::create_symlink("real/a.c", Folder.path("link.c"));
  EXPECT_FALSE(replaceFile(Folder.path("link.c"), "new", contentHash("old")));
  EXPECT_TRUE(fs::is_symlink(Folder.path("link.c")));
  EXPECT_EQ(Folder.read("real/a.c"), "new");
}

TEST(Writer, SaysWhichFileIsMissing) {
  test::ScratchFolder Folder;
  auto Error = replaceFile(Folder.path("none.c"), "new", contentHash(""));
  ASSERT_TRUE(Error);
  EXPECT_EQ(Error->text(),
            Folder.path("none.c") + ": cannot open: No such file or directory");
  EXPECT_EQ(Folder.fileCount(), 0u);
}

TEST(Writer, MirrorsARelativePath) {
  test::ScratchFolder Folder;
  EXPECT_FALSE(writeBelow(Folder.path("out"), "./src/x/../a.c", "text"));
  EXPECT_EQ(Folder.read("out/src/a.c"), "text");
  EXPECT_FALSE(writeBelow(Folder.path("out"), "src/a.c", "again"));
  EXPECT_EQ(Folder.read("out/src/a.c"), "again");
}

TEST(Writer, NeverLeavesTheOutputFolder) {
  test::ScratchFolder Folder;
  for (const char *Path : {"../a.c", "x/../../a.c", "/a.c", ""}) {
    auto Error = writeBelow(Folder.path("out"), Path, "text");
    ASSERT_TRUE(Error) << Path;
    EXPECT_EQ(Error->Message, "lies outside the base directory");
  }
  EXPECT_EQ(Folder.fileCount(), 0u);
}

TEST(Writer, SaysWhyItCannotWrite) {
  test::ScratchFolder Folder;
  Folder.write("file", "x");
  auto Error = writeBelow(Folder.path("file"), "sub/a.c", "text");
  ASSERT_TRUE(Error);
  EXPECT_NE(Error->text().find("cannot make the folder"), std::string::npos);
  Error = writeFile(Folder.path(""), "text");
  ASSERT_TRUE(Error);
  EXPECT_EQ(Error->Message, "cannot write: not a regular file");
  EXPECT_EQ(Folder.read("file"), "x");
}

TEST(Writer, ReadsWhatItWrote) {
  test::ScratchFolder Folder;
  std::string Content("a\0b\r\n", 5);
  EXPECT_FALSE(writeFile(Folder.path("f"), Content));
  auto Read = readFile(Folder.path("f"));
  ASSERT_TRUE(std::holds_alternative<std::string>(Read));
  EXPECT_EQ(std::get<std::string>(Read), Content);
}

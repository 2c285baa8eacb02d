//===- DiffTest.cpp - edits as a unified diff -------------------*- C++ -*-===//

#include "Rewrite/Diff.h"

#include "Rewrite/Rewriter.h"
#include "support/Sample.h"
#include "support/Shell.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static std::string numbers(unsigned Count) {
  std::string Text;
  for (unsigned I = 1; I <= Count; ++I)
    Text += std::to_string(I) + "\n";
  return Text;
}

/// patch(1) must make of \p Source what applyEdits makes of it.
static void checkPatch(const std::string &Source, const EditList &Edits) {
  test::ScratchFolder Folder;
  Folder.write("dir/a.c", Source);
  Folder.write("a.diff", UnifiedDiff("dir/a.c", Source).of(Edits));
  auto Outcome = test::run("cd " + Folder.path("") +
                           " && " PYUNBOX_PATCH " --binary -F0 -p1 < a.diff");
  EXPECT_EQ(Outcome.Status, 0) << Outcome.Output << Folder.read("a.diff");
  EXPECT_EQ(Outcome.Output, "patching file dir/a.c\n");
  EXPECT_EQ(Folder.read("dir/a.c"), applyEdits(Source, Edits))
      << Folder.read("a.diff");
}

TEST(Diff, IsEmptyWithoutEdits) {
  EXPECT_EQ(UnifiedDiff("a", "x\n").of({}), "");
}

TEST(Diff, OneHunk) {
  const std::string Nine = numbers(9);
  EXPECT_EQ(UnifiedDiff("a b.c", Nine).of({{8, 9, "five"}}),
            "--- a/a b.c\t\n+++ b/a b.c\t\n@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(Diff, AbsolutePathsStayBelowThePrefix) {
  EXPECT_TRUE(UnifiedDiff("/x/a.c", "1\n")
                  .of({{0, 1, "2"}})
                  .starts_with("--- a/x/a.c\n+++ b/x/a.c\n"));
}

TEST(Diff, PatchAppliesInsertionsAndReplacements) {
  std::string Text = numbers(60);
  auto At = [&](const char *Line) { return Text.find(Line) + 1; };
  checkPatch(Text, {{0, 0, "first\n"}});
  checkPatch(Text, {{At("\n30\n"), At("\n30\n"), "a\nb\n"}});
  checkPatch(Text, {{At("\n20\n"), At("\n20\n") + 2, "twenty"},
                    {At("\n24\n"), At("\n24\n"), "in\n"},
                    {At("\n25\n") + 1, At("\n27\n") + 1, "x"},
                    {At("\n50\n"), At("\n51\n"), ""},
                    {Text.size(), Text.size(), "last\n"}});
  // An insertion next to a change of the same line.
  checkPatch(Text, {{At("\n30\n"), At("\n30\n"), "in\n"},
                    {At("\n30\n"), At("\n30\n") + 2, "x"}});
}

TEST(Diff, PatchAppliesAtAnUnfinishedLastLine) {
  checkPatch("a\nb", {{3, 3, "\nc\n"}});
  checkPatch("a\nb", {{2, 3, "x"}});
  checkPatch("a\nb\nc\nd\ne", {{0, 1, "x"}});
  checkPatch("a", {{0, 0, "new\n"}});
}

TEST(Diff, PatchAppliesToLinesThatEndInCrLf) {
  checkPatch("a\r\nb\r\nc\r\n", {{3, 3, "x\r\n"}, {6, 7, "y"}});
}

TEST(Diff, PatchRewritesTheSeedsModule) {
  std::string Source(test::incSource());
  checkPatch(Source, planRewrite(test::incUnit(), Source).Edits);
}

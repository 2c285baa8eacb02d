//===- BlocksTest.cpp - whole lines put between those of a source ---------===//

#include "Rewrite/Blocks.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static std::string insert(std::string_view Source, const Blocks &B) {
  EditList Edits;
  B.appendTo(Edits);
  return applyEdits(Source, Edits);
}

static std::string before(std::string_view Source, std::string_view Text,
                          std::optional<std::string> Path = std::nullopt) {
  Blocks B(Source, Path);
  B.addParagraph(B.before(test::offset(Source, Text)), "new\n");
  return insert(Source, B);
}

static std::string behind(std::string_view Source, std::string_view Text,
                          std::optional<std::string> Path = std::nullopt) {
  Blocks B(Source, Path);
  B.addParagraph(B.after(test::past(Source, Text)), "new\n");
  return insert(Source, B);
}

TEST(Blocks, StandApartByBlankLines) {
  EXPECT_EQ(before("a\nb\n", "b"), "a\n\nnew\n\nb\n");
  EXPECT_EQ(before("a\n\nb\n", "b"), "a\n\nnew\n\nb\n");
  EXPECT_EQ(before("b\n", "b"), "new\n\nb\n");
  EXPECT_EQ(behind("a\n\nb\n", "a"), "a\n\nnew\n\nb\n");
  EXPECT_EQ(behind("a\n", "a"), "a\n\nnew\n");
}

TEST(Blocks, KeepALinesRest) {
  EXPECT_EQ(behind("a // c\nb\n", "a"), "a // c\n\nnew\n\nb\n");
  EXPECT_EQ(behind("a /* c\n */;\nb\n", "a"), "a /* c\n */;\n\nnew\n\nb\n");
  EXPECT_EQ(before("  b\n", "b"), "new\n\n  b\n");
}

TEST(Blocks, SplitALineThatHasCodeOnBothSides) {
  EXPECT_EQ(before("a b\n", "b"), "a \nnew\n\nb\n");
  EXPECT_EQ(behind("a b\n", "a"), "a\nnew\n\n b\n");
  EXPECT_EQ(before("x\na b\n", "b", "p.c"),
            "x\na \nnew\n\n#line 2 \"p.c\"\nb\n");
}

TEST(Blocks, AtTheEndOfAnUnfinishedLine) {
  EXPECT_EQ(behind("a", "a"), "a\nnew\n");
  EXPECT_EQ(behind("a", "a", "p.c"), "a\nnew\n");
}

TEST(Blocks, ResynchroniseTheLineNumber) {
  EXPECT_EQ(before("a\nb\n", "b", "p.c"), "a\n\nnew\n\n#line 2 \"p.c\"\nb\n");
  EXPECT_EQ(lineDirective(7, "d\\\"e.c"), "#line 7 \"d\\\\\\\"e.c\"\n");
}

TEST(Blocks, UseTheFilesLineEnds) {
  EXPECT_EQ(before("a\r\nb\r\n", "b", "p.c"),
            "a\r\n\r\nnew\r\n\r\n#line 2 \"p.c\"\r\nb\r\n");
}

TEST(Blocks, StayBehindAByteOrderMark) {
  EXPECT_EQ(before("\xef\xbb\xbf"
                   "b\n",
                   "b"),
            "\xef\xbb\xbf"
            "new\n\nb\n");
}

TEST(Blocks, AtOnePlaceKeepTheirOrder) {
  std::string_view Source = "a\nb\n";
  Blocks B(Source, std::nullopt);
  B.addParagraph(2, "one\n");
  B.addParagraph(2, "two\n");
  B.addLine(2, "#include\n");
  EXPECT_EQ(B.places(), std::vector<std::size_t>{2});
  EXPECT_EQ(insert(Source, B), "a\n#include\n\none\n\ntwo\n\nb\n");
}

TEST(Blocks, ALoneLineNeedsNoBlankOnes) {
  std::string_view Source = "a\nb\n";
  Blocks B(Source, std::nullopt);
  B.addLine(2, "#include\n");
  EXPECT_EQ(insert(Source, B), "a\n#include\nb\n");
}

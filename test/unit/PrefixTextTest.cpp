//===- PrefixTextTest.cpp - directives that files begin with ----*- C++ -*-===//

#include "Frontend/PrefixText.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace pyunbox;

namespace {

/// The items of \p Text, as they stand there.
std::vector<std::string> itemsOf(const std::string &Text) {
  std::vector<std::string> Out;
  for (const PrefixItem &Item : prefixItems(Text))
    Out.push_back(Text.substr(Item.Begin, Item.End - Item.Begin));
  return Out;
}

using Texts = std::vector<std::string>;

/// Aligns \p Given and checks what always holds.
std::vector<AlignedText> align(const Texts &Given) {
  std::vector<AlignedText> Out =
      alignTexts(std::vector<std::string_view>(Given.begin(), Given.end()));
  for (std::size_t I = 0; I < Given.size(); ++I) {
    EXPECT_EQ(withoutBlanks(Out[I].Text, Out[I].Added), Given[I]);
    EXPECT_EQ(std::ranges::count(Out[I].Text, '\n'),
              std::ranges::count(Given[I], '\n'));
    for (unsigned At = 0; At < Out[I].Text.size(); ++At)
      if (Out[I].Text[At] != ' ')
        EXPECT_EQ(Given[I][offsetWithoutBlanks(At, Out[I].Added)],
                  Out[I].Text[At]);
    for (const AlignedText::Item &Item : Out[I].Items)
      for (const AlignedText &Other : Out)
        for (const AlignedText::Item &There : Other.Items)
          if (There.Key == Item.Key) {
            EXPECT_EQ(There.Begin, Item.Begin);
            EXPECT_EQ(There.End, Item.End);
          }
  }
  return Out;
}

std::vector<std::size_t> keysOf(const AlignedText &Text) {
  std::vector<std::size_t> Keys;
  Keys.reserve(Text.Items.size());
  for (const AlignedText::Item &Item : Text.Items)
    Keys.push_back(Item.Key);
  return Keys;
}

} // namespace

TEST(PrefixText, DirectivesUpToTheFirstCode) {
  EXPECT_EQ(
      itemsOf("/* a\n */\n#define A \\\n  1 // one\n\n"
              "  # include <a.h> /* b\n c */\nint x;\n#include \"b.h\"\n"),
      (Texts{"#define A \\\n  1 // one\n", "# include <a.h> /* b\n c */\n"}));
  EXPECT_EQ(itemsOf("int x;\n#include <a.h>\n"), Texts{});
  EXPECT_EQ(itemsOf(""), Texts{});
}

TEST(PrefixText, AConditionalIsOneItem) {
  std::string Whole = "#ifndef A\n# define A\n# if B\n#  include <b.h>\n"
                      "# else /* c */\n# endif\n#endif // A\n";
  EXPECT_EQ(itemsOf(Whole + "#include <a.h>\n"),
            (Texts{Whole, "#include <a.h>\n"}));
  EXPECT_EQ(itemsOf("#if A\nint x;\n#endif\n#include <a.h>\n"), Texts{});
  EXPECT_EQ(itemsOf("#if A\n#include <a.h>\n"), Texts{});
}

TEST(PrefixText, WhatCannotBeShared) {
  for (const char *Directive :
       {"#pragma once\n", "#line 7\n", "#error no\n", "#import <a.h>\n",
        "#include_next <a.h>\n", "#define A R\"(\n", "#\n", "# 7 \"a.c\"\n"})
    EXPECT_EQ(itemsOf("#include <a.h>\n" + std::string(Directive) +
                      "#include <b.h>\n"),
              Texts{"#include <a.h>\n"})
        << Directive;
  EXPECT_EQ(itemsOf("#include <a.h>"), Texts{}); // no line behind it
  EXPECT_EQ(itemsOf("#include <a.h>\r\n"), Texts{});
  EXPECT_EQ(itemsOf("\xEF\xBB\xBF#include <a.h>\n"), Texts{});
  EXPECT_EQ(itemsOf("#define A ?\?/\n#include <a.h>\n"), Texts{});
  EXPECT_EQ(itemsOf(std::string("#include <a.h>\n\0", 16)), Texts{});
}

TEST(PrefixText, ThereIsABound) {
  std::string Many;
  for (int I = 0; I < 10000; ++I)
    Many += "#undef A\n";
  EXPECT_EQ(itemsOf(Many).size(), 200u);
}

TEST(PrefixText, SharedItemsHaveOnePlace) {
  auto Texts = align({"/* short */\n#include <a.h>\n#include <b.h>\nint x;\n",
                      "// a much longer text\n\n#include <a.h>\n\n// more\n"
                      "#include <b.h>\n",
                      "#include <a.h>\n#include <c.h>\n#include <b.h>\n"});
  EXPECT_EQ(Texts[0].Items.size(), 2u);
  EXPECT_EQ(keysOf(Texts[0]), keysOf(Texts[1]));
  EXPECT_EQ(Texts[0].Items[0].Key, Texts[2].Items[0].Key);
  // Behind different headers the same one is another.
  EXPECT_NE(Texts[0].Items[1].Key, Texts[2].Items[2].Key);
}

TEST(PrefixText, ColumnsStay) {
  auto Texts = align(
      {"/* a */\n  #include <a.h>\n", "/* longer */\n  #include <a.h>\n"});
  EXPECT_EQ(Texts[0].Text, "/* a */     \n  #include <a.h>\n");
  // There is no line in front to put blanks into.
  Texts = align({"#include <a.h>\n", "// a\n#include <a.h>\n"});
  EXPECT_EQ(Texts[0].Text, "     #include <a.h>\n");
  Texts = align({"#if A\n#endif\n", "// a\n#if A\n#endif\n"});
  EXPECT_EQ(Texts[0].Text, "     #if A\n#endif\n");
}

TEST(PrefixText, OffsetsInsideOfBlanks) {
  const std::vector<AddedBlanks> Added = {{2, 3}, {8, 1}};
  EXPECT_EQ(offsetWithoutBlanks(2, Added), 2u);
  EXPECT_EQ(offsetWithoutBlanks(4, Added), 2u);
  EXPECT_EQ(offsetWithoutBlanks(5, Added), 2u);
  EXPECT_EQ(offsetWithoutBlanks(9, Added), 5u);
  EXPECT_EQ(withoutBlanks("ab   cde f", Added), "abcdef");
}

//===- ConditionalsTest.cpp - under which #if? ------------------*- C++ -*-===//

#include "Rewrite/Conditionals.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

using namespace pyunbox;
using Texts = std::vector<std::string>;

/// The directives open at "HERE".
static Texts openAt(std::string_view Source) {
  Texts Result;
  for (const Condition &C :
       Conditionals(Source).openAt(test::offset(Source, "HERE")))
    Result.insert(Result.end(), C.Directives.begin(), C.Directives.end());
  return Result;
}

TEST(Conditionals, NestAndClose) {
  EXPECT_EQ(openAt("#if A\n#endif\nHERE"), Texts{});
  EXPECT_EQ(openAt("#ifdef A\n#if B\nHERE\n#endif\n#endif\n"),
            (Texts{"#ifdef A", "#if B"}));
  EXPECT_EQ(openAt("#if A\n#elif B\n#else\nHERE\n#endif\n"),
            (Texts{"#if A", "#elif B", "#else"}));
}

TEST(Conditionals, AreReadAsThePreprocessorDoes) {
  EXPECT_EQ(openAt("  #  if  A  /* x\n y */ && \\\n B // c\nHERE"),
            Texts{"#if A && B"});
  EXPECT_EQ(openAt("/*\n#if A\n*/ HERE"), Texts{});
  EXPECT_EQ(openAt("char *s = \"\\\n#if A\n\"; HERE"), Texts{});
  EXPECT_EQ(openAt("x = 1; #if A\nHERE"), Texts{});
  EXPECT_EQ(openAt("#if A\r\nHERE"), Texts{"#if A"});
  EXPECT_EQ(openAt("#if 0\ndon't /* closed */\n#endif\nHERE"), Texts{});
  EXPECT_EQ(openAt("#define F(x) \\\n#x\n#if A\nHERE"), Texts{"#if A"});
}

TEST(Conditionals, BetweenTwoPlaces) {
  const char *Source = "A\n#if X\nB\n#endif\nC\nD";
  auto Any = [&](std::string_view From, std::string_view To) {
    return Conditionals(Source).anyBetween(test::offset(Source, From),
                                           test::offset(Source, To));
  };
  EXPECT_TRUE(Any("A", "B"));
  EXPECT_TRUE(Any("B", "C"));
  EXPECT_FALSE(Any("C", "D"));
}

TEST(Conditionals, AnIncludeGuardIsTold) {
  auto Guard = [](std::string_view Source) {
    return Conditionals(Source).guard();
  };
  EXPECT_EQ(Guard("/* G */\n#ifndef G\n#define G 1\n#if A\n#endif\n#endif\n"),
            std::size_t{8});
  EXPECT_FALSE(Guard("#ifndef G\n#define H\n#endif\n"));
  EXPECT_FALSE(Guard("#ifndef G\n#define G\n#else\n#endif\n"));
  EXPECT_FALSE(Guard("#ifndef G\n#define G\n#endif\n#if A\n#endif\n"));
  EXPECT_FALSE(Guard("#ifndef G\n#if A\n#endif\n#define G\n#endif\n"));
  EXPECT_FALSE(Guard("#ifdef G\n#define G\n#endif\n"));
  EXPECT_FALSE(Guard(""));
}

static std::vector<Condition> conditions(std::string_view Source,
                                         std::string_view At) {
  return Conditionals(Source).openAt(test::offset(Source, At));
}

TEST(Conditionals, WhatARowHasMoreThanItsTable) {
  const char *Source = "#if A\nTABLE\n#if B\nROW\n#endif\n#endif\nOUT";
  auto Table = conditions(Source, "TABLE"), Row = conditions(Source, "ROW");
  auto More = additional(Table, Row);
  ASSERT_TRUE(More && More->size() == 1);
  EXPECT_EQ(under(*More, "text\n"), "#if B\ntext\n#endif\n");
  EXPECT_FALSE(additional(Table, conditions(Source, "OUT")));
}

TEST(Conditionals, AnElseGroupIsReachedThroughItsEmptyFirstGroup) {
  const char *Source = "#if A\nONE\n#else\nTWO\n#endif\n";
  auto More = additional({}, conditions(Source, "TWO"));
  ASSERT_TRUE(More);
  EXPECT_EQ(under(*More, "text\n"), "#if A\n#else\ntext\n#endif\n");
  EXPECT_FALSE(
      additional(conditions(Source, "ONE"), conditions(Source, "TWO")));
}

TEST(Conditionals, WhereMacrosChange) {
  const Conditionals Read("#define A 1\n#if X\n# undef B\n#endif\n"
                          "#pragma push_macro(\"C\")\n#pragma pack(1)\n"
                          "#pragma message \"D\"\n#define F(x) \\\n x + G\n"
                          "/*\n#define H\n*/ x = 1; #define I\n");
  Texts Found;
  for (const MacroChange &C : Read.macroChanges())
    Found.push_back(C.Name + C.Meaning);
  EXPECT_EQ(Found, (Texts{"A 1", "B", "C\")", "F(x) x + G"}));
}

//===- TextTest.cpp - an analysis for a terminal ----------------*- C++ -*-===//

#include "Report/Text.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static Analysis analysis() {
  Analysis A;
  A.Units = {test::incUnit()};
  Method M;
  M.Name = "dec";
  M.RowAt = {"mytypedmod.c", 19, 5};
  M.Rejection = Reason{"unknown-call", "calls f", {}};
  A.Units.front().Methods.push_back(M);
  return A;
}

TEST(Text, OneLinePerMethodAndTheTotals) {
  EXPECT_EQ(toText(analysis(), false),
            "mytypedmod.c:18:5: typed: inc: long (long) [direct, direct]\n"
            "mytypedmod.c:19:5: rejected: dec: calls f [unknown-call]\n"
            "1 of 2 methods typed (1 direct, 0 adapter, 0 specialized), "
            "1 directly callable on PyPy, 0 with the GIL, "
            "0 by METH_FASTCALL on CPython\n"
            "1 rejected: 1 unknown-call\n");
}

TEST(Text, ATerminalObeysNoName) {
  Analysis A = analysis();
  A.Units.front().Methods.back().Name = std::string("a\0b\033[2J", 7);
  std::string Text = toText(A, false);
  EXPECT_NE(Text.find("rejected: a\\x00b\\x1b[2J: "), std::string::npos)
      << Text;
}

TEST(Text, HelpsOnceWithEachReason) {
  Analysis A = analysis();
  A.Units.front().Methods.back().Rejection->Hint = "Call g.";
  A.Units.front().Methods.push_back(A.Units.front().Methods.back());
  std::string Text = toText(A, false);
  std::string Note = "mytypedmod.c:19:5: note: Call g.\n";
  ASSERT_NE(Text.find(Note), std::string::npos);
  EXPECT_EQ(Text.find(Note, Text.find(Note) + 1), std::string::npos);
}

TEST(Text, ColoursOnlyIfWanted) {
  EXPECT_EQ(toText(analysis(), false).find('\033'), std::string::npos);
  EXPECT_NE(toText(analysis(), true).find("\033[1;32mtyped:\033[0m"),
            std::string::npos);
}

TEST(Text, PointsAtWhatStandsAgainstADirectCall) {
  Analysis A = analysis();
  Method &M = A.Units.front().Methods.front();
  M.PyPy = {CallWay::Boxed, "uses state"};
  M.Effect.Evidence = {{EffectKind::State, "variable 'n'", {"n.c", 4, 2}}};
  EXPECT_NE(
      toText(A, false).find("(uses state)\nn.c:4:2: note: variable 'n'\n"),
      std::string::npos);
}

TEST(Text, PointsAtTheEvidence) {
  Analysis A = analysis();
  A.Units.front().Methods.back().Rejection->Where = {"helper.h", 3, 0};
  EXPECT_NE(toText(A, false).find("\nhelper.h:3: rejected: dec: calls f"),
            std::string::npos);
}

TEST(Text, SaysWhyAMethodIsNotCalledOrRewritten) {
  Analysis A = analysis();
  Method &M = A.Units.front().Methods.front();
  M.PyPy = {CallWay::Boxed, "needs the GIL"};
  M.NotRewritten = "the row comes from a macro";
  EXPECT_NE(toText(A, false).find(
                "inc: long (long) [direct, boxed] (needs the GIL) (not "
                "rewritten: the row comes from a macro)\n"),
            std::string::npos);
}

TEST(Text, DiagnosticsAndFailedUnits) {
  Analysis A;
  A.Units.emplace_back();
  A.Units.front().State = Unit::Status::Failed;
  A.Units.front().Diagnostics = {{"error", "expected ';'", {"b.c", 3, 7}}};
  EXPECT_EQ(toText(A, false),
            "b.c:3:7: error: expected ';'\n"
            "0 of 0 methods typed (0 direct, 0 adapter, 0 specialized), "
            "0 directly callable on PyPy, 0 with the GIL, "
            "0 by METH_FASTCALL on CPython; "
            "1 of 1 units failed\n");
}

TEST(Text, NothingFound) {
  Analysis A;
  A.Units.emplace_back().Path = "a.c";
  EXPECT_EQ(toText(A, false), "no methods: with these flags there is no method "
                              "table in a.c (an #if may leave it out)\n");
}

TEST(Text, ColourIsTheOnlyDifference) {
  std::string Colored = toText(analysis(), true);
  EXPECT_NE(Colored.find("\033["), std::string::npos);
  std::string Plain;
  for (std::size_t I = 0; I < Colored.size(); ++I) {
    if (Colored[I] == '\033')
      I = Colored.find('m', I);
    else
      Plain += Colored[I];
  }
  EXPECT_EQ(Plain, toText(analysis(), false));
}

//===- ReportFilesTest.cpp - reports read back, merged, rendered -*- C++
//-*-===//

#include "Knowledge/ReviewDecisions.h"
#include "Report/Html.h"
#include "Report/Json.h"
#include "Report/Merge.h"
#include "Report/ReadReport.h"
#include "Report/Stub.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

using namespace pyunbox;

/// \p A written and read again.
static Analysis reread(const Analysis &A) {
  std::string Path = testing::TempDir() + "pyunbox-report-test.json";
  std::ofstream(Path) << toJson(A);
  return readReport(Path);
}

static Analysis analysis() { return {{test::incUnit()}}; }

TEST(ReadReport, GivesBackWhatWasWritten) {
  Analysis A = analysis();
  Method &M = A.Units.front().Methods.front();
  M.Doc = "</script>";
  M.Effect = {.Raise = Effects::Raises::AfterEffects,
              .NeedsGil = true,
              .State = true,
              .Pure = false,
              .Blocks = true,
              .Retains = true,
              .Evidence = {{EffectKind::State, "variable 'n'", {"n.c", 1, 2}},
                           {EffectKind::PythonApi, "call of 'f'", {}}}};
  M.Bail = BailOut::Repeat;
  M.PyPy = {CallWay::Boxed, "uses state"};
  M.Trusts = {"effects of 'f' (library.json)"};
  M.Decided = Decision{true, ""};
  M.ImplementationText = Excerpt{{"f.c", 3, 1}, "long f;", 0};
  EXPECT_EQ(toJson(reread(A)), toJson(A));
}

TEST(ReadReport, KeepsDefaultsToTheLastBit) {
  for (DefaultValue Value : std::initializer_list<DefaultValue>{
           std::int64_t{-1}, ~std::uint64_t{0}, 0.1, -0.0, HUGE_VAL}) {
    Analysis A = analysis();
    A.Units.front().Methods.front().Args.front().Default = Value;
    EXPECT_EQ(
        reread(A).Units.front().Methods.front().Args.front().Default->index(),
        Value.index());
    EXPECT_EQ(toJson(reread(A)), toJson(A));
  }
}

TEST(ReadReport, OrdersMethodsAsTheSourceDoes) {
  Analysis A = analysis();
  A.Units.front().Methods.push_back(A.Units.front().Methods.front());
  Method &First = A.Units.front().Methods.back();
  First.Id = "mytypedmod.zzz";
  First.RowAt.Line = 2;
  EXPECT_EQ(reread(A).Units.front().Methods.front().Id, "mytypedmod.zzz");
}

static std::optional<std::string> merge(Analysis From, Analysis &To,
                                        bool IsNewer = false) {
  std::vector<std::string> Replaced;
  return merge(std::move(From), To, IsNewer, Replaced);
}

static Analysis decided(std::optional<Decision> By) {
  Analysis A = analysis();
  A.Units.front().Methods.front().Decided = std::move(By);
  return A;
}

TEST(Merge, KeepsTheOnlyDecision) {
  for (bool First : {true, false}) {
    Analysis All;
    EXPECT_FALSE(merge(
        decided(First ? std::optional(Decision{false, "no"}) : std::nullopt),
        All));
    EXPECT_FALSE(merge(
        decided(First ? std::nullopt : std::optional(Decision{false, "no"})),
        All));
    ASSERT_EQ(All.Units.size(), 1u);
    EXPECT_EQ(All.Units.front().Methods.front().Decided->Comment, "no");
  }
}

TEST(Merge, TakesNoSidesBetweenTwoDecisions) {
  Analysis All;
  EXPECT_FALSE(merge(decided(Decision{false, ""}), All));
  EXPECT_EQ(merge(decided(Decision{true, ""}), All),
            "the reports hold two decisions about 'mytypedmod.inc'");
}

TEST(Merge, TakesTheNewerOfTwoThatDiffer) {
  Analysis All = analysis(), Newer = analysis(), Foreign = analysis();
  Newer.Units.front().Methods.front().Doc = "newer";
  std::vector<std::string> Replaced;
  EXPECT_TRUE(merge(Newer, All));
  EXPECT_FALSE(merge(Newer, All, /*IsNewer=*/true, Replaced));
  EXPECT_EQ(Replaced, std::vector{Newer.Units.front().Path});
  EXPECT_EQ(All.Units.front().Methods.front().Doc, "newer");
  // Another project may have a source of that name.
  Foreign.Units.front().Methods.front().Module = "foreign";
  EXPECT_TRUE(merge(Foreign, All, /*IsNewer=*/true));
  // What was decided later counts.
  All = decided(Decision{false, ""});
  EXPECT_FALSE(merge(decided(Decision{true, ""}), All, /*IsNewer=*/true));
  EXPECT_TRUE(All.Units.front().Methods.front().Decided->Accepted);
}

TEST(Decisions, OnlyARejectedRowIsLeftAlone) {
  for (bool Accepted : {true, false}) {
    Unit U = test::incUnit();
    Decisions Review{{U.Methods.front().Id, {Accepted, "why"}},
                     {"mytypedmod.gone", {false, ""}}};
    EXPECT_EQ(applyDecisions(Review, U),
              std::vector<std::string>{"mytypedmod.inc"});
    EXPECT_EQ(U.Methods.front().Row.has_value(), Accepted);
    EXPECT_EQ(U.Methods.front().NotRewritten,
              Accepted ? "" : "rejected in a review: why");
  }
}

TEST(Html, NothingInAReportEndsTheScript) {
  Analysis A = analysis();
  A.Units.front().Methods.front().Doc = "</script><!-- /*STYLE*/";
  std::string Page = toHtml(A, ""), Plain = toHtml(analysis(), "");
  auto Count = [](const std::string &Text, const std::string &What) {
    std::size_t Number = 0;
    for (std::size_t At = 0; (At = Text.find(What, At)) != std::string::npos;
         ++At)
      ++Number;
    return Number;
  };
  EXPECT_EQ(Count(Page, "</script"), Count(Plain, "</script"));
  EXPECT_EQ(Count(Page, "<!--"), Count(Plain, "<!--"));
  EXPECT_EQ(Count(Plain, "/*STYLE*/") + Count(Plain, "/*REPORT*/"), 0u);
}

static std::string stubOf(Method M) {
  Analysis A = analysis();
  A.Units.front().Methods = {std::move(M)};
  return toStub(A, "mytypedmod");
}

TEST(Stub, MethodsOfTypes) {
  Method M = test::incMethod();
  M.Id = "mytypedmod.Thing.inc";
  M.Args.front().Name = "x";
  EXPECT_NE(stubOf(M).find("class Thing:\n    def inc(self, x: int, /) -> int"),
            std::string::npos);
  M.Flags = "METH_O | METH_STATIC";
  EXPECT_NE(stubOf(M).find("    @staticmethod\n    def inc(x: int, /) -> int"),
            std::string::npos);
}

TEST(Stub, ArgumentsAndDefaults) {
  Method M = test::incMethod();
  M.Args.resize(3, M.Args.front());
  M.Args[0].Name = "not a name";
  M.Args[1].Name = "y";
  M.Args[1].Keyword = true;
  M.Args[2].Name = "z";
  M.Args[2].Keyword = M.Args[2].KeywordOnly = true;
  M.Args[2].Python = PythonType::Bool;
  M.Args[2].Default = std::int64_t{1};
  EXPECT_NE(stubOf(M).find("def inc(arg1: int, /, y: int, *, z: bool = True)"),
            std::string::npos);
  M.Args[2].Python = PythonType::Real;
  M.Args[2].Default = std::nan("");
  EXPECT_NE(stubOf(M).find("z: float = ...)"), std::string::npos);
}

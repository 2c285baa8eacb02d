//===- RecordsTest.cpp - metadata as C code ---------------------*- C++ -*-===//

#include "Rewrite/Records.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

#include <limits>

using namespace pyunbox;

/// Is \p Part in \p Text, wherever that breaks its lines?
static bool has(const std::string &Text, std::string_view Part) {
  std::string Line;
  for (char C : Text)
    if (C != ' ' && C != '\n')
      Line += C;
    else if (!Line.ends_with(' '))
      Line += ' ';
  return Line.find(Part) != Line.npos;
}

static Method withDefault(CKind Kind, DefaultValue Value) {
  Method M = test::incMethod();
  M.Args.front().Type = plainType(Kind);
  M.Args.front().Default = Value;
  return M;
}

static const char IncRecord[] =
    R"c(PYUNBOX_CHECK_FUNCTION(id, inc_impl, long (long));
static const struct pyunbox_arg id_args[] = {
    {"obj_int", PYUNBOX_TYPE_INT(long), PYUNBOX_PY_INT, 0, 0, 0.0},
};
static const int id_tail[] = {PYUNBOX_TAIL_LONG, PYUNBOX_TAIL_END};
PYUNBOX_RECORD(id, "inc", 1, 1, PYUNBOX_TYPE_INT(long), PYUNBOX_PY_INT,
               PYUNBOX_BAIL_NEVER, PYUNBOX_CALL_DIRECT,
               PYUNBOX_FUNCTION(inc_impl), id_args, 0, 0.0, PYUNBOX_EFFECT_PURE,
               "long (long)", id_tail, PYUNBOX_TAIL_LONG,
               PYUNBOX_FUNCTION(inc_impl));
)c";

TEST(Records, TheSeedsMethod) {
  EXPECT_EQ(recordText(test::incMethod(), "id", false), IncRecord);
}

TEST(Records, ABoxedMethodHasNoEntry) {
  Method M = test::incMethod();
  M.PyPy = {CallWay::Boxed, "needs the GIL"};
  std::string Text = recordText(M, "id", false);
  EXPECT_TRUE(has(Text, "PYUNBOX_CALL_BOXED, NULL"));
  EXPECT_FALSE(has(Text, "inc_impl"));
  EXPECT_TRUE(has(Text, "PYUNBOX_TAIL_UNTYPED, NULL);"));
}

TEST(Records, WithoutArguments) {
  Method M = test::incMethod();
  M.Args.clear();
  M.Returns = {plainType(CKind::Void), PythonType::None, "Py_RETURN_NONE"};
  M.ImplementationType = "void (void)";
  std::string Text = recordText(M, "id", false);
  EXPECT_FALSE(has(Text, "id_args"));
  EXPECT_TRUE(has(Text, "\"inc\", 0, 0, PYUNBOX_TYPE_VOID(void), "
                        "PYUNBOX_PY_NONE"));
  EXPECT_TRUE(has(Text, "PYUNBOX_FUNCTION(inc_impl), NULL, 0, 0.0"));
}

TEST(Records, Defaults) {
  auto Argument = [](CKind Kind, DefaultValue Value) {
    return recordText(withDefault(Kind, Value), "id", false);
  };
  EXPECT_TRUE(has(Argument(CKind::Int, std::int64_t{-7}),
                  "PYUNBOX_ARG_OPTIONAL, -7, 0.0}"));
  EXPECT_TRUE(
      has(Argument(CKind::ULongLong, std::numeric_limits<std::uint64_t>::max()),
          "PYUNBOX_ARG_OPTIONAL, -1, 0.0}"));
  EXPECT_TRUE(
      has(Argument(CKind::Double, -0.0), "PYUNBOX_ARG_OPTIONAL, 0, -0.0}"));
  // "float x = 2;" may come with an integer.
  EXPECT_TRUE(has(Argument(CKind::Float, std::int64_t{2}),
                  "PYUNBOX_ARG_OPTIONAL, 0, 2.0}"));
}

TEST(Records, RequiredArgumentsAreThoseBeforeTheFirstDefault) {
  Method M = withDefault(CKind::Long, std::int64_t{1});
  M.Args.insert(M.Args.begin(), test::incMethod().Args.front());
  M.Args.back().Keyword = true;
  std::string Text = recordText(M, "id", false);
  EXPECT_TRUE(has(Text, "\"inc\", 2, 1,"));
  EXPECT_TRUE(has(Text, "PYUNBOX_ARG_OPTIONAL | PYUNBOX_ARG_KEYWORD"));
}

TEST(Records, BailValuesGoWhereTheirKindBelongs) {
  Method M = test::incMethod();
  M.Bail = BailOut::Distinct;
  M.BailValue = std::int64_t{-1};
  EXPECT_TRUE(has(recordText(M, "id", false), "id_args, -1, 0.0"));
  M.Bail = BailOut::Repeat;
  M.BailValue = -1.5;
  std::string Text = recordText(M, "id", false);
  EXPECT_TRUE(has(Text, "id_args, 0, -1.5"));
  EXPECT_TRUE(has(Text, "PYUNBOX_BAIL_REPEAT"));
}

TEST(Records, EffectsAreFlags) {
  Method M = test::incMethod();
  M.Effect = {};
  EXPECT_TRUE(has(recordText(M, "id", false), "0, 0.0, 0,"));
  M.Effect.State = M.Effect.Blocks = true;
  EXPECT_TRUE(has(recordText(M, "id", false),
                  "PYUNBOX_EFFECT_STATE | PYUNBOX_EFFECT_BLOCKS"));
}

TEST(Records, BoolIsSpelledWithoutItsHeader) {
  Method M = test::incMethod();
  M.Returns = {plainType(CKind::Bool), PythonType::Bool, "PyBool_FromLong"};
  EXPECT_TRUE(has(recordText(M, "id", false), "PYUNBOX_TYPE_BOOL(_Bool)"));
  EXPECT_TRUE(has(recordText(M, "id", true), "PYUNBOX_TYPE_BOOL(bool)"));
}

TEST(Records, TheTailShowsOnlyWhatAnyCallerMayCall) {
  const Method Fits = test::incMethod();
  EXPECT_TRUE(fitsTail(Fits));
  auto refused = [&](auto Change) {
    Method M = Fits;
    Change(M);
    return !fitsTail(M) &&
           has(recordText(M, "id", false), "PYUNBOX_TAIL_UNTYPED, NULL);") &&
           has(recordText(M, "id", false), "id_tail[] = {PYUNBOX_TAIL_END};");
  };
  EXPECT_TRUE(refused([](Method &M) { M.Bail = BailOut::Distinct; }));
  EXPECT_TRUE(refused([](Method &M) { M.PyPy = {CallWay::Boxed, "x"}; }));
  EXPECT_TRUE(refused([](Method &M) { M.Effect.NeedsGil = true; }));
  EXPECT_TRUE(refused([](Method &M) { M.Effect.State = true; }));
  EXPECT_TRUE(refused(
      [](Method &M) { M.Effect.Raise = Effects::Raises::AfterNothing; }));
  EXPECT_TRUE(refused([](Method &M) { M.Args[0].Default = std::int64_t{1}; }));
  EXPECT_TRUE(
      refused([](Method &M) { M.Args[0].Type = plainType(CKind::LongLong); }));
  EXPECT_TRUE(
      refused([](Method &M) { M.Args[0].Type = {CKind::Long, "Py_ssize_t"}; }));
  EXPECT_TRUE(refused([](Method &M) {
    M.Returns = {plainType(CKind::Void), PythonType::None, ""};
  }));
  // It would make an int of what the wrapper makes a bool of.
  EXPECT_TRUE(refused([](Method &M) { M.Returns.Python = PythonType::Bool; }));
}

TEST(Records, TheTailKnowsDoubles) {
  Method M = test::incMethod();
  M.Args.front().Type = plainType(CKind::Double);
  M.Args.front().Python = PythonType::Real;
  M.Returns = {plainType(CKind::Double), PythonType::Float, ""};
  std::string Text = recordText(M, "id", false);
  EXPECT_TRUE(has(Text, "{PYUNBOX_TAIL_DOUBLE, PYUNBOX_TAIL_END}"));
  EXPECT_TRUE(has(Text, "PYUNBOX_TAIL_DOUBLE, PYUNBOX_FUNCTION(inc_impl));"));
}

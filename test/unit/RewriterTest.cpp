//===- RewriterTest.cpp - from a unit's methods to edits ---------*- C++
//-*-===//

#include "Rewrite/Rewriter.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace pyunbox;
using test::incSource;
using test::incUnit;

static std::size_t at(const std::string &Text, std::string_view Part) {
  std::size_t Place = Text.find(Part);
  EXPECT_NE(Place, Text.npos) << Part << "\nnot in\n" << Text;
  return Place;
}

static bool has(const std::string &Text, std::string_view Part) {
  return Text.find(Part) != Text.npos;
}

/// Gives \p M an entry of its own behind \p Wrapper in \p Source.
static void specialize(Method &M, std::string_view Source,
                       std::string_view Wrapper) {
  M.Kind = EntryKind::Specialized;
  M.Code = EntryCode{"entry_" + M.Name, "long", "long x",
                     "{\n  return x ? x : PYUNBOX_BAIL;\n}",
                     test::past(Source, Wrapper)};
  M.Bail = BailOut::Distinct;
}

TEST(Rewriter, TheSeedsModule) {
  std::string Text = rewrite(incUnit(), incSource());
  EXPECT_LT(at(Text, "#include <Python.h>\n"
                     "#include <pyunbox/typed_method.h>\n\nlong inc_impl"),
            at(Text, "\n}\n\nPYUNBOX_CHECK_FUNCTION("));
  EXPECT_LT(at(Text, "PYUNBOX_RECORD(pyunbox_mytypedmod_methods_inc, \"inc\","),
            at(Text, "\n\nstatic PyMethodDef mytypedmod_methods[] = {\n"
                     "    PYUNBOX_METHOD(pyunbox_mytypedmod_methods_inc, inc, "
                     "METH_O, \"Add one to an int\"),\n"));
  // The rest is as it was.
  EXPECT_TRUE(Text.ends_with(
      incSource().substr(incSource().find("    {NULL, NULL, 0, NULL}};"))));
}

TEST(Rewriter, NothingToDoChangesNothing) {
  Unit U = incUnit();
  U.Methods.front().Row.reset(); // as the engine reports a PYUNBOX_METHOD row
  EXPECT_TRUE(planRewrite(U, incSource()).Edits.empty());
  RewriteOptions Launcher{"mytypedmod.c", true};
  EXPECT_TRUE(planRewrite(U, incSource(), Launcher).Edits.empty());
  U = incUnit();
  U.Methods.front().Typed = false;
  EXPECT_TRUE(planRewrite(U, incSource()).Edits.empty());
  EXPECT_EQ(rewrite(U, incSource()), incSource());
}

TEST(Rewriter, LineDirectivesKeepEveryLinesNumber) {
  std::string Text =
      rewrite(incUnit(), incSource(), {"some \"dir\"/mytypedmod.c", true});
  EXPECT_TRUE(Text.starts_with(
      "#line 1 \"some \\\"dir\\\"/mytypedmod.c\"\n#include <Python.h>\n"));
  // Follow the directives: each original line must turn up under its number.
  std::vector<std::string> Original;
  std::string_view Source = incSource();
  while (!Source.empty()) {
    Original.emplace_back(Source.substr(0, Source.find('\n')));
    Source.remove_prefix(Source.find('\n') + 1);
  }
  std::size_t Number = 1, Found = 0;
  for (std::size_t Pos = 0; Pos < Text.size();) {
    std::string Line = Text.substr(Pos, Text.find('\n', Pos) - Pos);
    Pos += Line.size() + 1;
    if (Line.starts_with("#line ")) {
      Number = std::stoul(Line.substr(6));
      continue;
    }
    if (Number <= Original.size() && Original[Number - 1] == Line)
      ++Found;
    ++Number;
  }
  EXPECT_GE(Found + 1, Original.size()); // all but the row
}

TEST(Rewriter, WithoutAPlaceTheIncludeGoesToTheFirstGeneratedCode) {
  Unit U = incUnit();
  U.IncludeAt.reset();
  std::string Text = rewrite(U, incSource());
  EXPECT_TRUE(has(Text, "#include <pyunbox/typed_method.h>\n\n"
                        "PYUNBOX_CHECK_FUNCTION("));
}

TEST(Rewriter, AnEntryStandsBehindItsWrapper) {
  Unit U = incUnit();
  specialize(U.Methods.front(), incSource(),
             "return PyLong_FromLong(result);\n}");
  U.Methods.front().BailValue = std::int64_t{-2};
  std::string Text = rewrite(U, incSource());
  EXPECT_TRUE(has(Text, "FromLong(result);\n}\n\n"
                        "#define PYUNBOX_BAIL (-2)\n"
                        "static long entry_inc(long x) {\n"
                        "  return x ? x : PYUNBOX_BAIL;\n}\n"
                        "#undef PYUNBOX_BAIL\n\n"));
  EXPECT_TRUE(has(Text, "PYUNBOX_FUNCTION(entry_inc)"));
  EXPECT_FALSE(has(Text, "static long entry_inc(long x);"));
  EXPECT_FALSE(has(Text, "PYUNBOX_CHECK_FUNCTION"));
}

static const char Forward[] = R"(static PyObject *f(PyObject *, PyObject *);
static PyMethodDef m[] = {{"f", f, METH_O, NULL}, {"g", f, METH_O, NULL}};
static PyObject *f(PyObject *s, PyObject *o) { return o; } int x;)";

TEST(Rewriter, AnEntryBehindTheTableIsDeclaredBeforeIt) {
  Unit U;
  U.Path = "f.c";
  for (const char *Name : {"f", "g"}) {
    Method M = test::incMethod();
    M.Id = M.Name = Name;
    M.Table = "m";
    M.Row = test::rowSite(Forward,
                          std::string("{\"") + Name + "\", f, METH_O, NULL}");
    specialize(M, Forward, "{ return o; }");
    M.Code->Name = "entry";
    U.Methods.push_back(M);
  }
  U.IsCxx = true;
  std::string Text = rewrite(U, Forward);
  EXPECT_LT(at(Text, "static long entry(long x) PYUNBOX_NOEXCEPT;\n"),
            at(Text, "PYUNBOX_RECORD(pyunbox_m_f,"));
  // One entry serves both rows, and the rest of its line stays.
  std::size_t First = at(Text, "static long entry(long x) PYUNBOX_NOEXCEPT {");
  EXPECT_EQ(
      Text.find("static long entry(long x) PYUNBOX_NOEXCEPT {", First + 1),
      Text.npos);
  EXPECT_TRUE(has(Text, "m[] = {PYUNBOX_METHOD(pyunbox_m_f, f, METH_O, NULL), "
                        "PYUNBOX_METHOD(pyunbox_m_g, f, METH_O, NULL)};\n"));
  EXPECT_TRUE(Text.ends_with(" int x;"));
}

TEST(Rewriter, ABoxedMethodLeavesNoEntry) {
  Unit U = incUnit();
  Method &M = U.Methods.front();
  specialize(M, incSource(), "return PyLong_FromLong(result);\n}");
  M.PyPy = {CallWay::Boxed, "raises after an effect"};
  std::string Text = rewrite(U, incSource());
  EXPECT_FALSE(has(Text, "entry_inc"));
  EXPECT_TRUE(has(Text, "PYUNBOX_CALL_BOXED"));
}

static const char Conditional[] = R"(#ifdef HAVE_F
static long f_impl(long x) { return x; }
#endif
static PyMethodDef m[] = {
#ifdef HAVE_F
    {"f", f, METH_O, NULL},
#endif
    {NULL, NULL, 0, NULL}};
)";

static Unit conditionalUnit(std::string_view Source) {
  Unit U;
  U.Path = "c.c";
  Method M = test::incMethod();
  M.Name = "f";
  M.Table = "m";
  M.Implementation = "f_impl";
  M.ImplementationAt = {"c.c", 2, 13};
  M.Row = test::rowSite(Source, R"({"f", f, METH_O, NULL})");
  U.Methods = {M};
  return U;
}

TEST(Rewriter, ARecordStandsUnderItsRowsCondition) {
  std::string Text = rewrite(conditionalUnit(Conditional), Conditional);
  EXPECT_TRUE(has(Text, "#ifdef HAVE_F\nPYUNBOX_CHECK_FUNCTION("));
  EXPECT_TRUE(has(Text, "PYUNBOX_FUNCTION(f_impl));\n#endif\n\nstatic Py"));
}

TEST(Rewriter, ARowWhoseCodeAnotherConfigurationLacksIsLeftAlone) {
  std::string Source = Conditional;
  Source.replace(Source.rfind("#ifdef HAVE_F"), 13, "#ifndef NO_F ");
  Unit U = conditionalUnit(Source);
  RewritePlan Plan = planRewrite(U, Source);
  EXPECT_TRUE(Plan.Edits.empty());
  ASSERT_EQ(Plan.Refused.size(), 1u);
  EXPECT_EQ(Plan.Refused.front().Id, "mytypedmod.inc");
  EXPECT_TRUE(has(Plan.Refused.front().Why, "preprocessor condition"));
  EXPECT_FALSE(planRewrite(U, Source, {std::nullopt, true}).Edits.empty());
}

TEST(Rewriter, LineEndsAndByteOrderMarksStay) {
  std::string Source = "\xef\xbb\xbf";
  for (char C : incSource())
    Source += C == '\n' ? std::string("\r\n") : std::string(1, C);
  Unit U = incUnit();
  U.IncludeAt = test::past(Source, "#include <Python.h>\r\n");
  U.Methods.front().Row =
      test::rowSite(Source, R"({"inc", inc, METH_O, "Add one to an int"})");
  std::string Text = rewrite(U, Source, {"a.c", true});
  EXPECT_TRUE(Text.starts_with("\xef\xbb\xbf#line 1 \"a.c\"\r\n"));
  EXPECT_EQ(std::count(Text.begin(), Text.end(), '\n'),
            std::count(Text.begin(), Text.end(), '\r'));
}

//===- RowsTest.cpp - method table rows -------------------------*- C++ -*-===//

#include "Rewrite/Rows.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static std::string rowOf(std::string_view Row) {
  std::string Source = "static PyMethodDef m[] = {";
  Source += Row;
  Source += ", {0}};";
  RowSite Site = test::rowSite(Source, Row);
  EXPECT_EQ(whyNotEditable(Source, Site), std::nullopt);
  EditList Edits;
  editRow(Source, Site, "id", Edits);
  sortEdits(Edits);
  std::string Result = applyEdits(Source, Edits);
  return Result.substr(26, Result.size() - 26 - 7);
}

TEST(Rows, KeepEverythingButBracesAndName) {
  EXPECT_EQ(rowOf(R"({"f", f, METH_O, "doc"})"),
            R"(PYUNBOX_METHOD(id, f, METH_O, "doc"))");
  EXPECT_EQ(
      rowOf(
          R"({ "f" , (PyCFunction)(void (*)(void))f, A|B, /* , */ D("a,b") })"),
      R"(PYUNBOX_METHOD( id, (PyCFunction)(void (*)(void))f, A|B, /* , */ D("a,b") ))");
}

TEST(Rows, GetTheInitializersTheyLack) {
  EXPECT_EQ(rowOf(R"({"f", f, METH_O})"),
            "PYUNBOX_METHOD(id, f, METH_O, NULL)");
  EXPECT_EQ(rowOf(R"({"f", f})"), "PYUNBOX_METHOD(id, f, 0, NULL)");
  EXPECT_EQ(rowOf(R"({"f", f, METH_O, })"),
            "PYUNBOX_METHOD(id, f, METH_O,  NULL)");
  EXPECT_EQ(rowOf("{\"f\", f, METH_O, // c\n }"),
            "PYUNBOX_METHOD(id, f, METH_O, // c\n  NULL)");
}

TEST(Rows, LoseATrailingComma) {
  EXPECT_EQ(rowOf(R"({"f", f, METH_O, "doc",})"),
            R"(PYUNBOX_METHOD(id, f, METH_O, "doc"))");
}

TEST(Rows, KeepTheNumberOfLines) {
  EXPECT_EQ(rowOf("{\"a\"\n\"b\",\n f,\n METH_O, NULL}"),
            "PYUNBOX_METHOD(id\n,\n f,\n METH_O, NULL)");
}

/// The site of the macro row \p Text that is used as \p Use in \p Source.
static RowSite macroSite(std::string_view Source, std::string_view Use,
                         const std::string &Text) {
  std::string_view Row(Text.data(), Text.rfind('}') + 1);
  RowSite Site = test::rowSite(Text, Row, "{");
  Site.Macro =
      RowMacro{{test::offset(Source, Use), test::past(Source, Use)}, Text};
  return Site;
}

static std::string expanded(std::string_view Source, std::string_view Use,
                            const std::string &Text) {
  RowSite Site = macroSite(Source, Use, Text);
  EXPECT_EQ(whyNotEditable(Source, Site), std::nullopt);
  EXPECT_EQ(Site.begin(), test::offset(Source, Use));
  EditList Edits;
  editRow(Source, Site, "id", Edits);
  return applyEdits(Source, Edits);
}

TEST(Rows, OfMacrosAreWrittenOutWhereTheyAreUsed) {
  EXPECT_EQ(expanded("m[] = { ROW, {0}};", "ROW", R"({"f", f, METH_O, doc})"),
            "m[] = { PYUNBOX_METHOD(id, f, METH_O, doc), {0}};");
  EXPECT_EQ(expanded("m[] = { A ROW B {0}};", "ROW", R"({"f", f, A|B, DOC},)"),
            "m[] = { A PYUNBOX_METHOD(id, f, A|B, DOC), B {0}};");
  EXPECT_EQ(expanded("m[] = { ROW };", "ROW", R"({"f", f, METH_O,})"),
            "m[] = { PYUNBOX_METHOD(id, f, METH_O, NULL) };");
}

TEST(Rows, OfMacrosKeepTheNumberOfLines) {
  EXPECT_EQ(expanded("m[] = {ROW(f, // c\n   f) ,\n", "ROW(f, // c\n   f)",
                     R"({"f", f})"),
            "m[] = {PYUNBOX_METHOD(id, f, 0, NULL)\n ,\n");
  EXPECT_EQ(
      expanded("\r\nROW(f,\r\nf)\r\n", "ROW(f,\r\nf)", R"({"f", f, 0, NULL},)"),
      "\r\nPYUNBOX_METHOD(id, f, 0, NULL),\r\n\r\n");
}

TEST(Rows, OfMacrosAreLeftAloneAsOthersAre) {
  std::string_view Source = "m[] = { ROW };";
  EXPECT_EQ(whyNotEditable(Source, macroSite(Source, "ROW",
                                             R"({.n = "f", f, METH_O, 0})")),
            "the row uses designated initializers");
  RowSite Site = macroSite(Source, "ROW", R"({"f", f, METH_O, {1, 2}})");
  Site.Initializers = 4;
  EXPECT_EQ(whyNotEditable(Source, Site),
            "the row has a comma outside parentheses in an initializer");
  Site.Macro->Use.End = 100;
  EXPECT_EQ(whyNotEditable(Source, Site),
            "the row's macro is not used in this file");
}

TEST(Rows, AreReadAsThePreprocessorReadsThem) {
  RowText Row = readRow(R"("a,b" /* , */, f(1, 2), ',', /* end */ )");
  EXPECT_EQ(Row.Commas, (std::vector<unsigned>{13, 22, 27}));
  EXPECT_TRUE(Row.EndsInComma);
  EXPECT_FALSE(readRow(R"("a", "b")").EndsInComma);
  EXPECT_FALSE(readRow("").EndsInComma);
}

static std::optional<std::string> whyNot(std::string_view Row,
                                         unsigned Initializers) {
  std::string Source = "static PyMethodDef m[] = {";
  Source += Row;
  Source += "};";
  RowSite Site = test::rowSite(Source, Row);
  Site.Initializers = Initializers;
  return whyNotEditable(Source, Site);
}

TEST(Rows, AreLeftAloneWhereMacroArgumentsMeanSomethingElse) {
  EXPECT_EQ(whyNot("{\"f\", f,\n#ifdef A\nMETH_O, NULL\n#endif\n}", 4),
            "the row has a preprocessor directive in it");
  EXPECT_EQ(whyNot(R"({.ml_name = "f", .ml_meth = f, METH_O, NULL})", 4),
            "the row uses designated initializers");
  EXPECT_EQ(whyNot(R"({"f", cast<A, B>(f), METH_O, NULL})", 4),
            "the row has a comma outside parentheses in an initializer");
  EXPECT_EQ(whyNot(R"({"f", (g(1, '(')), METH_O, "a#,b"})", 4), std::nullopt);
}

TEST(Rows, AreLeftAloneWhereTheSiteIsNotARow) {
  std::string Source = R"(ROW("f", f))";
  RowSite Site;
  Site.Braces = {3, 11};
  Site.Name = {4, 7};
  Site.Initializers = 2;
  EXPECT_EQ(whyNotEditable(Source, Site),
            "the row is not a braced list in this file");
}

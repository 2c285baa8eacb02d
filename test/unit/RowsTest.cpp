//===- RowsTest.cpp - method table rows --------------------------*- C++
//-*-===//

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

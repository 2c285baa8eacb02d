//===- GilEntriesTest.cpp - entries that take the GIL
//----------------------===//

#include "Rewrite/GilEntries.h"
#include "Rewrite/Records.h"
#include "Rewrite/Rewriter.h"

#include "support/Sample.h"

#include <gtest/gtest.h>

using namespace pyunbox;

static Method withGil() {
  Method M = test::incMethod();
  M.PyPy = {CallWay::WithGil, "uses state of the module"};
  M.Effect = {.State = true};
  return M;
}

TEST(GilEntries, CallTheImplementation) {
  EXPECT_EQ(gilEntry(withGil(), "id", false),
            R"c(static long id_gil(long pyunbox_0) {
  long pyunbox_value = 0;
  PyGILState_STATE pyunbox_state = PyGILState_Ensure();
  pyunbox_value = inc_impl(pyunbox_0);
  PyGILState_Release(pyunbox_state);
  return pyunbox_value;
}
)c");
}

TEST(GilEntries, HandAnExceptionOut) {
  Method M = withGil();
  M.Effect.Raise = Effects::Raises::AfterEffects;
  EXPECT_EQ(gilEntry(M, "id", false),
            R"c(static long id_gil(long pyunbox_0, PyObject **pyunbox_error) {
  long pyunbox_value = 0;
  struct pyunbox_gil_call pyunbox_call;
  if (pyunbox_begin_call(&pyunbox_call, pyunbox_error)) {
    pyunbox_value = inc_impl(pyunbox_0);
    pyunbox_end_call(pyunbox_call, 0, pyunbox_error);
  }
  return pyunbox_value;
}
)c");
}

TEST(GilEntries, OfCodeThatRaises) {
  Method M = withGil();
  M.Effect.Raise = Effects::Raises::AfterNothing;
  M.Kind = EntryKind::Specialized;
  M.KeepsErrors = true;
  M.Code = EntryCode{"entry", "PyObject *", "long x, long *pyunbox_result",
                     "{ return NULL; }", std::nullopt};
  EXPECT_EQ(
      gilEntry(M, "id", true),
      R"c(static long id_gil(long pyunbox_0, PyObject **pyunbox_error) PYUNBOX_NOEXCEPT {
  long pyunbox_value = 0;
  struct pyunbox_gil_call pyunbox_call;
  if (pyunbox_begin_call(&pyunbox_call, pyunbox_error)) {
    PyObject *pyunbox_done = entry(pyunbox_0, &pyunbox_value);
    pyunbox_end_call(pyunbox_call, pyunbox_done == NULL, pyunbox_error);
  }
  return pyunbox_value;
}
)c");
}

TEST(GilEntries, OfNothing) {
  Method M = withGil();
  M.Args.clear();
  M.Returns = {plainType(CKind::Void), PythonType::None, "Py_RETURN_NONE"};
  EXPECT_EQ(gilEntry(M, "id", false),
            R"c(static void id_gil(void) {
  PyGILState_STATE pyunbox_state = PyGILState_Ensure();
  inc_impl();
  PyGILState_Release(pyunbox_state);
}
)c");
}

TEST(GilEntries, OfMemory) {
  Method M = withGil();
  M.Args.front().Type = plainType(CKind::Text);
  M.Args.push_back(M.Args.front());
  M.Args.back().Type = plainType(CKind::Buffer);
  std::string Text = gilEntry(M, "id", false);
  EXPECT_NE(Text.find("id_gil(const char *pyunbox_0, const char *pyunbox_1, "
                      "Py_ssize_t pyunbox_length_1)"),
            Text.npos)
      << Text;
  EXPECT_NE(Text.find("inc_impl(pyunbox_0, pyunbox_1, pyunbox_length_1)"),
            Text.npos);
}

TEST(GilEntries, StandInTheRecordWhereTheyAreCompiled) {
  std::string Record = recordText(withGil(), "id", false);
  EXPECT_NE(Record.find("PYUNBOX_CALL_GIL_ENTRY"), Record.npos);
  EXPECT_NE(Record.find("PYUNBOX_GIL_ENTRY(id_gil)"), Record.npos);
  EXPECT_EQ(Record.find("PYUNBOX_CHECK_FUNCTION"), Record.npos);
  EXPECT_FALSE(fitsTail(withGil()));
  EXPECT_FALSE(hasEntry(withGil()));
}

TEST(GilEntries, AreForPyPyOnly) {
  Unit U = test::incUnit();
  U.Methods.front().PyPy = {CallWay::WithGil, "uses state of the module"};
  std::string Text = rewrite(U, test::incSource(), {});
  auto Begin = Text.find("#if PYUNBOX_GIL_ENTRIES\n"
                         "PYUNBOX_CHECK_FUNCTION(");
  ASSERT_NE(Begin, Text.npos) << Text;
  EXPECT_LT(Begin, Text.find("_gil("));
  EXPECT_LT(Text.find("_gil("), Text.find("#endif", Begin));
  EXPECT_LT(Text.find("#endif", Begin), Text.find("PYUNBOX_RECORD("));
}

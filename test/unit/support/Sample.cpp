//===- Sample.cpp - units made by hand --------------------------*- C++ -*-===//

#include "support/Sample.h"

#include "Rewrite/Scan.h"
#include "Signature/ContentHash.h"

#include <gtest/gtest.h>

namespace pyunbox::test {

unsigned offset(std::string_view Source, std::string_view Text) {
  std::size_t At = Source.find(Text);
  EXPECT_NE(At, Source.npos) << Text;
  return static_cast<unsigned>(At);
}

unsigned past(std::string_view Source, std::string_view Text) {
  return offset(Source, Text) + static_cast<unsigned>(Text.size());
}

/// The commas of \p Row outside parentheses, literals and comments.
static std::vector<unsigned> commas(std::string_view Row) {
  std::vector<unsigned> Places;
  int Depth = 0;
  bool InString = false;
  for (unsigned I = 0; I < Row.size(); ++I) {
    I = static_cast<unsigned>(skipComment(Row, I));
    if (Row[I] == '"')
      InString = !InString;
    Depth += Row[I] == '(' ? 1 : Row[I] == ')' ? -1 : 0;
    if (Row[I] == ',' && !InString && Depth == 0)
      Places.push_back(I);
  }
  return Places;
}

RowSite rowSite(std::string_view Source, std::string_view Row,
                std::string_view Table) {
  RowSite Site;
  unsigned Begin = offset(Source, Row);
  Site.Braces = {Begin, past(Source, Row)};
  std::vector<unsigned> Commas = commas(Row);
  Site.Name = {Begin + offset(Row, "\""), Begin + Commas.front()};
  Site.Initializers = static_cast<unsigned>(Commas.size()) + 1;
  std::size_t End =
      skipComment(Row, Row.find_first_not_of(" \r\n", Commas.back() + 1));
  if (Row.find_first_not_of(" \r\n}", End) == Row.npos) {
    Site.TrailingComma = Begin + Commas.back();
    --Site.Initializers;
  }
  Site.DeclBegin = offset(Source, Table);
  return Site;
}

Method incMethod() {
  Method M;
  M.Id = "mytypedmod.inc";
  M.Module = "mytypedmod";
  M.Name = "inc";
  M.Table = "mytypedmod_methods";
  M.Wrapper = "inc";
  M.Implementation = "inc_impl";
  M.Flags = "METH_O";
  M.Typed = true;
  M.Kind = EntryKind::Direct;
  M.Args = {{"obj_int", false, false, plainType(CKind::Long), PythonType::Int,
             "PyLong_AsLong", std::nullopt}};
  M.Returns = {plainType(CKind::Long), PythonType::Int, "PyLong_FromLong"};
  M.Effect.Pure = true;
  M.PyPy = {CallWay::Direct, ""};
  M.ImplementationType = "long (long)";
  M.RowAt = {"mytypedmod.c", 18, 5};
  M.WrapperAt = {"mytypedmod.c", 7, 11};
  M.ImplementationAt = {"mytypedmod.c", 3, 6};
  return M;
}

std::string_view incSource() {
  return R"(#include <Python.h>

long inc_impl(long arg) {
  return arg+1;
}

PyObject* inc(PyObject* module, PyObject* obj) {
  (void)module;
  long obj_int = PyLong_AsLong(obj);
  if (obj_int == -1 && PyErr_Occurred()) {
    return NULL;
  }
  long result = inc_impl(obj_int);
  return PyLong_FromLong(result);
}

static PyMethodDef mytypedmod_methods[] = {
    {"inc", inc, METH_O, "Add one to an int"},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef mytypedmod_definition = {
    PyModuleDef_HEAD_INIT, "mytypedmod",
    "A C extension module with type information exposed.", -1,
    mytypedmod_methods,
    NULL,
    NULL,
    NULL,
    NULL};

PyMODINIT_FUNC PyInit_mytypedmod(void) {
  PyObject* m = PyState_FindModule(&mytypedmod_definition);
  if (m != NULL) {
    Py_INCREF(m);
    return m;
  }
  return PyModule_Create(&mytypedmod_definition);
}
)";
}

Unit incUnit() {
  std::string_view Source = incSource();
  Unit U;
  U.Path = "mytypedmod.c";
  U.ContentHash = contentHash(Source);
  U.IncludeAt = past(Source, "#include <Python.h>\n");
  Method M = incMethod();
  M.Row = rowSite(Source, R"({"inc", inc, METH_O, "Add one to an int"})");
  U.Methods = {M};
  return U;
}

} // namespace pyunbox::test

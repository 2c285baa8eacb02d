//===- GilEntries.cpp - entries that take the GIL -------------------------===//
//
// typed_method.h says what a runtime may expect of such a function. All names
// that are made here begin with "pyunbox", so that no macro of the source is
// met.
//
//===----------------------------------------------------------------------===//

#include "Rewrite/GilEntries.h"

#include "Rewrite/Entries.h"
#include "Rewrite/Records.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace pyunbox {

/// In the order of std::less.
static constexpr std::string_view UsedNames[] = {
    "NULL",
    "PyErr_Clear",
    "PyErr_Fetch",
    "PyErr_Occurred",
    "PyErr_Restore",
    "PyErr_SetString",
    "PyExc_SystemError",
    "PyGILState_Ensure",
    "PyGILState_Release",
    "PyGILState_STATE",
    "PyObject",
    "Py_EnterRecursiveCall",
    "Py_LeaveRecursiveCall",
    "Py_None",
    "Py_XDECREF",
    "Py_ssize_t",
};
static_assert(std::ranges::is_sorted(UsedNames));

bool isUsedByGilEntries(std::string_view Name) {
  return std::ranges::binary_search(UsedNames, Name);
}

std::string underGilEntries(const std::string &Text) {
  return "#if PYUNBOX_GIL_ENTRIES\n" + Text + "#endif\n";
}

std::string gilEntry(const Method &M, const std::string &Id, bool IsCxx) {
  std::vector<std::string> Parameters, Passed;
  for (std::size_t I = 0; I < M.Args.size(); ++I) {
    const CType &Type = M.Args[I].Type;
    Passed.push_back(fmt::format("pyunbox_{}", I));
    Parameters.push_back(Type.isMemory()
                             ? "const char *" + Passed.back()
                             : written(Type, IsCxx) + " " + Passed.back());
    if (Type.Kind == CKind::Buffer) {
      Passed.push_back(fmt::format("pyunbox_length_{}", I));
      Parameters.push_back("Py_ssize_t " + Passed.back());
    }
  }
  for (std::size_t I = 0; I < M.Returns.Items.size(); ++I) {
    Passed.push_back(itemName(I));
    Parameters.push_back(written(M.Returns.Items[I].Type, IsCxx) + " *" +
                         Passed.back());
  }
  const bool Raises = M.Effect.Raise != Effects::Raises::None;
  if (Raises)
    Parameters.emplace_back("PyObject **pyunbox_error");
  if (Parameters.empty())
    Parameters.emplace_back("void");

  const bool IsVoid = M.Returns.Type.isVoid();
  const std::string Type = written(M.Returns.Type, IsCxx);
  std::string Variables, Call, Failed = "0";
  if (!IsVoid)
    Variables = fmt::format("  {} pyunbox_value = 0;\n", Type);
  if (M.KeepsErrors) {
    if (!IsVoid && M.Returns.Items.empty())
      Passed.emplace_back("&pyunbox_value");
    if (Raises)
      Call = "PyObject *pyunbox_done = ";
    Failed = "pyunbox_done == NULL";
  } else if (!IsVoid) {
    Call = "pyunbox_value = ";
  }
  Call = fmt::format("{}{}({})", Call, entryFunction(M, IsCxx),
                     fmt::join(Passed, ", "));
  if (Raises)
    Call = fmt::format(
        "  struct pyunbox_gil_call pyunbox_call;\n"
        "  if (pyunbox_begin_call(&pyunbox_call, pyunbox_error)) {{\n"
        "    {};\n"
        "    pyunbox_end_call(pyunbox_call, {}, pyunbox_error);\n"
        "  }}\n",
        Call, Failed);
  else
    Call =
        fmt::format("  PyGILState_STATE pyunbox_state = PyGILState_Ensure();\n"
                    "  {};\n"
                    "  PyGILState_Release(pyunbox_state);\n",
                    Call);
  return fmt::format("static {} {}_gil({}){} {{\n{}{}{}}}\n", Type, Id,
                     fmt::join(Parameters, ", "),
                     IsCxx ? " PYUNBOX_NOEXCEPT" : "", Variables, Call,
                     IsVoid ? "" : "  return pyunbox_value;\n");
}

} // namespace pyunbox

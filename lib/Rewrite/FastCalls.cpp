//===- FastCalls.cpp - METH_FASTCALL functions for CPython -------*- C++
//-*-===//
//
// fastcall.h says what such a function does. All names that are made here begin
// with "pyunbox", so that no macro of the source is met.
//
//===----------------------------------------------------------------------===//

#include "Rewrite/FastCalls.h"

#include "Rewrite/Constants.h"
#include "Rewrite/Entries.h"
#include "Rewrite/Records.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace pyunbox {

namespace {

/// Writes one function.
class Writer {
public:
  Writer(const Method &M, const std::string &Id, bool IsCxx)
      : M(M), Id(Id), IsCxx(IsCxx),
        ByKeyword(M.PassesKeywords &&
                  std::any_of(M.Args.begin(), M.Args.end(),
                              [](const Argument &A) { return A.Keyword; })) {}

  std::string text() const;

private:
  std::string variables() const;
  std::string condition() const;
  std::string fits() const;
  std::string unboxed(std::size_t I) const;
  std::string object(std::size_t I) const;
  std::string whetherOmitted(std::size_t I) const;
  bool holds(std::size_t I) const {
    return MustHold && M.Args[I].Type.isMemory();
  }
  std::string hold() const;
  std::string letGo() const;
  std::vector<std::string> passed() const;
  std::string call() const;
  std::string boxed(PythonType Python, const CType &Type,
                    const std::string &Variable) const;
  std::string result() const;
  /// Whether there is a variable for what the entry returns, or for where it
  /// puts its one result.
  bool hasResult() const {
    return !M.Returns.Type.isVoid() &&
           !(M.KeepsErrors && !M.Returns.Items.empty());
  }
  std::string checked(const std::string &Boxed) const;
  std::string wrapper() const;
  std::string boxedCall() const;

  const Method &M;
  const std::string &Id;
  const bool IsCxx;
  /// Some argument may be named.
  const bool ByKeyword;
  /// Python code may run meanwhile, and the caller's array be gone: nothing
  /// else need hold what is in it.
  const bool MustHold = M.KeepsErrors || M.Effect.Blocks ||
                        M.Effect.Raise == Effects::Raises::AfterEffects;
};

/// In the order of std::less.
constexpr std::string_view UsedNames[] = {
    "METH_FASTCALL",
    "METH_KEYWORDS",
    "METH_VARARGS",
    "NULL",
    "PyBool_FromLong",
    "PyBytes_AsString",
    "PyBytes_CheckExact",
    "PyBytes_Size",
    "PyCFunction",
    "PyCFunctionWithKeywords",
    "PyCFunction_NewEx",
    "PyDict_New",
    "PyDict_SetItem",
    "PyErr_Clear",
    "PyErr_Fetch",
    "PyErr_Format",
    "PyErr_NormalizeException",
    "PyErr_Occurred",
    "PyErr_Restore",
    "PyExc_SystemError",
    "PyExc_TypeError",
    "PyException_SetCause",
    "PyException_SetContext",
    "PyException_SetTraceback",
    "PyFloat_AS_DOUBLE",
    "PyFloat_AsDouble",
    "PyFloat_CheckExact",
    "PyFloat_FromDouble",
    "PyLong_AsDouble",
    "PyLong_AsLongLongAndOverflow",
    "PyLong_AsUnsignedLongLong",
    "PyLong_CheckExact",
    "PyLong_FromLong",
    "PyLong_FromLongLong",
    "PyLong_FromUnsignedLongLong",
    "PyMethodDef",
    "PyObject",
    "PyTuple_GetItem",
    "PyTuple_New",
    "PyTuple_SET_ITEM",
    "PyTuple_SetItem",
    "PyTuple_Size",
    "PyUnicode_AsUTF8AndSize",
    "PyUnicode_CheckExact",
    "PyUnicode_CompareWithASCIIString",
    "PyUnicode_DATA",
    "PyUnicode_GET_LENGTH",
    "PyUnicode_GetLength",
    "PyUnicode_IS_COMPACT_ASCII",
    "PyUnicode_IS_READY",
    "PyUnicode_ReadChar",
    "Py_BEGIN_ALLOW_THREADS",
    "Py_DECREF",
    "Py_END_ALLOW_THREADS",
    "Py_False",
    "Py_INCREF",
    "Py_None",
    "Py_True",
    "Py_XDECREF",
    "Py_XINCREF",
    "Py_ssize_t",
};
static_assert(std::ranges::is_sorted(UsedNames));

/// The variable that holds argument \p I, and that with the length of a buffer.
std::string valueName(std::size_t I) { return fmt::format("pyunbox_{}", I); }
std::string lengthName(std::size_t I) {
  return fmt::format("pyunbox_length_{}", I);
}

/// The declaration of \p Name, which holds argument \p A, with its default.
std::string variable(const Argument &A, const std::string &Name) {
  if (A.Type.isMemory())
    return fmt::format("const char *{} = NULL", Name);
  if (A.Type.isFloating())
    return fmt::format("double {} = {}", Name,
                       floatConstant(A.Default ? asDouble(*A.Default) : 0));
  return fmt::format("long long {} = {}", Name,
                     integerConstant(A.Default ? asBits(*A.Default) : 0));
}

/// The function of fastcall.h that unboxes \p Type.
std::string_view unboxer(PythonType Type) {
  switch (Type) {
  case PythonType::Int:
    return "pyunbox_int";
  case PythonType::Float:
    return "pyunbox_float";
  case PythonType::Real:
    return "pyunbox_real";
  case PythonType::Bool:
    return "pyunbox_bool";
  case PythonType::Byte:
    return "pyunbox_byte";
  case PythonType::Char:
    return "pyunbox_char";
  case PythonType::Str:
  case PythonType::OptionalStr:
  case PythonType::Bytes:
  case PythonType::StrBytes:
  case PythonType::OptionalStrBytes:
    return "pyunbox_memory";
  default: // Verdict.cpp lets no other pass
    return {};
  }
}

/// The variables that hold the C values, with the defaults in them.
std::string Writer::variables() const {
  std::string Text;
  if (ByKeyword)
    Text += fmt::format("  PyObject *pyunbox_bound[{}];\n", M.Args.size());
  for (std::size_t I = 0; I < M.Args.size(); ++I) {
    Text += fmt::format("  {};\n", variable(M.Args[I], valueName(I)));
    if (M.Args[I].Type.Kind == CKind::Buffer)
      Text += fmt::format("  Py_ssize_t {} = 0;\n", lengthName(I));
  }
  return Text;
}

/// Whether the call has the right number of arguments, in the right places.
std::string Writer::fits() const {
  const std::size_t Required = numRequired(M), Most = M.Args.size();
  if (ByKeyword) {
    auto Places =
        std::count_if(M.Args.begin(), M.Args.end(),
                      [](const Argument &A) { return !A.KeywordOnly; });
    return fmt::format("pyunbox_bind(pyunbox_bound, {}_args, {}, {}, {},\n"
                       "                   pyunbox_given, pyunbox_count, "
                       "pyunbox_names)",
                       Id, Most, Places, Required);
  }
  std::string Text = "pyunbox_names == NULL && ";
  if (Required == Most)
    return Text + fmt::format("pyunbox_count == {}", Most);
  if (Required)
    Text += fmt::format("pyunbox_count >= {} && ", Required);
  return Text + fmt::format("pyunbox_count <= {}", Most);
}

/// Whether argument \p I has the guard's type, or is omitted.
std::string Writer::unboxed(std::size_t I) const {
  const Argument &A = M.Args[I];
  std::string Code, Length;
  if (A.Python == PythonType::Int)
    Code = fmt::format("{}({}), ", typeCodeMacro(A.Type.Kind),
                       written(A.Type, IsCxx));
  if (A.Type.isMemory()) {
    Code = fmt::format("{}, ", pythonCode(A.Python));
    Length = A.Type.Kind == CKind::Buffer ? ", &" + lengthName(I) : ", NULL";
  }
  std::string Test = fmt::format("{}({}, {}&{}{})", unboxer(A.Python),
                                 object(I), Code, valueName(I), Length);
  if (!A.Default)
    return Test;
  return fmt::format("({} ||\n       {})", whetherOmitted(I), Test);
}

std::string Writer::object(std::size_t I) const {
  return fmt::format("{}[{}]", ByKeyword ? "pyunbox_bound" : "pyunbox_given",
                     I);
}

std::string Writer::whetherOmitted(std::size_t I) const {
  return ByKeyword ? object(I) + " == NULL"
                   : fmt::format("pyunbox_count <= {}", I);
}

/// Keeps the objects whose memory is passed.
std::string Writer::hold() const {
  std::string Text;
  for (std::size_t I = 0; I < M.Args.size(); ++I)
    if (holds(I))
      Text += fmt::format(
          "    PyObject *pyunbox_held_{0} = {1};\n"
          "    Py_XINCREF(pyunbox_held_{0});\n",
          I,
          M.Args[I].Default && !ByKeyword
              ? fmt::format("{} ? NULL : {}", whetherOmitted(I), object(I))
              : object(I));
  return Text;
}

std::string Writer::letGo() const {
  std::string Text;
  for (std::size_t I = 0; I < M.Args.size(); ++I)
    if (holds(I))
      Text += fmt::format("    Py_XDECREF(pyunbox_held_{});\n", I);
  return Text;
}

std::string Writer::condition() const {
  std::string Text = fits();
  for (std::size_t I = 0; I < M.Args.size(); ++I)
    Text += " &&\n      " + unboxed(I);
  return Text;
}

/// What the entry is called with.
std::vector<std::string> Writer::passed() const {
  std::vector<std::string> Passed;
  for (std::size_t I = 0; I < M.Args.size(); ++I) {
    const CType &Type = M.Args[I].Type;
    Passed.push_back(
        Type.isMemory()
            ? valueName(I)
            : fmt::format("({}){}", written(Type, IsCxx), valueName(I)));
    if (Type.Kind == CKind::Buffer)
      Passed.push_back(lengthName(I));
  }
  for (std::size_t I = 0; I < M.Returns.Items.size(); ++I)
    Passed.push_back("&" + itemName(I));
  if (M.KeepsErrors && hasResult())
    Passed.emplace_back("&pyunbox_result");
  return Passed;
}

std::string Writer::call() const {
  std::string Call = fmt::format("{}({});\n", entryFunction(M, IsCxx),
                                 fmt::join(passed(), ", "));
  if (M.KeepsErrors)
    return hold() + "    PyObject *pyunbox_done = " + Call + letGo();
  Call = (M.Returns.Type.isVoid() ? "    " : "    pyunbox_result = ") + Call;
  // The wrapper lets other threads run meanwhile.
  if (M.Effect.Blocks)
    Call = "    Py_BEGIN_ALLOW_THREADS\n" + Call + "    Py_END_ALLOW_THREADS\n";
  return hold() + Call + letGo();
}

/// A value of \p Type in \p Variable, boxed.
std::string Writer::boxed(PythonType Python, const CType &Type,
                          const std::string &Variable) const {
  switch (Python) {
  case PythonType::None:
    return "pyunbox_none()";
  case PythonType::Bool:
    return fmt::format("PyBool_FromLong({} != 0)", Variable);
  case PythonType::Float:
    return fmt::format("PyFloat_FromDouble({})", Variable);
  default:
    return fmt::format("pyunbox_from_int((long long){}, {}({}))", Variable,
                       typeCodeMacro(Type.Kind), written(Type, IsCxx));
  }
}

/// The boxed result.
std::string Writer::result() const {
  const std::vector<ResultItem> &Items = M.Returns.Items;
  if (Items.empty())
    return boxed(M.Returns.Python, M.Returns.Type, "pyunbox_result");
  std::string Boxed;
  for (std::size_t I = 0; I < Items.size(); ++I)
    Boxed += ",\n        " + boxed(Items[I].Python, Items[I].Type, itemName(I));
  return fmt::format("pyunbox_tuple_of({}{})", Items.size(), Boxed);
}

/// \p Boxed, after a look at whether an exception is set.
std::string Writer::checked(const std::string &Boxed) const {
  return fmt::format("pyunbox_checked(\n"
                     "        {},\n"
                     "        {}, {}.ml_name, {}, pyunbox_self)",
                     Boxed, wrapper(), Id,
                     M.PassesKeywords ? "METH_VARARGS | METH_KEYWORDS"
                                      : "METH_VARARGS");
}

std::string Writer::wrapper() const {
  // In C++ a function of the table's name space may have the same name.
  return fmt::format("PYUNBOX_FUNCTION({}{})", IsCxx ? "::" : "", M.Wrapper);
}

std::string Writer::boxedCall() const {
  if (M.PassesKeywords)
    return fmt::format("  return pyunbox_call_keywords({}, {}.ml_name,\n"
                       "                               "
                       "PYUNBOX_FAST_ARGUMENTS);\n",
                       wrapper(), Id);
  return fmt::format("  return pyunbox_call_varargs({}, {}.ml_name,\n"
                     "                              "
                     "PYUNBOX_FAST_ARGUMENTS);\n",
                     wrapper(), Id);
}

std::string Writer::text() const {
  const bool Bails = M.Bail != BailOut::Never;
  std::string Indent(Bails ? 6 : 4, ' '), Boxed = result();
  if (M.KeepsErrors)
    Boxed = "pyunbox_done == NULL ? NULL : " + Boxed;
  if (M.Effect.Raise == Effects::Raises::AfterEffects)
    Boxed = checked(Boxed);
  std::string Return = fmt::format(
      "{0}PYUNBOX_FAST_CALL_MADE({1});\n{0}return {2};\n", Indent, Id, Boxed);
  if (Bails)
    Return = fmt::format("    if ({}pyunbox_result != ({})) {{\n{}    }}\n",
                         M.Returns.Type.isFloating() ? "" : "(long long)",
                         bailConstant(M.BailValue), Return);
  else if (hasResult() && (M.Returns.Python == PythonType::None ||
                           M.Returns.Python == PythonType::Tuple))
    Return = "    (void)pyunbox_result;\n" + Return;
  std::string Text =
      fmt::format("static PyObject *{}_fast(PYUNBOX_FAST_PARAMETERS) {{\n", Id);
  Text += variables();
  Text += fmt::format("  if ({}) {{\n", condition());
  // An entry that fails leaves it as it is.
  const std::string_view Initial = M.KeepsErrors ? " = 0" : "";
  for (std::size_t I = 0; I < M.Returns.Items.size(); ++I)
    Text +=
        fmt::format("    {} {}{};\n", written(M.Returns.Items[I].Type, IsCxx),
                    itemName(I), Initial);
  if (hasResult())
    Text += fmt::format("    {} pyunbox_result{};\n",
                        written(M.Returns.Type, IsCxx), Initial);
  Text += call() + Return + "  }\n";
  return Text + boxedCall() + "}\n";
}

} // namespace

bool isUsedByFastCalls(std::string_view Name) {
  return std::ranges::binary_search(UsedNames, Name);
}

std::string underFastCall(const std::string &Text) {
  return "#if PYUNBOX_FASTCALL\n" + Text + "#endif\n";
}

std::string fastFunction(const Method &M, const std::string &Id, bool IsCxx) {
  return Writer(M, Id, IsCxx).text();
}

} // namespace pyunbox

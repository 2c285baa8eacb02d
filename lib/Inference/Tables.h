//===- Tables.h - look-ups in the knowledge tables -------------*- C++ -*-===//
//
// What the analysis knows of the Python API and the C library lives in the .def
// files beside this one; these are the look-ups. Knows nothing of Clang.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_TABLES_H
#define PYUNBOX_INFERENCE_TABLES_H

#include "Knowledge/ConvertersFile.h"

namespace pyunbox {

/// CPython's name of an API function: PyPy's headers rename all of them
/// (PyPyLong_AsLong), and PY_SSIZE_T_CLEAN appends _SizeT.
std::string canonicalApiName(std::string_view Name);
/// Whether \p CanonicalName is in the name space of the Python API.
bool isApiName(std::string_view CanonicalName);

/// An API function or format unit that turns an object into a C value, or a C
/// value into an object.
struct Converter {
  std::string Name;
  CType Type;
  PythonType Python;
};
/// Nullptr if there is no such converter.
const Converter *findUnboxer(std::string_view CanonicalName);
/// Unboxers with a second argument, the address of an int that tells overflow.
const Converter *findOverflowUnboxer(std::string_view CanonicalName);
const Converter *findBoxer(std::string_view CanonicalName);
const Converter *findParseUnit(char Unit);
const Converter *findBuildUnit(char Unit);

/// A format of Py_BuildValue that makes one number, or a tuple of numbers.
struct BuildFormat {
  bool IsTuple = false;
  std::vector<const Converter *> Units; ///< at least one
};
/// Nothing for a format that makes something else, or nothing.
/// Source: docs.python.org/3/c-api/arg.html#building-values
std::optional<BuildFormat> readBuildFormat(std::string_view Format);

/// How a pointer to the memory of an argument, and its length, are handed out.
enum class TextForm {
  Pointer,          ///< the pointer alone: returned, or into one variable
  PointerAndLength, ///< into two variables
  View,             ///< in a Py_buffer, to be released
  Length,           ///< the length is returned
  LengthInto,       ///< the pointer is returned, the length written
  BothInto,         ///< both are written, a status is returned
};
struct TextConverter {
  Converter As;
  TextForm Form;
};
/// Format units and API functions of that kind.
const TextConverter *findTextUnit(std::string_view Unit);
const TextConverter *findTextUnboxer(std::string_view CanonicalName);
/// The type of object that \p Unit hands over (None: any), if it does that.
std::optional<PythonType> findObjectUnit(char Unit);

/// Converters of a project's own, by name. Set once, before anything is
/// analysed; findUnboxer and findBoxer know them, too.
void addConverters(const std::vector<DeclaredConverter> &Declared);
/// What a user says of the function \p Name; nullptr if nothing.
const DeclaredConverter *findDeclaredConverter(std::string_view Name);
/// Unboxers that write through their second argument and return a status.
const Converter *findUnboxerInto(std::string_view Name);

/// What a Python API function other than a converter does in a wrapper.
enum class ApiRole {
  ParseTuple,
  ParseKeywords,
  UnpackTuple,
  UnpackIntoArray, ///< the same; returns one more than there are
  ParseOne,
  TupleSize,
  TupleItem,
  VectorcallSize,
  TypeOf,
  HasFeature, ///< tests a flag of a type: PyTuple_Check and its like
  IsType,     ///< compares the type of an object with a type
  IsInstance, ///< the same, or a subtype
  IsSubtype,  ///< compares a type with a type, or a subtype
  IsNumber,
  IsIndex,
  HasBuffer,     ///< tests whether an object exports its memory
  ReleaseBuffer, ///< ends the use of a Py_buffer
  CheckPositional,
  UnpackKeywords,
  ErrOccurred,
  SetError,     ///< sets an exception, returns nothing
  SetErrorNull, ///< sets an exception, returns NULL
  SetErrorZero, ///< sets an exception, returns 0
  RefCount,
  NewRef,
  BuildValue,
  ForeignObject, ///< borrows an object that no argument leads to, or NULL
  OfForeign,     ///< looks up what such an object holds, raises nothing
  ReleaseGil,    ///< or takes it, or makes sure of it
  Outside,       ///< works on C values, and may raise
  ErrorHandling, ///< looks at the pending exception, or changes it
};
std::optional<ApiRole> findApiRole(std::string_view CanonicalName);

/// The Python type that the type object \p CanonicalName stands for.
std::optional<PythonType> findTypeObject(std::string_view CanonicalName);

/// What a C library function touches (CLibrary.def).
enum class LibraryEffect { Pure, Local, Gil, Errno, Forbidden };
std::optional<LibraryEffect> findLibraryEffect(std::string_view Name);

/// Whether the C library function \p Name only reads, and does not keep, what
/// its parameter \p Index points to; and whether it may return a pointer into
/// that (CLibraryReads.def).
struct LibraryRead {
  bool ReturnsPointer = false;
};
std::optional<LibraryRead> findLibraryRead(std::string_view Name,
                                           unsigned Index);

} // namespace pyunbox

#endif

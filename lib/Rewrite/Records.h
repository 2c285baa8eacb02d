//===- Records.h - the metadata of one method as C code ---------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_RECORDS_H
#define PYUNBOX_REWRITE_RECORDS_H

#include "Signature/Method.h"

#include <string>
#include <string_view>

namespace pyunbox {

/// May a runtime call \p M's entry without the GIL, and is there one?
bool hasEntry(const Method &M);

/// May PyPy's prototype, which knows no bail-out, no default and no lock, call
/// \p M's entry with every value of its C types?
bool fitsTail(const Method &M);

/// May PyPy call \p M's entry through a function that takes the GIL?
bool hasGilEntry(const Method &M);

/// May CPython call \p M's entry through a METH_FASTCALL function?
bool hasFastCall(const Method &M);

/// The name of \p M's entry, which it must have.
std::string entryFunction(const Method &M, bool IsCxx);

/// The constant of typed_method.h for \p Type: "PYUNBOX_PY_INT".
std::string_view pythonCode(PythonType Type);

/// How many of \p M's arguments, the first ones, have no default.
std::size_t numRequired(const Method &M);

/// What makes the compiler check the type of a direct entry, or declares one of
/// another file; else "".
std::string entryCheck(const Method &M, const std::string &Id, bool IsCxx);

/// The definition of the record \p Id with its arrays, in whole lines.
std::string recordText(const Method &M, const std::string &Id, bool IsCxx);

} // namespace pyunbox

#endif

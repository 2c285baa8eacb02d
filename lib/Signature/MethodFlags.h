//===- MethodFlags.h - PyMethodDef.ml_flags --------------------*- C++ -*-===//
//
// Source: docs.python.org/3/c-api/structures.html; METH_TYPED is PyPy's.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_SIGNATURE_METHODFLAGS_H
#define PYUNBOX_SIGNATURE_METHODFLAGS_H

#include <cstdint>

namespace pyunbox {

inline constexpr std::int64_t MethVarArgs = 0x1, MethKeywords = 0x2,
                              MethNoArgs = 0x4, MethO = 0x8, MethClass = 0x10,
                              MethStatic = 0x20, MethCoexist = 0x40,
                              MethFastCall = 0x80, MethTyped = 0x1000;

} // namespace pyunbox

#endif

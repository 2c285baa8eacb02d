//===- FastCalls.h - METH_FASTCALL functions for CPython ---------*- C++
//-*-===//
#ifndef PYUNBOX_REWRITE_FASTCALLS_H
#define PYUNBOX_REWRITE_FASTCALLS_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// The function <Id>_fast, in whole lines: what CPython calls in place of the
/// wrapper of \p M, whose record is \p Id. It stands behind the record and
/// whatever declares the entry and the wrapper.
std::string fastFunction(const Method &M, const std::string &Id, bool IsCxx);

/// \p Text, whole lines, for runtimes with such functions only.
std::string underFastCall(const std::string &Text);

} // namespace pyunbox

#endif

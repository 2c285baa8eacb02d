//===- FastCalls.h - METH_FASTCALL functions for CPython ---------*- C++
//-*-===//
#ifndef PYUNBOX_REWRITE_FASTCALLS_H
#define PYUNBOX_REWRITE_FASTCALLS_H

#include "Signature/Method.h"

#include <string>
#include <string_view>

namespace pyunbox {

/// The function <Id>_fast, in whole lines: what CPython calls in place of the
/// wrapper of \p M, whose record is \p Id. It stands behind the record and
/// whatever declares the entry and the wrapper.
std::string fastFunction(const Method &M, const std::string &Id, bool IsCxx);

/// Whether that function, or fastcall.h, uses \p Name of Python or the C
/// library. A macro of that name would change what they do.
bool isUsedByFastCalls(std::string_view Name);

/// \p Text, whole lines, for runtimes with such functions only.
std::string underFastCall(const std::string &Text);

} // namespace pyunbox

#endif

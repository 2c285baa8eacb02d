//===- GilEntries.h - entries that take the GIL ----------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_GILENTRIES_H
#define PYUNBOX_REWRITE_GILENTRIES_H

#include "Signature/Method.h"

#include <string>
#include <string_view>

namespace pyunbox {

/// The function <Id>_gil, in whole lines: what PyPy calls for \p M, whose
/// record is \p Id. It takes the GIL, calls the entry, and gives an exception
/// that this raised to its caller. It stands behind whatever declares the
/// entry.
std::string gilEntry(const Method &M, const std::string &Id, bool IsCxx);

/// Whether that function uses \p Name of Python. A macro of that name would
/// change what it does.
bool isUsedByGilEntries(std::string_view Name);

/// \p Text, whole lines, for runtimes with such functions only.
std::string underGilEntries(const std::string &Text);

} // namespace pyunbox

#endif

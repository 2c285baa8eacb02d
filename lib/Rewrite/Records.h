//===- Records.h - the metadata of one method as C code ---------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_RECORDS_H
#define PYUNBOX_REWRITE_RECORDS_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// May a runtime call \p M's entry, and is there one?
bool hasEntry(const Method &M);

/// May PyPy's prototype, which knows no bail-out, no default and no lock, call
/// \p M's entry with every value of its C types?
bool fitsTail(const Method &M);

/// The definition of the record \p Id with its arrays, in whole lines.
std::string recordText(const Method &M, const std::string &Id, bool IsCxx);

} // namespace pyunbox

#endif

//===- Stub.h - signatures as a Python stub ---------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_STUB_H
#define PYUNBOX_REPORT_STUB_H

#include "Signature/Method.h"

#include <set>
#include <string>

namespace pyunbox {

/// The modules that \p A has methods of.
std::set<std::string> modulesOf(const Analysis &A);

/// A stub (.pyi, PEP 484) of \p Module. Typed methods get the types that a
/// typed call takes, their defaults and their documentation, all others Any.
/// What else the module holds is left open.
std::string toStub(const Analysis &A, const std::string &Module);

} // namespace pyunbox

#endif

//===- MissingChecks.h - exceptions that nobody looks for ------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_MISSINGCHECKS_H
#define PYUNBOX_INFERENCE_MISSINGCHECKS_H

#include "Signature/Method.h"

#include <vector>

namespace clang {
class FunctionDecl;
}

namespace pyunbox {
class UnitContext;

/// A finding for each call in \p Wrapper that unboxes, may raise, and whose
/// result and exception nothing looks at: the wrapper then returns a result
/// beside an exception. That is a bug of the extension and no obstacle to a
/// type: what raises never gets to an entry. Says nothing where a type may have
/// been tested for, or the test may be elsewhere.
std::vector<Reason> missingChecks(const clang::FunctionDecl *Wrapper,
                                  const UnitContext &Unit);

} // namespace pyunbox

#endif

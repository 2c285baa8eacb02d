//===- Sarif.h - an analysis as SARIF 2.1.0 ---------------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_SARIF_H
#define PYUNBOX_REPORT_SARIF_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// \p A as a SARIF log (docs.oasis-open.org/sarif/sarif/v2.1.0): one result for
/// each method that is not typed, with the way to the evidence as its code
/// flow; a method that a person has decided on is suppressed. Reasons that are
/// bugs of the extension are warnings, the others notes. The rules are the
/// reason codes; with \p DocsUrl, the address of docs/, they link to their
/// pages. Fingerprints hold as long as a method has its id and its reason.
std::string toSarif(const Analysis &A, const std::string &DocsUrl);

} // namespace pyunbox

#endif

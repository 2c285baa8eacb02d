//===- Html.h - an analysis as a page to review -----------------*- C++ -*-===//
#ifndef PYUNBOX_REPORT_HTML_H
#define PYUNBOX_REPORT_HTML_H

#include "Signature/Method.h"

#include <string>

namespace pyunbox {

/// One HTML file that needs nothing else, for people to review \p A: its JSON
/// report inside a page whose parts are in html/. Decisions are made on the
/// page, and saved from there as a file that readDecisions takes. With
/// \p DocsUrl, the address of docs/, reason codes link to their pages.
std::string toHtml(const Analysis &A, const std::string &DocsUrl);

} // namespace pyunbox

#endif

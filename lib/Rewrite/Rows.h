//===- Rows.h - method table rows --------------------------------*- C++
//-*-===//
#ifndef PYUNBOX_REWRITE_ROWS_H
#define PYUNBOX_REWRITE_ROWS_H

#include "Rewrite/Edits.h"
#include "Signature/Method.h"

#include <optional>
#include <string>
#include <string_view>

namespace pyunbox {

/// Why the row at \p Site cannot become a PYUNBOX_METHOD(...), if so: what is
/// plain in an initializer may mean something else in macro arguments.
std::optional<std::string> whyNotEditable(std::string_view Content,
                                          const RowSite &Site);

/// Turns the row at \p Site into PYUNBOX_METHOD(<Record>, ...). Keeps the
/// number of lines and everything but the braces and the name.
void editRow(std::string_view Content, const RowSite &Site,
             const std::string &Record, EditList &Edits);

} // namespace pyunbox

#endif

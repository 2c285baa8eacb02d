//===- Rows.h - method table rows -------------------------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_ROWS_H
#define PYUNBOX_REWRITE_ROWS_H

#include "Rewrite/Edits.h"
#include "Signature/Method.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// What the text between a row's braces looks like to the preprocessor.
struct RowText {
  std::vector<unsigned> Commas; ///< offsets of those outside parentheses
  bool EndsInComma = false;
  bool Directive = false;
  bool Designator = false;
};

RowText readRow(std::string_view Text);

/// Why the row at \p Site cannot become a PYUNBOX_METHOD(...), if so: what is
/// plain in an initializer may mean something else in macro arguments.
std::optional<std::string> whyNotEditable(std::string_view Content,
                                          const RowSite &Site);

/// The initializer "[5] = <Macro>(<Record>, ...)," that overrides the row of an
/// included file, as a line.
std::string overridingRow(const RowSite &Site, std::string_view Macro,
                          const std::string &Record);

/// Turns the row at \p Site into <Macro>(<Record>, ...). Keeps the
/// number of lines and everything but the braces and the name. The row of a
/// macro is written out where the macro is used.
void editRow(std::string_view Content, const RowSite &Site,
             std::string_view Macro, const std::string &Record,
             EditList &Edits);

} // namespace pyunbox

#endif

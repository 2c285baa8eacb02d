//===- Rewriter.h - from a unit's methods to edits --------------*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_REWRITER_H
#define PYUNBOX_REWRITE_REWRITER_H

#include "Rewrite/Edits.h"
#include "Signature/Method.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

struct RewriteOptions {
  /// The file's name as the compiler was given it: every original line keeps
  /// that name and its number through #line directives.
  std::optional<std::string> LinePath;
  /// The result is compiled in the analysed configuration only, so that what
  /// another one would lack is no reason to leave a row alone.
  bool OneConfiguration = false;
  /// Ids or names of methods whose rows keep their calling convention; "all" is
  /// each of them.
  std::set<std::string> KeptConventions = {};
  /// The folder of the headers as the source names it in quotes; "" if they are
  /// found by the compiler, as <pyunbox/...>.
  std::string HeaderFolder = {};
};

/// A typed method whose row has to stay as it is.
struct LeftAlone {
  std::string Id; ///< Method::Id
  std::string Why;
};

/// A method whose row is rewritten already, and whose entry or record is not
/// what would be generated now.
struct OutOfDate {
  std::string Id; ///< Method::Id
  std::string Why;
  /// What its row calls unboxed may do something else than its wrapper.
  bool IsWrong = false;
};

struct RewritePlan {
  std::vector<OutOfDate> Stale;
  /// Empty if there is nothing to do, also with LinePath.
  EditList Edits;
  std::vector<LeftAlone> Refused;
  /// What each method that is rewritten adds and changes, by Method::Id.
  std::map<std::string, EditList> Own;
};

/// Plans the rewrite of \p U's main file, whose text is \p Content: the rows of
/// its typed methods that have a Row, their records, entries, and the include.
RewritePlan planRewrite(const Unit &U, std::string_view Content,
                        const RewriteOptions &Options = {});

/// Sets Method::Proposal of \p U's methods to what \p Plan has for them; the
/// main file's text is \p Content.
void describe(const RewritePlan &Plan, std::string_view Content, Unit &U);

/// The edits of planRewrite applied.
std::string rewrite(const Unit &U, std::string_view Content,
                    const RewriteOptions &Options = {});

} // namespace pyunbox

#endif

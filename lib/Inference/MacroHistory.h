//===- MacroHistory.h - where macros change in a unit -----------*- C++ -*-===//
//
// Two conditionals with the same words are one condition only while the macros
// that they name stay what they are.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_MACROHISTORY_H
#define PYUNBOX_INFERENCE_MACROHISTORY_H

#include "clang/Basic/SourceLocation.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace clang {
class SourceManager;
}

namespace pyunbox {
class Conditionals;

/// Where the project's files define and undefine macros, in each inclusion and
/// also in what this configuration leaves out.
class MacroHistory {
public:
  /// The text of each file, by what is in it.
  using TextOf = std::function<const Conditionals &(clang::FileID)>;

  /// \p IsForeign says which files are not the project's.
  MacroHistory(const clang::SourceManager &Sources, const TextOf &TextOf,
               const std::function<bool(clang::SourceLocation)> &IsForeign);

  /// Whether \p Directive may mean something else at \p B than at \p A, in any
  /// order, because of what stands between: a macro that it names, perhaps
  /// through others, changes there.
  bool mayChange(std::string_view Directive, clang::SourceLocation A,
                 clang::SourceLocation B) const;

private:
  struct Change {
    clang::SourceLocation Where;
    std::string Meaning;
  };
  const clang::SourceManager &Sources;
  std::map<std::string, std::vector<Change>, std::less<>> Changes;
};

} // namespace pyunbox

#endif

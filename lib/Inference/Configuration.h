//===- Configuration.h - does a proof hold in others, too? -----*- C++ -*-===//
//
// The analysis sees one configuration of a project on one machine. Sources that
// are rewritten to be kept are compiled in others, where an #if takes another
// branch and a macro has another value; a record must be right there, too.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_CONFIGURATION_H
#define PYUNBOX_INFERENCE_CONFIGURATION_H

#include "Inference/MacroHistory.h"
#include "Rewrite/Conditionals.h"
#include "Signature/Method.h"
#include "clang/Basic/SourceLocation.h"

#include <map>

namespace clang {
class Decl;
class Stmt;
} // namespace clang

namespace pyunbox {
class UnitContext;
struct MinedRow;

/// What declarations of one unit hang on.
class ConfigurationAnalysis {
public:
  explicit ConfigurationAnalysis(const UnitContext &Unit) : Unit(Unit) {}

  /// What, in the code that \p Row's wrapper reaches, another configuration in
  /// which the row is compiled may compile otherwise.
  std::optional<Remark> varyingPart(const MinedRow &Row);

  /// A number in \p Code that differs between machines (a macro of a system's
  /// header, a size).
  std::optional<Remark> machineNumber(const clang::Stmt *Code) const;

private:
  /// A condition, and the code that stands under it.
  struct Placed {
    Condition Text;
    clang::SourceLocation Begin, Code;
  };
  using Conditions = std::vector<Placed>;
  struct Facts {
    std::optional<Remark> Varying; ///< inside it
    Conditions Around;             ///< under which it is compiled
    std::vector<const clang::Decl *> Uses;
  };
  const Facts &of(const clang::Decl *D);
  bool hasOtherRange(const clang::Stmt *S) const;
  std::optional<Remark> varyingRow(const RowSite &Site);
  std::optional<Remark> varyingInside(const clang::Decl *D);
  std::optional<Remark> macroElsewhere(clang::FileID File, unsigned Begin,
                                       unsigned End) const;
  /// Of the file that holds \p Where, and of all that include it.
  Conditions around(clang::SourceLocation Where);
  const Conditionals &sections(clang::FileID File);
  /// Is each condition of \p Needed among \p Given, by its words? Then what is
  /// compiled under \p Given may use what stands under \p Needed.
  bool implies(const Conditions &Given, const Conditions &Needed);
  bool isSame(const Placed &A, const Placed &B);

  const UnitContext &Unit;
  std::map<const clang::Decl *, Facts> Known;
  std::map<clang::FileID, Conditionals> Files;
  std::optional<MacroHistory> Macros; ///< once it is asked
};

} // namespace pyunbox

#endif

//===- ParseUnit.h - parsing one translation unit --------------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PARSEUNIT_H
#define PYUNBOX_FRONTEND_PARSEUNIT_H

#include "Signature/Method.h"

#include <functional>
#include <set>

namespace clang {
class ASTContext;
}

namespace pyunbox {

/// How a source file is compiled.
struct CompileCommand {
  std::string Directory; ///< working directory, absolute; "" for the current
  std::string File;      ///< as the command names it
  /// The whole command, compiler first.
  std::vector<std::string> Arguments;
};

/// What the preprocessor saw that the AST does not show.
struct PreprocessorFacts {
  /// Conditionals on which compiler is running.
  std::vector<Location> IdentityConditionals;
  /// Places where text means something else once it is copied: macros for the
  /// place or a count, macros that make strings or tokens of their arguments,
  /// and directives that define macros or include files.
  std::vector<Location> CopyHazards;
  /// Names of all macros that are ever defined.
  std::set<std::string> Macros;
  /// Offset in the main file past the line that includes Python.h, if that line
  /// stands outside all conditionals.
  std::optional<unsigned> PastPythonInclude;
};

/// Called with the finished AST while it is alive; not called if the unit has
/// errors.
using UnitCallback =
    std::function<void(clang::ASTContext &, const PreprocessorFacts &)>;

struct ParseOutcome {
  bool Ok = false;
  std::vector<Diagnostic> Diagnostics; ///< errors, at most a few
};

/// Parses the file of \p Command with Clang. Flags that Clang does not know are
/// left out.
ParseOutcome parseUnit(const CompileCommand &Command,
                       const UnitCallback &WithUnit);

} // namespace pyunbox

#endif

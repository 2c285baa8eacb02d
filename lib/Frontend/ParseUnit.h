//===- ParseUnit.h - parsing one translation unit --------------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PARSEUNIT_H
#define PYUNBOX_FRONTEND_PARSEUNIT_H

#include "Frontend/PrefixText.h"
#include "Signature/Method.h"

#include <functional>
#include <map>
#include <set>
#include <unordered_set>

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
  /// The same file is compiled in other ways, too.
  bool OneOfSeveral = false;
};

/// The file of \p Command, from the root.
std::string absolutePath(const CompileCommand &Command);

/// Text of the main file that means something else once it is copied: what
/// names the place or counts, macros that make strings or tokens of their
/// arguments, types taken from expressions, directives.
struct CopyHazard {
  Location At;
  std::string What; ///< "'__LINE__'", "a pragma"
};

/// A macro, used in the main file, whose definition begins with a brace:
/// perhaps a table row.
struct BracedMacro {
  RowMacro Row;
  std::string WhyNot; ///< why Row.Text cannot stand for the use, if so
};

/// What the preprocessor saw that the AST does not show. Its places do not heed
/// #line directives: they serve to compare.
struct PreprocessorFacts {
  /// What the compiler that builds the unit may read otherwise than Clang:
  /// lines of the project's files, and uses of macros; with what is there.
  std::map<Location, std::string> CompilerDependent;
  /// How the whole compilation differs from what its command tells Clang; "" if
  /// it is not known to.
  std::string OtherCompilation;
  std::vector<CopyHazard> CopyHazards;
  /// The pragma, attribute or flag that changes how floating-point code is
  /// compiled, in ways that Clang does not tell; "" if there is none.
  std::string TunedBy;
  /// Names of all macros that are ever defined.
  std::unordered_set<std::string> Macros;
  /// Of those that the project defines.
  std::set<std::string> ProjectMacros;
  /// Names that the project's files define or undefine where this configuration
  /// leaves them out.
  std::set<std::string> MacrosElsewhere;
  /// A header that it leaves out and that was not found, "" if there is none:
  /// it may define any name.
  std::string UnknownHeader;
  /// Where the project's files use macros that another configuration of it may
  /// define otherwise, and the macros' names.
  std::map<Location, std::string> VaryingMacros;
  /// Where they use macros of system or Python headers that stand for numbers.
  std::map<Location, std::string> PlatformConstants;
  /// Offset in the main file past the line that includes Python.h, if that line
  /// stands outside all conditionals.
  std::optional<unsigned> PastPythonInclude;
  std::map<unsigned, BracedMacro> BracedMacros; ///< by where Use begins
  std::vector<LeftOutLines> LeftOut;            ///< of the main file
  /// What the text of the main file has that the file has not.
  std::vector<AddedBlanks> Blanks;
};

/// Called with the finished AST while it is alive; not called if the unit has
/// errors.
using UnitCallback =
    std::function<void(clang::ASTContext &, const PreprocessorFacts &)>;

/// What the analysis of a unit was made from. Paths are absolute unless said
/// otherwise.
struct UnitInputs {
  std::set<std::string> Read;    ///< files
  std::set<std::string> Present; ///< looked for and found; folders end with '/'
  std::set<std::string> Missing; ///< looked for and not found
  std::set<std::string> Listed;  ///< folders whose entries were asked for
  /// Files that the compiler has read, as it names them; empty if it was asked
  /// in vain.
  std::set<std::string> ByCompiler;
};

struct ParseOutcome {
  bool Ok = false;
  std::vector<Diagnostic> Diagnostics; ///< errors, at most a few
  UnitInputs Inputs;
};

/// Parses the file of \p Command with Clang. Flags that Clang does not know are
/// left out.
ParseOutcome parseUnit(const CompileCommand &Command,
                       const UnitCallback &WithUnit);

/// Called as UnitCallback, with the unit's place among those that are parsed
/// together, and what it was made from.
using SharedUnitCallback = std::function<void(
    std::size_t, clang::ASTContext &, const PreprocessorFacts &, UnitInputs)>;

/// Equal for commands that differ in the file alone, of the same folder; "" if
/// no other unit can share the parse of \p Command.
std::string sharingKey(const CompileCommand &Command);

/// Parses units with the same sharing key; headers that all begin with once.
/// The process forks for that: \p WithUnit is called, and the function
/// returns, in a process of its own for each unit, one after the other, and
/// returns in the first one at the end. Units that cannot share after all, or
/// have errors, are left out: parseUnit tells more.
void parseUnits(const std::vector<CompileCommand> &Commands,
                const SharedUnitCallback &WithUnit);

} // namespace pyunbox

#endif

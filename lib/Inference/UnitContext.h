//===- UnitContext.h - where things of a unit come from --------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_UNITCONTEXT_H
#define PYUNBOX_INFERENCE_UNITCONTEXT_H

#include "Frontend/ParseUnit.h"
#include "Inference/CythonHelpers.h"
#include "Inference/FloatingPoint.h"
#include "Signature/Method.h"
#include "clang/AST/ASTContext.h"

#include <map>
#include <memory>
#include <set>
#include <unordered_map>

namespace pyunbox {
class FunctionShape;

/// Where a macro is used, and its name.
using MacroUse = std::pair<const Location, std::string>;

/// Where the code hangs on which compiler reads it, and what does.
using CompilerUse = std::pair<const Location, std::string>;

/// What the passes over one translation unit share.
class UnitContext {
public:
  UnitContext(clang::ASTContext &AST, const PreprocessorFacts &Facts);
  ~UnitContext();
  UnitContext(const UnitContext &) = delete;

  clang::ASTContext &AST;
  const clang::SourceManager &Sources;

  bool isCxx() const { return AST.getLangOpts().CPlusPlus; }

  /// The CPython name of \p D if it is declared by Python's headers, the name
  /// of a converter that a user declares or that Cython writes, else "".
  const std::string &apiName(const clang::NamedDecl *D) const;
  /// What \p F is if it has the name of a converter of Cython's, else null.
  const CythonHelper *cythonHelper(const clang::FunctionDecl *F) const;
  /// \p D is a function of the C library or a compiler builtin; its name
  /// without "__builtin_", else "".
  std::string libraryName(const clang::FunctionDecl *D) const;

  /// Where \p Where is written (the expansion's beginning for macros).
  Location locate(clang::SourceLocation Where) const;
  /// The lines of \p Range, of long ones the first few hundred; nothing if it
  /// does not begin and end in one file.
  std::optional<Excerpt> excerpt(clang::SourceRange Range) const;
  /// Byte offset in the main file if \p Where is there and not in a macro.
  std::optional<unsigned> mainOffset(clang::SourceLocation Where) const;
  /// The stretch of the main file that \p Range covers as tokens: the whole of
  /// a macro invocation where the range is exactly its expansion; nothing where
  /// it is part of one.
  std::optional<Span> mainSpan(clang::SourceRange Range) const;
  /// From where the row of a table begins to where it ends.
  clang::SourceRange rangeOf(const RowSite &Site) const;
  /// The text of the main file.
  llvm::StringRef mainText() const;
  /// The main file, and where what is at \p Offset of mainText stands in it.
  std::string mainFile() const;
  unsigned mainFileOffset(unsigned Offset) const;
  /// The files read, but for system and Python headers.
  std::vector<SourceFile> files() const;

  /// What in \p Range another compiler than Clang may read otherwise, else
  /// null.
  const CompilerUse *compilerUse(clang::SourceRange Range) const;
  /// ... in the code of \p F, or in what that names outside of functions.
  const CompilerUse *compilerUse(const clang::FunctionDecl *F) const;
  /// "line 7", or "line 7 of other.h" where \p Use is not in the file of \p In.
  std::string lineOf(const CompilerUse &Use,
                     const clang::FunctionDecl *In) const;
  /// What in \p Range would mean something else in a copy, else null.
  const CopyHazard *copyHazard(clang::SourceRange Range) const;
  /// The first use in \p Range of a macro that varies between configurations
  /// of the project, else null.
  const MacroUse *varyingMacro(clang::SourceRange Range) const;
  /// ... of a macro that stands for a number of the machine's or Python's
  /// headers.
  const MacroUse *platformConstant(clang::SourceRange Range) const;
  /// Whether another configuration of the project may make \p Name a macro, or
  /// another one.
  bool isMacroElsewhere(llvm::StringRef Name) const {
    return Facts.MacrosElsewhere.contains(Name.str());
  }
  /// A header that another configuration includes, and that was not found; ""
  /// if there is none.
  const std::string &unknownHeader() const { return Facts.UnknownHeader; }
  /// Whether \p Where is in a header of the system or of Python.
  bool isForeign(clang::SourceLocation Where) const;
  /// Whether the same computation may give different bits where it is inlined,
  /// or optimized with other code: fast-math and its parts, contraction to
  /// fused operations (gcc's default where the machine has them), x87
  /// registers, pragmas that change how parts of the unit are compiled.
  bool relaxesMath() const;
  /// The pragma, attribute or flag of the unit that does so, "" if it is known
  /// to the compiler as such.
  const std::string &tunedBy() const { return Facts.TunedBy; }
  /// How the compiler's compilation differs from the one that is analysed, ""
  /// if it is not known to.
  const std::string &otherCompilation() const { return Facts.OtherCompilation; }
  /// Assembly outside all functions that may give names another meaning, or
  /// nothing. Versions of symbols (.symver) are none.
  std::optional<clang::SourceLocation> assembly() const;
  /// Whether \p Name is, anywhere in the unit, the name of a macro.
  bool isMacro(const std::string &Name) const {
    return Facts.Macros.contains(Name);
  }
  const std::set<std::string> &projectMacros() const {
    return Facts.ProjectMacros;
  }
  /// Whether \p F is a plain function outside all classes and named namespaces.
  static bool isAtFileScope(const clang::FunctionDecl *F);
  /// Whether generated code outside all scopes can name \p F, and means it.
  bool isNameable(const clang::FunctionDecl *F) const;
  /// Whether \p Where is in one of Python's headers.
  bool isPythonHeader(clang::SourceLocation Where) const;
  /// Whether \p F may compute with floating-point values.
  bool mayUseFloatingPoint(const clang::FunctionDecl *F) const {
    return Floats.in(F);
  }
  /// What the definition \p F, which has a body, says by itself.
  const FunctionShape &shapeOf(const clang::FunctionDecl *F) const;

private:
  std::string findApiName(const clang::NamedDecl *D) const;
  /// A constant in \p D that compilers may differ in, else null.
  const CompilerUse *doubtIn(const clang::Decl *D) const;
  const CompilerUse *findCompilerUse(const clang::FunctionDecl *F) const;
  const MacroUse *firstIn(clang::SourceRange Range,
                          const std::map<Location, std::string> &Uses) const;
  /// Whether \p At, as preprocessor facts give places, lies in \p Range.
  bool isInside(const Location &At, clang::SourceRange Range) const;

  // Each is asked for again by every call that is followed.
  mutable std::map<const clang::FunctionDecl *, const CompilerUse *>
      CompilerUses;
  mutable std::map<const clang::Decl *, std::optional<CompilerUse>> Doubts;
  mutable std::optional<std::optional<clang::SourceLocation>> Assembly;
  mutable std::map<const clang::FunctionDecl *, std::unique_ptr<FunctionShape>>
      Shapes;
  std::string PythonDir;
  const PreprocessorFacts &Facts;
  /// By canonical declaration: the interpreter asks at every visit of a call.
  mutable std::unordered_map<const clang::Decl *, std::string> ApiNames;
  mutable CythonHelpers Cython;
  mutable FloatingPointUses Floats;
  mutable std::map<const clang::Decl *, std::optional<CythonHelper>> Helpers;
};

} // namespace pyunbox

#endif

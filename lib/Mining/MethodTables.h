//===- MethodTables.h - finds PyMethodDef tables ---------------*- C++ -*-===//
#ifndef PYUNBOX_MINING_METHODTABLES_H
#define PYUNBOX_MINING_METHODTABLES_H

#include "Signature/Method.h"
#include "clang/Basic/SourceLocation.h"

namespace clang {
class ASTContext;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace pyunbox {
struct PreprocessorFacts;

/// One entry of a method table, or a single PyMethodDef.
struct MinedRow {
  /// Null of a row in another unit, of which this one defines the wrapper.
  const clang::VarDecl *Table = nullptr;
  std::string Name;
  /// The function that the entry names, through casts; null if it names none.
  const clang::FunctionDecl *Wrapper = nullptr;
  std::int64_t Flags = 0;
  std::string FlagsText; ///< as written
  std::string Doc;       ///< "" if it is no constant
  clang::SourceLocation Where;

  std::string Module; ///< from the PyModuleDef, "" if none is seen
  std::string Type;   ///< from the PyTypeObject, "" for functions of modules
  bool OfType = false;
  /// The unit hands the table to a module, or makes functions of it.
  bool OfModule = false;
  /// The unit's own code uses the table here other than by handing it over.
  clang::SourceLocation UsedAt;
  /// The unit takes the wrapper's address elsewhere than in a table.
  bool IsWrapperAddressed = false;
  /// Rows may be read as such, and their functions called, by code other than
  /// the interpreter's: here, or in a file that sees the table or its module.
  bool MayBeRead = false;

  std::optional<RowSite> Site;
  std::string NotRewritable; ///< why Site is unset
  /// The record of a row that is rewritten already.
  std::string Record;
};

/// All rows of the tables defined in the unit's own files, in source order.
std::vector<MinedRow> mineMethodTables(clang::ASTContext &AST,
                                       const PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

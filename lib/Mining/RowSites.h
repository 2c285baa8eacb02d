//===- RowSites.h - how a table row is written -----------------*- C++ -*-===//
#ifndef PYUNBOX_MINING_ROWSITES_H
#define PYUNBOX_MINING_ROWSITES_H

#include "Signature/Method.h"

namespace clang {
class ASTContext;
class InitListExpr;
class VarDecl;
} // namespace clang

namespace pyunbox {
struct MinedRow;
struct PreprocessorFacts;

/// Where records of a table's rows go: in front of its declaration, or of what
/// that stands in.
struct TableSite {
  std::optional<unsigned> DeclBegin;
  std::string WhyNot; ///< why it is unset
  /// Where its rows can be overridden; Index is not set.
  std::optional<RowOverride> End;
};
TableSite findTableSite(const clang::VarDecl *Table, clang::ASTContext &AST,
                        const PreprocessorFacts &Facts);

/// Sets Site of \p Row, or NotRewritable: a row can be edited where it is
/// spelled out with braces of its own in the main file, or is all that a macro
/// used there makes. One that an included file spells out can be overridden by
/// its \p Index in the table.
void findRowSite(const TableSite &Table, const clang::InitListExpr *Init,
                 unsigned Index, clang::ASTContext &AST,
                 const PreprocessorFacts &Facts, MinedRow &Row);

} // namespace pyunbox

#endif

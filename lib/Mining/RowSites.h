//===- RowSites.h - how a table row is written -----------------*- C++ -*-===//
#ifndef PYUNBOX_MINING_ROWSITES_H
#define PYUNBOX_MINING_ROWSITES_H

#include <optional>
#include <string>

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
};
TableSite findTableSite(const clang::VarDecl *Table, clang::ASTContext &AST);

/// Sets Site of \p Row, or NotRewritable: a row can be edited where it is
/// spelled out with braces of its own in the main file, or is all that a macro
/// used there makes.
void findRowSite(const TableSite &Table, const clang::InitListExpr *Init,
                 clang::ASTContext &AST, const PreprocessorFacts &Facts,
                 MinedRow &Row);

} // namespace pyunbox

#endif

//===- TableUses.h - what a unit does with its tables ----------*- C++ -*-===//
#ifndef PYUNBOX_MINING_TABLEUSES_H
#define PYUNBOX_MINING_TABLEUSES_H

#include <vector>

namespace clang {
class ASTContext;
class QualType;
} // namespace clang

namespace pyunbox {
struct MinedRow;

/// Whether \p Type is that of a row.
bool isMethodDef(clang::QualType Type);

/// Sets Module, Type and UsedAt of \p Rows from the references to their tables.
void addTableUses(std::vector<MinedRow> &Rows, clang::ASTContext &AST);

} // namespace pyunbox

#endif

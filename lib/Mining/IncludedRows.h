//===- IncludedRows.h - rows that an included file writes ------*- C++ -*-===//
//
// They are overridden at the end of their table, in the main file
// (docs/decisions/0013-wrappers-in-other-files.md).
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_MINING_INCLUDEDROWS_H
#define PYUNBOX_MINING_INCLUDEDROWS_H

#include "Signature/Method.h"

namespace clang {
class ASTContext;
class InitListExpr;
class SourceLocation;
class SourceManager;
class VarDecl;
} // namespace clang

namespace pyunbox {
struct PreprocessorFacts;

/// The offset of \p Where if it is written in the main file, not in a macro.
std::optional<unsigned> mainOffset(clang::SourceLocation Where,
                                   const clang::SourceManager &Sources);

/// Where the rows of \p Table, which is a declaration of its own that begins at
/// offset \p Begin, can be overridden, if they are written as C and nothing
/// around them hangs on the compiler. Index is not set.
std::optional<RowOverride> endOfTable(const clang::VarDecl *Table,
                                      unsigned Begin, clang::ASTContext &AST,
                                      const PreprocessorFacts &Facts);

/// The site of a row that an included file spells out, without Initializers and
/// DeclBegin; nothing if it is another, or cannot be written elsewhere.
std::optional<RowSite> includedSite(const RowOverride &End, unsigned Index,
                                    const clang::InitListExpr *Written,
                                    clang::ASTContext &AST,
                                    const PreprocessorFacts &Facts);

} // namespace pyunbox

#endif

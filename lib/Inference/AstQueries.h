//===- AstQueries.h - small questions to Clang's AST -----------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_ASTQUERIES_H
#define PYUNBOX_INFERENCE_ASTQUERIES_H

#include "Signature/Method.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <memory>
#include <set>

namespace clang {
class CFG;
class ParentMap;
} // namespace clang

namespace pyunbox {

/// Whether \p E, which names memory, is only read, or the place of an array
/// taken: nothing refers to it any longer.
bool isReadAtOnce(const clang::Expr *E, const clang::ParentMap &Parents);

/// The kind of C type that \p Type canonically is; enums are their integer
/// type. Nothing for what a signature cannot carry.
std::optional<CKind> kindOf(clang::QualType Type);

/// Whether what is written or read as a \p Kind may be of \p Type: the same
/// type, but for the sign (C11 6.5p7), or another name for integers of that
/// size. That the code that does it is not seen makes it the same.
bool isSameWidth(clang::QualType Type, CKind Kind,
                 const clang::ASTContext &AST);

/// Whether \p Type points to PyObject.
bool isObjectPointer(clang::QualType Type);

/// Whether \p Type is Py_buffer.
bool isBufferView(clang::QualType Type);

/// Whether \p Type points to bytes, or to numbers that bytes may be read as.
bool isMemoryPointer(clang::QualType Type);

/// Whether \p Type is PyTypeObject.
bool isTypeObject(clang::QualType Type);

/// \p E without parentheses and nodes that only repeat their operand.
const clang::Expr *strip(const clang::Expr *E);
/// \p E also without casts.
const clang::Expr *stripCasts(const clang::Expr *E);
/// The same, without hints on which way it goes (__builtin_expect).
const clang::Expr *stripHints(const clang::Expr *E);

/// The variable that \p E names, possibly through parentheses, else null.
const clang::VarDecl *namedVariable(const clang::Expr *E);
/// The array whose first element \p E points to because it is its name; null if
/// it is none.
const clang::VarDecl *namedArray(const clang::Expr *E);
/// The variable whose address \p E takes, through casts, else null.
const clang::VarDecl *addressedVariable(const clang::Expr *E);
/// The text of a string literal, or of a constant array that holds one.
std::optional<std::string> literalText(const clang::Expr *E);
/// Whether \p E is written as a null pointer constant.
bool isNullLiteral(const clang::Expr *E, clang::ASTContext &AST);
/// The integer that \p E is a constant expression for, if it fits.
std::optional<std::int64_t> constantInteger(const clang::Expr *E,
                                            const clang::ASTContext &AST);

/// The floating-point number that \p E is a constant expression for, if a
/// double holds it.
std::optional<double> constantReal(const clang::Expr *E,
                                   const clang::ASTContext &AST);

/// The first node under \p Root, it included, that \p Test holds for, else
/// null; in the order of the text where nodes keep it.
const clang::Stmt *findNode(const clang::Stmt *Root,
                            llvm::function_ref<bool(const clang::Stmt *)> Test);

/// What the node \p S itself assigns to, else null.
const clang::Expr *assignedBy(const clang::Stmt *S);
/// Whether \p S itself may change a variable, or holds statements that may; of
/// a call nothing is said.
bool changesVariable(const clang::Stmt *S);

/// The part of the expression around \p E that may be evaluated before or after
/// \p E, as the compiler likes, and may see a variable that \p IsSet holds for;
/// null if there is none. In `x + set(&x)` it is `x`.
const clang::Expr *
seenUnsequenced(const clang::Expr *E,
                llvm::function_ref<bool(const clang::VarDecl *)> IsSet,
                const clang::ParentMap &Parents);

/// The control-flow graph of \p F, which has a body, each expression an element
/// of its own; null if Clang cannot make one.
std::unique_ptr<clang::CFG> controlFlowGraph(const clang::FunctionDecl *F,
                                             clang::ASTContext &AST);

/// Whether the statements of \p Body may go in circles for ever; a loop that is
/// none, as "do { ... } while (0)" of macros, does not, nor one that counts up
/// to a constant.
bool mayRunForever(const clang::Stmt *Body, const clang::ASTContext &AST);

/// Whether some path from \p Root down is longer than \p Limit.
bool isDeeperThan(const clang::Stmt *Root, unsigned Limit);

/// The local variables of \p Body whose address is used other than as an
/// argument of a call: no value is tracked for them.
std::set<const clang::VarDecl *> escapingVariables(const clang::Stmt *Body);

/// Whether an object of \p Type contains a pointer.
bool holdsPointer(clang::QualType Type);
/// The variable whose storage the lvalue \p E is part of, or null if it is
/// reached through a pointer or reference.
const clang::VarDecl *rootVariable(const clang::Expr *E);

/// Whether the definition of \p F is in the style before prototypes, and takes
/// arguments that were promoted, whatever an earlier declaration says.
bool takesPromoted(const clang::FunctionDecl *F);

} // namespace pyunbox

#endif

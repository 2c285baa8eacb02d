//===- Definitions.h - which definition a call leads to --------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_DEFINITIONS_H
#define PYUNBOX_INFERENCE_DEFINITIONS_H

#include <string>

namespace clang {
class ASTContext;
class Decl;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace pyunbox {

/// The definition that each call of \p F leads to, or null if it is not seen,
/// or another one may take its place.
const clang::FunctionDecl *certainDefinition(const clang::FunctionDecl *F);

/// Why a call of \p F may lead to another definition than the one that is seen
/// here, or "".
std::string doubtAbout(const clang::FunctionDecl *F);

/// Whether the dynamic linker may put the C library's function of that name in
/// the place of \p F: a header of the system declares it, or it is known.
bool mayGiveWayToLibrary(const clang::FunctionDecl *F);

/// Whether \p F is inline and not static in C, or of gcc's old kind: another
/// file has the definition that is called where the call is not inlined.
bool isInlineOnly(const clang::FunctionDecl *F);

/// Whether \p D, which other files see, is declared again after its definition:
/// gcc heeds attributes there ("weak"), and Clang does not.
bool isDeclaredAfterwards(const clang::NamedDecl *D,
                          const clang::Decl *Definition);

/// Whether \p F is a definition that other units can call. Inline functions are
/// defined by each unit that calls them.
bool isShown(const clang::FunctionDecl *F, const clang::ASTContext &AST);

} // namespace pyunbox

#endif

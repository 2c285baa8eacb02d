//===- DeclUses.h - what a declaration is made of --------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_DECLUSES_H
#define PYUNBOX_INFERENCE_DECLUSES_H

#include <vector>

namespace clang {
class Decl;
}

namespace pyunbox {

/// The declarations outside all functions that \p D names: functions,
/// variables, types; of a constant or a field its type.
std::vector<const clang::Decl *> usesOf(const clang::Decl *D);

} // namespace pyunbox

#endif

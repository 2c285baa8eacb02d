//===- Callbacks.h - watching a preprocessor -------------------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_CALLBACKS_H
#define PYUNBOX_FRONTEND_CALLBACKS_H

#include "clang/Lex/Preprocessor.h"

#include <memory>

namespace pyunbox {

/// Lets a new \p Watch, made from \p PP and \p Others, watch \p PP, which owns
/// it.
template <typename Watch, typename... T>
Watch &addCallbacks(clang::Preprocessor &PP, T &...Others) {
  auto Owned = std::make_unique<Watch>(PP, Others...);
  Watch &Kept = *Owned;
  PP.addPPCallbacks(std::move(Owned));
  return Kept;
}

} // namespace pyunbox

#endif

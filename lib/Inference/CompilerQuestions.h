//===- CompilerQuestions.h - constants that compilers differ in -*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_COMPILERQUESTIONS_H
#define PYUNBOX_INFERENCE_COMPILERQUESTIONS_H

#include "clang/Basic/SourceLocation.h"

#include <optional>
#include <string_view>

namespace clang {
class Decl;
}

namespace pyunbox {

/// A constant expression that another compiler may evaluate otherwise, though
/// the text that it reads is the same.
struct DoubtfulConstant {
  clang::SourceLocation At;
  std::string_view What;
};

/// The first in \p D, if there is one. Of a function, calls of builtins are
/// left to its effects.
std::optional<DoubtfulConstant> findDoubtfulConstant(const clang::Decl *D);

} // namespace pyunbox

#endif

//===- GraphGaps.h - code that a graph shows wrongly ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_GRAPHGAPS_H
#define PYUNBOX_INFERENCE_GRAPHGAPS_H

#include <optional>
#include <string_view>

namespace clang {
class ASTContext;
class Stmt;
} // namespace clang

namespace pyunbox {

struct GraphGap {
  const clang::Stmt *At = nullptr;
  std::string_view What;
};

/// The first code below \p Body that the control-flow graph does not show as it
/// is executed: parts that Clang leaves out or shows once more, and what gcc
/// takes to mean something else than Clang. Nothing if there is none.
std::optional<GraphGap> findGraphGap(const clang::Stmt *Body,
                                     const clang::ASTContext &AST);

} // namespace pyunbox

#endif

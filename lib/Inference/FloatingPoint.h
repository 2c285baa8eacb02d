//===- FloatingPoint.h - does a function compute with it? ------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_FLOATINGPOINT_H
#define PYUNBOX_INFERENCE_FLOATINGPOINT_H

#include <map>
#include <vector>

namespace clang {
class FunctionDecl;
} // namespace clang

namespace pyunbox {

/// Which functions of a unit may compute with floating-point values, themselves
/// or in a function that the unit defines and that they call; how those are
/// rounded may depend on where that code is inlined. A function of another unit
/// counts by its type; calls through pointers, and all of C++, count as
/// computing with them.
class FloatingPointUses {
public:
  bool in(const clang::FunctionDecl *F);

private:
  struct Local {
    bool Uses = false;
    std::vector<const clang::FunctionDecl *> Callees; ///< definitions
  };
  const Local &local(const clang::FunctionDecl *F);

  std::map<const clang::FunctionDecl *, Local> Locals;
  std::map<const clang::FunctionDecl *, bool> Known;
};

} // namespace pyunbox

#endif

#include "Inference/ErrnoOrder.h"

#include "Inference/AstQueries.h"
#include "Inference/Effects.h"
#include "Inference/UnitContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <functional>
#include <set>

using namespace clang;

namespace pyunbox {

bool mayReadStaleErrno(const FunctionDecl *F, EffectAnalysis &Effects,
                       const UnitContext &Unit) {
  std::set<const FunctionDecl *> Seen;
  bool Fresh = false;
  // True as soon as errno is looked at before anything has set it.
  std::function<bool(const FunctionDecl *)> Walk = [&](const FunctionDecl *In) {
    const FunctionDecl *Definition = nullptr;
    if (!In->hasBody(Definition) || !Seen.insert(Definition).second)
      return false;
    return findNode(Definition->getBody(), [&](const Stmt *S) {
             if (const auto *Assign = dyn_cast<BinaryOperator>(S))
               Fresh |= Assign->getOpcode() == BO_Assign &&
                        findNode(Assign->getLHS(), [&](const Stmt *Part) {
                          return isa<CallExpr>(Part) &&
                                 Effects.ofNode(Part).has(EffectKind::Errno);
                        });
             const auto *Call = dyn_cast<CallExpr>(S);
             const FunctionDecl *Callee =
                 Call ? Call->getDirectCallee() : nullptr;
             if (Fresh || !Callee)
               return false;
             if (llvm::StringRef(Unit.apiName(Callee))
                     .starts_with("PyErr_SetFromErrno"))
               return true;
             const EffectSet &Node = Effects.ofNode(Call);
             if (Callee->hasBody())
               return Walk(Callee);
             Fresh = Node.has(EffectKind::ProcessState);
             return Node.has(EffectKind::Errno);
           }) != nullptr;
  };
  return Walk(F);
}

} // namespace pyunbox

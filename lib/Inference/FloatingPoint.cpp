#include "Inference/FloatingPoint.h"

#include "Frontend/AstWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <set>

using namespace clang;

namespace pyunbox {

namespace {

class FloatFinder : public AstWalk {
public:
  bool Found = false;

  void walkFunction(const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (Found || !F->hasBody(Definition) || !Seen.insert(Definition).second)
      return;
    // What is not read may hold anything.
    Found |= Definition->hasSkippedBody();
    walk(Definition);
  }

private:
  bool enter(const Decl *) override { return !Found; }
  bool enter(const Stmt *S) override {
    const auto *E = dyn_cast<Expr>(S);
    if (Found || !E)
      return !Found;
    Found |= E->getType()->hasFloatingRepresentation();
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        walkFunction(Callee);
      else
        Found = true;
    }
    return !Found;
  }

  std::set<const FunctionDecl *> Seen;
};

} // namespace

bool mayUseFloatingPoint(const FunctionDecl *F) {
  if (F->getASTContext().getLangOpts().CPlusPlus)
    return true;
  FloatFinder Finder;
  Finder.walkFunction(F);
  return Finder.Found;
}

} // namespace pyunbox

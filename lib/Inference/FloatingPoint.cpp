#include "Inference/FloatingPoint.h"

#include "Frontend/AstWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <set>

using namespace clang;

namespace pyunbox {

namespace {

class BodyWalk : public AstWalk {
public:
  bool Uses = false;
  std::vector<const FunctionDecl *> Callees;

private:
  bool enter(const Decl *D) override {
    Uses |= D->hasAttr<CleanupAttr>(); // a call
    return !Uses;
  }
  bool enter(const Stmt *S) override {
    const auto *E = dyn_cast<Expr>(S);
    if (Uses || !E)
      return !Uses;
    Uses |= E->getType()->hasFloatingRepresentation();
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const FunctionDecl *Definition = nullptr;
      Uses |= !Callee;
      if (Callee && Callee->hasBody(Definition))
        Callees.push_back(Definition);
    }
    return !Uses;
  }
};

} // namespace

const FloatingPointUses::Local &
FloatingPointUses::local(const FunctionDecl *F) {
  auto [Found, New] = Locals.try_emplace(F);
  if (New) {
    BodyWalk Walk;
    Walk.walk(F);
    Found->second = {Walk.Uses, std::move(Walk.Callees)};
  }
  return Found->second;
}

bool FloatingPointUses::in(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (F->getASTContext().getLangOpts().CPlusPlus)
    return true;
  if (!F->hasBody(Definition))
    return false;
  if (auto Found = Known.find(Definition); Found != Known.end())
    return Found->second;
  std::set<const FunctionDecl *> Seen = {Definition};
  std::vector<const FunctionDecl *> Work = {Definition};
  while (!Work.empty()) {
    const FunctionDecl *Next = Work.back();
    Work.pop_back();
    if (auto Found = Known.find(Next); Found != Known.end()) {
      if (Found->second)
        return Known[Definition] = true;
      continue;
    }
    const Local &Own = local(Next);
    if (Own.Uses)
      return Known[Definition] = true;
    for (const FunctionDecl *Callee : Own.Callees)
      if (Seen.insert(Callee).second)
        Work.push_back(Callee);
  }
  // Nor do those that were looked through.
  for (const FunctionDecl *Each : Seen)
    Known[Each] = false;
  return false;
}

} // namespace pyunbox

#include "Inference/DeclUses.h"

#include "Frontend/AstWalk.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"

#include <utility>

using namespace clang;

namespace pyunbox {

namespace {

class UseFinder : public AstWalk {
public:
  std::vector<const Decl *> Uses;

private:
  bool enter(const Stmt *S) override {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      add(Ref->getDecl());
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      add(Member->getMemberDecl());
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      add(Construct->getConstructor());
    return true;
  }
  void visit(const TypeLoc &Type) override {
    if (auto Name = Type.getAs<TypedefTypeLoc>())
      add(Name.getTypedefNameDecl());
    else if (auto Tag = Type.getAs<TagTypeLoc>())
      add(Tag.getDecl());
  }
  void add(const Decl *D) {
    const FunctionDecl *Definition = nullptr;
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      D = Function->hasBody(Definition) ? Definition : Function;
    // A constant or a field is part of its enum or record.
    while (isa<EnumConstantDecl, FieldDecl, IndirectFieldDecl>(D))
      D = cast<Decl>(D->getDeclContext());
    if (const auto *Tag = dyn_cast<TagDecl>(D); Tag && Tag->getDefinition())
      D = Tag->getDefinition();
    if (!D->getParentFunctionOrMethod())
      Uses.push_back(D);
  }
};

} // namespace

std::vector<const Decl *> usesOf(const Decl *D) {
  UseFinder Finder;
  Finder.walk(D);
  return std::move(Finder.Uses);
}

} // namespace pyunbox

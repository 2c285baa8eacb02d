#include "Inference/DeclUses.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace pyunbox {

namespace {

class UseVisitor : public RecursiveASTVisitor<UseVisitor> {
public:
  explicit UseVisitor(std::vector<const Decl *> &Uses) : Uses(Uses) {}

  bool VisitDeclRefExpr(DeclRefExpr *Ref) { return add(Ref->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) {
    return add(Member->getMemberDecl());
  }
  bool VisitTypedefTypeLoc(TypedefTypeLoc Type) {
    return add(Type.getTypedefNameDecl());
  }
  bool VisitTagTypeLoc(TagTypeLoc Type) { return add(Type.getDecl()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    return add(Construct->getConstructor());
  }

private:
  bool add(const Decl *D) {
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
    return true;
  }

  std::vector<const Decl *> &Uses;
};

} // namespace

std::vector<const Decl *> usesOf(const Decl *D) {
  std::vector<const Decl *> Uses;
  UseVisitor(Uses).TraverseDecl(const_cast<Decl *>(D));
  return Uses;
}

} // namespace pyunbox

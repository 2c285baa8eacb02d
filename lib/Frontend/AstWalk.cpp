#include "Frontend/AstWalk.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

#include <utility>

using namespace clang;

namespace pyunbox {

namespace {

class Visitor : public RecursiveASTVisitor<Visitor> {
public:
  explicit Visitor(AstWalk &Walk) : Walk(Walk) {}

  bool shouldVisitImplicitCode() const { return true; }

  bool TraverseDecl(Decl *D) {
    if (!D || !Walk.enter(D))
      return true;
    RecursiveASTVisitor::TraverseDecl(D);
    Walk.leave(D);
    return true;
  }
  bool dataTraverseStmtPre(Stmt *S) {
    return isa<InitListExpr>(S) || Walk.enter(S);
  }
  bool TraverseInitListExpr(InitListExpr *Init,
                            DataRecursionQueue * = nullptr) {
    InitListExpr *Meant =
        Init->isSemanticForm() ? Init : Init->getSemanticForm();
    InitListExpr *Written =
        Init->isSemanticForm() ? Init->getSyntacticForm() : Init;
    if (!Written || !Meant)
      Written = Meant = Init;
    const Form Outer = Inside;
    if (Outer != Form::Written)
      traverseForm(Meant, Meant == Written ? Outer : Form::Meant);
    if (Outer == Form::Written || (Outer == Form::Either && Written != Meant))
      traverseForm(Written, Form::Written);
    Inside = Outer;
    return true;
  }
  bool VisitTypeLoc(TypeLoc Type) {
    Walk.visit(Type);
    return true;
  }

private:
  enum class Form { Either, Meant, Written };

  void traverseForm(InitListExpr *Init, Form Now) {
    Inside = Now;
    if (Walk.enter(Init))
      for (Stmt *Child : Init->children())
        TraverseStmt(Child);
  }

  AstWalk &Walk;
  Form Inside = Form::Either; ///< of the initializer lists around
};

} // namespace

bool isBare(const Decl *D) {
  const auto *F = dyn_cast<FunctionDecl>(D);
  return (isa<TypeDecl>(D) || (F && !F->doesThisDeclarationHaveABody())) &&
         D->getLexicalDeclContext()->isFileContext() &&
         !D->getASTContext().getLangOpts().CPlusPlus;
}

AstWalk::~AstWalk() = default;

void AstWalk::walk(const Decl *D) {
  Visitor(*this).TraverseDecl(const_cast<Decl *>(D));
}

void AstWalk::walk(const Stmt *S) {
  Visitor(*this).TraverseStmt(const_cast<Stmt *>(S));
}

bool AstWalk::enter(const Decl *) { return true; }
bool AstWalk::enter(const Stmt *) { return true; }
void AstWalk::leave(const Decl *) {}
void AstWalk::visit(const TypeLoc &) {}

} // namespace pyunbox

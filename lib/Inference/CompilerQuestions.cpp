#include "Inference/CompilerQuestions.h"

#include "Frontend/AstWalk.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Whether gcc and Clang may lay \p Type out in two ways: members in the
/// padding of a base class.
bool hasBases(QualType Type) {
  const CXXRecordDecl *Class =
      Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && Class->getNumBases() != 0;
}

bool asksAboutFolding(llvm::StringRef Name) {
  return Name == "__builtin_constant_p" || Name == "__builtin_object_size" ||
         Name == "__builtin_dynamic_object_size";
}

class DoubtFinder : public AstWalk {
public:
  explicit DoubtFinder(bool OfFunction) : OfFunction(OfFunction) {}
  std::optional<DoubtfulConstant> Found;

private:
  bool enter(const Decl *D) override { return !Found; }
  bool enter(const Stmt *S) override {
    if (const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(S))
      see(Size);
    else if (const auto *Offset = dyn_cast<OffsetOfExpr>(S))
      add(hasBases(Offset->getTypeSourceInfo()->getType()), S,
          "an offset in a class with bases");
    else if (isa<SourceLocExpr>(S))
      add(true, S, "a place in the source");
    else if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee && Callee->getDeclName().isIdentifier()) {
        llvm::StringRef Name = Callee->getName();
        add(Name == "__builtin_classify_type", S, "the class of a type");
        add(!OfFunction && asksAboutFolding(Name), S,
            "what can be computed beforehand");
        add(!OfFunction && Name.contains("isinf"), S,
            "the sign of an infinity");
      }
    return !Found;
  }

  void see(const UnaryExprOrTypeTraitExpr *Size) {
    QualType Type = Size->getTypeOfArgument();
    if (Size->getKind() != UETT_SizeOf)
      add(Type->isFunctionType(), Size, "the alignment of a function");
    else if (!Size->isArgumentType())
      add(isa<PredefinedExpr>(Size->getArgumentExpr()->IgnoreParens()), Size,
          "the length of a function's name");
    add(hasBases(Type), Size, "the size of a class with bases");
  }

  void add(bool Doubtful, const Stmt *S, std::string_view What) {
    if (Doubtful && !Found)
      Found = {S->getBeginLoc(), What};
  }

  bool OfFunction;
};

} // namespace

std::optional<DoubtfulConstant> findDoubtfulConstant(const Decl *D) {
  DoubtFinder Finder(isa<FunctionDecl>(D));
  Finder.walk(D);
  return Finder.Found;
}

} // namespace pyunbox

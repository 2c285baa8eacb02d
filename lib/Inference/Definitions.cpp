#include "Inference/Definitions.h"

#include "Inference/Tables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace pyunbox {

bool isInlineOnly(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  const ASTContext &AST = F->getASTContext();
  return F->hasBody(Definition) && Definition->isInlined() &&
         !AST.getSourceManager().isInSystemHeader(Definition->getLocation()) &&
         (!AST.getLangOpts().CPlusPlus ||
          Definition->hasAttr<GNUInlineAttr>()) &&
         Definition->getStorageClass() != SC_Static &&
         !Definition->isInlineDefinitionExternallyVisible();
}

const FunctionDecl *certainDefinition(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || !doubtAbout(F).empty() || isInlineOnly(F) ||
      mayGiveWayToLibrary(F))
    return nullptr;
  return Definition;
}

std::string doubtAbout(const FunctionDecl *F) {
  if (F->hasAttr<AsmLabelAttr>() && F->hasBody())
    return "it has another name for the linker";
  if (F->isWeak())
    return "it is weak";
  if (F->hasAttr<AliasAttr>() || F->hasAttr<IFuncAttr>())
    return "it is an alias";
  if (F->isMultiVersion())
    return "it has several versions";
  if (const FunctionDecl *Definition = nullptr;
      F->hasBody(Definition) && isDeclaredAfterwards(F, Definition))
    return "it is declared again after its definition";
  // An override may be called instead.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F);
      Method && !Method->isStatic())
    return "it is a member function";
  return {};
}

bool mayGiveWayToLibrary(const FunctionDecl *F) {
  const SourceManager &Sources = F->getASTContext().getSourceManager();
  return F->isExternC() && F->getDeclName().isIdentifier() &&
         F->getVisibility() == DefaultVisibility &&
         (F->getBuiltinID() || findLibraryEffect(F->getName()) ||
          llvm::any_of(F->redecls(), [&](const FunctionDecl *Declared) {
            return Sources.isInSystemHeader(Declared->getLocation());
          }));
}

bool isDeclaredAfterwards(const NamedDecl *D, const Decl *Definition) {
  // Of a class's constant, the declaration outside of it says nothing new.
  if (!Definition || !D->isExternallyVisible() || D->isCXXClassMember())
    return false;
  const SourceManager &Sources = D->getASTContext().getSourceManager();
  return llvm::any_of(D->redecls(), [&](const Decl *Again) {
    return Sources.isBeforeInTranslationUnit(Definition->getLocation(),
                                             Again->getLocation());
  });
}

bool isShown(const FunctionDecl *F, const ASTContext &AST) {
  if (F->isDependentContext() || F->isDeleted() || isa<CXXMethodDecl>(F))
    return false;
  if (F->hasDefiningAttr())
    return F->isExternallyVisible();
  return F->isThisDeclarationADefinition() && F->isExternallyVisible() &&
         (F->isWeak() || AST.GetGVALinkageForFunction(F) == GVA_StrongExternal);
}

} // namespace pyunbox

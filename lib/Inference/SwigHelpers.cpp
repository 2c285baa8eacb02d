#include "Inference/SwigHelpers.h"

#include "Inference/AstQueries.h"
#include "Signature/ContentHash.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <vector>

using namespace clang;

namespace pyunbox {

namespace {

/// The words from \p Begin to \p End; none if a macro makes either of them.
std::vector<llvm::StringRef> wordsOf(SourceLocation Begin, SourceLocation End,
                                     const ASTContext &AST) {
  const SourceManager &Sources = AST.getSourceManager();
  if (Begin.isMacroID() || End.isMacroID())
    return {};
  auto [File, First] = Sources.getDecomposedLoc(Begin);
  auto [LastFile, Last] = Sources.getDecomposedLoc(End);
  if (File != LastFile || Last < First)
    return {};
  llvm::StringRef Text = Sources.getBufferData(File);
  Lexer Raw(Sources.getLocForStartOfFile(File), AST.getLangOpts(), Text.begin(),
            Text.begin() + First, Text.end());
  std::vector<llvm::StringRef> Words;
  for (Token T; !Raw.LexFromRawLexer(T);) {
    unsigned At = Sources.getFileOffset(T.getLocation());
    if (At > Last)
      break;
    Words.push_back(Text.substr(At, T.getLength()));
  }
  return Words;
}

} // namespace

/// Whether all macros in \p Body stand where \p IsPythons says yes (or make up
/// assert), and all that it names besides its own variables is declared there.
static bool isOfPython(const Stmt *Body, const ASTContext &AST,
                       llvm::function_ref<bool(SourceLocation)> IsPythons) {
  const SourceManager &Sources = AST.getSourceManager();
  auto IsOther = [&](SourceLocation At) {
    SourceLocation Spelled = Sources.getSpellingLoc(At);
    llvm::StringRef Header =
        llvm::sys::path::filename(Sources.getFilename(Spelled));
    // What ## has made stands nowhere; a name is looked at where it is used.
    return !Sources.isMacroArgExpansion(At) && !IsPythons(Spelled) &&
           !Sources.isWrittenInScratchSpace(Spelled) && Header != "assert.h";
  };
  return !findNode(Body, [&](const Stmt *S) {
    for (SourceLocation At : {S->getBeginLoc(), S->getEndLoc()})
      for (; At.isMacroID(); At = Sources.getImmediateMacroCallerLoc(At))
        if (IsOther(At))
          return true;
    const ValueDecl *Named = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Named = Ref->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      Named = Member->getMemberDecl();
    const auto *Var = dyn_cast_or_null<VarDecl>(Named);
    const auto *F = dyn_cast_or_null<FunctionDecl>(Named);
    if (!Named || (Var && Var->hasLocalStorage()) ||
        (F && (F->getBuiltinID() || F->getName() == "__assert_fail")))
      return false;
    return llvm::any_of(Named->redecls(), [&](const Decl *Declared) {
      return !IsPythons(Declared->getLocation());
    });
  });
}

/// Whether \p F has the type that the text is about, wherever it is declared.
static bool isUnpacker(const FunctionDecl *F) {
  const ASTContext &AST = F->getASTContext();
  const QualType Size = AST.getSignedSizeType(); // Py_ssize_t
  auto Is = [&](QualType Type, QualType As) {
    return AST.hasSameUnqualifiedType(Type, As);
  };
  return llvm::all_of(F->redecls(), [&](const FunctionDecl *Declared) {
    return Declared->getType()->isFunctionProtoType() &&
           !Declared->isVariadic() && Declared->getNumParams() == 5 &&
           Declared->getStorageClass() == SC_Static &&
           !Declared->hasAttr<AsmLabelAttr>() &&
           Is(Declared->getReturnType(), Size) &&
           isObjectPointer(Declared->getParamDecl(0)->getType()) &&
           Is(Declared->getParamDecl(2)->getType(), Size) &&
           Is(Declared->getParamDecl(3)->getType(), Size) &&
           Is(Declared->getParamDecl(4)->getType(),
              AST.getPointerType(Declared->getParamDecl(0)->getType()));
  });
}

bool isSwigHelper(const FunctionDecl *F,
                  llvm::function_ref<bool(SourceLocation)> IsPythons) {
  struct KnownText {
    llvm::StringLiteral Name, Fingerprint;
  };
  static constexpr KnownText Texts[] = {
#define PYUNBOX_SWIG_TEXT(Name, Fingerprint) {#Name, #Fingerprint},
#include "Inference/SwigHelpers.def"
  };
  auto HasName = [F](const KnownText &Known) {
    return F->getName() == Known.Name;
  };
  const FunctionDecl *Definition = nullptr;
  if (!F->getDeclName().isIdentifier() || llvm::none_of(Texts, HasName) ||
      !F->hasBody(Definition) || !isUnpacker(F))
    return false;
  const Stmt *Body = Definition->getBody();
  const std::string Found = contentHash(llvm::join(
      wordsOf(Definition->getLocation(), Body->getEndLoc(), F->getASTContext()),
      " "));
  return llvm::any_of(Texts,
                      [&](const KnownText &Known) {
                        return HasName(Known) && Found == Known.Fingerprint;
                      }) &&
         isOfPython(Body, F->getASTContext(), IsPythons);
}

} // namespace pyunbox

#include "Inference/SwigHelpers.h"

#include "Signature/ContentHash.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

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

bool isSwigHelper(const FunctionDecl *F,
                  const std::set<std::string> &ProjectMacros) {
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
      !F->hasBody(Definition) || Definition->hasSkippedBody())
    return false;
  const std::vector<llvm::StringRef> Words =
      wordsOf(Definition->getLocation(), Definition->getBody()->getEndLoc(),
              F->getASTContext());
  auto IsParameter = [&](llvm::StringRef Word) {
    return llvm::any_of(Definition->parameters(), [&](const ParmVarDecl *P) {
      return P->getName() == Word;
    });
  };
  if (llvm::any_of(Words, [&](llvm::StringRef Word) {
        return ProjectMacros.contains(Word.str()) && !IsParameter(Word);
      }))
    return false;
  const std::string Found = contentHash(llvm::join(Words, " "));
  return llvm::any_of(Texts, [&](const KnownText &Known) {
    return HasName(Known) && Found == Known.Fingerprint;
  });
}

} // namespace pyunbox

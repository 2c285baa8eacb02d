#include "Inference/UnitContext.h"

#include "Inference/Tables.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pyunbox {

UnitContext::UnitContext(ASTContext &AST, std::vector<Location> Conditionals)
    : AST(AST), Sources(AST.getSourceManager()),
      IdentityConditionals(std::move(Conditionals)) {
  for (auto It = Sources.fileinfo_begin(); It != Sources.fileinfo_end(); ++It)
    if (llvm::sys::path::filename(It->first.getName()) == "Python.h")
      PythonDir = llvm::sys::path::parent_path(It->first.getName()).str();
}

bool UnitContext::isPythonHeader(SourceLocation Where) const {
  // Builtins have an implicit declaration, which is nowhere.
  if (PythonDir.empty() || Where.isInvalid())
    return false;
  llvm::StringRef File = Sources.getFilename(Sources.getExpansionLoc(Where));
  return File.starts_with(PythonDir) &&
         File.drop_front(PythonDir.size()).starts_with("/");
}

std::string UnitContext::apiName(const NamedDecl *D) const {
  if (!D || !D->getDeclName().isIdentifier())
    return {};
  // Every redeclaration counts: a file that declares or defines such a name
  // itself has a function of its own.
  for (const Decl *Redecl : D->redecls())
    if (!isPythonHeader(Redecl->getLocation()))
      return {};
  std::string Name = canonicalApiName(D->getName());
  return isApiName(Name) ? Name : std::string();
}

std::string UnitContext::libraryName(const FunctionDecl *D) const {
  if (!D->getDeclName().isIdentifier() || D->hasBody())
    return {};
  llvm::StringRef Name = D->getName();
  if (!D->getBuiltinID() &&
      (D->getFirstDecl()->getLocation().isInvalid() ||
       !Sources.isInSystemHeader(D->getFirstDecl()->getLocation())))
    return {};
  if (Name.starts_with("__builtin_") && findLibraryEffect(Name.drop_front(10)))
    return Name.drop_front(10).str();
  return Name.str();
}

Location UnitContext::locate(SourceLocation Where) const {
  if (Where.isInvalid())
    return {};
  PresumedLoc Place = Sources.getPresumedLoc(Sources.getExpansionLoc(Where));
  if (Place.isInvalid())
    return {};
  return {Place.getFilename(), Place.getLine(), Place.getColumn()};
}

std::optional<unsigned> UnitContext::mainOffset(SourceLocation Where) const {
  if (Where.isInvalid() || Where.isMacroID())
    return std::nullopt;
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  if (File != Sources.getMainFileID())
    return std::nullopt;
  return Offset;
}

std::optional<Span> UnitContext::mainSpan(SourceRange Range) const {
  CharSourceRange Chars = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(Range), Sources, AST.getLangOpts());
  if (Chars.isInvalid())
    return std::nullopt;
  auto Begin = mainOffset(Chars.getBegin()), End = mainOffset(Chars.getEnd());
  if (!Begin || !End || *End < *Begin)
    return std::nullopt;
  return Span{*Begin, *End};
}

llvm::StringRef UnitContext::mainText() const {
  return Sources.getBufferData(Sources.getMainFileID());
}

std::optional<Location>
UnitContext::identityConditional(SourceRange Range) const {
  Location Begin = locate(Range.getBegin()), End = locate(Range.getEnd());
  for (const Location &At : IdentityConditionals)
    if (At.File == Begin.File && At.Line >= Begin.Line && At.Line <= End.Line)
      return At;
  return std::nullopt;
}

} // namespace pyunbox

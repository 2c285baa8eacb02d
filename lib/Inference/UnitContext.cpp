#include "Inference/UnitContext.h"

#include "Frontend/PreprocessorWatch.h"
#include "Inference/CompilerQuestions.h"
#include "Inference/DeclUses.h"
#include "Inference/FunctionShape.h"
#include "Inference/SwigHelpers.h"
#include "Inference/Tables.h"
#include "Signature/ContentHash.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

#include <deque>

using namespace clang;

namespace pyunbox {

/// How much of a function a report shows.
static constexpr unsigned MaxExcerptLines = 400;

UnitContext::UnitContext(ASTContext &AST, const PreprocessorFacts &Facts)
    : AST(AST), Sources(AST.getSourceManager()), Facts(Facts), Cython(AST) {
  for (auto It = Sources.fileinfo_begin(); It != Sources.fileinfo_end(); ++It)
    if (llvm::sys::path::filename(It->first.getName()) == "Python.h")
      PythonDir = llvm::sys::path::parent_path(It->first.getName()).str();
}

UnitContext::~UnitContext() = default;

const FunctionShape &UnitContext::shapeOf(const FunctionDecl *F) const {
  std::unique_ptr<FunctionShape> &Known = Shapes[F];
  if (!Known)
    Known = std::make_unique<FunctionShape>(F, *this);
  return *Known;
}

bool UnitContext::isPythonHeader(SourceLocation Where) const {
  // Builtins have an implicit declaration, which is nowhere.
  if (PythonDir.empty() || Where.isInvalid())
    return false;
  llvm::StringRef File = Sources.getFilename(Sources.getExpansionLoc(Where));
  return File.starts_with(PythonDir) &&
         File.drop_front(PythonDir.size()).starts_with("/");
}

const std::string &UnitContext::apiName(const NamedDecl *D) const {
  static const std::string None;
  if (!D)
    return None;
  auto [Known, New] = ApiNames.try_emplace(D->getCanonicalDecl());
  if (New)
    Known->second = findApiName(D);
  return Known->second;
}

std::string UnitContext::findApiName(const NamedDecl *D) const {
  if (!D->getDeclName().isIdentifier())
    return {};
  // A user's converter counts as part of the API.
  if (const auto *F = dyn_cast<FunctionDecl>(D);
      F && isAtFileScope(F) && findDeclaredConverter(F->getName()))
    return F->getName().str();
  if (const auto *F = dyn_cast<FunctionDecl>(D); F && isAtFileScope(F))
    if (const CythonHelper *Helper = cythonHelper(F); Helper && Helper->Known)
      return F->getName().str();
  if (const auto *F = dyn_cast<FunctionDecl>(D);
      F && isAtFileScope(F) &&
      isSwigHelper(F, [this](SourceLocation At) { return isPythonHeader(At); }))
    return F->getName().str();
  // Every redeclaration counts: a file that declares or defines such a name
  // itself has a function of its own.
  for (const Decl *Redecl : D->redecls())
    if (!isPythonHeader(Redecl->getLocation()))
      return {};
  std::string Name = canonicalApiName(D->getName());
  return isApiName(Name) ? Name : std::string();
}

const CythonHelper *UnitContext::cythonHelper(const FunctionDecl *F) const {
  if (!F)
    return nullptr;
  auto [Known, New] = Helpers.try_emplace(F->getCanonicalDecl());
  if (New)
    Known->second = Cython.find(F);
  return Known->second ? &*Known->second : nullptr;
}

std::string UnitContext::libraryName(const FunctionDecl *D) const {
  if (!D->getDeclName().isIdentifier() || D->hasBody())
    return {};
  // acme::round is another one.
  if (isCxx() && !D->getBuiltinID() && !D->isExternC())
    return {};
  llvm::StringRef Name = D->getName();
  if (!D->getBuiltinID() &&
      (D->getFirstDecl()->getLocation().isInvalid() ||
       !Sources.isInSystemHeader(D->getFirstDecl()->getLocation())))
    return {};
  // The linker takes it for another function, or for one of the project's.
  auto IsOwn = [&](const FunctionDecl *Declared) {
    bool Renamed =
        Declared->hasAttr<AsmLabelAttr>() || Declared->hasAttr<WeakAttr>() ||
        Declared->hasAttr<WeakRefAttr>() || Declared->hasAttr<VisibilityAttr>();
    return Renamed && !Sources.isInSystemHeader(Declared->getLocation());
  };
  if (llvm::any_of(D->redecls(), IsOwn))
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

std::optional<Excerpt> UnitContext::excerpt(SourceRange Range) const {
  auto [File, First] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Range.getBegin()));
  auto [LastFile, Last] = Sources.getDecomposedLoc(
      Sources.getExpansionRange(Range.getEnd()).getEnd());
  if (File.isInvalid() || File != LastFile || Last < First)
    return std::nullopt;
  StringRef Text = Sources.getBufferData(File);
  std::size_t Begin = Text.rfind('\n', First);
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  StringRef Lines =
      Text.substr(Begin, Text.find('\n', Last) - Begin).rtrim('\r');
  Excerpt Out;
  Out.At = locate(Sources.getComposedLoc(File, static_cast<unsigned>(Begin)));
  std::size_t End = 0;
  for (unsigned Line = 0; Line < MaxExcerptLines && End != StringRef::npos;
       ++Line)
    End = Lines.find('\n', Line ? End + 1 : 0);
  Out.Text = Lines.substr(0, End).str();
  if (End != StringRef::npos)
    Out.Omitted = static_cast<unsigned>(Lines.substr(End).count('\n'));
  return Out;
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

SourceRange UnitContext::rangeOf(const RowSite &Site) const {
  auto At = [Start = Sources.getLocForStartOfFile(Sources.getMainFileID())](
                std::size_t Offset) {
    return Start.getLocWithOffset(static_cast<int>(Offset));
  };
  return {At(Site.begin()),
          At(Site.Macro ? Site.Macro->Use.End : Site.Braces.End)};
}

llvm::StringRef UnitContext::mainText() const {
  return Sources.getBufferData(Sources.getMainFileID());
}

std::string UnitContext::mainFile() const {
  return withoutBlanks(mainText(), Facts.Blanks);
}

unsigned UnitContext::mainFileOffset(unsigned Offset) const {
  return offsetWithoutBlanks(Offset, Facts.Blanks);
}

std::vector<SourceFile> UnitContext::files() const {
  std::map<std::string, std::string> Hashes;
  for (FileID Entered : enteredFiles(Sources)) {
    const SrcMgr::FileInfo &File = Sources.getSLocEntry(Entered).getFile();
    const SrcMgr::ContentCache &Content = File.getContentCache();
    auto Text = Content.getBufferDataIfLoaded();
    if (!Text || !Content.OrigEntry ||
        isPythonHeader(Sources.getLocForStartOfFile(Entered)) ||
        SrcMgr::isSystem(File.getFileCharacteristic()))
      continue;
    std::string &Hash = Hashes[Content.OrigEntry->getName().str()];
    if (Hash.empty())
      Hash = Entered == Sources.getMainFileID() ? contentHash(mainFile())
                                                : contentHash(*Text);
  }
  std::vector<SourceFile> Out;
  Out.reserve(Hashes.size());
  for (auto &[Path, Hash] : Hashes)
    Out.push_back({Path, Hash});
  return Out;
}

/// Whether intermediate results may have more digits than their type
/// (FLT_EVAL_METHOD is not 0): how many depends on what is spilled.
static bool computesWider(const LangOptions &Math, const TargetInfo &Target) {
  const auto Asked = Math.getFPEvalMethod();
  if (Asked != LangOptions::FEM_UnsetOnCommandLine &&
      Asked != LangOptions::FEM_Source)
    return true;
  const bool IsX86 = Target.getTriple().isX86();
  return Target.getFPEvalMethod() != LangOptions::FEM_Source ||
         (IsX86 && !Target.hasFeature("sse2")) ||
         Target.getTriple().getArch() == llvm::Triple::x86;
}

bool UnitContext::relaxesMath() const {
  const LangOptions &Math = AST.getLangOpts();
  const TargetInfo &Target = AST.getTargetInfo();
  // All others than x86 have fused operations, or may.
  bool Fuses = !Target.getTriple().isX86() || Target.hasFeature("fma") ||
               Target.hasFeature("fma4");
  bool Contracts =
      Fuses && Math.getDefaultFPContractMode() != LangOptions::FPM_Off;
  return Math.FastMath || Math.AllowFPReassoc || Math.UnsafeFPMath ||
         Math.AllowRecip || Math.FiniteMathOnly || Math.NoSignedZero ||
         Contracts || computesWider(Math, Target) || !Facts.TunedBy.empty();
}

static std::optional<SourceLocation> assemblyIn(const DeclContext *In) {
  for (const Decl *D : In->decls()) {
    if (const auto *Asm = dyn_cast<FileScopeAsmDecl>(D)) {
      llvm::SmallVector<llvm::StringRef> Lines;
      Asm->getAsmString()->getString().split(Lines, '\n');
      for (llvm::StringRef Line : Lines)
        if (llvm::StringRef Text = Line.trim();
            !Text.empty() &&
            (!Text.starts_with(".symver") || Text.contains(';')))
          return Asm->getLocation();
    }
    if (isa<NamespaceDecl, LinkageSpecDecl>(D))
      if (auto Found = assemblyIn(cast<DeclContext>(D)))
        return Found;
  }
  return std::nullopt;
}

std::optional<SourceLocation> UnitContext::assembly() const {
  if (!Assembly)
    Assembly = assemblyIn(AST.getTranslationUnitDecl());
  return *Assembly;
}

bool UnitContext::isInside(const Location &At, SourceRange Range) const {
  Location Begin = physicalLocation(Range.getBegin(), Sources);
  // With the arguments of a macro that it ends in.
  Location End = physicalLocation(
      Sources.getExpansionRange(Range.getEnd()).getEnd(), Sources);
  auto Place = [](const Location &L) { return std::pair(L.Line, L.Column); };
  return At.File == Begin.File && Place(Begin) <= Place(At) &&
         Place(At) <= Place(End);
}

const CopyHazard *UnitContext::copyHazard(SourceRange Range) const {
  for (const CopyHazard &Hazard : Facts.CopyHazards)
    if (isInside(Hazard.At, Range))
      return &Hazard;
  return nullptr;
}

const MacroUse *
UnitContext::firstIn(SourceRange Range,
                     const std::map<Location, std::string> &Uses) const {
  auto Found = Uses.lower_bound(physicalLocation(Range.getBegin(), Sources));
  return Found != Uses.end() && isInside(Found->first, Range) ? &*Found
                                                              : nullptr;
}

const MacroUse *UnitContext::varyingMacro(SourceRange Range) const {
  return firstIn(Range, Facts.VaryingMacros);
}

const CompilerUse *UnitContext::compilerUse(SourceRange Range) const {
  return firstIn(Range, Facts.CompilerDependent);
}

const CompilerUse *UnitContext::doubtIn(const Decl *D) const {
  auto [Known, New] = Doubts.try_emplace(D);
  if (New)
    if (auto Found = findDoubtfulConstant(D))
      Known->second.emplace(physicalLocation(Found->At, Sources), Found->What);
  return Known->second ? &*Known->second : nullptr;
}

const CompilerUse *UnitContext::compilerUse(const FunctionDecl *F) const {
  auto [Known, New] = CompilerUses.try_emplace(F);
  if (New)
    Known->second = findCompilerUse(F);
  return Known->second;
}

std::string UnitContext::lineOf(const CompilerUse &Use,
                                const FunctionDecl *In) const {
  std::string Line = "line " + std::to_string(Use.first.Line);
  if (Use.first.File != physicalLocation(In->getLocation(), Sources).File)
    Line += " of " + llvm::sys::path::filename(Use.first.File).str();
  return Line;
}

const CompilerUse *UnitContext::findCompilerUse(const FunctionDecl *F) const {
  std::set<const Decl *> Seen = {F};
  std::deque<const Decl *> Work = {F};
  for (; !Work.empty(); Work.pop_front()) {
    const Decl *D = Work.front();
    if (D->getLocation().isInvalid() || isForeign(D->getLocation()))
      continue;
    if (const CompilerUse *Use = compilerUse(D->getSourceRange()))
      return Use;
    if (const CompilerUse *Use = doubtIn(D))
      return Use;
    for (const Decl *Used : usesOf(D))
      if (!isa<FunctionDecl>(Used) && Seen.insert(Used).second)
        Work.push_back(Used);
  }
  return nullptr;
}

const MacroUse *UnitContext::platformConstant(SourceRange Range) const {
  return firstIn(Range, Facts.PlatformConstants);
}

bool UnitContext::isForeign(SourceLocation Where) const {
  return Sources.isInSystemHeader(Sources.getExpansionLoc(Where)) ||
         isPythonHeader(Where);
}

bool UnitContext::isAtFileScope(const FunctionDecl *F) {
  const DeclContext *Scope = F->getDeclContext();
  while (Scope->isTransparentContext() && !Scope->isTranslationUnit()) {
    Scope = Scope->getParent();
  }
  if (const auto *Namespace = dyn_cast<NamespaceDecl>(Scope);
      Namespace && Namespace->isAnonymousNamespace())
    Scope = Scope->getParent();
  // A friend may be defined in a class.
  return Scope->isTranslationUnit() &&
         !F->getLexicalDeclContext()->isRecord() &&
         F->getTemplatedKind() == FunctionDecl::TK_NonTemplate;
}

bool UnitContext::isNameable(const FunctionDecl *F) const {
  if (!isAtFileScope(F) || !F->getDeclName().isIdentifier() ||
      isMacro(F->getNameAsString()))
    return false;
  // In C++, another function of the name would be an overload.
  for (const DeclContext *Scope = F->getDeclContext(); Scope;
       Scope = Scope->getParent())
    for (const NamedDecl *Other : Scope->lookup(F->getDeclName()))
      if (Other->getCanonicalDecl() != F->getCanonicalDecl())
        return false;
  // A C99 inline function may have no definition to take the address of.
  if (const FunctionDecl *Definition = nullptr;
      !isCxx() && F->hasBody(Definition) && Definition->isInlined() &&
      Definition->getStorageClass() != SC_Static &&
      !Definition->isInlineDefinitionExternallyVisible())
    return false;
  return F->getType()->castAs<FunctionType>()->getCallConv() == CC_C;
}

} // namespace pyunbox

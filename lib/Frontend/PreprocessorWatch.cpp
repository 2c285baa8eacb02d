#include "Frontend/PreprocessorWatch.h"

#include "Frontend/ParseUnit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Macros by which code tells compilers apart.
constexpr llvm::StringLiteral IdentityMacros[] = {
    "__GNUC__",         "__GNUC_MINOR__", "__clang__",     "__clang_major__",
    "__INTEL_COMPILER", "__llvm__",       "__VERSION__",   "_MSC_VER",
    "__has_builtin",    "__has_feature",  "__TINYC__",     "__SUNPRO_C",
    "__has_extension",  "__PGI",          "__GNUC_PREREQ", "__ICC"};

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, PreprocessorFacts &Facts)
      : PP(PP), Sources(PP.getSourceManager()), Facts(Facts) {}

  void If(SourceLocation At, SourceRange Condition,
          ConditionValueKind) override {
    enter(At);
    look(At, textOf(Condition));
  }
  void Ifdef(SourceLocation At, const Token &Macro,
             const MacroDefinition &) override {
    enter(At);
    look(At, PP.getSpelling(Macro));
  }
  void Ifndef(SourceLocation At, const Token &Macro,
              const MacroDefinition &) override {
    enter(At);
    look(At, PP.getSpelling(Macro));
  }
  void Elif(SourceLocation At, SourceRange Condition, ConditionValueKind,
            SourceLocation) override {
    look(At, textOf(Condition));
  }
  void Elifdef(SourceLocation At, const Token &Macro,
               const MacroDefinition &) override {
    look(At, PP.getSpelling(Macro));
  }
  void Endif(SourceLocation At, SourceLocation) override {
    if (Sources.isInMainFile(At))
      --Depth;
  }

  void MacroDefined(const Token &Name, const MacroDirective *Macro) override {
    Facts.Macros.insert(PP.getSpelling(Name));
    if (Sources.isInMainFile(Name.getLocation()))
      addHazard(Name.getLocation());
    for (const Token &T : Macro->getMacroInfo()->tokens())
      if (T.isOneOf(tok::hash, tok::hashhash, tok::hashat)) {
        Pasting.insert(Macro->getMacroInfo());
        break;
      }
  }
  void MacroUndefined(const Token &Name, const MacroDefinition &,
                      const MacroDirective *) override {
    if (Sources.isInMainFile(Name.getLocation()))
      addHazard(Name.getLocation());
  }
  void MacroExpands(const Token &Name, const MacroDefinition &Definition,
                    SourceRange, const MacroArgs *) override {
    llvm::StringRef Text = Name.getIdentifierInfo()->getName();
    if (Text == "__LINE__" || Text == "__COUNTER__" ||
        Text == "__INCLUDE_LEVEL__" ||
        Pasting.contains(Definition.getMacroInfo()))
      addHazard(Name.getLocation());
  }

  void InclusionDirective(SourceLocation Hash, const Token &, llvm::StringRef,
                          bool, CharSourceRange Name, OptionalFileEntryRef,
                          llvm::StringRef, llvm::StringRef, const Module *,
                          bool, SrcMgr::CharacteristicKind) override {
    if (!Sources.isInMainFile(Hash))
      return;
    addHazard(Hash);
    if (Depth != 0)
      return;
    llvm::StringRef Text = Sources.getBufferData(Sources.getMainFileID());
    std::size_t End = Text.find('\n', Sources.getFileOffset(Name.getBegin()));
    Pending = End == llvm::StringRef::npos
                  ? std::nullopt
                  : std::optional(static_cast<unsigned>(End + 1));
  }
  void FileChanged(SourceLocation At, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (Reason != EnterFile || Facts.PastPythonInclude)
      return;
    if (llvm::sys::path::filename(Sources.getFilename(At)) == "Python.h")
      Facts.PastPythonInclude = Pending;
  }

private:
  void enter(SourceLocation At) {
    if (Sources.isInMainFile(At))
      ++Depth;
  }
  void addHazard(SourceLocation At) {
    SourceLocation Outer = Sources.getExpansionLoc(At);
    if (!Sources.isInMainFile(Outer))
      return;
    PresumedLoc Place = Sources.getPresumedLoc(Outer);
    if (Place.isValid())
      Facts.CopyHazards.push_back(
          {Place.getFilename(), Place.getLine(), Place.getColumn()});
  }
  llvm::StringRef textOf(SourceRange Range) {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Sources,
                                PP.getLangOpts());
  }
  void look(SourceLocation At, llvm::StringRef Condition) {
    if (Sources.isInSystemHeader(At))
      return;
    for (llvm::StringRef Macro : IdentityMacros)
      if (Condition.contains(Macro)) {
        PresumedLoc Place = Sources.getPresumedLoc(At);
        if (Place.isValid())
          Facts.IdentityConditionals.push_back(
              {Place.getFilename(), Place.getLine(), Place.getColumn()});
        return;
      }
  }

  Preprocessor &PP;
  const SourceManager &Sources;
  PreprocessorFacts &Facts;
  std::set<const MacroInfo *> Pasting; ///< macros with # or ##
  int Depth = 0;                       ///< of conditionals in the main file
  std::optional<unsigned> Pending;
};

} // namespace

void watchPreprocessor(Preprocessor &PP, PreprocessorFacts &Facts) {
  PP.addPPCallbacks(std::make_unique<Watch>(PP, Facts));
}

} // namespace pyunbox

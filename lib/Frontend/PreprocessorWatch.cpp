#include "Frontend/PreprocessorWatch.h"

#include "Frontend/ParseUnit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
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

  void InclusionDirective(SourceLocation Hash, const Token &, llvm::StringRef,
                          bool, CharSourceRange Name, OptionalFileEntryRef,
                          llvm::StringRef, llvm::StringRef, const Module *,
                          bool, SrcMgr::CharacteristicKind) override {
    if (!Sources.isInMainFile(Hash) || Depth != 0)
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
  int Depth = 0; ///< of conditionals in the main file
  std::optional<unsigned> Pending;
};

} // namespace

void watchPreprocessor(Preprocessor &PP, PreprocessorFacts &Facts) {
  PP.addPPCallbacks(std::make_unique<Watch>(PP, Facts));
}

} // namespace pyunbox

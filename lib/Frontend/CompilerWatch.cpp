#include "Frontend/CompilerWatch.h"

#include "Frontend/Callbacks.h"
#include "Frontend/CompiledLines.h"
#include "Frontend/ParseUnit.h"
#include "Frontend/PreprocessorWatch.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Macros by which code tells compilers apart.
constexpr llvm::StringLiteral IdentityMacros[] = {"__GNUC__",
                                                  "__GNUC_MINOR__",
                                                  "__GNUC_PATCHLEVEL__",
                                                  "__GNUG__",
                                                  "__GNUC_STDC_INLINE__",
                                                  "__GNUC_GNU_INLINE__",
                                                  "__clang__",
                                                  "__clang_major__",
                                                  "__clang_minor__",
                                                  "__clang_patchlevel__",
                                                  "__clang_version__",
                                                  "__llvm__",
                                                  "__INTEL_COMPILER",
                                                  "__ICC",
                                                  "__PGI",
                                                  "__TINYC__",
                                                  "__SUNPRO_C",
                                                  "__SUNPRO_CC",
                                                  "__VERSION__",
                                                  "_MSC_VER",
                                                  "__GXX_ABI_VERSION",
                                                  "__GNUC_PREREQ",
                                                  "__GCC_IEC_559",
                                                  "__STDC_IEC_559__",
                                                  "__STDC_IEC_60559_BFP__",
                                                  "__SIZEOF_FLOAT128__",
                                                  "__FLT_EVAL_METHOD__",
                                                  "__BIGGEST_ALIGNMENT__",
                                                  "_OPENMP"};

bool isIdentityMacro(llvm::StringRef Name) {
  // __has_builtin and the like ask what this one can do. Which types are fast
  // is its own view.
  return Name.starts_with("__has_") || Name.starts_with("__INT_FAST") ||
         Name.starts_with("__UINT_FAST") ||
         llvm::is_contained(IdentityMacros, Name);
}

/// Whether compilers may define \p Name, which conditionals use to tell what
/// there is, as another number.
bool isOwnNumber(llvm::StringRef Name) {
  return isIdentityMacro(Name) || Name.starts_with("__cpp_") ||
         Name == "__cplusplus" || Name == "__STDC_VERSION__" ||
         Name.starts_with("__SSP_");
}

/// A line of a file on which code begins, or the definition of a macro. Other
/// directives leave no trace behind a preprocessor.
struct CodeLine {
  unsigned Line = 0, Offset = 0;
  std::string Macro; ///< that is defined here, or its definition ended
};

/// The words of the directive at \p Offset, without attributes that only
/// silence warnings.
std::vector<std::string> directiveWords(FileID File, unsigned Offset,
                                        const SourceManager &Sources,
                                        const LangOptions &Language) {
  llvm::StringRef Text = Sources.getBufferData(File);
  Lexer Words(Sources.getLocForStartOfFile(File), Language, Text.begin(),
              Text.begin() + Offset, Text.end());
  std::vector<std::string> Out;
  Token T;
  while (!Words.LexFromRawLexer(T) && (Out.empty() || !T.isAtStartOfLine())) {
    Out.push_back(Lexer::getSpelling(T, Sources, Language));
    if (Out.back() == "__inline__" || Out.back() == "__inline")
      Out.back() = "inline";
    for (llvm::StringRef Unused : {"__unused__", "unused"}) {
      const std::vector<llvm::StringRef> Attribute = {
          "__attribute__", "(", "(", Unused, ")", ")"};
      if (Out.size() > Attribute.size() &&
          std::equal(Attribute.rbegin(), Attribute.rend(), Out.rbegin()))
        Out.resize(Out.size() - Attribute.size());
    }
  }
  return Out;
}

/// The code of a file, as if no conditional left anything out.
std::vector<CodeLine> codeLines(FileID File, const SourceManager &Sources,
                                const LangOptions &Language) {
  std::vector<CodeLine> Lines;
  Lexer Words(File, Sources.getBufferOrFake(File), Sources, Language);
  bool InDirective = false, NamesMacro = false;
  Token T, Before;
  Before.startToken();
  for (bool AtEnd = false; !AtEnd; Before = T) {
    AtEnd = Words.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    unsigned Offset = Sources.getFileOffset(T.getLocation());
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    if (InDirective) {
      llvm::StringRef Word =
          T.is(tok::raw_identifier) ? T.getRawIdentifier() : "";
      if (NamesMacro && Lines.back().Macro.empty())
        Lines.back().Macro = Word;
      NamesMacro = Before.is(tok::hash) && Before.isAtStartOfLine() &&
                   (Word == "define" || Word == "undef");
      if (NamesMacro) {
        unsigned At = Sources.getFileOffset(Before.getLocation());
        Lines.push_back({Sources.getLineNumber(File, At), At, ""});
      }
      continue;
    }
    // A spliced line is one with the line before, and compilers differ in
    // whether they write it as one. A conditional ends before a splice.
    if (T.isAtStartOfLine())
      Lines.push_back({Sources.getLineNumber(File, Offset), Offset, ""});
  }
  return Lines;
}

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, CompilerQuestion &Compiler, PreprocessorFacts &Facts)
      : PP(PP), Sources(PP.getSourceManager()), Compiler(Compiler),
        Facts(Facts), Project(Sources) {}

  void If(SourceLocation At, SourceRange, ConditionValueKind) override {
    open(At);
    // The range that Clang gives of a condition leaves out what it has
    // evaluated already (__has_builtin).
    look(directiveAt(At, Sources));
  }
  void Ifdef(SourceLocation At, const Token &Macro,
             const MacroDefinition &) override {
    open(At);
    look(PP.getSpelling(Macro));
  }
  void Ifndef(SourceLocation At, const Token &Macro,
              const MacroDefinition &) override {
    open(At);
    look(PP.getSpelling(Macro));
  }
  void Elif(SourceLocation At, SourceRange, ConditionValueKind,
            SourceLocation) override {
    look(directiveAt(At, Sources));
  }
  void Elifdef(SourceLocation, const Token &Macro,
               const MacroDefinition &) override {
    look(PP.getSpelling(Macro));
  }
  void Elifdef(SourceLocation At, SourceRange, SourceLocation) override {
    look(directiveAt(At, Sources));
  }
  void Elifndef(SourceLocation, const Token &Macro,
                const MacroDefinition &) override {
    look(PP.getSpelling(Macro));
  }
  void Elifndef(SourceLocation At, SourceRange, SourceLocation) override {
    look(directiveAt(At, Sources));
  }
  void Endif(SourceLocation At, SourceLocation) override;
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override;
  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange,
                    const MacroArgs *) override;
  void FileChanged(SourceLocation At, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (Reason != EnterFile)
      return;
    Project.enter(At);
    // While headers are read units that share them look it up once.
    if (auto Entry = Sources.getFileEntryRefForID(Sources.getFileID(At)))
      Compiler.realPath(Entry->getName());
  }

  /// When all is read.
  void finish();
  void forgetMainFile() { Code.erase(Sources.getMainFileID()); }

private:
  struct Section {
    SourceLocation Begin;
    bool IsOnIdentity = false;
  };
  using Stretch = std::pair<unsigned, unsigned>; ///< offsets, past the end

  void open(SourceLocation At) { Open.push_back({At}); }
  void look(llvm::StringRef Condition);
  const std::vector<CodeLine> &code(FileID File);
  void add(FileID File, const CodeLine &Line);
  void compare(const PredefinedMacros &Macros);
  void compare(const CompiledLines &Compiled);
  void compare(const std::vector<FileID> &Inclusions, const LineCounts &There);
  bool isOneDefinition(FileID File, const CodeLine &A, const CodeLine &B,
                       const LineCounts &Here, const LineCounts &There);
  LineCounts countHere(const std::vector<FileID> &Inclusions);
  void addSections();

  Preprocessor &PP;
  const SourceManager &Sources;
  CompilerQuestion &Compiler;
  PreprocessorFacts &Facts;
  ProjectFiles Project;
  std::vector<Section> Open;
  /// Those that name a compiler.
  std::map<FileID, std::vector<Stretch>> OnIdentity;
  std::map<FileID, std::vector<Stretch>> Skipped;
  std::map<FileID, std::vector<CodeLine>> Code;
  std::set<std::string> Macros; ///< that hang on the compiler
  /// Uses of macros that compilers define, with their names.
  std::vector<std::pair<SourceLocation, std::string>> OwnNumbers;
};

bool isIn(unsigned Offset,
          const std::vector<std::pair<unsigned, unsigned>> &Stretches) {
  return llvm::any_of(Stretches, [&](const auto &S) {
    return S.first <= Offset && Offset < S.second;
  });
}

} // namespace

void Watch::look(llvm::StringRef Condition) {
  if (Open.empty())
    return;
  for (std::size_t At = 0; At < Condition.size();) {
    llvm::StringRef Word = Condition.drop_front(At).take_while(
        [](unsigned char C) { return isAsciiIdentifierContinue(C); });
    if (isIdentityMacro(Word) || Macros.contains(Word.str()))
      Open.back().IsOnIdentity = true;
    At += std::max<std::size_t>(Word.size(), 1);
  }
}

void Watch::Endif(SourceLocation At, SourceLocation) {
  if (Open.empty())
    return;
  Section Closed = Open.back();
  Open.pop_back();
  if (!Closed.IsOnIdentity || !Project.contains(At))
    return;
  auto [File, Begin] = Sources.getDecomposedLoc(Closed.Begin);
  Stretch Range = {Begin, Sources.getFileOffset(At)};
  OnIdentity[File].push_back(Range);
  for (const CodeLine &Line : code(File))
    if (!Line.Macro.empty() && isIn(Line.Offset, {Range}))
      Macros.insert(Line.Macro);
}

void Watch::SourceRangeSkipped(SourceRange Range, SourceLocation) {
  auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  if (Project.contains(Range.getBegin()))
    Skipped[File].emplace_back(Begin, Sources.getFileOffset(Range.getEnd()));
}

void Watch::MacroExpands(const Token &Name, const MacroDefinition &,
                         SourceRange, const MacroArgs *) {
  llvm::StringRef Word = Name.getIdentifierInfo()->getName();
  // In a conditional it only counts what becomes of that.
  if (isOwnNumber(Word) && !PP.isParsingIfOrElifDirective() &&
      Project.contains(Name.getLocation()))
    OwnNumbers.emplace_back(Name.getLocation(), Word.str());
}

const std::vector<CodeLine> &Watch::code(FileID File) {
  auto [It, New] = Code.try_emplace(File);
  if (New)
    It->second = codeLines(File, Sources, PP.getLangOpts());
  return It->second;
}

void Watch::add(FileID File, const CodeLine &Line) {
  if (!Line.Macro.empty())
    Macros.insert(Line.Macro);
  SourceLocation At = Sources.getComposedLoc(File, Line.Offset);
  Facts.CompilerDependent.emplace(physicalLocation(At, Sources),
                                  "code under a conditional");
}

LineCounts Watch::countHere(const std::vector<FileID> &Inclusions) {
  LineCounts Counts(1);
  for (FileID File : Inclusions)
    for (const CodeLine &Line : code(File)) {
      if (Counts.size() <= Line.Line)
        Counts.resize(Line.Line + 1);
      Counts[Line.Line] += isIn(Line.Offset, Skipped[File]) ? 0 : 1;
    }
  return Counts;
}

void Watch::compare(const PredefinedMacros &There) {
  if (There.BuiltIn.empty())
    return;
  Facts.OtherCompilation =
      differingMacro(There, readPredefines(PP.getPredefines()));
  if (Facts.TunedBy.empty())
    Facts.TunedBy = tuningMacro(There);
}

void Watch::compare(const CompiledLines &Compiled) {
  std::map<std::string, std::vector<FileID>> Inclusions;
  std::set<std::string> Read;
  for (FileID File : enteredFiles(Sources)) {
    auto Entry = Sources.getFileEntryRefForID(File);
    if (!Entry)
      continue;
    const std::string &Path = Compiler.realPath(Entry->getName());
    Read.insert(Path);
    if (Project.contains(Sources.getLocForStartOfFile(File)))
      Inclusions[Path].push_back(File);
  }
  for (const auto &[Path, Files] : Inclusions) {
    auto There = Compiled.find(Path);
    compare(Files, There == Compiled.end() ? LineCounts() : There->second);
  }
  for (const auto &[Path, Counts] : Compiled)
    if (!Read.contains(Path) && !Project.isPythons(Path) &&
        Facts.OtherCompilation.empty())
      Facts.OtherCompilation = "only the compiler reads " + Path;
}

static unsigned countOf(const LineCounts &Counts, unsigned Line) {
  return Line < Counts.size() ? Counts[Line] : 0;
}

void Watch::compare(const std::vector<FileID> &Inclusions,
                    const LineCounts &There) {
  FileID File = Inclusions.front();
  const LineCounts Here = countHere(Inclusions);
  std::vector<const CodeLine *> Differing;
  std::map<std::string, std::vector<const CodeLine *>> OfMacros;
  for (const CodeLine &Line : code(File))
    if (countOf(Here, Line.Line) != countOf(There, Line.Line)) {
      Differing.push_back(&Line);
      if (!Line.Macro.empty())
        OfMacros[Line.Macro].push_back(&Line);
    }
  for (const CodeLine *Line : Differing) {
    const auto &Of = OfMacros[Line->Macro];
    if (Of.size() != 2 ||
        !isOneDefinition(File, *Of.front(), *Of.back(), Here, There))
      add(File, *Line);
  }
}

/// Whether one compiler takes the definition \p A and the other \p B, which are
/// the same, and none meets code between them.
bool Watch::isOneDefinition(FileID File, const CodeLine &A, const CodeLine &B,
                            const LineCounts &Here, const LineCounts &There) {
  auto IsOnlyIn = [&](const CodeLine &Line, const LineCounts &These,
                      const LineCounts &Others) {
    return countOf(These, Line.Line) == 1 && countOf(Others, Line.Line) == 0;
  };
  bool OneEach = (IsOnlyIn(A, Here, There) && IsOnlyIn(B, There, Here)) ||
                 (IsOnlyIn(A, There, Here) && IsOnlyIn(B, Here, There));
  auto IsMetBetween = [&](const CodeLine &Line) {
    return Line.Offset > A.Offset && Line.Offset < B.Offset &&
           (countOf(Here, Line.Line) != 0 || countOf(There, Line.Line) != 0);
  };
  return OneEach && llvm::none_of(code(File), IsMetBetween) &&
         directiveWords(File, A.Offset, Sources, PP.getLangOpts()) ==
             directiveWords(File, B.Offset, Sources, PP.getLangOpts());
}

void Watch::addSections() {
  for (const auto &[File, Stretches] : OnIdentity)
    for (const CodeLine &Line : code(File))
      if (isIn(Line.Offset, Stretches))
        add(File, Line);
}

void Watch::finish() {
  Macros.clear();
  for (const auto &[At, Name] : OwnNumbers)
    Facts.CompilerDependent.emplace(physicalLocation(At, Sources),
                                    "the macro '" + Name + "'");
  if (auto Answer = Compiler.answer()) {
    compare(Answer->Macros);
    compare(Answer->Lines);
  } else {
    addSections();
  }
  for (const auto &[At, Name] : Facts.VaryingMacros)
    if (Macros.contains(Name))
      Facts.CompilerDependent.emplace(At, "the macro '" + Name + "'");
}

CompilerWatch watchCompiler(Preprocessor &PP, CompilerQuestion &Compiler,
                            PreprocessorFacts &Facts) {
  Watch &Kept = addCallbacks<Watch>(PP, Compiler, Facts);
  return {[&Kept] { Kept.finish(); }, [&Kept] { Kept.forgetMainFile(); }};
}

} // namespace pyunbox

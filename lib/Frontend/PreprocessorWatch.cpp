#include "Frontend/PreprocessorWatch.h"

#include "Frontend/Callbacks.h"
#include "Frontend/ParseUnit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Identifiers that name the place where they stand, or take a type from an
/// expression of which the copy may have another.
constexpr llvm::StringLiteral PlacedWords[] = {
    "__func__",       "__FUNCTION__",       "__PRETTY_FUNCTION__",
    "__LINE__",       "__COUNTER__",        "__INCLUDE_LEVEL__",
    "__builtin_LINE", "__builtin_FUNCTION", "source_location",
    "typeof",         "__typeof__",         "__typeof",
    "typeof_unqual",  "__auto_type",        "decltype"};

/// Where the line begins that follows the directive whose file name begins at
/// \p At; a comment may take it further. Nothing at the end of \p Text.
std::optional<unsigned> lineBehind(llvm::StringRef Text, std::size_t At) {
  if (std::size_t Close = Text.find(Text[At] == '<' ? '>' : '"', At + 1);
      (Text[At] == '<' || Text[At] == '"') && Close != llvm::StringRef::npos)
    At = Close;
  for (; At < Text.size(); ++At) {
    llvm::StringRef Rest = Text.substr(At);
    if (Rest.starts_with("/*"))
      At = std::min(Text.find("*/", At + 2), Text.size() - 2) + 1;
    else if (Rest.starts_with("//"))
      At = std::min(Text.find('\n', At), Text.size()) - 1;
    else if (Rest.starts_with("\\\n"))
      ++At;
    else if (Rest.starts_with("\n"))
      return static_cast<unsigned>(At + 1);
  }
  return std::nullopt;
}

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, PreprocessorFacts &Facts)
      : PP(PP), Sources(PP.getSourceManager()), Facts(Facts), Project(Sources) {
    for (llvm::StringRef Word : PlacedWords)
      Placed.insert(PP.getIdentifierInfo(Word));
    PP.setTokenWatcher([this](const Token &T) {
      if (T.isAnnotation() || T.isLiteral())
        return;
      if (Placed.contains(T.getIdentifierInfo()))
        addPlaced(T);
      lookForTuning(T);
    });
  }

  void If(SourceLocation At, SourceRange, ConditionValueKind) override {
    enter(At);
  }
  void Ifdef(SourceLocation At, const Token &,
             const MacroDefinition &) override {
    enter(At);
  }
  void Ifndef(SourceLocation At, const Token &,
              const MacroDefinition &) override {
    enter(At);
  }
  void Endif(SourceLocation At, SourceLocation) override {
    if (Sources.isWrittenInMainFile(At))
      --Depth;
  }

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (!Sources.isWrittenInMainFile(Range.getBegin()))
      return;
    Skipped.push_back(Range);
  }

  void MacroDefined(const Token &Name, const MacroDirective *Macro) override {
    std::string Spelled = PP.getSpelling(Name);
    if (Project.contains(Name.getLocation()))
      Facts.ProjectMacros.insert(Spelled);
    Facts.Macros.insert(std::move(Spelled));
    addHazard(Name.getLocation(), "a definition of a macro");
    for (const Token &T : Macro->getMacroInfo()->tokens())
      if (T.isOneOf(tok::hash, tok::hashhash, tok::hashat)) {
        Pasting.insert(Macro->getMacroInfo());
        break;
      }
  }
  void MacroUndefined(const Token &Name, const MacroDefinition &,
                      const MacroDirective *) override {
    addHazard(Name.getLocation(), "the end of a macro's definition");
  }
  void PragmaDirective(SourceLocation At, PragmaIntroducerKind) override {
    addHazard(At, "a pragma");
    llvm::StringRef Text = directiveAt(Sources.getSpellingLoc(At), Sources);
    for (llvm::StringRef Word :
         {"optimize", "FP_CONTRACT", "FENV_ACCESS", "float_control"})
      if (Text.contains(Word))
        setTunedBy("a pragma", At);
    // Around functions of their own.
    if (Sources.isInSystemHeader(At))
      return;
    // _Pragma(#x): a macro says what it asks for.
    llvm::StringRef Operator = Text;
    if (Operator.consume_front("_Pragma") &&
        !Operator.ltrim(" \t(").starts_with("\""))
      setTunedBy("a pragma", At);
    for (llvm::StringRef Word :
         {"target", "push_options", "reset_options", "clang fp", "attribute"})
      if (Text.contains(Word))
        setTunedBy("a pragma", At);
    // It may add up in another order.
    const LangOptions &Language = PP.getLangOpts();
    if ((Language.OpenMP || Language.OpenMPSimd) && Text.contains("omp"))
      setTunedBy("a pragma", At);
  }
  void MacroExpands(const Token &Name, const MacroDefinition &Definition,
                    SourceRange, const MacroArgs *Args) override {
    if (Placed.contains(Name.getIdentifierInfo()))
      addPlaced(Name);
    else if (Pasting.contains(Definition.getMacroInfo()) &&
             takesText(Name, Args))
      addHazard(Name.getLocation(),
                "a macro that makes strings or tokens of its arguments");
  }

  void InclusionDirective(SourceLocation Hash, const Token &, llvm::StringRef,
                          bool, CharSourceRange Name, OptionalFileEntryRef,
                          llvm::StringRef, llvm::StringRef, const Module *,
                          bool, SrcMgr::CharacteristicKind) override {
    if (!Sources.isWrittenInMainFile(Hash))
      return;
    addHazard(Hash, "an #include");
    Pending.reset();
    if (Depth == 0)
      Pending = lineBehind(Sources.getBufferData(Sources.getMainFileID()),
                           Sources.getFileOffset(Name.getBegin()));
  }
  void FileChanged(SourceLocation At, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (Reason == EnterFile)
      Project.enter(At);
    if (Reason != EnterFile || Facts.PastPythonInclude)
      return;
    if (llvm::sys::path::filename(Sources.getFilename(At)) == "Python.h")
      Facts.PastPythonInclude = Pending;
  }

  /// When all is read.
  void finish() const {
    for (const auto &[At, What] : Hazards)
      Facts.CopyHazards.push_back({physicalLocation(At, Sources), What});
    for (const SourceRange &Range : Skipped) {
      llvm::StringRef Text = Sources.getCharacterData(Range.getBegin());
      Text = Text.take_until([](char C) { return C == '\n'; }).rtrim();
      Facts.LeftOut.push_back({placeInFile(Range.getBegin()), Text.str(),
                               physicalLocation(Range.getEnd(), Sources).Line});
    }
  }

private:
  /// Where \p At, in the main file, is without the blanks that it was given.
  Location placeInFile(SourceLocation At) const {
    Location Place = physicalLocation(At, Sources);
    const unsigned Offset = Sources.getFileOffset(At);
    const unsigned LineBegin = Offset - (Place.Column - 1);
    Place.Column = 1 + offsetWithoutBlanks(Offset, Facts.Blanks) -
                   offsetWithoutBlanks(LineBegin, Facts.Blanks);
    return Place;
  }
  /// Whether the use \p Name of a macro gets anything but what another macro's
  /// definition says, which is the same in a copy.
  bool takesText(const Token &Name, const MacroArgs *Args) const {
    if (!Args)
      return false;
    const SourceLocation Use = Sources.getExpansionLoc(Name.getLocation());
    for (unsigned I = 0; I < Args->getNumMacroArguments(); ++I)
      for (const Token *T = Args->getUnexpArgument(I); T->isNot(tok::eof); ++T)
        if (Sources.getFileLoc(T->getLocation()) != Use)
          return true;
    return false;
  }
  /// gcc's attribute "optimize", which Clang does not know; macros may hide it.
  void lookForTuning(const Token &T) {
    const IdentifierInfo *Word = T.getIdentifierInfo();
    // [[using gnu: cold, optimize(3)]]
    InUsing = InUsing ? T.isNot(tok::r_square) && T.isNot(tok::semi)
                      : Word && Word->isStr("using");
    if (InUsing && Word && Word->getName().trim('_') == "optimize" &&
        !Sources.isInSystemHeader(T.getLocation()))
      setTunedBy("an attribute", T.getLocation());
    if (Word && Word->getName().ltrim('_').starts_with("attribute")) {
      Parentheses = 0;
      InAttribute = true;
    } else if (T.is(tok::coloncolon)) { // [[gnu::optimize(3)]]
      InAttribute |= Parentheses == 0;
    } else if (InAttribute && T.is(tok::l_paren)) {
      ++Parentheses;
    } else if (InAttribute && T.is(tok::r_paren)) {
      InAttribute = --Parentheses > 0;
    } else if (InAttribute && Word && Word->getName().trim('_') == "optimize") {
      if (!Sources.isInSystemHeader(T.getLocation()))
        setTunedBy("an attribute", T.getLocation());
    } else if (Parentheses == 0) {
      InAttribute = false;
    }
  }
  void setTunedBy(std::string What, SourceLocation At) {
    const Location Place = physicalLocation(At, Sources);
    if (Facts.TunedBy.empty())
      Facts.TunedBy = std::move(What) + " in " +
                      llvm::sys::path::filename(Place.File).str() + ", line " +
                      std::to_string(Place.Line);
  }
  void enter(SourceLocation At) {
    if (Sources.isWrittenInMainFile(At))
      ++Depth;
  }
  void addHazard(SourceLocation At, std::string What) {
    if (Sources.isWrittenInMainFile(Sources.getExpansionLoc(At)))
      Hazards.emplace_back(At, std::move(What));
  }
  void addPlaced(const Token &T) {
    addHazard(T.getLocation(), "'" + PP.getSpelling(T) + "'");
  }

  Preprocessor &PP;
  const SourceManager &Sources;
  PreprocessorFacts &Facts;
  ProjectFiles Project;
  llvm::SmallPtrSet<const IdentifierInfo *, 16> Placed;
  std::set<const MacroInfo *> Pasting; ///< macros with # or ##
  std::vector<std::pair<SourceLocation, std::string>> Hazards;
  std::vector<SourceRange> Skipped; ///< of the main file
  int Depth = 0;                    ///< of conditionals in the main file
  bool InAttribute = false, InUsing = false;
  int Parentheses = 0; ///< of an attribute
  std::optional<unsigned> Pending;
};

} // namespace

Location physicalLocation(SourceLocation Where, const SourceManager &Sources) {
  PresumedLoc Place = Sources.getPresumedLoc(Sources.getExpansionLoc(Where),
                                             /*UseLineDirectives=*/false);
  if (Place.isInvalid())
    return {};
  return {Place.getFilename(), Place.getLine(), Place.getColumn()};
}

llvm::StringRef directiveAt(SourceLocation At, const SourceManager &Sources) {
  auto [File, Begin] = Sources.getDecomposedLoc(At);
  llvm::StringRef Text = Sources.getBufferData(File).drop_front(Begin);
  std::size_t End = Text.find('\n');
  while (End != llvm::StringRef::npos &&
         Text.take_front(End).rtrim("\r").ends_with("\\"))
    End = Text.find('\n', End + 1);
  return Text.take_front(End);
}

ProjectFiles::ProjectFiles(const SourceManager &Sources) : Sources(Sources) {}

bool ProjectFiles::contains(SourceLocation At) const {
  At = Sources.getExpansionLoc(At);
  if (At.isInvalid())
    return false;
  const FileID File = Sources.getFileID(At);
  // Pragmas and #line make some lines of a file the system's.
  if (Sources.getSLocEntry(File).getFile().hasLineDirectives())
    return isLineIn(At);
  if (File != Last) {
    IsLastIn = isLineIn(At);
    Last = File;
  }
  return IsLastIn;
}

bool ProjectFiles::isLineIn(SourceLocation At) const {
  return !Sources.isInSystemHeader(At) && !Sources.isWrittenInBuiltinFile(At) &&
         !isPythons(Sources.getFilename(At));
}

bool ProjectFiles::isPythons(llvm::StringRef File) const {
  return !PythonDir.empty() && File.consume_front(PythonDir) &&
         File.starts_with("/");
}

void ProjectFiles::enter(SourceLocation At) {
  llvm::StringRef File = Sources.getFilename(At);
  if (llvm::sys::path::filename(File) == "Python.h")
    PythonDir = llvm::sys::path::parent_path(File);
  Last = FileID();
}

std::vector<FileID> enteredFiles(const SourceManager &Sources) {
  std::vector<FileID> Files;
  for (unsigned I = 0; I < Sources.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (Entry.isFile())
      Files.push_back(Sources.getFileID(
          SourceLocation::getFromRawEncoding(Entry.getOffset())));
  }
  return Files;
}

std::function<void()> watchPreprocessor(Preprocessor &PP,
                                        PreprocessorFacts &Facts) {
  Watch &Kept = addCallbacks<Watch>(PP, Facts);
  return [&Kept] { Kept.finish(); };
}

} // namespace pyunbox

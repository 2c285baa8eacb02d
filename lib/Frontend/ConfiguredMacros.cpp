#include "Frontend/ConfiguredMacros.h"

#include "Frontend/Callbacks.h"
#include "Frontend/ParseUnit.h"
#include "Frontend/PreprocessorWatch.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <set>

using namespace clang;

namespace pyunbox {

namespace {

constexpr unsigned MaxDepth = 8; ///< of macros that stand for others

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, PreprocessorFacts &Facts)
      : PP(PP), Sources(PP.getSourceManager()), Facts(Facts), Project(Sources) {
  }

  void If(SourceLocation At, SourceRange, ConditionValueKind) override {
    Open.push_back(At);
  }
  void Ifdef(SourceLocation At, const Token &,
             const MacroDefinition &) override {
    Open.push_back(At);
  }
  void Ifndef(SourceLocation At, const Token &,
              const MacroDefinition &) override {
    Open.push_back(At);
  }
  void Endif(SourceLocation, SourceLocation) override {
    if (!Open.empty())
      Open.pop_back();
  }
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (Project.contains(Range.getBegin()))
      addSkippedDefinitions(Range);
  }
  void FileChanged(SourceLocation At, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (Reason == EnterFile)
      Project.enter(At);
  }
  void MacroDefined(const Token &, const MacroDirective *Directive) override {
    if (Project.contains(Directive->getLocation()))
      Definitions[Directive->getMacroInfo()] = Open;
  }
  void MacroExpands(const Token &Name, const MacroDefinition &Definition,
                    SourceRange, const MacroArgs *) override;

  /// When all is read.
  void finish() const;

private:
  using Sections = std::vector<SourceLocation>;

  bool isGuard(const Sections &Of, std::size_t Index) const;
  void addSkippedDefinitions(SourceRange Range);
  void addDefinitions(llvm::StringRef Text);
  void addIncludes(llvm::StringRef Text, llvm::StringRef Folder);
  void addHeader(llvm::StringRef Name, bool Quoted, llvm::StringRef Folder);
  OptionalFileEntryRef find(llvm::StringRef Name, bool Quoted,
                            llvm::StringRef Folder) const;
  bool isNumber(const IdentifierInfo *Name, unsigned Depth) const;
  bool varies(const IdentifierInfo *Name, const MacroInfo *Macro) const;

  Preprocessor &PP;
  const SourceManager &Sources;
  PreprocessorFacts &Facts;
  ProjectFiles Project;
  /// Those of MacrosElsewhere that are not, or not only, numbers there.
  std::set<std::string> Opaque;
  std::set<const FileEntry *> Scanned; ///< headers that are left out
  Sections Open; ///< where the open conditionals begin, in all files
  /// Of the project's macros: what was open where they are defined.
  std::map<const MacroInfo *, Sections> Definitions;
  using Uses = std::vector<std::pair<SourceLocation, std::string>>;
  Uses Varying, Constants;
};

} // namespace

/// Is this section the include guard of its file?
bool Watch::isGuard(const Sections &Of, std::size_t Index) const {
  FileID File = Sources.getFileID(Of[Index]);
  if (Index > 0 && Sources.getFileID(Of[Index - 1]) == File)
    return false;
  OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
  const HeaderFileInfo *Info =
      Entry ? PP.getHeaderSearchInfo().getExistingFileInfo(*Entry) : nullptr;
  return Info && Info->LazyControllingMacro.isValid();
}

/// What a part that this configuration leaves out defines, also in the headers
/// that it includes.
void Watch::addSkippedDefinitions(SourceRange Range) {
  auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  llvm::StringRef Text = Sources.getBufferData(File).slice(
      Begin, Sources.getFileOffset(Range.getEnd()));
  addDefinitions(Text);
  addIncludes(Text, llvm::sys::path::parent_path(
                        Sources.getFilename(Range.getBegin())));
}

/// The header \p Name as a file in \p Folder would find it, if it is the
/// project's.
OptionalFileEntryRef Watch::find(llvm::StringRef Name, bool Quoted,
                                 llvm::StringRef Folder) const {
  auto In = [&](llvm::StringRef Place) {
    llvm::SmallString<128> Path(Place);
    llvm::sys::path::append(Path, Name);
    return PP.getFileManager().getOptionalFileRef(Path, /*OpenFile=*/false,
                                                  /*CacheFailure=*/false);
  };
  if (Quoted)
    if (OptionalFileEntryRef Beside = In(Folder))
      return Beside;
  for (const DirectoryLookup &Place :
       PP.getHeaderSearchInfo().search_dir_range())
    if (Place.isNormalDir() && Place.getDirCharacteristic() == SrcMgr::C_User)
      if (OptionalFileEntryRef Found = In(Place.getName()))
        return Found;
  return std::nullopt;
}

/// What the headers define that \p Text includes, which stands in \p Folder.
/// Those in angle brackets that are not found are a system's.
void Watch::addIncludes(llvm::StringRef In, llvm::StringRef Folder) {
  const std::string Copy = In.str(); // A lexer wants a 0 behind the text.
  const llvm::StringRef Text = Copy;
  Lexer Tokens(SourceLocation(), PP.getLangOpts(), Text.begin(), Text.begin(),
               Text.end());
  Token T;
  auto Next = [&] {
    Tokens.LexFromRawLexer(T);
    return T.is(tok::raw_identifier) ? T.getRawIdentifier() : llvm::StringRef();
  };
  for (Next(); T.isNot(tok::eof);) {
    const bool Directive = T.is(tok::hash) && T.isAtStartOfLine();
    llvm::StringRef Word = Next();
    if (!Directive ||
        (Word != "include" && Word != "include_next" && Word != "import"))
      continue;
    Next();
    const char *Begin = Tokens.getBufferLocation() - T.getLength();
    llvm::StringRef Name(Begin, static_cast<std::size_t>(Text.end() - Begin));
    Name = Name.take_until([](char C) { return C == '\n'; });
    if (Name.consume_front("\""))
      addHeader(Name.take_until([](char C) { return C == '"'; }),
                /*Quoted=*/true, Folder);
    else if (Name.consume_front("<"))
      addHeader(Name.take_until([](char C) { return C == '>'; }),
                /*Quoted=*/false, Folder);
    else // a macro says which
      Facts.UnknownHeader = Name.trim().str();
  }
}

void Watch::addHeader(llvm::StringRef Name, bool Quoted,
                      llvm::StringRef Folder) {
  OptionalFileEntryRef File = find(Name, Quoted, Folder);
  if (!File) {
    if (Quoted)
      Facts.UnknownHeader = Name.str();
    return;
  }
  if (Name == "Python.h" || Project.isPythons(File->getName()) ||
      !Scanned.insert(&File->getFileEntry()).second)
    return;
  auto Content = PP.getFileManager().getBufferForFile(*File);
  if (!Content) {
    Facts.UnknownHeader = Name.str();
    return;
  }
  addDefinitions((*Content)->getBuffer());
  addIncludes((*Content)->getBuffer(),
              llvm::sys::path::parent_path(File->getName()));
}

/// The names that follow "define" and "undef" in \p Text.
void Watch::addDefinitions(llvm::StringRef Text) {
  for (llvm::StringRef Word : {"define", "undef"})
    for (std::size_t At = Text.find(Word); At != Text.npos;
         At = Text.find(Word, At + 1)) {
      llvm::StringRef Behind = Text.drop_front(At + Word.size());
      llvm::StringRef Name = Behind.ltrim(" \t");
      Name = Name.take_while([](char C) {
        return isAsciiIdentifierContinue(static_cast<unsigned char>(C));
      });
      // Another spelling of these words changes nothing.
      if (Name.begin() == Behind.begin() || Name.empty() || Name == "inline" ||
          Name == "restrict")
        continue;
      Facts.MacrosElsewhere.insert(Name.str());
      llvm::StringRef Meaning =
          Behind.substr(static_cast<std::size_t>(Name.end() - Behind.begin()))
              .take_until([](char C) { return C == '\n'; })
              .trim();
      double Ignored = 0;
      if (Word == "undef" || Meaning.getAsDouble(Ignored))
        Opaque.insert(Name.str());
    }
}

/// May \p Name be defined otherwise in another configuration, where it is used
/// now? Errs on that side.
bool Watch::varies(const IdentifierInfo *Name, const MacroInfo *Macro) const {
  SourceLocation At = Macro->getDefinitionLoc();
  if (Sources.isWrittenInCommandLineFile(At))
    return true;
  auto Found = Definitions.find(Macro);
  if (Found == Definitions.end())
    return false;
  const MacroDirective *Only = PP.getLocalMacroDirectiveHistory(Name);
  if (!Only || Only->getPrevious())
    return true;
  const Sections &Around = Found->second;
  for (std::size_t I = 0; I < Around.size(); ++I)
    // Under what is still open the use is compiled together with it.
    if (!llvm::is_contained(Open, Around[I]) && !isGuard(Around, I))
      return true;
  return !Facts.UnknownHeader.empty() ||
         Facts.MacrosElsewhere.contains(Name->getName().str());
}

/// Whether \p Name, a macro of a system's header or the compiler, stands for a
/// number, perhaps through other macros (INT_MAX is __INT_MAX__).
bool Watch::isNumber(const IdentifierInfo *Name, unsigned Depth) const {
  const MacroInfo *Macro = PP.getMacroInfo(Name);
  if (!Macro || Macro->isFunctionLike() || Depth > MaxDepth ||
      Name->isStr("NULL") || Name->isStr("true") || Name->isStr("false"))
    return false;
  return llvm::any_of(Macro->tokens(), [&](const Token &T) {
    return T.isOneOf(tok::numeric_constant, tok::char_constant,
                     tok::kw_sizeof) ||
           (T.getIdentifierInfo() &&
            isNumber(T.getIdentifierInfo(), Depth + 1));
  });
}

void Watch::MacroExpands(const Token &Name, const MacroDefinition &Definition,
                         SourceRange, const MacroArgs *) {
  const MacroInfo *Macro = Definition.getMacroInfo();
  if (!Macro || !Project.contains(Name.getLocation()))
    return;
  const IdentifierInfo *Word = Name.getIdentifierInfo();
  std::string Spelled = Word->getName().str();
  const SourceLocation At = Name.getLocation();
  if (varies(Word, Macro)) {
    Varying.emplace_back(At, std::move(Spelled));
  } else if (!Project.contains(Macro->getDefinitionLoc()) &&
             // What Python's own macros are made of is no number of the
             // project.
             Project.contains(Sources.getSpellingLoc(Name.getLocation())) &&
             isNumber(Word, 0)) {
    // One for which another configuration has its own (#ifndef M_PI) is a
    // number still.
    if (!Opaque.contains(Spelled))
      Facts.MacrosElsewhere.erase(Spelled);
    Constants.emplace_back(At, std::move(Spelled));
  }
}

void Watch::finish() const {
  for (const auto &[At, Name] : Varying)
    Facts.VaryingMacros.emplace(physicalLocation(At, Sources), Name);
  for (const auto &[At, Name] : Constants)
    Facts.PlatformConstants.emplace(physicalLocation(At, Sources), Name);
}

std::function<void()> watchConfiguredMacros(Preprocessor &PP,
                                            PreprocessorFacts &Facts) {
  Watch &Kept = addCallbacks<Watch>(PP, Facts);
  return [&Kept] { Kept.finish(); };
}

} // namespace pyunbox

#include "Frontend/PrefixForks.h"

#include "Frontend/Callbacks.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <cerrno>
#include <numeric>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <csignal>
#include <sys/prctl.h>
#endif

using namespace clang;

namespace pyunbox {

namespace vfs = llvm::vfs;

namespace {

/// Its buffer is the text itself, which may change under a parse.
class MainFile : public vfs::File {
public:
  MainFile(vfs::Status Known, llvm::StringRef Text)
      : Known(std::move(Known)), Text(Text) {}
  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, std::int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBuffer(Text, Name.str());
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Known;
  llvm::StringRef Text;
};

class FileSystem : public vfs::ProxyFileSystem {
public:
  FileSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Below,
             const SharedUnits &Units)
      : ProxyFileSystem(std::move(Below)), Path(Units.mainPath()),
        Text(Units.Buffer),
        Main(Path, vfs::getNextVirtualUniqueID(), {}, 0, 0, Text.size(),
             llvm::sys::fs::file_type::regular_file,
             llvm::sys::fs::perms::owner_read) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Of) override {
    return Of.str() == Path ? Main : ProxyFileSystem::status(Of);
  }
  bool exists(const llvm::Twine &Of) override {
    return Of.str() == Path || ProxyFileSystem::exists(Of);
  }
  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Of) override {
    if (Of.str() == Path)
      return std::make_unique<MainFile>(Main, Text);
    return ProxyFileSystem::openFileForRead(Of);
  }

private:
  std::string Path;
  llvm::StringRef Text;
  vfs::Status Main;
};

class Forks : public PPCallbacks {
public:
  Forks(Preprocessor &PP, SharedUnits &Units)
      : PP(PP), Sources(PP.getSourceManager()), Units(Units) {
    for (llvm::StringRef Name : {"__LINE__", "__FILE__", "__FILE_NAME__",
                                 "__BASE_FILE__", "__TIMESTAMP__"})
      OfFile.insert(PP.getIdentifierInfo(Name));
  }

  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange,
                    const MacroArgs *) override {
    if (Units.Left.size() > 1 && OfFile.contains(Name.getIdentifierInfo()) &&
        (Name.getIdentifierInfo()->isStr("__BASE_FILE__") ||
         Sources.isWrittenInMainFile(
             Sources.getExpansionLoc(Name.getLocation()))))
      tellOfFile();
  }
  void FileChanged(SourceLocation, FileChangeReason Reason,
                   SrcMgr::CharacteristicKind, FileID) override {
    if (Reason == ExitFile)
      lookForEnd();
  }
  void FileSkipped(const FileEntryRef &, const Token &,
                   SrcMgr::CharacteristicKind) override {
    lookForEnd();
  }
  void finish();

private:
  void lookForEnd();
  void split(std::size_t Index);
  std::vector<std::size_t> followers(std::size_t Index) const;
  void becomeFirst();
  void tell() const {
    for (const auto &Each : Units.WhenReplaced)
      Each();
  }
  /// What was read names the main file or a line of it.
  void tellOfFile() {
    if (!Current)
      _exit(1);
    HasTold = true;
  }

  const AlignedText &first() const { return Units.Texts[Units.Left.front()]; }

  Preprocessor &PP;
  SourceManager &Sources;
  SharedUnits &Units;
  /// The unit that the main file is, with its name.
  std::optional<std::size_t> Current;
  llvm::SmallPtrSet<const IdentifierInfo *, 8> OfFile;
  /// What was read holds for the first unit alone.
  bool HasTold = false;
};

} // namespace

/// Called behind each header: does the reader stand behind an item?
void Forks::lookForEnd() {
  if (Units.Left.size() < 2)
    return;
  PreprocessorLexer *Reader = PP.getCurrentLexer();
  if (!Reader || Reader->getFileID() != Sources.getMainFileID())
    return;
  const unsigned Offset =
      static_cast<Lexer *>(Reader)->getCurrentBufferOffset();
  llvm::ArrayRef<AlignedText::Item> Items = first().Items;
  for (std::size_t I = 0; I < Items.size(); ++I)
    if (Items[I].IsInclude && Items[I].End == Offset)
      return split(I);
}

/// Goes on behind the item \p Index, in this process with those that are left
/// when all others had their own.
void Forks::split(std::size_t Index) {
  const std::size_t Key = first().Items[Index].Key;
  std::erase_if(Units.Left, [&](std::size_t I) {
    llvm::ArrayRef<AlignedText::Item> Items = Units.Texts[I].Items;
    return Index >= Items.size() || Items[Index].Key != Key;
  });
  if (HasTold)
    Units.Left.resize(1);
  for (;;) {
    std::vector<std::size_t> Part = followers(Index);
    if (Part.size() == Units.Left.size())
      break;
    const pid_t Process = fork();
    if (Process == 0) {
#ifdef __linux__
      prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
      Units.Left = std::move(Part);
      break;
    }
    // Without a process they have no result, as when they had died.
    while (Process > 0 && waitpid(Process, nullptr, 0) < 0 && errno == EINTR) {
    }
    std::erase_if(Units.Left,
                  [&](std::size_t I) { return llvm::is_contained(Part, I); });
  }
  becomeFirst();
  tell();
}

/// Those of the units left that go on as the first one does until it has read
/// the next header behind the item \p Index.
std::vector<std::size_t> Forks::followers(std::size_t Index) const {
  llvm::ArrayRef<AlignedText::Item> Items = first().Items;
  for (std::size_t Next = Index + 1; Next < Items.size(); ++Next) {
    if (!Items[Next].IsInclude)
      continue;
    std::vector<std::size_t> Out;
    llvm::copy_if(Units.Left, std::back_inserter(Out), [&](std::size_t I) {
      llvm::ArrayRef<AlignedText::Item> Others = Units.Texts[I].Items;
      return Next < Others.size() && Others[Next].Key == Items[Next].Key;
    });
    return Out;
  }
  return {Units.Left.front()};
}

/// From here on the main file is that of the first unit left.
void Forks::becomeFirst() {
  const std::size_t Unit = Units.Left.front();
  if (Current == Unit)
    return;
  Current = Unit;
  auto File = PP.getFileManager().getFileRef(Units.Paths[Unit]);
  if (!File) {
    llvm::consumeError(File.takeError());
    _exit(1);
  }
  Units.readFirst();
  const FileID Main = Sources.getMainFileID();
  auto &Content = const_cast<SrcMgr::ContentCache &>(
      Sources.getSLocEntry(Main).getFile().getContentCache());
  Content.OrigEntry = Content.ContentsEntry = *File;
  Content.Filename = File->getName();
  PP.markIncluded(*File);
  // Lines that were looked up are those of another text; the last one is kept
  // in a second place.
  Content.SourceLineCache = {};
  [[maybe_unused]] unsigned Line =
      Sources.getLineNumber(PP.getPredefinesFileID(), 0);
}

void Forks::finish() {
  // One of which no header was read keeps the wrong name.
  if (!Current)
    _exit(1);
  if (Units.Left.size() > 1) {
    Units.Left.resize(1);
    tell();
  }
}

SharedUnits::SharedUnits(std::vector<std::string> Paths,
                         const std::vector<std::string_view> &Contents)
    : Paths(std::move(Paths)), Texts(alignTexts(Contents)), Left(Texts.size()) {
  std::iota(Left.begin(), Left.end(), 0);
  std::size_t Size = 0;
  for (const AlignedText &Each : Texts)
    Size = std::max(Size, Each.Text.size());
  Buffer.resize(Size);
  readFirst();
}

void SharedUnits::readFirst() {
  const std::string &Text = Texts[Left.front()].Text;
  std::fill(std::copy(Text.begin(), Text.end(), Buffer.begin()), Buffer.end(),
            ' ');
}

std::vector<AddedBlanks> SharedUnits::blanks() const {
  const AlignedText &Text = Texts[Left.front()];
  std::vector<AddedBlanks> All = Text.Added;
  if (const std::size_t Size = Text.Text.size(); Size < Buffer.size())
    All.push_back({static_cast<unsigned>(Size),
                   static_cast<unsigned>(Buffer.size() - Size)});
  return All;
}

std::string SharedUnits::mainPath() const {
  llvm::SmallString<128> Path(Paths.front());
  llvm::sys::path::remove_filename(Path);
  llvm::sys::path::append(Path, "<pyunbox>" +
                                    llvm::sys::path::extension(Paths.front()));
  return Path.str().str();
}

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
withMainFile(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Below,
             SharedUnits &Units) {
  return llvm::makeIntrusiveRefCnt<FileSystem>(std::move(Below), Units);
}

std::function<void()> forkBehindPrefixes(Preprocessor &PP, SharedUnits &Units) {
  Forks &Kept = addCallbacks<Forks>(PP, Units);
  return [&Kept] { Kept.finish(); };
}

} // namespace pyunbox

#include "Cache/Store.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"

#include <algorithm>
#include <filesystem>

namespace pyunbox {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t HashSize = 32; ///< as text
/// Entries lie in one folder per first digit of their key; each has its share
/// of the bound, so that a write looks at a small part only.
constexpr std::uint64_t NumParts = 16;
} // namespace

std::string strongHash(std::string_view Content) {
  auto Hash =
      llvm::BLAKE3::hash<HashSize / 2>(llvm::arrayRefFromStringRef(Content));
  return llvm::toHex(Hash, /*LowerCase=*/true);
}

std::string Store::fileName(const std::string &Key) const {
  return (fs::path(Key.substr(0, 1)) / Key.substr(1)).string();
}

std::optional<std::string> Store::read(const std::string &Key) const {
  fs::path Path = fs::path(Folder) / fileName(Key);
  auto Content = readFile(Path.string());
  auto *Text = std::get_if<std::string>(&Content);
  if (!Text)
    return std::nullopt;
  std::error_code Ignored;
  std::string_view Entry =
      std::string_view(*Text).substr(std::min(HashSize, Text->size()));
  // The key is hashed too: an entry that was moved is none.
  if (!Text->starts_with(strongHash(Key + std::string(Entry)))) {
    fs::remove(Path, Ignored);
    return std::nullopt;
  }
  // The time of the last use, for removeOldest.
  fs::last_write_time(Path, fs::file_time_type::clock::now(), Ignored);
  return std::string(Entry);
}

std::optional<FileError> Store::write(const std::string &Key,
                                      std::string_view Entry) const {
  std::string Text = strongHash(Key + std::string(Entry));
  Text += Entry;
  std::string Name = fileName(Key);
  if (auto Error = writeBelow(Folder, Name, Text))
    return Error;
  removeOldest((fs::path(Folder) / Name).parent_path().string());
  return std::nullopt;
}

void Store::removeOldest(const std::string &PartOfFolder) const {
  struct File {
    fs::file_time_type Used;
    std::uint64_t Size;
    fs::path Path;
  };
  std::vector<File> Files;
  std::uint64_t Total = 0;
  std::error_code Error;
  for (fs::directory_iterator It(PartOfFolder, Error), End; !Error && It != End;
       It.increment(Error)) {
    std::error_code Gone; // another run may have removed it
    std::uint64_t Size = It->file_size(Gone);
    fs::file_time_type Used = It->last_write_time(Gone);
    if (Gone)
      continue;
    Total += Size;
    Files.push_back({Used, Size, It->path()});
  }
  if (Total <= MaxBytes / NumParts)
    return;
  std::ranges::sort(Files, {}, &File::Used);
  // A little more than needed, or the next write would do it again.
  for (const File &Old : Files) {
    if (Total <= MaxBytes / NumParts / 10 * 9)
      break;
    std::error_code Gone;
    fs::remove(Old.Path, Gone);
    Total -= Old.Size;
  }
}

} // namespace pyunbox

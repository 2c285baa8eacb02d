#include "Driver/Chunks.h"

#include "Frontend/ParseUnit.h"
#include "llvm/Support/MemoryBuffer.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace pyunbox {

namespace {

/// A header's parse is worth sharing among that many; with more, processes that
/// are done early find no more work.
constexpr std::size_t FewUnits = 16;
/// What it takes to parse larger files is their own.
constexpr std::size_t MaxSharedSize = 2 << 20;
/// The texts of a chunk are in memory, bytes.
constexpr std::size_t MaxChunkSize = 8 << 20;

struct UnitText {
  std::size_t Unit;
  std::size_t Size;       ///< bytes
  std::string Directives; ///< that it begins with, as far as others may share
  std::string Key; ///< equal for those that share a header; "" if none can
};

/// What \p Command reads.
UnitText look(const CompileCommand &Command, std::size_t I) {
  UnitText Out = {I, 0, "", ""};
  auto File = llvm::MemoryBuffer::getFile(absolutePath(Command));
  if (!File || (*File)->getBufferSize() > MaxSharedSize)
    return Out;
  llvm::StringRef Text = (*File)->getBuffer();
  Out.Size = Text.size();
  std::string UpToHeader; // the first one
  for (const PrefixItem &Item : prefixItems(Text)) {
    Out.Directives += Text.slice(Item.Begin, Item.End);
    if (Item.IsInclude && UpToHeader.empty())
      UpToHeader = Out.Directives;
  }
  if (UpToHeader.empty())
    return Out;
  if (std::string Key = sharingKey(Command); !Key.empty())
    Out.Key = Key + '\n' + UpToHeader;
  return Out;
}

/// Cuts \p Group into parts of much the same size, such that those with most in
/// common are together.
void cut(std::vector<UnitText> Group, unsigned Jobs,
         std::vector<std::vector<std::size_t>> &Chunks) {
  std::ranges::sort(Group, {}, [](const UnitText &T) {
    return std::tie(T.Directives, T.Unit);
  });
  std::size_t Left = 0;
  for (const UnitText &Each : Group)
    Left += Each.Size;
  std::size_t Number = Left / MaxChunkSize + 1;
  if (Jobs > 1)
    Number = std::max({Number, std::size_t{Jobs}, Group.size() / FewUnits});
  std::size_t Size = 0;
  Chunks.emplace_back();
  for (const UnitText &Each : Group) {
    // With half of it, it would be nearer to its share.
    if (!Chunks.back().empty() && Number > 1 &&
        (Size + Each.Size / 2) * Number > Left) {
      Left -= std::exchange(Size, 0);
      --Number;
      Chunks.emplace_back();
    }
    Size += Each.Size;
    Chunks.back().push_back(Each.Unit);
  }
}

} // namespace

std::vector<std::vector<std::size_t>>
makeChunks(const std::vector<CompileCommand> &Commands,
           const std::vector<std::size_t> &Which, unsigned Jobs) {
  std::vector<std::vector<UnitText>> Groups;
  std::map<std::string, std::size_t> Known;
  for (std::size_t I : Which) {
    UnitText Text = look(Commands[I], I);
    auto [At, IsNew] = Known.try_emplace(Text.Key, Groups.size());
    if (IsNew || Text.Key.empty())
      Groups.push_back({std::move(Text)});
    else
      Groups[At->second].push_back(std::move(Text));
  }
  std::vector<std::vector<std::size_t>> Chunks;
  for (std::vector<UnitText> &Group : Groups)
    cut(std::move(Group), Jobs, Chunks);
  return Chunks;
}

} // namespace pyunbox

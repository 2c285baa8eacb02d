//===- Store.h - a folder of entries that may vanish -----------*- C++ -*-===//
//
// Entries are written whole or not at all, so that several runs may share the
// folder; each carries a hash of itself, so that a damaged one is noticed.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_CACHE_STORE_H
#define PYUNBOX_CACHE_STORE_H

#include "Rewrite/Writer.h"

#include <cstdint>

namespace pyunbox {

/// 32 hexadecimal digits of a cryptographic hash of \p Content.
std::string strongHash(std::string_view Content);

class Store {
public:
  /// Entries below \p Folder, which is made when needed. Of about \p MaxBytes
  /// the oldest entries are removed.
  Store(std::string Folder, std::uint64_t MaxBytes)
      : Folder(std::move(Folder)), MaxBytes(MaxBytes) {}

  /// The entry of \p Key, a strongHash. A damaged one is removed.
  std::optional<std::string> read(const std::string &Key) const;
  /// Writes the entry in the place of an earlier one.
  std::optional<FileError> write(const std::string &Key,
                                 std::string_view Entry) const;

private:
  std::string fileName(const std::string &Key) const;
  void removeOldest(const std::string &PartOfFolder) const;

  std::string Folder;
  std::uint64_t MaxBytes;
};

} // namespace pyunbox

#endif

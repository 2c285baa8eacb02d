#include "Cache/BuildIds.h"

#include <cstring>
#include <link.h>
#include <string_view>

namespace pyunbox {

namespace {

/// The id among the notes at \p Notes, else "".
std::string_view findId(std::string_view Notes, std::size_t Align) {
  auto Padded = [Align](std::size_t Size) {
    return (Size + Align - 1) / Align * Align;
  };
  while (Notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) Head;
    std::memcpy(&Head, Notes.data(), sizeof Head);
    Notes.remove_prefix(sizeof Head);
    std::size_t Name = Padded(Head.n_namesz), Text = Padded(Head.n_descsz);
    if (Notes.size() < Name + Head.n_descsz)
      break;
    if (Head.n_type == NT_GNU_BUILD_ID && Notes.starts_with("GNU"))
      return Notes.substr(Name, Head.n_descsz);
    Notes.remove_prefix(std::min(Name + Text, Notes.size()));
  }
  return {};
}

int addId(dl_phdr_info *Object, std::size_t, void *To) {
  std::string_view Id;
  for (unsigned I = 0; I < Object->dlpi_phnum && Id.empty(); ++I)
    if (const ElfW(Phdr) &Part = Object->dlpi_phdr[I]; Part.p_type == PT_NOTE)
      // The loader tells addresses as numbers.
      Id = findId(
          {reinterpret_cast<const char *>( // NOLINT(performance-no-int-to-ptr)
               Object->dlpi_addr + Part.p_vaddr),
           Part.p_memsz},
          Part.p_align == 8 ? 8 : 4);
  auto &Ids = *static_cast<std::string *>(To);
  // The executable comes first; without its id nothing tells two builds apart.
  if (Ids.empty() && Id.empty())
    return 1;
  Ids += Id;
  return 0;
}

} // namespace

std::string buildIds() {
  std::string Ids;
  dl_iterate_phdr(addId, &Ids);
  return Ids;
}

} // namespace pyunbox

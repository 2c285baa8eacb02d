//===- PrefixText.h - directives that files begin with ---------*- C++ -*-===//
//
// Files that begin with the same directives can share the parse of the headers
// that these include. For that, each directive must have the same place in all
// of them, whatever comments stand between: blanks are put there.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_FRONTEND_PREFIXTEXT_H
#define PYUNBOX_FRONTEND_PREFIXTEXT_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// A directive, or a whole conditional, in front of all code of a file.
struct PrefixItem {
  unsigned Begin = 0; ///< offset of its '#'
  unsigned End = 0;   ///< where the line behind it begins
  bool IsInclude = false;
};

/// The items that \p Text begins with, up to the first that other files cannot
/// share: code, a pragma, #line, #error. None of a text with other line ends
/// than "\n", trigraphs of them, a byte order mark, or null characters.
std::vector<PrefixItem> prefixItems(std::string_view Text);

/// Blanks that were put into a text.
struct AddedBlanks {
  unsigned At;   ///< offset in the text with blanks
  unsigned Size; ///< at least 1
};

struct AlignedText {
  struct Item : PrefixItem {
    /// The same in all texts that share the item and all in front of it.
    std::size_t Key;
  };
  std::string Text;
  std::vector<Item> Items;        ///< places in Text
  std::vector<AddedBlanks> Added; ///< in the order of the text
};

/// Puts blanks into \p Texts until items that have the same text, and the same
/// ones in front of them, have the same place. Lines and their columns stay,
/// but for the first line of an item that directly follows another one, or
/// begins the text.
std::vector<AlignedText> alignTexts(const std::vector<std::string_view> &Texts);

/// What alignTexts made \p Text from.
std::string withoutBlanks(std::string_view Text,
                          const std::vector<AddedBlanks> &Added);

/// The place in that of what is at \p Offset with blanks.
unsigned offsetWithoutBlanks(unsigned Offset,
                             const std::vector<AddedBlanks> &Added);

} // namespace pyunbox

#endif

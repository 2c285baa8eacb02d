//===- Blocks.h - whole lines put between those of a source -----*- C++ -*-===//
#ifndef PYUNBOX_REWRITE_BLOCKS_H
#define PYUNBOX_REWRITE_BLOCKS_H

#include "Rewrite/Edits.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// Collects generated lines by the place where they go, and turns each place
/// into one insertion: paragraphs apart from each other and from the code
/// around by blank lines, in the file's own line ends, and with \p LinePath
/// followed by a #line directive, so that what comes after keeps its number.
class Blocks {
public:
  Blocks(std::string_view Content, std::optional<std::string> LinePath)
      : Content(Content), LinePath(std::move(LinePath)) {}

  /// The place in front of the code at \p Offset: its line's beginning, unless
  /// other code stands before it there.
  std::size_t before(std::size_t Offset) const;
  /// The place behind the code that ends at \p Offset: the next line, unless
  /// other code follows on this one.
  std::size_t after(std::size_t Offset) const;

  /// Adds \p Text, whole lines, at \p Place, behind what is there already.
  void addParagraph(std::size_t Place, std::string Text);
  /// The same in front of everything else, without a blank line around it.
  void addLine(std::size_t Place, const std::string &Text);

  /// The places that have anything, in order.
  std::vector<std::size_t> places() const;

  void appendTo(EditList &Edits) const;

private:
  struct Block {
    std::string Lines;
    std::vector<std::string> Paragraphs;
  };

  std::string textAt(std::size_t Place, const Block &B) const;

  std::string_view Content;
  std::optional<std::string> LinePath;
  std::map<std::size_t, Block> Places;
};

/// `#line <Number> "<Path>"`, as a whole line.
std::string lineDirective(std::size_t Number, std::string_view Path);

} // namespace pyunbox

#endif

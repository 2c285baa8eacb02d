//===- TextEdits.h - replacing stretches of a text -------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_TEXTEDITS_H
#define PYUNBOX_INFERENCE_TEXTEDITS_H

#include "Signature/Method.h"
#include "llvm/ADT/StringRef.h"

namespace pyunbox {

/// Edits of a text, which must outlive this. All spans are in bytes of the
/// text as it was.
class TextEdits {
public:
  explicit TextEdits(llvm::StringRef Text) : Text(Text) {}

  /// Replaces \p At by \p New. Edits inside \p At are dropped.
  void replace(Span At, std::string New);
  /// The text of \p At with the edits inside it applied; they are consumed.
  /// Nothing if edits overlap.
  std::optional<std::string> take(Span At);

  /// Whether \p At lies inside what some edit replaces, and is not all of it.
  bool isInsideEdit(Span At) const;
  /// \p At extended to whole lines if nothing else stands on them.
  Span wholeLines(Span At) const;
  /// \p At extended past the semicolon that follows it, if one does.
  Span withSemicolon(Span At) const;
  /// The white space before the line of \p Offset.
  std::string indentAt(unsigned Offset) const;
  /// Whether a preprocessor directive begins inside \p At.
  bool hasDirective(Span At) const;

private:
  struct Edit {
    Span At;
    std::string New;
  };
  llvm::StringRef Text;
  std::vector<Edit> Edits;
};

} // namespace pyunbox

#endif

//===- Conditionals.h - under which #if does a place stand? -----*- C++ -*-===//
//
// The analysis sees one configuration of a source; another one must compile,
// too, after a rewrite. So generated code stands under the conditions of the
// row that it serves.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_REWRITE_CONDITIONALS_H
#define PYUNBOX_REWRITE_CONDITIONALS_H

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// An open conditional section: its directives up to the group one is in,
/// e.g. {"#if A", "#else"}, without comments and spliced newlines.
struct Condition {
  std::vector<std::string> Directives;
  /// Where the first directive begins; what tells two sections apart.
  std::size_t Begin = 0;
};

/// A directive that gives a macro another meaning, or takes it away.
struct MacroChange {
  std::string Name;
  std::string Meaning; ///< all that follows the name
  std::size_t Begin = 0;
};

/// The conditional directives of a text.
class Conditionals {
public:
  explicit Conditionals(std::string_view Content);

  /// In their order, also in what conditionals may leave out.
  const std::vector<MacroChange> &macroChanges() const { return Changes; }

  /// The sections open at \p Offset, outermost first.
  std::vector<Condition> openAt(std::size_t Offset) const;
  /// Whether a directive begins between the two offsets.
  bool anyBetween(std::size_t Begin, std::size_t End) const;
  /// Where the text's include guard begins, if it has one: an #ifndef of a name
  /// that is defined next, around all other directives.
  std::optional<std::size_t> guard() const;

private:
  struct Directive {
    std::string Name; ///< "if", "ifdef", "else", "endif", ...
    std::string Text; ///< all of it
    std::size_t Begin = 0;
  };
  std::vector<Directive> Directives;
  std::vector<MacroChange> Changes;
  /// The first of them is the #ifndef of a name that is defined next.
  bool MayBeGuarded = false;
};

/// The sections of \p Inner that \p Outer lacks; nothing if \p Outer stands in
/// a section or a group that \p Inner is not in.
std::optional<std::vector<Condition>>
additional(const std::vector<Condition> &Outer,
           const std::vector<Condition> &Inner);

/// \p Text (whole lines) under \p Conditions.
std::string under(const std::vector<Condition> &Conditions,
                  const std::string &Text);

} // namespace pyunbox

#endif

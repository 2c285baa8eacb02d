#include "Report/Notes.h"

#include <algorithm>
#include <fmt/format.h>

namespace pyunbox {

Palette::Palette(bool Color) {
  if (!Color)
    return;
  Bold = "\033[1m";
  Red = "\033[1;31m";
  Green = "\033[1;32m";
  Yellow = "\033[1;33m";
  Blue = "\033[1;36m";
  Reset = "\033[0m";
}

std::string prefix(const Location &At, const Palette &P) {
  if (At.File.empty())
    return {};
  std::string Text = At.File;
  if (At.Line) {
    Text += fmt::format(":{}", At.Line);
    if (At.Column)
      Text += fmt::format(":{}", At.Column);
  }
  return fmt::format("{}{}:{} ", P.Bold, Text, P.Reset);
}

std::string printable(std::string_view Text) {
  std::string Out;
  unsigned char Before = 0;
  for (char C : Text) {
    auto Byte = static_cast<unsigned char>(C);
    // U+0080 to U+009F are C2 80 to C2 9F.
    bool IsControl = Byte < ' ' || Byte == 0x7f ||
                     (Before == 0xc2 && Byte >= 0x80 && Byte <= 0x9f);
    if (IsControl)
      Out += fmt::format("\\x{:02x}", Byte);
    else
      Out += C;
    Before = Byte;
  }
  return Out;
}

static std::string typedLine(const Method &M, const Palette &P) {
  std::string Line =
      fmt::format("{}{}typed:{} {}: {} [{}, {}]", prefix(M.RowAt, P), P.Green,
                  P.Reset, printable(M.Name), entrySignature(M),
                  spelling(M.Kind), spelling(M.PyPy.How));
  if (!M.PyPy.WhyNot.empty())
    Line += fmt::format(" ({})", M.PyPy.WhyNot);
  for (const std::string &What : M.Trusts)
    Line += fmt::format(" (trusts: {})", What);
  if (!M.Record.empty())
    Line += " (rewritten already)";
  else if (!M.NotRewritten.empty())
    Line += fmt::format(" (not rewritten: {})", M.NotRewritten);
  return Line + "\n";
}

static std::string rejectedLine(const Method &M, const Palette &P) {
  const Reason R = M.Rejection.value_or(Reason{"unknown", "no reason", {}});
  // The evidence is where a person has to look; the row only names the method.
  const Location &At = R.Where.File.empty() ? M.RowAt : R.Where;
  return fmt::format("{}{}rejected:{} {}: {} [{}]\n", prefix(At, P), P.Yellow,
                     P.Reset, printable(M.Name), printable(R.Message), R.Code);
}

std::string headline(const Method &M, const Palette &P) {
  return M.Typed ? typedLine(M, P) : rejectedLine(M, P);
}

std::string note(const Location &At, std::string_view Message,
                 const Palette &P) {
  return fmt::format("{}{}note:{} {}\n", prefix(At, P), P.Blue, P.Reset,
                     Message);
}

static std::optional<std::string_view>
lineIn(const std::optional<Excerpt> &Text, const Location &At) {
  if (!Text || Text->At.File != At.File || At.Line < Text->At.Line)
    return std::nullopt;
  std::string_view Rest = Text->Text;
  for (unsigned Line = Text->At.Line; Line < At.Line; ++Line) {
    std::size_t End = Rest.find('\n');
    if (End == std::string_view::npos)
      return std::nullopt;
    Rest.remove_prefix(End + 1);
  }
  Rest = Rest.substr(0, Rest.find('\n'));
  if (Rest.ends_with('\r'))
    Rest.remove_suffix(1);
  return Rest;
}

std::string snippet(const Method &M, const Location &At) {
  auto Line = lineIn(M.WrapperText, At);
  if (!Line)
    Line = lineIn(M.ImplementationText, At);
  if (!Line)
    return {};
  std::string Mark;
  if (At.Column && At.Column <= Line->size()) {
    Mark = Line->substr(0, At.Column - 1);
    // Tabs stay, so that the mark stands under its character.
    std::ranges::replace_if(Mark, [](char C) { return C != '\t'; }, ' ');
    Mark = fmt::format("      | {}^\n", Mark);
  }
  return fmt::format("{:5} | {}\n{}", At.Line, *Line, Mark);
}

} // namespace pyunbox

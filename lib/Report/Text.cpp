//===- Text.cpp - an analysis for a terminal ---------------------*- C++
//-*-===//

#include "Report/Text.h"

#include "Report/Summary.h"

#include <fmt/format.h>

#include <algorithm>

namespace pyunbox {

namespace {
/// ANSI escapes, or nothing.
struct Palette {
  std::string_view Bold, Red, Green, Yellow, Reset;

  explicit Palette(bool Color) {
    if (!Color)
      return;
    Bold = "\033[1m";
    Red = "\033[1;31m";
    Green = "\033[1;32m";
    Yellow = "\033[1;33m";
    Reset = "\033[0m";
  }
};
} // namespace

/// "file:line:col: ", as much of it as is known.
static std::string prefix(const Location &At, const Palette &P) {
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

static std::string typedLine(const Method &M, const Palette &P) {
  std::string Line = fmt::format(
      "{}{}typed:{} {}: {} [{}, {}]", prefix(M.RowAt, P), P.Green, P.Reset,
      M.Name, entrySignature(M), spelling(M.Kind), spelling(M.PyPy.How));
  if (!M.PyPy.WhyNot.empty())
    Line += fmt::format(" ({})", M.PyPy.WhyNot);
  for (const std::string &What : M.Trusts)
    Line += fmt::format(" (trusts: {})", What);
  if (!M.NotRewritten.empty())
    Line += fmt::format(" (not rewritten: {})", M.NotRewritten);
  return Line + "\n";
}

static std::string rejectedLine(const Method &M, const Palette &P) {
  const Reason R = M.Rejection.value_or(Reason{"unknown", "no reason", {}});
  // The evidence is where a person has to look; the row only names the method.
  const Location &At = R.Where.File.empty() ? M.RowAt : R.Where;
  return fmt::format("{}{}rejected:{} {}: {} [{}]\n", prefix(At, P), P.Yellow,
                     P.Reset, M.Name, R.Message, R.Code);
}

static std::string diagnosticLine(const Diagnostic &D, const Palette &P) {
  return fmt::format("{}{}{}:{} {}\n", prefix(D.Where, P),
                     D.Severity == "error" ? P.Red : P.Yellow, D.Severity,
                     P.Reset, D.Message);
}

static std::string totals(const Summary &S) {
  std::string Text = fmt::format(
      "{} of {} methods typed ({} direct, {} adapter, {} specialized), {} "
      "directly callable on PyPy",
      S.Typed, S.Methods, S.ByEntry.at("direct"), S.ByEntry.at("adapter"),
      S.ByEntry.at("specialized"), S.ByWay.at("direct"));
  if (S.Suppressed)
    Text += fmt::format("; {} suppressed", S.Suppressed);
  if (S.UnitsFailed)
    Text += fmt::format("; {} of {} units failed", S.UnitsFailed, S.Units);
  return Text + "\n";
}

std::string toText(const Analysis &A, bool Color) {
  const Palette P(Color);
  std::string Text;
  for (const Unit &U : A.Units) {
    for (const Diagnostic &D : U.Diagnostics)
      Text += diagnosticLine(D, P);
    for (const Method &M : U.Methods)
      if (!M.Suppressed)
        Text += M.Typed ? typedLine(M, P) : rejectedLine(M, P);
  }
  const Summary Counts = summarize(A);
  if (!Text.empty() || Counts.Methods)
    Text += totals(Counts);
  return Text;
}

} // namespace pyunbox

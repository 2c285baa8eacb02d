//===- Text.cpp - an analysis for a terminal --------------------*- C++ -*-===//

#include "Report/Text.h"

#include "Report/Notes.h"
#include "Report/Summary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
<<<<<<< HEAD
#include <utility>
#include <vector>

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
  std::string Lines =
      fmt::format("{}{}rejected:{} {}: {} [{}]\n", prefix(At, P), P.Yellow,
                  P.Reset, M.Name, R.Message, R.Code);
  if (!R.Hint.empty())
    Lines += fmt::format("    hint: {}\n", R.Hint);
  return Lines;
}

=======
#include <set>
#include <tuple>

namespace pyunbox {

>>>>>>> reports
static std::string diagnosticLine(const Diagnostic &D, const Palette &P) {
  return fmt::format("{}{}{}:{} {}\n", prefix(D.Where, P),
                     D.Severity == "error" ? P.Red : P.Yellow, D.Severity,
                     P.Reset, D.Message);
}

<<<<<<< HEAD
/// The reasons for which methods were rejected, the commonest first; what to
/// work on is what a reader of many lines wants to know.
static std::string reasons(const Summary &S) {
  if (S.ByReason.empty())
    return {};
  std::vector<std::pair<std::string, unsigned>> Codes(S.ByReason.begin(),
                                                      S.ByReason.end());
  std::sort(Codes.begin(), Codes.end(), [](const auto &A, const auto &B) {
    return std::pair(B.second, A.first) < std::pair(A.second, B.first);
  });
  std::vector<std::string> Counts;
  Counts.reserve(Codes.size());
  for (const auto &[Code, Count] : Codes)
    Counts.push_back(fmt::format("{} {}", Count, Code));
  return fmt::format("{} rejected: {}\n", S.Rejected, fmt::join(Counts, ", "));
=======
/// What helps a reader on. The help for a reason is given once, where it first
/// comes up: it is the same for all methods.
static std::string notes(const Method &M, std::set<std::string> &Explained,
                         const Palette &P) {
  std::string Text;
  if (M.Rejection && !M.Rejection->Hint.empty() &&
      Explained.insert(M.Rejection->Code).second)
    Text += note(M.Rejection->Where.File.empty() ? M.RowAt : M.Rejection->Where,
                 M.Rejection->Hint, P);
  if (M.Typed && M.PyPy.How != CallWay::Direct &&
      !M.Effect.EvidenceAt.File.empty())
    Text += note(M.Effect.EvidenceAt, M.Effect.Evidence, P);
  return Text;
}

/// "reasons: 5 format-unit, 2 self-used", the most frequent first.
static std::string reasons(const Summary &S) {
  std::vector<std::pair<std::string, unsigned>> Sorted(S.ByReason.begin(),
                                                       S.ByReason.end());
  std::ranges::sort(Sorted, [](const auto &A, const auto &B) {
    return std::tie(B.second, A.first) < std::tie(A.second, B.first);
  });
  std::string Text;
  for (const auto &[Code, Count] : Sorted)
    Text +=
        fmt::format("{} {} {}", Text.empty() ? "reasons:" : ",", Count, Code);
  return Text.empty() ? Text : Text + "\n";
>>>>>>> reports
}

static std::string totals(const Summary &S) {
  std::string Text = fmt::format(
      "{} of {} methods typed ({} direct, {} adapter, {} specialized), {} "
      "directly callable on PyPy",
      S.Typed, S.Methods, S.ByEntry.at("direct"), S.ByEntry.at("adapter"),
      S.ByEntry.at("specialized"), S.ByWay.at("direct"));
  if (S.UnitsFailed)
    Text += fmt::format("; {} of {} units failed", S.UnitsFailed, S.Units);
  return Text + "\n" + reasons(S);
}

std::string toText(const Analysis &A, bool Color) {
  const Palette P(Color);
  std::string Text;
  std::set<std::string> Explained;
  for (const Unit &U : A.Units) {
    for (const Diagnostic &D : U.Diagnostics)
      Text += diagnosticLine(D, P);
    for (const Method &M : U.Methods)
      Text += headline(M, P) + notes(M, Explained, P);
  }
  if (!Text.empty())
    Text += totals(summarize(A));
  return Text;
}

} // namespace pyunbox

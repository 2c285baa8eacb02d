//===- Text.cpp - an analysis for a terminal --------------------*- C++ -*-===//

#include "Report/Text.h"

#include "Report/Bugs.h"
#include "Report/Notes.h"
#include "Report/Summary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace pyunbox {

static std::string diagnosticLine(const Diagnostic &D, const Unit &U,
                                  const Palette &P) {
  // What is wrong with the command has no place.
  const Location At = D.Where.File.empty() ? Location{U.Path} : D.Where;
  return fmt::format("{}{}{}:{} {}\n", prefix(At, P),
                     D.Severity == "error" ? P.Red : P.Yellow, D.Severity,
                     P.Reset, D.Message);
}

static std::string findings(const Method &M, const Palette &P) {
  std::string Text;
  for (const Reason &Finding : M.Findings)
    Text += fmt::format("{}{}warning:{} {} [{}]\n", prefix(Finding.Where, P),
                        P.Yellow, P.Reset, printable(Finding.Message),
                        Finding.Code);
  return Text;
}

/// What helps a reader on. The help for a reason is given once, where it first
/// comes up: it is the same for all methods.
static std::string notes(const Method &M, std::set<std::string> &Explained,
                         const Palette &P) {
  std::string Text;
  if (M.Rejection && !M.Rejection->Hint.empty() &&
      Explained.insert(M.Rejection->Code).second)
    Text += note(M.Rejection->Where.File.empty() ? M.RowAt : M.Rejection->Where,
                 M.Rejection->Hint, P);
  if (M.Typed && M.PyPy.How != CallWay::Direct && !M.Effect.Evidence.empty())
    if (const FoundEffect &First = M.Effect.Evidence.front();
        !First.Where.File.empty())
      Text += note(First.Where, First.What, P);
  return Text;
}

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
}

/// "3 missing-check (f, g, h)": the methods with one code, as many as a reader
/// takes in at a glance; each has a line of its own further up.
static std::string methodsOf(const std::string &Code,
                             const std::vector<std::string> &Methods) {
  constexpr std::size_t Shown = 8;
  const std::span First =
      std::span(Methods).first(std::min(Methods.size(), Shown));
  const std::string More =
      Methods.size() > Shown
          ? fmt::format(" and {} more", Methods.size() - Shown)
          : "";
  return fmt::format("{} {} ({}{})", Methods.size(), Code,
                     fmt::join(First, ", "), More);
}

/// The methods whose reason should be mended whatever becomes of their types.
static std::string bugs(const Analysis &A, const Palette &P) {
  std::map<std::string, std::vector<std::string>> ByCode;
  for (const Unit &U : A.Units)
    for (const Method &M : U.Methods)
      for (const std::string &Code : bugsOf(M))
        ByCode[Code].push_back(printable(M.Name));
  if (ByCode.empty())
    return {};
  std::vector<std::string> Found;
  Found.reserve(ByCode.size());
  for (const auto &[Code, Methods] : ByCode)
    Found.push_back(methodsOf(Code, Methods));
  return fmt::format("{}likely bugs in the extension:{} {}\n", P.Red, P.Reset,
                     fmt::join(Found, ", "));
}

static std::string totals(const Summary &S) {
  std::string Text = fmt::format(
      "{} of {} methods typed ({} direct, {} adapter, {} specialized), {} "
      "directly callable on PyPy, {} with the GIL, {} by METH_FASTCALL on "
      "CPython",
      S.Typed, S.Methods, S.ByEntry.at("direct"), S.ByEntry.at("adapter"),
      S.ByEntry.at("specialized"), S.ByWay.at("direct"), S.ByWay.at("gil"),
      S.ByWayOnCPython.at("fastcall"));
  if (S.Suppressed)
    Text += fmt::format("; {} suppressed", S.Suppressed);
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
      Text += diagnosticLine(D, U, P);
    for (const Method &M : U.Methods)
      Text += M.Suppressed
                  ? findings(M, P)
                  : headline(M, P) + findings(M, P) + notes(M, Explained, P);
  }
  const Summary Counts = summarize(A);
  if (!Text.empty() || Counts.Methods)
    return Text + totals(Counts) + bugs(A, P);
  if (Counts.Units == 0)
    return "";
  return "no methods: with these flags there is no method table in " +
         (Counts.Units == 1 ? printable(A.Units.front().Path)
                            : fmt::format("these {} files", Counts.Units)) +
         " (an #if may leave it out)\n";
}

} // namespace pyunbox

#include "Driver/Suppressions.h"

#include "Inference/Reasons.h"
#include "Knowledge/Suggestion.h"
#include "fmt/format.h"

#include <algorithm>
#include <set>

namespace pyunbox {

namespace {

constexpr std::string_view Word = "NOPYUNBOX";
constexpr std::string_view Blanks = " \t\r";

struct Suppression {
  Location Where;
  unsigned Line = 0;              ///< of the methods that it is for
  std::vector<std::string> Codes; ///< empty: whatever the verdict is
  bool Used = false;
  std::set<std::string> UsedCodes;
};

std::vector<std::string> split(std::string_view Text) {
  std::vector<std::string> Parts;
  while (!Text.empty()) {
    std::string_view Part = Text.substr(0, Text.find(','));
    Text.remove_prefix(std::min(Part.size() + 1, Text.size()));
    Part.remove_prefix(std::min(Part.find_first_not_of(Blanks), Part.size()));
    Parts.emplace_back(Part.substr(0, Part.find_last_not_of(Blanks) + 1));
  }
  return Parts;
}

/// The comment in \p Line, which is number \p Number of \p File.
std::optional<Suppression> parse(std::string_view Line, unsigned Number,
                                 const std::string &File) {
  std::size_t At = Line.find(Word);
  std::size_t Comment = std::min(Line.find("//"), Line.find("/*"));
  if (At == Line.npos || Comment > At)
    return std::nullopt;
  Suppression Out;
  Out.Where = {File, Number, static_cast<unsigned>(At) + 1};
  Out.Line = Line.find_first_not_of(Blanks) == Comment ? Number + 1 : Number;
  std::string_view Rest = Line.substr(At + Word.size());
  if (Rest.starts_with('('))
    Out.Codes = split(Rest.substr(1, Rest.find(')') - 1));
  return Out;
}

const std::vector<std::string_view> &codes() {
  static const std::vector<std::string_view> All = {
#define PYUNBOX_REASON(Name, Code, Summary, Help) Code,
#include "Inference/Reasons.def"
  };
  return All;
}

void warn(const Suppression &S, std::string Message, Unit &U) {
  U.Diagnostics.push_back({"warning", std::move(Message), S.Where});
}

/// A finding is suppressed where it is, or where its method is.
void applyToFindings(Suppression &S, Method &M, bool OfMethod) {
  std::erase_if(M.Findings, [&](const Reason &Finding) {
    if (!(OfMethod || Finding.Where.Line == S.Line) ||
        std::ranges::find(S.Codes, Finding.Code) == S.Codes.end())
      return false;
    S.Used = true;
    S.UsedCodes.insert(Finding.Code);
    return true;
  });
}

void apply(Suppression &S, Method &M) {
  if (S.Codes.empty()) {
    const ReasonInfo &Info = reasonInfo(ReasonCode::Suppressed);
    M.Typed = false;
    M.Rejection = Reason{std::string(Info.Code), std::string(Info.Summary),
                         S.Where, std::string(Info.Help)};
    M.Suppressed = S.Used = true;
  } else if (M.Rejection &&
             std::ranges::find(S.Codes, M.Rejection->Code) != S.Codes.end()) {
    M.Suppressed = S.Used = true;
    S.UsedCodes.insert(M.Rejection->Code);
  }
}

} // namespace

void applySuppressions(std::string_view Content, Unit &U) {
  unsigned Number = 0;
  while (!Content.empty()) {
    std::string_view Line = Content.substr(0, Content.find('\n'));
    Content.remove_prefix(std::min(Line.size() + 1, Content.size()));
    auto S = parse(Line, ++Number, U.Path);
    if (!S)
      continue;
    for (Method &M : U.Methods) {
      bool OfMethod = false;
      for (const Location *At : {&M.RowAt, &M.WrapperAt})
        if (At->Line == S->Line && At->File == U.Path) {
          apply(*S, M);
          OfMethod = true;
        }
      applyToFindings(*S, M, OfMethod);
    }
    for (const std::string &Code : S->Codes)
      if (std::ranges::find(codes(), Code) == codes().end())
        warn(*S,
             fmt::format("there is no reason code '{}'{}", Code,
                         didYouMean(Code, codes())),
             U);
      else if (S->Used && !S->UsedCodes.contains(Code))
        warn(*S, fmt::format("'{}' suppresses nothing; remove it", Code), U);
    if (!S->Used)
      warn(*S, "this comment suppresses nothing; remove it", U);
  }
}

} // namespace pyunbox

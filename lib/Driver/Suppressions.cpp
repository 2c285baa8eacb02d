#include "Driver/Suppressions.h"

#include "Inference/Reasons.h"
#include "Knowledge/Suggestion.h"
#include "Rewrite/Scan.h"
#include "fmt/format.h"

#include <algorithm>
#include <set>

namespace pyunbox {

namespace {

constexpr std::string_view Word = "NOPYUNBOX";
constexpr std::string_view Blanks = " \t\r";

struct Suppression {
  Location Where;
  unsigned Line = 0;       ///< of the methods that it is for
  bool NamesCodes = false; ///< else it counts whatever the verdict is
  std::vector<std::string> Codes;
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

const std::vector<std::string_view> &codes() {
  static const std::vector<std::string_view> All = {
#define PYUNBOX_REASON(Name, Code, Summary, Help) Code,
#include "Inference/Reasons.def"
  };
  return All;
}

bool isCode(const std::string &Text) {
  return std::ranges::find(codes(), Text) != codes().end();
}

/// Where \p Name stands in \p Text as a word, or npos.
std::size_t findWord(std::string_view Text, std::string_view Name) {
  for (std::size_t At = Text.find(Name); At != Text.npos;
       At = Text.find(Name, At + 1)) {
    const std::size_t End = At + Name.size();
    if ((At == 0 || !isWord(Text[At - 1])) &&
        (End == Text.size() || !isWord(Text[End])))
      return At;
  }
  return Text.npos;
}

/// The codes in parentheses that \p Rest, what follows the word, begins with;
/// after a blank parentheses are prose, unless there is a code in them.
std::optional<std::vector<std::string>> codesIn(std::string_view Rest) {
  const bool Spaced = Rest.starts_with(' ');
  Rest.remove_prefix(std::min(Rest.find_first_not_of(Blanks), Rest.size()));
  if (!Rest.starts_with('('))
    return std::nullopt;
  auto Codes = split(Rest.substr(1, Rest.find(')') - 1));
  if (Spaced && std::ranges::none_of(Codes, isCode))
    return std::nullopt;
  return Codes;
}

/// Follows the lines of a text.
class LineCounter {
public:
  explicit LineCounter(std::string_view Text) : Text(Text) {}
  /// Of \p Offset, which must not be before that of an earlier call.
  unsigned lineOf(std::size_t Offset) {
    Line += static_cast<unsigned>(
        std::count(Text.begin() + static_cast<std::ptrdiff_t>(At),
                   Text.begin() + static_cast<std::ptrdiff_t>(Offset), '\n'));
    At = Offset;
    return Line;
  }

private:
  std::string_view Text;
  std::size_t At = 0;
  unsigned Line = 1;
};

/// The suppressions in the comments of \p Content, which is \p File's.
std::vector<Suppression> find(std::string_view Content,
                              const std::string &File) {
  std::vector<Suppression> All;
  LineCounter Lines(Content);
  for (std::size_t Pos = 0; Pos < Content.size();) {
    const std::size_t End = skipComment(Content, Pos);
    if (End == Pos) {
      Pos = std::max(skipLiteral(Content, Pos), Pos + 1);
      continue;
    }
    const std::string_view Comment = Content.substr(Pos, End - Pos);
    if (std::size_t At = findWord(Comment, Word); At != Comment.npos) {
      const std::size_t LineBegin = Content.rfind('\n', Pos) + 1;
      const bool IsAlone = Content.substr(LineBegin, Pos - LineBegin)
                               .find_first_not_of(Blanks) == Content.npos;
      Suppression S;
      S.Line = Lines.lineOf(Pos);
      const std::size_t WordLine = Content.rfind('\n', Pos + At) + 1;
      S.Where = {File, Lines.lineOf(Pos + At),
                 static_cast<unsigned>(Pos + At - WordLine) + 1};
      if (IsAlone)
        S.Line = Lines.lineOf(End) + 1;
      if (auto Codes = codesIn(Comment.substr(At + Word.size())))
        S.Codes = std::move(*Codes), S.NamesCodes = true;
      All.push_back(std::move(S));
    }
    Pos = End;
  }
  return All;
}

void warn(const Suppression &S, std::string Message, Unit &U) {
  U.Diagnostics.push_back({"warning", std::move(Message), S.Where});
}

/// A finding is suppressed where it is, or where its method is.
void applyToFindings(Suppression &S, Method &M, bool OfMethod) {
  std::erase_if(M.Findings, [&](const Reason &Finding) {
    if (!(OfMethod || (Finding.Where.Line == S.Line &&
                       Finding.Where.File == S.Where.File)) ||
        std::ranges::find(S.Codes, Finding.Code) == S.Codes.end())
      return false;
    S.Used = true;
    S.UsedCodes.insert(Finding.Code);
    return true;
  });
}

void apply(Suppression &S, Method &M) {
  if (!S.NamesCodes) {
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

void applySuppressions(std::string_view Content, const std::string &File,
                       Unit &U) {
  for (Suppression &S : find(Content, File)) {
    auto IsHere = [&](const Location &At) {
      return At.Line == S.Line && At.File == File;
    };
    for (Method &M : U.Methods) {
      const bool OfMethod = IsHere(M.RowAt) || IsHere(M.WrapperAt) ||
                            (M.WrapperText && IsHere(M.WrapperText->At));
      if (OfMethod)
        apply(S, M);
      applyToFindings(S, M, OfMethod);
    }
    if (S.NamesCodes && S.Codes.empty())
      warn(S, "there is no reason code between the parentheses", U);
    for (const std::string &Code : S.Codes)
      if (!isCode(Code))
        warn(S,
             fmt::format("there is no reason code '{}'{}", Code,
                         didYouMean(Code, codes())),
             U);
      else if (S.Used && !S.UsedCodes.contains(Code))
        warn(S, fmt::format("'{}' suppresses nothing; remove it", Code), U);
    if (!S.Used)
      warn(S, "this comment suppresses nothing; remove it", U);
  }
}

} // namespace pyunbox

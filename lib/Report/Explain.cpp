#include "Report/Explain.h"

#include "Report/Notes.h"

#include <fmt/format.h>

namespace pyunbox {

std::string explain(const Method &M, bool Color) {
  const Palette P(Color);
  std::string Text = headline(M, P);
  auto Add = [&](const Location &At, std::string_view Message) {
    Text += note(At, Message, P) + snippet(M, At);
  };
  if (M.Rejection)
    Text += snippet(M, M.Rejection->Where);
  for (const Remark &Step : M.Steps)
    Add(Step.Where, Step.Message);
  if (M.Rejection && !M.Rejection->Hint.empty())
    Add({}, M.Rejection->Hint);
  for (const FoundEffect &Evidence : M.Effect.Evidence)
    Add(Evidence.Where,
        fmt::format("{}: {}", spelling(Evidence.Kind), Evidence.What));
  for (const Reason &Finding : M.Findings)
    Add(Finding.Where,
        fmt::format("likely bug: {} [{}]", Finding.Message, Finding.Code));
  if (M.Decided)
    Add({}, fmt::format("{} in a review{}{}",
                        M.Decided->Accepted ? "accepted" : "rejected",
                        M.Decided->Comment.empty() ? "" : ": ",
                        M.Decided->Comment));
  return Text;
}

} // namespace pyunbox

#include "Inference/MacroHistory.h"

#include "Frontend/PreprocessorWatch.h"
#include "Rewrite/Conditionals.h"
#include "Rewrite/Scan.h"
#include "clang/Basic/SourceManager.h"

#include <algorithm>
#include <set>

using namespace clang;

namespace pyunbox {

/// Macros that are not the same wherever they stand.
static bool hangsOnPlace(std::string_view Name) {
  return Name == "__COUNTER__" || Name == "__LINE__" || Name == "__FILE__" ||
         Name == "__INCLUDE_LEVEL__";
}

static std::vector<std::string> wordsOf(std::string_view Text) {
  std::vector<std::string> Words;
  for (auto At = Text.begin(); At != Text.end();) {
    At = std::find_if(At, Text.end(), isWord);
    auto End = std::find_if_not(At, Text.end(), isWord);
    if (At != End)
      Words.emplace_back(At, End);
    At = End;
  }
  return Words;
}

MacroHistory::MacroHistory(const SourceManager &Sources, const TextOf &TextOf,
                           const std::function<bool(SourceLocation)> &IsForeign)
    : Sources(Sources) {
  for (FileID File : enteredFiles(Sources)) {
    if (IsForeign(Sources.getLocForStartOfFile(File)))
      continue;
    for (const MacroChange &C : TextOf(File).macroChanges())
      Changes[C.Name].push_back(
          {Sources.getComposedLoc(File, static_cast<unsigned>(C.Begin)),
           C.Meaning});
  }
}

bool MacroHistory::mayChange(std::string_view Directive, SourceLocation A,
                             SourceLocation B) const {
  if (Sources.isBeforeInTranslationUnit(B, A))
    std::swap(A, B);
  std::vector<std::string> Work = wordsOf(Directive);
  std::set<std::string> Seen(Work.begin(), Work.end());
  while (!Work.empty()) {
    const std::string Name = std::move(Work.back());
    Work.pop_back();
    if (hangsOnPlace(Name))
      return true;
    auto Found = Changes.find(Name);
    if (Found == Changes.end())
      continue;
    for (const Change &C : Found->second) {
      if (Sources.isBeforeInTranslationUnit(A, C.Where) &&
          Sources.isBeforeInTranslationUnit(C.Where, B))
        return true;
      for (std::string &Word : wordsOf(C.Meaning))
        if (Seen.insert(Word).second)
          Work.push_back(std::move(Word));
    }
  }
  return false;
}

} // namespace pyunbox

#include "TableScan.h"
#include "FileSystem.h"

#include <set>
#include <string_view>
#include <vector>

namespace pyunbox::launcher {

static void skipBlanks(std::string_view &Text) {
  size_t First = Text.find_first_not_of(" \t");
  Text.remove_prefix(std::min(First, Text.size()));
}

static bool consume(std::string_view &Text, std::string_view Word) {
  if (!Text.starts_with(Word))
    return false;
  Text.remove_prefix(Word.size());
  return true;
}

namespace {

/// Follows quoted includes from the source; each file is read once.
class Scanner {
public:
  explicit Scanner(const std::string &Source) : Source(Source) {}

  TableScan run() {
    visit(Source);
    while (!Pending.empty()) {
      std::string Path = std::move(Pending.back());
      Pending.pop_back();
      visit(Path);
    }
    return Result;
  }

private:
  void visit(const std::string &Path) {
    std::optional<std::string> Text = readFile(Path);
    if (!Text)
      return;
    if (Path == Source)
      Result.Readable = true;
    if (Text->find("PyMethodDef") != std::string::npos)
      Result.MentionsTable = true;
    scanIncludes(*Text, std::string(folderOf(Path)));
  }

  void scanIncludes(std::string_view Text, const std::string &Folder) {
    // Looking for the keyword is much quicker than splitting lines; nearly
    // always '#' stands right before it.
    for (size_t At = Text.find("include"); At != std::string_view::npos;
         At = Text.find("include", At + 1)) {
      size_t Before = Text.find_last_not_of(" \t", At - (At > 0));
      if (At == 0 || Before == std::string_view::npos || Text[Before] != '#')
        continue;
      std::string_view Rest =
          Text.substr(At + std::string_view("include").size());
      consume(Rest, "_next");
      handleInclude(Rest.substr(0, Rest.find('\n')), Folder);
    }
  }

  void handleInclude(std::string_view Rest, const std::string &Folder) {
    skipBlanks(Rest);
    if (Rest.starts_with("__FILE__") || Rest.starts_with("__BASE_FILE__")) {
      Result.MayIncludeItself = true;
      return;
    }
    bool Quoted = consume(Rest, "\"");
    if (!Quoted && !consume(Rest, "<"))
      return;
    std::string Name(Rest.substr(0, Rest.find(Quoted ? '"' : '>')));
    Result.IncludesHeaders |= Name.starts_with("pyunbox/");
    std::string Path = Name[0] == '/' ? Name : Folder + Name;
    bool Found = Quoted && exists(Path);
    if (baseNameOf(Name) == baseNameOf(Source) &&
        (!Found || isSameFile(Path, Source)))
      Result.MayIncludeItself = true;
    if (Found && Seen.insert(Path).second)
      Pending.push_back(Path);
  }

  const std::string &Source;
  TableScan Result;
  std::set<std::string> Seen;
  std::vector<std::string> Pending;
};

} // namespace

TableScan scanForTables(const std::string &Source) {
  return Scanner(Source).run();
}

} // namespace pyunbox::launcher

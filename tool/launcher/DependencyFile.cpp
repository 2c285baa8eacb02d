#include "DependencyFile.h"
#include "FileSystem.h"

namespace pyunbox::launcher {

std::string escapeForRule(std::string_view Path) {
  while (Path.starts_with("./")) {
    Path.remove_prefix(2);
    while (Path.starts_with('/'))
      Path.remove_prefix(1);
  }
  std::string Escaped;
  for (size_t I = 0; I < Path.size(); ++I) {
    char C = Path[I];
    if (C == ' ' || C == '\t') {
      // make reads backslashes before a blank in pairs.
      for (size_t J = I; J > 0 && Path[J - 1] == '\\'; --J)
        Escaped += '\\';
      Escaped += '\\';
    } else if (C == '$') {
      Escaped += '$';
    } else if (C == '#') {
      Escaped += '\\';
    }
    Escaped += C;
  }
  return Escaped;
}

std::set<std::string> prerequisites(std::string_view Text) {
  std::set<std::string> Result;
  std::string Word;
  bool AfterColon = false;
  auto Finish = [&] {
    if (!AfterColon && Word.ends_with(':'))
      AfterColon = true;
    else if (AfterColon && !Word.empty())
      Result.insert(Word);
    Word.clear();
  };
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\\' && I + 1 < Text.size()) {
      char Following = Text[++I];
      if (Following == '\n')
        Finish();
      else
        (Word += C) += Following;
    } else if (C == '\n') {
      Finish();
      AfterColon = false;
    } else if (C == ' ' || C == '\t') {
      Finish();
    } else {
      Word += C;
    }
  }
  Finish();
  return Result;
}

static std::string withoutExtension(const std::string &Path) {
  return Path.substr(0, Path.size() - extensionOf(Path).size());
}

std::vector<std::string> dependencyFiles(const CompileCommand &Command) {
  if (!Command.DependencyFile.empty())
    return {Command.DependencyFile};
  if (!Command.WritesDependencies)
    return {};
  std::string Source =
      withoutExtension(std::string(baseNameOf(Command.source())));
  std::vector<std::string> Files = {Source + ".d"};
  if (!Command.Output.empty()) {
    Files.push_back(withoutExtension(Command.Output) + ".d");
    // gcc 11 and later, when it compiles and links in one command.
    Files.push_back(Command.Output + "-" + Source + ".d");
    Files.push_back(withoutExtension(Command.Output) + "-" + Source + ".d");
    Files.push_back(std::string(folderOf(Command.Output)) + Source + ".d");
  }
  return Files;
}

} // namespace pyunbox::launcher

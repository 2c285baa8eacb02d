#include "Preprocess.h"
#include "FileSystem.h"
#include "Process.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace pyunbox::launcher {

/// The NOPYUNBOX comments in \p Text with their lines' numbers, as one comment;
/// "" if there are none.
static std::string suppressionsIn(std::string_view Text) {
  constexpr std::string_view Word = "NOPYUNBOX";
  std::string Found;
  unsigned Line = 1;
  for (size_t At = Text.find(Word), Before = 0; At != std::string_view::npos;
       Before = At, At = Text.find(Word, At + 1)) {
    for (char C : Text.substr(Before, At - Before))
      Line += C == '\n';
    Found += "\n" + std::to_string(Line) + " ";
    for (char C : Text.substr(At, Text.find('\n', At) - At))
      // Neither the end of this comment nor of its line.
      Found +=
          C == '*' || C == '/' || C == '\\' || C == '?' || C == '\r' ? '.' : C;
  }
  return Found.empty() ? "" : "\n/* pyunbox:" + Found + "\n*/\n";
}

static bool append(const std::string &Path, std::string_view Text) {
  FILE *File = Path.empty() || Path == "-" ? stdout : fopen(Path.c_str(), "a");
  if (!File)
    return false;
  const bool Written = fwrite(Text.data(), 1, Text.size(), File) == Text.size();
  return (File == stdout ? fflush(File) : fclose(File)) == 0 && Written;
}

void launchPreprocessor(const std::vector<std::string> &Original,
                        const CompileCommand &Command) {
  std::string Comment;
  if (auto Text = readFile(Command.source()))
    Comment = suppressionsIn(*Text);
  if (Comment.empty())
    become(Original);
  Outcome Ended = run(Original, Streams::Inherit);
  if (Ended.succeeded() && !append(Command.Output, Comment)) {
    fprintf(stderr, "pyunbox: the output of the preprocessor cannot be written "
                    "to its end\n");
    exit(1);
  }
  exitLike(Ended);
}

} // namespace pyunbox::launcher

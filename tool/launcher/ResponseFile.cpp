#include "ResponseFile.h"
#include "FileSystem.h"

#include <cctype>
#include <string_view>

namespace pyunbox::launcher {

static constexpr unsigned MaxDepth = 16;

/// White space separates; quotes of both kinds group; a backslash takes the
/// next character as it is, inside quotes too.
static std::vector<std::string> tokenize(std::string_view Text) {
  std::vector<std::string> Tokens;
  std::string Token;
  bool InToken = false;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\\' && I + 1 < Text.size()) {
      Token += Text[++I];
      InToken = true;
    } else if (Quote) {
      if (C == Quote)
        Quote = 0;
      else
        Token += C;
    } else if (C == '\'' || C == '"') {
      Quote = C;
      InToken = true;
    } else if (std::isspace(static_cast<unsigned char>(C))) {
      if (InToken)
        Tokens.push_back(std::move(Token));
      Token.clear();
      InToken = false;
    } else {
      Token += C;
      InToken = true;
    }
  }
  if (InToken)
    Tokens.push_back(std::move(Token));
  return Tokens;
}

static bool expandInto(const std::vector<std::string> &Args,
                       std::vector<std::string> &Expanded, unsigned Depth) {
  if (Depth > MaxDepth)
    return false;
  for (const std::string &Arg : Args) {
    std::optional<std::string> Text;
    if (Arg.size() > 1 && Arg[0] == '@')
      Text = readFile(Arg.substr(1));
    if (!Text)
      Expanded.push_back(Arg);
    else if (!expandInto(tokenize(*Text), Expanded, Depth + 1))
      return false;
  }
  return true;
}

bool expandResponseFiles(std::vector<std::string> &Args) {
  std::vector<std::string> Expanded;
  if (!expandInto(Args, Expanded, 0))
    return false;
  Args = std::move(Expanded);
  return true;
}

} // namespace pyunbox::launcher

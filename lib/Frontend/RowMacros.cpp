#include "Frontend/RowMacros.h"

#include "Frontend/ParseUnit.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Writes out a macro's definition, one level deep, for the place of a use.
class RowWriter {
public:
  RowWriter(Preprocessor &PP, const Token &Name, const MacroInfo &Macro,
            const MacroArgs *Args)
      : PP(PP), Name(Name.getIdentifierInfo()), Macro(Macro), Args(Args) {}

  BracedMacro run();

private:
  void add(llvm::StringRef Spelling, bool Space);
  void addToken(const Token &T, bool Space);
  void addArgument(unsigned Number, bool Space);
  void addBody(unsigned &Index);
  void follow(const Token &T, const Token *Previous);
  void refuse(const char *Why) {
    if (Out.WhyNot.empty())
      Out.WhyNot = Why;
  }

  Preprocessor &PP;
  const IdentifierInfo *Name;
  const MacroInfo &Macro;
  const MacroArgs *Args;
  BracedMacro Out;
  bool Glue = false;   ///< behind ##
  bool Joint = false;  ///< between the definition and an argument
  bool Pasted = false; ///< the token at hand is an operand of ##
  int Braces = 0;
  bool Closed = false, Ended = false;
  /// The open parentheses of the definition: is it a macro's call?
  std::vector<bool> Calls;
};

} // namespace

/// Might two tokens that touch become others, by their characters there?
static bool mayFuse(char Before, char After) {
  constexpr llvm::StringLiteral Alone = "(){}[],;";
  return !Alone.contains(Before) && !Alone.contains(After);
}

void RowWriter::add(llvm::StringRef Spelling, bool Space) {
  std::string &Text = Out.Row.Text;
  bool Fuses = Joint && !Text.empty() && mayFuse(Text.back(), Spelling.front());
  if (!Glue && !Text.empty() && (Space || Fuses))
    Text += ' ';
  Text += Spelling;
  Glue = Joint = false;
}

void RowWriter::addToken(const Token &T, bool Space) {
  // In the expansion it stays a name; written out it would be expanded.
  if (T.getIdentifierInfo() == Name)
    refuse("the row's macro names itself");
  // Only a comma may follow the row.
  if (Closed && (Ended || T.isNot(tok::comma)))
    refuse("the row's macro makes more than one row");
  Ended = Closed;
  Braces += T.is(tok::l_brace) - T.is(tok::r_brace);
  Closed |= Braces == 0;
  add(PP.getSpelling(T), Space);
}

void RowWriter::addArgument(unsigned Number, bool Space) {
  const Token *T = Args->getUnexpArgument(Number);
  if (T->is(tok::eof))
    return refuse("the row's macro has an empty argument");
  // A macro gets an argument expanded, and this one would get it as it is.
  const bool InCall = llvm::is_contained(Calls, true) && !Pasted;
  Joint = true;
  for (; T->isNot(tok::eof); ++T) {
    const IdentifierInfo *Word = T->getIdentifierInfo();
    if (InCall && Word && Word->hasMacroDefinition())
      refuse("the row's macro hands a macro on to another one");
    addToken(*T, Space);
    Space = T[1].hasLeadingSpace() || T[1].isAtStartOfLine();
  }
  Joint = true;
}

void RowWriter::follow(const Token &T, const Token *Previous) {
  if (T.is(tok::l_paren)) {
    // What stands before may become a macro's name.
    const IdentifierInfo *Word =
        Previous ? Previous->getIdentifierInfo() : nullptr;
    Calls.push_back(Word ? Word->hasMacroDefinition() ||
                               Macro.getParameterNum(Word) >= 0
                         : Previous && Previous->is(tok::r_paren));
  } else if (T.is(tok::r_paren) && !Calls.empty()) {
    Calls.pop_back();
  }
}

void RowWriter::addBody(unsigned &Index) {
  llvm::ArrayRef<Token> Body = Macro.tokens();
  const Token &T = Body[Index];
  const bool Space = T.hasLeadingSpace();
  auto ParameterAt = [&](unsigned I) {
    const IdentifierInfo *Word = Body[I].getIdentifierInfo();
    return Word ? Macro.getParameterNum(Word) : -1;
  };
  if (T.is(tok::hashhash)) {
    Glue = true;
    return;
  }
  if (T.is(tok::hash) && Macro.isFunctionLike()) {
    auto Number = static_cast<unsigned>(ParameterAt(++Index));
    Token Literal = MacroArgs::StringifyArgument(Args->getUnexpArgument(Number),
                                                 PP, /*Charify=*/false, {}, {});
    return addToken(Literal, Space);
  }
  Pasted =
      Glue || (Index + 1 < Body.size() && Body[Index + 1].is(tok::hashhash));
  if (int Number = ParameterAt(Index); Number >= 0)
    addArgument(static_cast<unsigned>(Number), Space);
  else
    addToken(T, Space);
  follow(T, Index > 0 ? &Body[Index - 1] : nullptr);
}

BracedMacro RowWriter::run() {
  if (Macro.isVariadic())
    refuse("the row's macro has a variable number of arguments");
  for (unsigned Index = 0; Index < Macro.getNumTokens() && Out.WhyNot.empty();
       ++Index)
    addBody(Index);
  if (!Closed)
    refuse("the row's macro is not a whole row");
  return std::move(Out);
}

namespace {

class Watch : public PPCallbacks {
public:
  Watch(Preprocessor &PP, PreprocessorFacts &Facts)
      : PP(PP), Sources(PP.getSourceManager()), Facts(Facts) {}

  void MacroExpands(const Token &Name, const MacroDefinition &Definition,
                    SourceRange Range, const MacroArgs *Args) override;

private:
  static bool isBraced(const MacroInfo &Macro) {
    return !Macro.tokens_empty() && Macro.tokens().front().is(tok::l_brace);
  }
  std::optional<unsigned> mainOffset(SourceLocation At) const;

  Preprocessor &PP;
  const SourceManager &Sources;
  PreprocessorFacts &Facts;
};

} // namespace

std::optional<unsigned> Watch::mainOffset(SourceLocation At) const {
  if (At.isInvalid() || At.isMacroID())
    return std::nullopt;
  auto [File, Offset] = Sources.getDecomposedLoc(At);
  return File == Sources.getMainFileID() ? std::optional(Offset) : std::nullopt;
}

void Watch::MacroExpands(const Token &Name, const MacroDefinition &Definition,
                         SourceRange Range, const MacroArgs *Args) {
  const MacroInfo *Macro = Definition.getMacroInfo();
  if (!Macro || !isBraced(*Macro) || (Macro->isFunctionLike() && !Args))
    return;
  auto Begin = mainOffset(Name.getLocation());
  auto Last = mainOffset(Range.getEnd());
  if (!Begin || !Last)
    return;
  BracedMacro Found = RowWriter(PP, Name, *Macro, Args).run();
  Found.Row.Use = {*Begin,
                   *Last + Lexer::MeasureTokenLength(Range.getEnd(), Sources,
                                                     PP.getLangOpts())};
  Facts.BracedMacros[*Begin] = std::move(Found);
}

void watchRowMacros(Preprocessor &PP, PreprocessorFacts &Facts) {
  PP.addPPCallbacks(std::make_unique<Watch>(PP, Facts));
}

} // namespace pyunbox

#include "Frontend/PrefixText.h"

#include "clang/Lex/Lexer.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

using namespace clang;

namespace pyunbox {

namespace {

/// Files that begin with more than that gain nothing by it.
constexpr std::size_t MaxItems = 200;

bool opensConditional(llvm::StringRef Word) {
  return Word == "if" || Word == "ifdef" || Word == "ifndef";
}

/// Reads the items of a text, one after the other.
class Scanner {
public:
  explicit Scanner(llvm::StringRef Text)
      : Text(Text), Tokens(SourceLocation(), language(), Text.begin(),
                           Text.begin(), Text.end()) {}

  /// The item that follows; nothing if there is none.
  std::optional<PrefixItem> item();

private:
  static const LangOptions &language() {
    static const LangOptions Language = [] {
      LangOptions Options;
      Options.LineComment = true;
      return Options;
    }();
    return Language;
  }

  /// Where the directive begins that follows; nothing if something else does.
  std::optional<unsigned> hash();
  /// The word of a directive, which is read to the line behind it; "" if it has
  /// none, or there is no such line.
  llvm::StringRef directive();
  bool skipConditional();

  llvm::StringRef Text;
  Lexer Tokens;
};

std::optional<unsigned> Scanner::hash() {
  Token T;
  Tokens.LexFromRawLexer(T);
  if (T.isNot(tok::hash) || !T.isAtStartOfLine())
    return std::nullopt;
  return Tokens.getCurrentBufferOffset() - T.getLength();
}

llvm::StringRef Scanner::directive() {
  Token T;
  Tokens.setParsingPreprocessorDirective(true);
  Tokens.LexFromRawLexer(T);
  llvm::StringRef Word =
      T.is(tok::raw_identifier) ? T.getRawIdentifier() : llvm::StringRef();
  while (T.isNot(tok::eod) && T.isNot(tok::eof))
    Tokens.LexFromRawLexer(T);
  const unsigned End = Tokens.getCurrentBufferOffset();
  return End > 0 && Text[End - 1] == '\n' ? Word : llvm::StringRef();
}

/// Reads from behind an #if to its #endif; whether there is no code between.
bool Scanner::skipConditional() {
  for (unsigned Depth = 1; Depth > 0;) {
    if (!hash())
      return false;
    llvm::StringRef Word = directive();
    if (opensConditional(Word))
      ++Depth;
    else if (Word == "endif")
      --Depth;
    else if (Word != "define" && Word != "undef" && Word != "include" &&
             Word != "else" && Word != "elif")
      return false;
  }
  return true;
}

std::optional<PrefixItem> Scanner::item() {
  auto Begin = hash();
  if (!Begin)
    return std::nullopt;
  PrefixItem Item;
  Item.Begin = *Begin;
  llvm::StringRef Word = directive();
  Item.IsInclude = Word == "include";
  if (opensConditional(Word)
          ? !skipConditional()
          : !Item.IsInclude && Word != "define" && Word != "undef")
    return std::nullopt;
  Item.End = Tokens.getCurrentBufferOffset();
  // A raw string may hold lines that look like directives.
  if (Text.slice(Item.Begin, Item.End).contains("R\""))
    return std::nullopt;
  return Item;
}

/// Texts that are aligned together.
class Alignment {
public:
  explicit Alignment(const std::vector<std::string_view> &Given)
      : Texts(Given.begin(), Given.end()), Out(Texts.size()),
        Originals(Texts.size()) {
    for (std::size_t I = 0; I < Texts.size(); ++I)
      Originals[I] = prefixItems(Texts[I]);
  }

  std::vector<AlignedText> run() {
    std::vector<std::size_t> All(Texts.size());
    std::iota(All.begin(), All.end(), 0);
    place(All, 0);
    for (std::size_t I : All)
      finish(I);
    return std::move(Out);
  }

private:
  /// Places the item \p Index and what follows, of texts that share all before.
  void place(const std::vector<std::size_t> &Of, std::size_t Index);
  void addItem(std::size_t I, std::size_t Index, std::size_t Begin);
  /// What stands between the item \p Index and the one before.
  llvm::StringRef gapBefore(std::size_t I, std::size_t Index) const {
    return Texts[I].slice(endBefore(I, Index), Originals[I][Index].Begin);
  }
  /// Copies \p I from behind its last item that has a place.
  void finish(std::size_t I) {
    Out[I].Text += Texts[I].substr(endBefore(I, Out[I].Items.size()));
  }
  unsigned endBefore(std::size_t I, std::size_t Index) const {
    return Index == 0 ? 0 : Originals[I][Index - 1].End;
  }
  llvm::StringRef textOf(std::size_t I, const PrefixItem &Item) const {
    return Texts[I].slice(Item.Begin, Item.End);
  }
  static void addBlanks(AlignedText &To, std::size_t Number) {
    if (Number == 0)
      return;
    To.Added.push_back(
        {static_cast<unsigned>(To.Text.size()), static_cast<unsigned>(Number)});
    To.Text.append(Number, ' ');
  }

  std::vector<llvm::StringRef> Texts;
  std::vector<AlignedText> Out;
  std::vector<std::vector<PrefixItem>> Originals;
  std::size_t LastKey = 0;
};

void Alignment::place(const std::vector<std::size_t> &Of, std::size_t Index) {
  std::map<llvm::StringRef, std::vector<std::size_t>> Same;
  for (std::size_t I : Of)
    if (Index < Originals[I].size())
      Same[textOf(I, Originals[I][Index])].push_back(I);
  for (const auto &[Item, Sharing] : Same) {
    std::size_t Begin = 0;
    for (std::size_t I : Sharing)
      Begin = std::max(Begin, Out[I].Text.size() + gapBefore(I, Index).size());
    for (std::size_t I : Sharing)
      addItem(I, Index, Begin);
    ++LastKey;
    place(Sharing, Index + 1);
  }
}

/// Places the item \p Index of \p I at \p Begin.
void Alignment::addItem(std::size_t I, std::size_t Index, std::size_t Begin) {
  AlignedText &To = Out[I];
  AlignedText::Item Item = {Originals[I][Index], LastKey};
  llvm::StringRef Gap = gapBefore(I, Index);
  const std::size_t Room = Begin - To.Text.size() - Gap.size();
  // At the end of a line that holds nothing but comments.
  const std::size_t Newline = Gap.rfind('\n');
  const std::size_t At = Newline == llvm::StringRef::npos ? 0 : Newline;
  To.Text += Gap.take_front(At);
  addBlanks(To, Room);
  To.Text += Gap.drop_front(At);
  To.Text += textOf(I, Item);
  Item.Begin = static_cast<unsigned>(Begin);
  Item.End = static_cast<unsigned>(To.Text.size());
  To.Items.push_back(Item);
}

} // namespace

std::vector<PrefixItem> prefixItems(std::string_view Of) {
  const llvm::StringRef Text = Of;
  std::vector<PrefixItem> Items;
  if (Text.starts_with("\xEF\xBB\xBF") || Text.contains('\r') ||
      Text.contains('\0') || Text.contains("?\?/"))
    return Items;
  Scanner Lines(Text);
  for (auto Item = Lines.item(); Item && Items.size() < MaxItems;
       Item = Lines.item())
    Items.push_back(*Item);
  return Items;
}

std::vector<AlignedText>
alignTexts(const std::vector<std::string_view> &Texts) {
  return Alignment(Texts).run();
}

std::string withoutBlanks(std::string_view Text,
                          const std::vector<AddedBlanks> &Added) {
  std::string Out;
  std::size_t From = 0;
  for (const AddedBlanks &B : Added) {
    Out += Text.substr(From, B.At - From);
    From = B.At + B.Size;
  }
  return Out.append(Text.substr(From));
}

unsigned offsetWithoutBlanks(unsigned Offset,
                             const std::vector<AddedBlanks> &Added) {
  unsigned Before = 0;
  for (const AddedBlanks &B : Added)
    if (B.At < Offset)
      Before += std::min(B.Size, Offset - B.At);
  return Offset - Before;
}

} // namespace pyunbox

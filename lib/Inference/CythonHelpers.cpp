#include "Inference/CythonHelpers.h"

#include "Inference/AstQueries.h"
#include "Signature/ContentHash.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

#include <deque>
#include <set>

using namespace clang;

namespace pyunbox {

namespace {

/// What a helper does for an object that passes its guard.
enum class Role { AsInteger, AsSsize, AsTruth, FromInteger, FromSize };

struct NamedRole {
  llvm::StringLiteral Name; ///< all of it, or what a type follows
  bool IsPrefix;
  Role Does;
};

constexpr NamedRole NamedRoles[] = {
#define PYUNBOX_CYTHON_NAME(Name, Does) {#Name, false, Role::Does},
#define PYUNBOX_CYTHON_PREFIX(Name, Does) {#Name, true, Role::Does},
#include "Inference/CythonHelpers.def"
};

std::optional<Role> roleOf(llvm::StringRef Name) {
  for (const NamedRole &Known : NamedRoles)
    if (Known.IsPrefix ? Name.starts_with(Known.Name) : Name == Known.Name)
      return Known.Does;
  return std::nullopt;
}

bool isKnownText(Role Does, const std::string &Fingerprint) {
  static const std::set<std::pair<Role, std::string>> Known = {
#define PYUNBOX_CYTHON_TEXT(Does, Fingerprint) {Role::Does, #Fingerprint},
#include "Inference/CythonHelpers.def"
  };
  return Known.contains({Does, Fingerprint});
}

bool isInteger(QualType Type) {
  return Type->isIntegerType() && !Type->isBooleanType() &&
         !Type->isEnumeralType() && kindOf(Type);
}

/// What \p F converts, by its type; nothing if that does not fit.
std::optional<Converter> converterOf(const FunctionDecl *F, Role Does) {
  if (F->isVariadic() || F->getNumParams() != 1)
    return std::nullopt;
  QualType From = F->getParamDecl(0)->getType(), To = F->getReturnType();
  bool Boxes = Does == Role::FromInteger || Does == Role::FromSize;
  QualType C = Boxes ? From : To;
  if (!isObjectPointer(Boxes ? To : From) || !isInteger(C))
    return std::nullopt;
  CType Type;
  Type.Kind = *kindOf(C);
  Type.Spelling = spelling(Type.Kind);
  return Converter{F->getNameAsString(), Type,
                   Does == Role::AsTruth ? PythonType::Bool : PythonType::Int};
}

bool isWord(llvm::StringRef Text) {
  return isAsciiIdentifierStart(Text.front());
}

} // namespace

/// Finds the definitions of the main file. Cython ends a function, and nothing
/// else, with a brace at the beginning of a line.
void CythonHelpers::read() {
  if (std::exchange(IsRead, true))
    return;
  const SourceManager &Sources = AST.getSourceManager();
  FileID Main = Sources.getMainFileID();
  llvm::StringRef Text = Sources.getBufferData(Main);
  Lexer Lines(Main, Sources.getBufferOrFake(Main), Sources, AST.getLangOpts());
  std::size_t Begin = 0;    // of a function: behind what was last at its level
  bool InDirective = false; // and where that begins
  std::size_t Directive = 0;
  auto EndDirective = [&](std::size_t End) {
    if (!std::exchange(InDirective, false))
      return;
    if (All.size() > Directive + 2 && All[Directive + 1].Text == "define")
      Macros[All[Directive + 2].Text].emplace_back(
          All.begin() + static_cast<std::ptrdiff_t>(Directive) + 1,
          All.begin() + static_cast<std::ptrdiff_t>(End));
  };
  Token T;
  for (bool AtEnd = false; !AtEnd;) {
    AtEnd = Lines.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    unsigned Offset = Sources.getFileOffset(T.getLocation());
    bool StartsLine = T.isAtStartOfLine();
    if (StartsLine) {
      EndDirective(All.size());
      if (T.is(tok::hash)) {
        InDirective = true;
        Directive = All.size();
      }
    }
    All.push_back({Text.substr(Offset, T.getLength()), Offset});
    bool InFirstColumn = Offset == 0 || Text[Offset - 1] == '\n';
    if (!StartsLine || !InFirstColumn)
      continue;
    if (All.back().Text == "static") {
      Begin = All.size() - 1;
    } else if (T.is(tok::r_brace)) {
      // static CYTHON_INLINE int NAME(...) {
      for (std::size_t I = Begin + 1; I < All.size(); ++I)
        if (All[I].Text == "(") {
          Functions[All[I - 1].Text].emplace_back(
              All.begin() + static_cast<std::ptrdiff_t>(Begin), All.end());
          break;
        }
      Begin = All.size();
    }
  }
  EndDirective(All.size());
}

CythonHelpers::Words CythonHelpers::slice(unsigned Begin, unsigned End) const {
  Words Out;
  for (const Word &W : All)
    if (Begin <= W.Offset && W.Offset < End)
      Out.push_back(W);
  return Out;
}

/// Of the text of \p F and of the macros and parts of it that are defined in
/// this file, with its name, and the type that it converts, left out.
std::string CythonHelpers::fingerprint(const FunctionDecl *F, bool Boxes) {
  read();
  const SourceManager &Sources = AST.getSourceManager();
  SourceRange Range = F->getSourceRange();
  auto [File, Begin] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Range.getBegin()));
  auto [LastFile, Last] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Range.getEnd()));
  if (File != Sources.getMainFileID() || LastFile != File)
    return "";
  Words Own = slice(Begin, Last + 1);
  const std::string Name = F->getNameAsString();
  auto At = llvm::find_if(Own, [&](const Word &W) { return W.Text == Name; });
  if (At == Own.end() || Own.size() < 4 || Own[0].Text != "static")
    return "";

  // The type: `static CYTHON_INLINE TYPE NAME(`, or `NAME(TYPE value)`.
  std::vector<llvm::StringRef> Type;
  if (Boxes) {
    for (auto W = At + 2; W < Own.end() && W->Text != ")"; ++W)
      Type.push_back(W->Text);
    if (!Type.empty())
      Type.pop_back();
  } else {
    for (auto W = Own.begin() + 1; W < At; ++W)
      if (W->Text != "CYTHON_INLINE")
        Type.push_back(W->Text);
  }
  if (Type.empty())
    return "";
  const std::string Spelled = llvm::join(Type, " ");

  auto Replaced = [](std::string Text, const std::string &Old,
                     llvm::StringRef New) {
    for (std::size_t I = 0; (I = Text.find(Old, I)) != std::string::npos;
         I += New.size())
      Text.replace(I, Old.size(), New);
    return Text;
  };
  std::map<std::string, std::string> Parts;
  std::set<llvm::StringRef> Seen;
  std::deque<llvm::StringRef> Work;
  auto Add = [&](llvm::StringRef Of, const Words &Text, bool IsFunction) {
    std::string &Part = Parts[Replaced(Of.str(), Name, "$")];
    for (std::size_t I = 0; I < Text.size();) {
      std::size_t Same = 0;
      while (IsFunction && Same < Type.size() && I + Same < Text.size() &&
             Text[I + Same].Text == Type[Same])
        ++Same;
      if (Same == Type.size()) {
        Part += "@ ";
        I += Same;
        continue;
      }
      llvm::StringRef W = Text[I++].Text;
      if (isWord(W))
        Work.push_back(W);
      std::string Told = Replaced(W.str(), Name, "$");
      if (W.starts_with("\""))
        Told = Replaced(std::move(Told), Spelled, "@");
      Part += Told + " ";
    }
  };
  Seen.insert(Name);
  Add(Name, Own, true);
  for (; !Work.empty(); Work.pop_front()) {
    llvm::StringRef W = Work.front();
    // Settings, which choose between branches, differ between releases.
    if (!Seen.insert(W).second || W.starts_with("CYTHON_"))
      continue;
    if (auto Found = Macros.find(W); Found != Macros.end())
      for (const Words &Text : Found->second)
        Add(W, Text, false);
    // What is done with objects of other types is never reached.
    bool IsPart = (W.contains(Name) && !W.contains("NonPyLong")) ||
                  W.starts_with("__Pyx_PyLong_");
    if (auto Found = Functions.find(W); IsPart && Found != Functions.end())
      for (const Words &Text : Found->second)
        Add(W, Text, true);
  }
  std::string Whole;
  for (const auto &[Of, Text] : Parts)
    Whole.append(Of).append(" : ").append(Text).append("\n");
  return contentHash(Whole);
}

std::optional<CythonHelper> CythonHelpers::find(const FunctionDecl *F) {
  if (!F->getDeclName().isIdentifier())
    return std::nullopt;
  auto Does = roleOf(F->getName());
  const FunctionDecl *Definition = nullptr;
  if (!Does || !F->hasBody(Definition))
    return std::nullopt;
  CythonHelper Helper;
  Helper.Boxes = *Does == Role::FromInteger || *Does == Role::FromSize;
  Helper.Fingerprint = fingerprint(Definition, Helper.Boxes);
  if (isKnownText(*Does, Helper.Fingerprint))
    Helper.Known = converterOf(Definition, *Does);
  return Helper;
}

} // namespace pyunbox

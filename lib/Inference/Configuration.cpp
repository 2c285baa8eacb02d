#include "Inference/Configuration.h"

#include "Inference/AstQueries.h"
#include "Inference/DeclUses.h"
#include "Inference/UnitContext.h"
#include "Mining/MethodTables.h"
#include "fmt/format.h"
#include "clang/Lex/Lexer.h"

#include <deque>

using namespace clang;

namespace pyunbox {

namespace {

std::string quoted(llvm::StringRef Name) {
  return fmt::format("'{}'", std::string_view(Name));
}

Remark varying(const MacroUse &Use) {
  return {fmt::format("another configuration may define the macro {} otherwise",
                      quoted(Use.second)),
          Use.first};
}

} // namespace

const Conditionals &ConfigurationAnalysis::sections(FileID File) {
  auto Found = Files.find(File);
  if (Found == Files.end())
    Found = Files.emplace(File, Conditionals(Unit.Sources.getBufferData(File)))
                .first;
  return Found->second;
}

ConfigurationAnalysis::Conditions
ConfigurationAnalysis::around(SourceLocation Where) {
  Conditions All;
  while (Where.isValid()) {
    auto [File, Offset] =
        Unit.Sources.getDecomposedLoc(Unit.Sources.getExpansionLoc(Where));
    const Conditionals &Here = sections(File);
    for (Condition &C : Here.openAt(Offset)) {
      if (C.Begin == Here.guard() && File != Unit.Sources.getMainFileID())
        continue;
      const SourceLocation Begin =
          Unit.Sources.getComposedLoc(File, static_cast<unsigned>(C.Begin));
      All.push_back({std::move(C), Begin, Unit.Sources.getExpansionLoc(Where)});
    }
    Where = Unit.Sources.getIncludeLoc(File);
  }
  return All;
}

bool ConfigurationAnalysis::isSame(const Placed &A, const Placed &B) {
  if (A.Text.Directives != B.Text.Directives)
    return false;
  if (A.Begin == B.Begin)
    return true;
  if (!Macros)
    Macros.emplace(
        Unit.Sources,
        [this](FileID File) -> const Conditionals & { return sections(File); },
        [this](SourceLocation At) { return Unit.isForeign(At); });
  // An #elif stands somewhere between the beginning and the code.
  const bool BFirst = Unit.Sources.isBeforeInTranslationUnit(B.Begin, A.Begin);
  const SourceLocation From = BFirst ? B.Begin : A.Begin;
  const SourceLocation To = BFirst ? A.Code : B.Code;
  return llvm::none_of(A.Text.Directives, [&](const std::string &Directive) {
    return Macros->mayChange(Directive, From, To);
  });
}

bool ConfigurationAnalysis::implies(const Conditions &Given,
                                    const Conditions &Needed) {
  return llvm::all_of(Needed, [&](const Placed &Need) {
    return llvm::any_of(Given,
                        [&](const Placed &G) { return isSame(G, Need); });
  });
}

/// The whole of \p D, what other configurations add behind its last word
/// included.
std::optional<Remark> ConfigurationAnalysis::varyingInside(const Decl *D) {
  const SourceManager &Sources = Unit.Sources;
  const SourceRange Range = D->getSourceRange();
  CharSourceRange Chars = Sources.getExpansionRange(Range);
  auto [File, Begin] = Sources.getDecomposedLoc(Chars.getBegin());
  auto [EndFile, End] = Sources.getDecomposedLoc(Chars.getEnd());
  if (File != EndFile)
    return Remark{"the code that begins here comes from several files",
                  Unit.locate(Chars.getBegin())};
  if (const auto *F = dyn_cast<FunctionDecl>(D);
      !F || !F->doesThisDeclarationHaveABody())
    End = static_cast<unsigned>(
        std::min(Sources.getBufferData(File).find(';', End),
                 Sources.getBufferData(File).size()));
  if (sections(File).anyBetween(Begin, End))
    return Remark{"the code that begins here holds a preprocessor conditional",
                  Unit.locate(Chars.getBegin())};
  if (const MacroUse *Use = Unit.varyingMacro(Range))
    return varying(*Use);
  return macroElsewhere(File, Begin, End);
}

/// A word between the two offsets that is a macro in another configuration.
std::optional<Remark>
ConfigurationAnalysis::macroElsewhere(FileID File, unsigned Begin,
                                      unsigned End) const {
  if (!Unit.unknownHeader().empty())
    return Remark{fmt::format("another configuration includes {}, which was "
                              "not found, and may define any macro",
                              quoted(Unit.unknownHeader())),
                  Unit.locate(Unit.Sources.getComposedLoc(File, Begin))};
  llvm::StringRef Text = Unit.Sources.getBufferData(File);
  Lexer Words(Unit.Sources.getLocForStartOfFile(File), Unit.AST.getLangOpts(),
              Text.begin(), Text.begin() + Begin, Text.end());
  for (Token T; !Words.LexFromRawLexer(T);) {
    if (Unit.Sources.getFileOffset(T.getLocation()) > End)
      break;
    if (T.is(tok::raw_identifier) &&
        Unit.isMacroElsewhere(T.getRawIdentifier()))
      return Remark{fmt::format("another configuration may define {} as a "
                                "macro",
                                quoted(T.getRawIdentifier())),
                    Unit.locate(T.getLocation())};
  }
  return std::nullopt;
}

const ConfigurationAnalysis::Facts &ConfigurationAnalysis::of(const Decl *D) {
  auto [It, New] = Known.try_emplace(D);
  Facts &Found = It->second;
  if (!New || D->getLocation().isInvalid() || Unit.isForeign(D->getLocation()))
    return Found;
  Found.Around = around(D->getBeginLoc());
  Found.Varying = varyingInside(D);
  Found.Uses = usesOf(D);
  return Found;
}

std::optional<Remark> ConfigurationAnalysis::varyingRow(const RowSite &Site) {
  const MacroUse *Use = Unit.varyingMacro(Unit.rangeOf(Site));
  return Use ? std::optional(varying(*Use)) : std::nullopt;
}

std::optional<Remark> ConfigurationAnalysis::varyingPart(const MinedRow &Row) {
  if (Row.Site)
    if (auto Varying = varyingRow(*Row.Site))
      return Varying;
  const Conditions Given = around(Row.Where);
  std::set<const Decl *> Seen = {Row.Wrapper};
  std::deque<const Decl *> Work(Seen.begin(), Seen.end());
  for (; !Work.empty(); Work.pop_front()) {
    const Decl *D = Work.front();
    const Facts &Found = of(D);
    if (Found.Varying)
      return Found.Varying;
    if (!implies(Given, Found.Around))
      return Remark{fmt::format("{} stands under a preprocessor condition that "
                                "the row does not stand under",
                                quoted(cast<NamedDecl>(D)->getNameAsString())),
                    Unit.locate(D->getLocation())};
    for (const Decl *Used : Found.Uses)
      if (Seen.insert(Used).second)
        Work.push_back(Used);
  }
  return std::nullopt;
}

/// Whether the constant \p E, a long, needs the bits that not every machine's
/// has; false if it is none.
static bool needsLongOf64(const Expr *E, const ASTContext &AST) {
  constexpr unsigned Common = 32;
  Expr::EvalResult Result;
  if (E->isValueDependent() ||
      !E->EvaluateAsInt(Result, AST, Expr::SE_NoSideEffects))
    return false;
  const llvm::APSInt &Value = Result.Val.getInt();
  return (Value.isSigned() ? Value.getSignificantBits()
                           : Value.getActiveBits()) > Common;
}

/// Whether \p S combines a negative long and an unsigned int, of which a long
/// of 32 bits makes an unsigned long.
static bool hangsOnSigns(const Stmt *S, const ASTContext &AST) {
  const auto *Operation = dyn_cast<BinaryOperator>(S);
  if (!Operation)
    return false;
  const Expr *L = Operation->getLHS()->IgnoreParenImpCasts();
  const Expr *R = Operation->getRHS()->IgnoreParenImpCasts();
  if (L->getType()->isSpecificBuiltinType(BuiltinType::UInt))
    std::swap(L, R);
  return L->getType()->isSpecificBuiltinType(BuiltinType::Long) &&
         R->getType()->isSpecificBuiltinType(BuiltinType::UInt) &&
         constantInteger(L, AST).value_or(0) < 0;
}

/// Whether \p S is a constant of a type that has another range on another
/// machine, and may be another one there.
bool ConfigurationAnalysis::hasOtherRange(const Stmt *S) const {
  constexpr std::int64_t LastCommon = 127;
  if (hangsOnSigns(S, Unit.AST))
    return true;
  const auto *E = dyn_cast<Expr>(S);
  const auto *Type = E ? E->getType()->getAs<BuiltinType>() : nullptr;
  if (!Type)
    return false;
  switch (Type->getKind()) {
  case BuiltinType::LongDouble:
    return constantReal(E, Unit.AST).has_value();
  case BuiltinType::Long:
  case BuiltinType::ULong:
    // What Python's macros are made of is right everywhere.
    return !Unit.isForeign(Unit.Sources.getSpellingLoc(E->getBeginLoc())) &&
           needsLongOf64(E, Unit.AST);
  case BuiltinType::Char_S:
  case BuiltinType::Char_U:
  case BuiltinType::WChar_S:
  case BuiltinType::WChar_U: {
    auto Number = constantInteger(E, Unit.AST);
    return Number && (*Number < 0 || *Number > LastCommon);
  }
  default:
    return false;
  }
}

std::optional<Remark>
ConfigurationAnalysis::machineNumber(const Stmt *Code) const {
  if (const MacroUse *Use = Unit.platformConstant(Code->getSourceRange()))
    return Remark{
        fmt::format("another machine may have another {}", quoted(Use->second)),
        Use->first};
  if (const Stmt *Ranged =
          findNode(Code, [this](const Stmt *S) { return hasOtherRange(S); }))
    return Remark{"another machine may give this type another range",
                  Unit.locate(Ranged->getBeginLoc())};
  const Stmt *Found = findNode(Code, [this](const Stmt *S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(S);
    return isa<UnaryExprOrTypeTraitExpr, OffsetOfExpr>(S) ||
           (Ref && isa<EnumConstantDecl>(Ref->getDecl()) &&
            Unit.isForeign(Ref->getDecl()->getLocation()));
  });
  if (!Found)
    return std::nullopt;
  return Remark{isa<DeclRefExpr>(Found)
                    ? "another machine may give this constant another value"
                    : "another machine may have another size for this",
                Unit.locate(Found->getBeginLoc())};
}

} // namespace pyunbox

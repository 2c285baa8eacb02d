#include "Inference/Residual.h"

#include "Frontend/AstWalk.h"
#include "Inference/AstQueries.h"
#include "Inference/CopySafety.h"
#include "Inference/EntryHead.h"
#include "Inference/ResidualBuilder.h"
#include "Inference/UnitContext.h"
#include "Rewrite/Constants.h"
#include "Rewrite/Entries.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

namespace {

/// Where an entry puts what it computes, other than into what it returns.
std::vector<ResultPlace> placesOf(const Result &Returns, bool KeepsErrors) {
  std::vector<ResultPlace> Places;
  Places.reserve(Returns.Items.size());
  for (std::size_t I = 0; I < Returns.Items.size(); ++I)
    Places.push_back({Returns.Items[I].Type, itemName(I)});
  if (Places.empty() && KeepsErrors && !Returns.Type.isVoid())
    Places.push_back({Returns.Type, "pyunbox_result"});
  return Places;
}

/// All nodes of a body, those in types and constants included.
class AllNodes : public AstWalk {
public:
  explicit AllNodes(llvm::function_ref<void(const Stmt *)> Do) : Do(Do) {}

private:
  bool enter(const Stmt *S) override {
    Do(S);
    return true;
  }

  llvm::function_ref<void(const Stmt *)> Do;
};

} // namespace

ResidualBuilder::ResidualBuilder(const Computation &What,
                                 const std::vector<Argument> &Args,
                                 const Carrier &Returns,
                                 const UnitContext &Unit)
    : Residue(What, Args, Unit), Returns(Returns),
      Places(placesOf(Returns.Returns, What.KeepsErrors)),
      Text(Unit.mainText()), Edits(Text) {
  auto Add = [this](const Stmt *S) {
    SourceLocation Begin = S->getBeginLoc();
    if (Begin.isMacroID())
      if (auto At = this->Unit.mainSpan(S->getSourceRange()))
        Expansions[At->Begin].insert(Begin);
  };
  AllNodes(Add).walk(What.Function->getBody());
}

// --- edits ------------------------------------------------------------------

Span ResidualBuilder::spanOf(const Stmt *S) {
  if (auto Found = Unit.mainSpan(S->getSourceRange()))
    return *Found;
  fail("part of a macro would have to be edited", S->getBeginLoc());
  return {};
}

Span ResidualBuilder::statementSpan(const Stmt *S) {
  Span At = spanOf(S);
  if (Failure || isa<CompoundStmt>(S))
    return At;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return {At.Begin,
            statementSpan(If->getElse() ? If->getElse() : If->getThen()).End};
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return {At.Begin, statementSpan(While->getBody()).End};
  if (const auto *For = dyn_cast<ForStmt>(S))
    return {At.Begin, statementSpan(For->getBody()).End};
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    return {At.Begin, statementSpan(Label->getSubStmt()).End};
  if (isa<SwitchStmt>(S) || isa<NullStmt>(S))
    return At;
  return Edits.withSemicolon(At);
}

void ResidualBuilder::replace(Span At, std::string New, SourceLocation Where,
                              Span Kept) {
  if (Failure)
    return;
  const bool Keeps = Kept.Begin < Kept.End;
  if (Keeps ? Edits.hasDirective({At.Begin, Kept.Begin}) ||
                  Edits.hasDirective({Kept.End, At.End})
            : Edits.hasDirective(At))
    return fail(
        "a preprocessor directive stands in code that would be replaced",
        Where);
  if (isExpandedAgain(At))
    return fail("a macro's argument that stands in several places would have "
                "to be edited",
                Where);
  Edits.replace(At, std::move(New));
}

bool ResidualBuilder::isExpandedAgain(Span At) const {
  auto IsOutside = [&](SourceLocation Where) {
    auto Use = Unit.mainOffset(Unit.Sources.getExpansionLoc(Where));
    return !Use || *Use < At.Begin || *Use >= At.End;
  };
  return std::any_of(Expansions.lower_bound(At.Begin),
                     Expansions.lower_bound(At.End), [&](const auto &Place) {
                       return Place.second.size() > 1 &&
                              llvm::any_of(Place.second, IsOutside);
                     });
}

std::string ResidualBuilder::render(Span At) {
  auto Rendered = Edits.take(At);
  if (!Rendered)
    fail("edits overlap", What.Function->getLocation());
  return Rendered.value_or("");
}

// --- the whole --------------------------------------------------------------

/// Labels that nothing jumps to any more.
void ResidualBuilder::removeDeadLabels(const Stmt *Body) {
  findNode(Body, [this](const Stmt *S) {
    const auto *Label = dyn_cast<LabelStmt>(S);
    if (!Label || Gotos.contains(Label->getDecl()) || !isReached(Label))
      return false;
    auto Begin = Unit.mainOffset(Label->getBeginLoc());
    SourceLocation Past = Lexer::findLocationAfterToken(
        Label->getIdentLoc(), tok::colon, Unit.Sources, Unit.AST.getLangOpts(),
        /*SkipTrailingWhitespaceAndNewLine=*/false);
    auto End = Unit.mainOffset(Past);
    if (!Begin || !End)
      return false;
    Span At{*Begin, *End};
    if (!Edits.isInsideEdit(At))
      replace(At, "", Label->getBeginLoc());
    return false;
  });
}

void ResidualBuilder::visitUsesInTypes(const Stmt *Body) {
  std::set<const Stmt *> Visible;
  findNode(Body, [&Visible](const Stmt *S) {
    Visible.insert(S);
    return false;
  });
  auto Visit = [&](const Stmt *S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
        Ref && !Visible.contains(Ref))
      visitUse(Ref);
  };
  AllNodes(Visit).walk(Body);
}

/// Declarations of variables that are no longer used, and those that are only
/// set: the compiler would warn about a copy it does not warn about in the
/// original.
void ResidualBuilder::removeUnusedDeclarations() {
  std::map<unsigned, std::pair<Span, std::vector<const VarDecl *>>> Groups;
  for (const auto &[Var, Where] : DeclaredIn) {
    auto &Group = Groups[Where.Begin];
    Group.first = Where;
    Group.second.push_back(Var);
  }
  for (auto &[Begin, Group] : Groups) {
    bool AnyUsed = false;
    std::string Silence;
    for (const VarDecl *Var : Group.second) {
      // An initializer may do more than to initialize.
      AnyUsed |= Read.contains(Var) || Written.contains(Var) ||
                 (Var->hasInit() && !isPureObjectCode(Var->getInit()));
      if (!Read.contains(Var))
        Silence += fmt::format(" (void){};", Var->getNameAsString());
    }
    if (Silence.empty())
      continue;
    Span At = Group.first;
    if (At.End <= Text.size() && At.End && Text[At.End - 1] != ';')
      ++At.End;
    if (Edits.isInsideEdit(At)) // of a statement that is rewritten as a whole
      continue;
    if (!AnyUsed)
      replace(Edits.wholeLines(At), "", What.Function->getLocation());
    else
      replace(At, render(At) + Silence, What.Function->getLocation());
  }
}

std::string ResidualBuilder::boundParameters() {
  std::string Out;
  for (const ParmVarDecl *Parameter : What.Function->parameters()) {
    if (!Read.contains(Parameter) && !Written.contains(Parameter))
      continue;
    if (!isBound(Parameter)) {
      fail(fmt::format("'{}' is used in what would be copied",
                       Parameter->getNameAsString()),
           Parameter->getLocation());
      break;
    }
    const Value &V = What.Bound[Parameter->getFunctionScopeIndex()];
    CType Type = plainType(*kindOf(Parameter->getType()));
    std::string Is = V.is(Kind::Param)  ? parameterName(V.Index)
                     : V.is(Kind::Real) ? floatConstant(V.Real)
                                        : std::to_string(V.Int);
    std::string Name = Parameter->getNameAsString();
    Out += fmt::format(
        "\n  {}{} {} = {};{}",
        Parameter->getType().isConstQualified() ? "const " : "",
        written(Type, Unit.isCxx()), Name, Is,
        Read.contains(Parameter) ? "" : fmt::format(" (void){};", Name));
  }
  return Out;
}

std::variant<EntryCode, Issue> ResidualBuilder::build(const std::string &Name) {
  if (auto Why = whyNotCopied(What.Function, Unit))
    return *Why;
  const auto *Body = cast<CompoundStmt>(What.Function->getBody());
  Span At = spanOf(Body);
  const llvm::StringRef Written = Text.slice(At.Begin, At.End);
  if (wordsOf(Written.str()).contains(std::string(BailMacro)))
    return Issue{ReasonCode::CopyUnsafe,
                 fmt::format("the wrapper uses a macro of its own that is "
                             "called {}",
                             BailMacro),
                 What.Function->getLocation()};
  std::set<std::string, std::less<>> Taken = wordsOf(Written.str());
  for (const auto &[Type, Place] : Places)
    if (!Taken.insert(Place).second)
      return Issue{ReasonCode::CopyUnsafe,
                   fmt::format("the wrapper uses the name {}", Place),
                   What.Function->getLocation()};
  ParameterNames = parameterNames(Args, std::move(Taken), Unit);
  visitCompound(Body);
  removeDeadLabels(Body);
  visitUsesInTypes(Body);
  removeUnusedDeclarations();
  EntryCode Code =
      entryHead(Name, Returns.Returns.Type, Args, ParameterNames, Places, Unit);
  if (What.KeepsErrors)
    Code.ReturnType = "PyObject *";
  Code.Body = render(At);
  std::string First = boundParameters();
  auto Words = wordsOf(First + Code.Body);
  for (std::size_t I = 0; I < Args.size(); ++I) {
    const std::string &Parameter = ParameterNames[I];
    if (!Words.contains(Parameter))
      First += fmt::format("\n  (void){};", Parameter);
    if (Args[I].Type.Kind == CKind::Buffer &&
        !Words.contains(lengthName(Parameter)))
      First += fmt::format("\n  (void){};", lengthName(Parameter));
  }
  if (!First.empty())
    Code.Body = fmt::format("{{{}\n  {}\n}}", First, Code.Body);
  if (Failure)
    return *Failure;
  Code.After = At.End;
  return Code;
}

std::variant<EntryCode, Issue> makeResidual(const Computation &What,
                                            const std::vector<Argument> &Args,
                                            const Carrier &Returns,
                                            const std::string &Name,
                                            const UnitContext &Unit) {
  return ResidualBuilder(What, Args, Returns, Unit).build(Name);
}

} // namespace pyunbox

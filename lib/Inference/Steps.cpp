#include "Inference/Steps.h"

#include "Inference/AstQueries.h"
#include "Inference/FunctionShape.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/Analysis/CFG.h"
#include "clang/Lex/Lexer.h"

#include <deque>

using namespace clang;

namespace pyunbox {

namespace {

// Followed functions call others; a reader wants an overview.
constexpr unsigned MaxNesting = 4;
constexpr std::size_t MaxSteps = 60;

/// The source of \p Range in one line, shortened.
std::string textOf(SourceRange Range, const UnitContext &Unit) {
  constexpr std::size_t Longest = 60;
  StringRef Written =
      Lexer::getSourceText(Unit.Sources.getExpansionRange(Range), Unit.Sources,
                           Unit.AST.getLangOpts());
  std::string Text;
  for (char C : Written) {
    bool Blank = isWhitespace(C);
    if (!Blank || (!Text.empty() && Text.back() != ' '))
      Text += Blank ? ' ' : C;
  }
  return Text.size() > Longest ? Text.substr(0, Longest) + "..." : Text;
}

class Teller {
public:
  Teller(const std::vector<Argument> &Args, const UnitContext &Unit)
      : Args(Args), Unit(Unit) {}

  std::vector<Remark> Steps;

  void tell(const BodyFacts &Facts, unsigned Depth = 0);

private:
  struct Step {
    SourceRange Where;
    std::string Message;
    const FollowedCall *Inside = nullptr;
  };

  std::string nameOf(unsigned Index) const {
    return Index < Args.size() && !Args[Index].Name.empty()
               ? fmt::format("'{}'", Args[Index].Name)
               : fmt::format("argument {}", Index + 1);
  }
  std::string parsed(const ParseSite &Site) const;
  std::string valueStep(const CallExpr *Call, const Value &V,
                        const BodyFacts &Facts) const;

  const std::vector<Argument> &Args;
  const UnitContext &Unit;
};

std::string Teller::parsed(const ParseSite &Site) const {
  std::string Text;
  for (const auto &[Var, Index, What] : Site.Targets) {
    if (What == ParseSite::Part::Length)
      continue;
    Text +=
        fmt::format("{}{}", Text.empty() ? "unboxes " : ", ", nameOf(Index));
    if (Index < Args.size())
      Text += fmt::format(" as {}", Args[Index].Type.Spelling);
  }
  return Text;
}

std::string Teller::valueStep(const CallExpr *Call, const Value &V,
                              const BodyFacts &Facts) const {
  if (V.is(Value::Kind::Param))
    return fmt::format("unboxes {} as {}", nameOf(V.Index),
                       V.Index < Args.size() ? Args[V.Index].Type.Spelling
                                             : "a C value");
  if (V.is(Value::Kind::Boxed) && V.Site == Call)
    return fmt::format("boxes the result as {}", spelling(V.Python));
  if (V.is(Value::Kind::Call) && V.Site == Call)
    if (const FunctionDecl *Callee = Facts.calleeOf(Call))
      return fmt::format("calls '{}', which computes on C values",
                         Callee->getNameAsString());
  return {};
}

std::string returnStep(const Value &V) {
  if (V.is(Value::Kind::Null))
    return "returns NULL: an exception was raised";
  if (V.is(Value::Kind::Singleton) || V.is(Value::Kind::Boxed))
    return V.Python == PythonType::None
               ? "returns None"
               : fmt::format("returns the result, exactly {}",
                             spelling(V.Python));
  return {};
}

void Teller::tell(const BodyFacts &Facts, unsigned Depth) {
  std::vector<Step> Found;
  for (const auto &[Call, Site] : Facts.Parses)
    if (!Site.Targets.empty())
      Found.push_back({Call->getSourceRange(), parsed(Site)});
  for (const auto &[E, V] : Facts.Values)
    if (const auto *Call = dyn_cast<CallExpr>(E))
      if (std::string Message = valueStep(Call, V, Facts); !Message.empty())
        Found.push_back({Call->getSourceRange(), std::move(Message)});
  for (const auto &[Call, Followed] : Facts.Followed)
    if (Followed.Callee)
      Found.push_back({Call->getSourceRange(),
                       fmt::format("calls '{}', which is followed",
                                   Followed.Callee->getNameAsString()),
                       &Followed});
  for (const FoundReturn &Return : Facts.Returns)
    if (std::string Message = returnStep(Return.Returned); !Message.empty())
      Found.push_back({Return.Statement->getSourceRange(), std::move(Message)});
  // By their ends: what is inside an expression is done before it.
  std::ranges::sort(Found, [&](const Step &A, const Step &B) {
    if (A.Where.getEnd() != B.Where.getEnd())
      return Unit.Sources.isBeforeInTranslationUnit(A.Where.getEnd(),
                                                    B.Where.getEnd());
    if (A.Where.getBegin() != B.Where.getBegin())
      return Unit.Sources.isBeforeInTranslationUnit(B.Where.getBegin(),
                                                    A.Where.getBegin());
    return A.Message < B.Message;
  });
  for (Step &S : Found) {
    if (Steps.size() >= MaxSteps)
      return;
    Remark Told{std::move(S.Message), Unit.locate(S.Where.getBegin())};
    // A return may be met in several states, a call within its own operand.
    bool Repeats = !Steps.empty() && Steps.back().Message == Told.Message &&
                   Steps.back().Where == Told.Where;
    if (!Repeats)
      Steps.push_back(std::move(Told));
    if (S.Inside && S.Inside->Inside && Depth < MaxNesting)
      tell(*S.Inside->Inside, Depth + 1);
  }
}

/// Finds the way through functions to a place.
class Tracer {
public:
  explicit Tracer(const UnitContext &Unit) : Unit(Unit) {}

  std::vector<Remark> Steps;

  bool trace(const FunctionDecl *F, const BodyFacts &Facts,
             SourceLocation Where, unsigned Depth = 0);

private:
  bool contains(SourceRange Range, SourceLocation Where) const {
    const SourceManager &Sources = Unit.Sources;
    SourceLocation Begin = Sources.getExpansionLoc(Range.getBegin());
    SourceLocation End = Sources.getExpansionRange(Range.getEnd()).getEnd();
    Where = Sources.getExpansionLoc(Where);
    return Begin.isValid() && End.isValid() &&
           Sources.isWrittenInSameFile(Begin, Where) &&
           !Sources.isBeforeInTranslationUnit(Where, Begin) &&
           !Sources.isBeforeInTranslationUnit(End, Where);
  }
  const CFGBlock *blockOf(const CFG &Graph, SourceLocation Where) const;
  void tellWay(const CFG &Graph, const CFGBlock *To);

  const UnitContext &Unit;
};

/// The block of the smallest element around \p Where.
const CFGBlock *Tracer::blockOf(const CFG &Graph, SourceLocation Where) const {
  const CFGBlock *Best = nullptr;
  SourceRange Around;
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &Element : *Block) {
      auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      SourceRange Range = Statement->getStmt()->getSourceRange();
      if (!contains(Range, Where))
        continue;
      if (!Best || contains(Around, Range.getBegin())) {
        Best = Block;
        Around = Range;
      }
    }
  return Best;
}

std::string decisionAt(const CFGBlock &From, const CFGBlock &Next,
                       const UnitContext &Unit) {
  const Stmt *Condition = From.getTerminatorCondition();
  if (!Condition)
    return {};
  std::string Text = textOf(Condition->getSourceRange(), Unit);
  if (isa<SwitchStmt>(From.getTerminatorStmt())) {
    const auto *Case = dyn_cast_or_null<CaseStmt>(Next.getLabel());
    return Case ? fmt::format("'{}' is {} here", Text,
                              textOf(Case->getLHS()->getSourceRange(), Unit))
                : fmt::format("'{}' is none of the cases here", Text);
  }
  bool True = From.succ_begin()->getReachableBlock() == &Next;
  return fmt::format("'{}' is {} here", Text, True ? "true" : "false");
}

void Tracer::tellWay(const CFG &Graph, const CFGBlock *To) {
  // From the end, so that a branch that cannot miss the place is not told.
  std::map<const CFGBlock *, const CFGBlock *> NextOf{{To, nullptr}};
  std::deque<const CFGBlock *> Work{To};
  while (!Work.empty()) {
    const CFGBlock *Block = Work.front();
    Work.pop_front();
    for (const auto &Before : Block->preds())
      if (const CFGBlock *From = Before.getReachableBlock();
          From && NextOf.try_emplace(From, Block).second)
        Work.push_back(From);
  }
  const CFGBlock *Block = &Graph.getEntry();
  if (!NextOf.contains(Block))
    return;
  for (const CFGBlock *Next; (Next = NextOf[Block]); Block = Next) {
    bool Decides = llvm::any_of(Block->succs(), [&](const auto &Successor) {
      const CFGBlock *Other = Successor.getReachableBlock();
      return Other && !NextOf.contains(Other);
    });
    if (!Decides || Block->succ_size() < 2)
      continue;
    std::string Message = decisionAt(*Block, *Next, Unit);
    if (!Message.empty())
      Steps.push_back(
          {std::move(Message),
           Unit.locate(Block->getTerminatorCondition()->getBeginLoc())});
  }
}

bool Tracer::trace(const FunctionDecl *F, const BodyFacts &Facts,
                   SourceLocation Where, unsigned Depth) {
  if (Depth > MaxNesting || !F->hasBody())
    return false;
  auto Way = [&](SourceLocation To) {
    const CFG *Graph = Unit.shapeOf(F).graph();
    if (const CFGBlock *Block = Graph ? blockOf(*Graph, To) : nullptr)
      tellWay(*Graph, Block);
  };
  if (contains(F->getSourceRange(), Where)) {
    Way(Where);
    return true;
  }
  for (const auto &[Call, Followed] : Facts.Followed) {
    if (!Followed.Callee || !Followed.Inside)
      continue;
    Tracer Deeper(Unit);
    if (!Deeper.trace(Followed.Callee, *Followed.Inside, Where, Depth + 1))
      continue;
    Way(Call->getBeginLoc());
    Steps.push_back({fmt::format("calls '{}', which is followed",
                                 Followed.Callee->getNameAsString()),
                     Unit.locate(Call->getBeginLoc())});
    Steps.insert(Steps.end(), Deeper.Steps.begin(), Deeper.Steps.end());
    return true;
  }
  return false;
}

} // namespace

std::vector<Remark> stepsOf(const Proof &P, const std::vector<Argument> &Args,
                            const UnitContext &Unit) {
  Teller Story(Args, Unit);
  Story.tell(P);
  return std::move(Story.Steps);
}

std::vector<Remark> stepsTo(SourceLocation Where, const FunctionDecl *Wrapper,
                            const Proof &P, const UnitContext &Unit) {
  Tracer Story(Unit);
  if (Where.isValid())
    Story.trace(Wrapper, P, Where);
  return std::move(Story.Steps);
}

} // namespace pyunbox

#include "Inference/Machine.h"

#include "Inference/AstQueries.h"
#include "Inference/Interpreter.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace pyunbox {

namespace {
// Bounds: a wrapper beyond them is rejected, not guessed about. A sweep visits
// every block once; each value can grow at most three times, so a few sweeps
// beyond the loop nesting reach the fixed point.
constexpr unsigned MaxBlocks = 20000;
constexpr unsigned MaxSweeps = 64;
// Followed calls multiply: over all functions and sweeps; in one block, the
// ways to go on.
constexpr unsigned MaxBlocksRun = 400000;
constexpr unsigned MaxForks = 256;
constexpr std::size_t MaxExplorations = 8; ///< remembered of one call
// With an issue there is no type, and what is still to be found could only be
// one that tells people more. Proofs that succeed take a few hundred
// statements, 2000 at most in all of CPython's modules.
constexpr unsigned MaxStatementsWithIssue = 40000;
} // namespace

Machine::Machine(Shared &All, const FunctionDecl *Function, BodyFacts &Result,
                 const Machine *Caller, const CallExpr *Site)
    : All(All), Task(All.Task), Unit(All.Unit), Effects(All.Effects),
      Function(Function), Body(Function->getBody()),
      Shape(Unit.shapeOf(Function)), Caller(Caller), Site(Site), Result(Result),
      Whole(All.Whole) {
  All.Escaping.insert(Shape.Escaping.begin(), Shape.Escaping.end());
  Result.Loops = Shape.MayRunForever;
}

void Machine::issue(ReasonCode Code, std::string Message,
                    SourceLocation Where) {
  Troubled = true;
  if (!Tentative && !isHopeless()) {
    Issue Met{Code, Message, Where};
    for (const Machine *M = this; M->Caller; M = M->Caller)
      Met.Message += M->calledFrom();
    if (!llvm::is_contained(All.Met, Met))
      All.Met.push_back(std::move(Met));
  }
  if (Recording)
    Issues.push_back({Code, std::move(Message), Where});
}

const std::string &Machine::calledFrom() const {
  if (CalledFrom.empty())
    CalledFrom = fmt::format(", in '{}' called from line {}",
                             Function->getNameAsString(),
                             Unit.locate(Site->getBeginLoc()).Line);
  return CalledFrom;
}

static bool isCythons(const FunctionDecl *F) {
  return F->getDeclName().isIdentifier() &&
         F->getName().starts_with("__pyx_pw_");
}

bool Machine::bindParameters(State &Entry) {
  const FunctionDecl *F = Task.Wrapper;
  std::vector<Value> Bound{Value::of(Value::Kind::Self)};
  if (Task.Calls == Convention::OfCData) {
    Bound.assign(F->getNumParams(), Value::plain());
    // It may be called with an exception set.
    Entry.Error = ErrorState::Unknown;
  }
  Value Keywords = Value::of(Value::Kind::Keywords);
  Keywords.MayBeNull = true;
  const bool TakesKeywords = Task.Calls == Convention::VarArgsKeywords ||
                             Task.Calls == Convention::FastCallKeywords;
  if (TakesKeywords && Task.Form) {
    // Without keywords the interpreter passes NULL, or for f(**{}) a dict,
    // which is the same to what Cython writes.
    if (!Task.Form->ByKeyword.empty())
      Keywords.MayBeNull = false;
    else if (Task.Calls == Convention::FastCallKeywords || isCythons(F))
      Keywords = Value::null();
  }
  switch (Task.Calls) {
  case Convention::O:
    Bound.push_back(Value::indexed(Value::Kind::Arg, 0));
    break;
  case Convention::NoArgs:
    Bound.push_back(Value::null());
    break;
  case Convention::VarArgs:
    Bound.push_back(Value::of(Value::Kind::ArgsTuple));
    break;
  case Convention::VarArgsKeywords:
    Bound.push_back(Value::of(Value::Kind::ArgsTuple));
    Bound.push_back(Keywords);
    break;
  case Convention::FastCall:
  case Convention::FastCallKeywords:
    Bound.push_back(Value::of(Value::Kind::ArgsArray));
    Bound.back().MayBeNull = !Task.Form || Task.Form->Positional == 0;
    Bound.push_back(Task.Form ? Value::number(Task.Form->Positional)
                              : Value::plain());
    if (Task.Calls == Convention::FastCallKeywords)
      Bound.push_back(Keywords);
    break;
  case Convention::OfCData:
    break;
  }
  bool Fits = F->getNumParams() == Bound.size() ||
              (Task.Calls == Convention::NoArgs && F->getNumParams() == 1);
  if (!F->isVariadic() && isObjectPointer(F->getReturnType()) &&
      (Fits || !heeds(Rule::ArityOfFlags))) {
    Entry.Reached = true;
    for (unsigned I = 0; I < F->getNumParams() && I < Bound.size(); ++I)
      Entry.Vars[F->getParamDecl(I)] = Bound[I];
    return true;
  }
  return false;
}

/// Whether \p E is NULL, or a function of the API that always returns that.
bool Machine::isNoResult(const Expr *E) const {
  E = E->IgnoreParenCasts();
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee ? findApiRole(Unit.apiName(Callee)) == ApiRole::SetErrorNull
                : isNullLiteral(E, Unit.AST);
}

/// Whether \p Handler ends in a return of no result, or throws.
bool Machine::onlyFails(const CXXCatchStmt *Handler) const {
  const auto *Block = dyn_cast<CompoundStmt>(Handler->getHandlerBlock());
  if (!Block || Block->body_empty())
    return false;
  bool ReturnsResult = findNode(Block, [this](const Stmt *S) {
    const auto *Return = dyn_cast<ReturnStmt>(S);
    return Return &&
           !(Return->getRetValue() && isNoResult(Return->getRetValue()));
  });
  return !ReturnsResult && isa<ReturnStmt, CXXThrowExpr>(Block->body_back());
}

bool Machine::prepare() {
  if (Graph)
    return true;
  if (const CompilerUse *Use = Unit.compilerUse(Function);
      Use && heeds(Rule::CompilerIndependent)) {
    issue(ReasonCode::CompilerIdentity,
          fmt::format("{} in {} depends on the compiler", Use->second,
                      Unit.lineOf(*Use, Function)),
          Function->getLocation());
    return false;
  }
  if (Shape.isDeep()) {
    issue(ReasonCode::TooLarge, "an expression is nested too deeply",
          Function->getLocation());
    return false;
  }
  // The graph has no edges to handlers.
  const Stmt *Try =
      Unit.isCxx() ? findNode(Body,
                              [this](const Stmt *S) {
                                const auto *Handler = dyn_cast<CXXCatchStmt>(S);
                                return isa<CXXForRangeStmt>(S) ||
                                       (Caller && isa<CXXTryStmt>(S)) ||
                                       (Handler && !onlyFails(Handler));
                              })
                   : nullptr;
  if (Try) {
    issue(ReasonCode::UnsupportedC,
          fmt::format("{} is not analysed", Try->getStmtClassName()),
          Try->getBeginLoc());
    return false;
  }
  if (const auto &Gap = Shape.gap(); Gap && heeds(Rule::GraphIsWhole)) {
    issue(ReasonCode::UnsupportedC, std::string(Gap->What),
          Gap->At->getBeginLoc());
    return false;
  }
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (Parameter->getOriginalType()->isVariablyModifiedType()) {
      issue(ReasonCode::UnsupportedC,
            "the size of an array in a type is computed here",
            Parameter->getLocation());
      return false;
    }
  const CFG *Built = Shape.graph();
  if (!Built || Built->getNumBlockIDs() > MaxBlocks) {
    issue(Built ? ReasonCode::TooLarge : ReasonCode::UnsupportedC,
          Built ? "the function has too many branches"
                : "no control-flow graph can be built",
          Function->getLocation());
    return false;
  }
  Graph = Built;
  return true;
}

bool Machine::isExhausted() const { return All.BlocksRun > MaxBlocksRun; }

bool Machine::isHopeless() const {
  return !All.Met.empty() && All.StatementsRun > MaxStatementsWithIssue;
}

bool Machine::isOver() const {
  return isExhausted() || (Tentative && Troubled) || isHopeless();
}

const Exploration *Machine::findExploration(const State &Entry) const {
  for (const Exploration &Known : Explorations)
    if (Known.Growth == Growth && Known.Tentative == Tentative &&
        Known.NumEscaping == All.Escaping.size() && Known.Entry == Entry)
      return &Known;
  return nullptr;
}

/// Runs the function from \p Entry until nothing grows; false if that takes too
/// long, or is of no use.
bool Machine::reachFixedPoint(const State &Entry,
                              std::vector<BlockStates> &Ins) {
  Ins.assign(Graph->getNumBlockIDs(), {});
  Ins[Graph->getEntry().getBlockID()][static_cast<std::size_t>(Entry.Error)] =
      Entry;
  Runs.assign(Graph->getNumBlockIDs(), {});
  bool Record = std::exchange(Recording, false);
  unsigned Sweeps = 0;
  do {
    Changed = false;
    sweep(Ins);
  } while (Changed && !isOver() && ++Sweeps < MaxSweeps);
  Recording = Record;
  if ((Tentative && Troubled) || isHopeless())
    return false;
  if (Changed || isExhausted())
    issue(ReasonCode::TooLarge,
          isExhausted() ? "following the calls takes too long"
                        : "no fixed point within the bound",
          Function->getLocation());
  return !Changed && !isExhausted();
}

/// Finds out how the function ends from \p Entry and, if this is Recording,
/// what there is to find in it.
void Machine::explore(const State &Entry) {
  Ends.clear();
  Troubled = false;
  if (!prepare())
    return;
  std::vector<BlockStates> Ins;
  if (const Exploration *Known = findExploration(Entry)) {
    Troubled = Known->Troubled;
    if (!Recording) {
      Ends = Known->Ends;
      return;
    }
    Ins = Known->Ins;
  } else if (!reachFixedPoint(Entry, Ins)) {
    return;
  }
  Changed = false;
  Collecting = true;
  sweep(Ins);
  Collecting = false;
  // Recording leaves no block out: it would have shown more.
  if (Recording && Changed)
    issue(ReasonCode::TooLarge, "no fixed point was reached",
          Function->getLocation());
  if (Recording || !Caller)
    return;
  if (Explorations.size() >= MaxExplorations)
    Explorations.erase(Explorations.begin());
  Explorations.push_back({Entry, Tentative, All.Escaping.size(), Growth,
                          std::move(Ins), Ends, Troubled});
}

void Machine::run() {
  State Entry; // the interpreter calls with no exception set
  Recording = true;
  if (bindParameters(Entry)) {
    explore(Entry);
    if (isHopeless()) {
      // What has not been met may only not have been reached.
      Issues = std::move(All.Met);
    } else {
      finishArguments();
      weighReturns();
    }
    addFollowedEffects();
  } else {
    QualType Returned = Function->getReturnType();
    bool IsOwnObject =
        Returned->isPointerType() && Returned->getPointeeType()->isRecordType();
    if (IsOwnObject && !isObjectPointer(Returned))
      issue(ReasonCode::ReturnsObject,
            fmt::format("the wrapper returns a '{}'", Returned.getAsString()),
            Function->getLocation());
    else
      issue(ReasonCode::ConventionMismatch,
            "the wrapper's parameters do not fit its METH_ flags",
            Function->getLocation());
  }
  Whole.Issues = std::move(Issues);
}

void Machine::sweep(std::vector<BlockStates> &Ins) {
  if (Recording && Result.InGraph.empty())
    listGraph();
  if (!Caller && Recording)
    All.Arity.reset();
  for (const CFGBlock *Block : Shape.order())
    for (std::size_t Error = 0; Error < NumErrorStates; ++Error)
      if (Ins[Block->getBlockID()][Error].Reached && !isOver())
        visit(*Block, Error, Ins);
}

/// Whether a run of a block, from the state of its last run on, would change
/// nothing now.
bool Machine::wouldRepeat(const BlockRun &Last) const {
  return Last.Repeats && !Recording && !(Collecting && Last.Ends) &&
         Last.NumEscaping == All.Escaping.size() &&
         Last.NumUnpacked == All.NumUnpacked &&
         (!Last.ReadsOthers || Last.Growth == Growth);
}

/// Runs \p Block from its state at the beginning, if that may find out more.
void Machine::visit(const CFGBlock &Block, std::size_t Error,
                    std::vector<BlockStates> &Ins) {
  BlockRun &Last = Runs[Block.getBlockID()][Error];
  if (wouldRepeat(Last)) {
    // The bounds hold for what the analysis amounts to.
    All.StatementsRun += Last.Statements;
    All.BlocksRun += Last.Blocks;
    return;
  }
  Running = {/*Repeats=*/true, /*ReadsOthers=*/false, All.Escaping.size(),
             All.NumUnpacked, Growth};
  Last.Repeats = true; // until something flows back to it
  const unsigned Statements = All.StatementsRun, Blocks = All.BlocksRun;
  Now = Ins[Block.getBlockID()][Error];
  runBlock(Block, Ins);
  Running.Repeats &= Last.Repeats;
  Running.Statements = All.StatementsRun - Statements;
  Running.Blocks = All.BlocksRun - Blocks;
  Last = Running;
}

/// Runs \p Block from Now; where a call in it may end in several ways, once
/// from each on.
void Machine::runBlock(const CFGBlock &Block, std::vector<BlockStates> &Ins) {
  std::vector<Fork> Work;
  Current.clear();
  std::size_t Next = 0;
  for (unsigned NumForks = 0;; ++NumForks) {
    if (NumForks > MaxForks) {
      issue(ReasonCode::TooLarge, "there are too many ways to go on here",
            Function->getLocation());
      return;
    }
    ++All.BlocksRun;
    Returning.reset();
    Dead = false;
    for (std::size_t I = Next; I < Block.size() && !Dead; ++I) {
      OtherEnds.clear();
      runElement(Block[I]);
      if (OtherEnds.empty())
        continue;
      const Expr *Call = cast<Expr>(Block[I].castAs<CFGStmt>().getStmt());
      State Mine = Now;
      auto Saved = Current;
      for (Outcome &End : std::exchange(OtherEnds, {})) {
        Current = Saved;
        settle(Call, End.Returned);
        Work.push_back({std::move(End.After), std::move(Current), I + 1});
      }
      Now = std::move(Mine);
      Current = std::move(Saved);
    }
    if (!Dead)
      finishBlock(Block, Ins);
    if (Work.empty())
      return;
    Now = std::move(Work.back().From);
    Current = std::move(Work.back().Current);
    Next = Work.back().Next;
    Work.pop_back();
  }
}

void Machine::runElement(const CFGElement &Element) {
  if (auto Statement = Element.getAs<CFGStmt>()) {
    ++All.StatementsRun;
    if (Recording)
      Result.Reached.insert(Statement->getStmt());
    execute(Statement->getStmt());
  } else if (auto Destructor = Element.getAs<CFGImplicitDtor>()) {
    const CXXDestructorDecl *D = Destructor->getDestructorDecl(Unit.AST);
    if (!D || !D->isTrivial())
      issue(ReasonCode::CopyUnsafe,
            "an object with a destructor lives in the wrapper",
            Function->getLocation());
  }
}

void Machine::listGraph() {
  for (const CFGBlock *Block : *Graph) {
    for (const CFGElement &Element : *Block)
      if (auto Statement = Element.getAs<CFGStmt>())
        Result.InGraph.insert(Statement->getStmt());
    if (const Stmt *Terminator = Block->getTerminatorStmt())
      Result.InGraph.insert(Terminator);
    if (const Stmt *Label = Block->getLabel())
      Result.InGraph.insert(Label);
  }
}

void Machine::finishBlock(const CFGBlock &Block,
                          std::vector<BlockStates> &Ins) {
  if (Recording) {
    if (const Stmt *Terminator = Block.getTerminatorStmt())
      Result.Reached.insert(Terminator);
    if (const Stmt *Label = Block.getLabel())
      Result.Reached.insert(Label);
  }
  checkFallThrough(Block);
  Running.Ends |= Returning.has_value();
  flow(Block, Ins);
}

Value Machine::valueOf(const Expr *E) {
  for (;;) {
    E = strip(E);
    if (auto Found = Current.find(E); Found != Current.end())
      return Found->second;
    Running.ReadsOthers = true;
    if (auto Found = Result.Values.find(E); Found != Result.Values.end())
      return Found->second;
    // Nodes that the graph does not list repeat or select an operand, or are
    // constants.
    if (const auto *Cast = dyn_cast<CastExpr>(E);
        Cast &&
        (Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_BitCast)) {
      E = Cast->getSubExpr();
      continue;
    }
    if (auto Int = constantInteger(E, Unit.AST))
      return Value::number(*Int);
    // Where `a && b` only decides where to go on, no element stands for it.
    if (const auto *Logical = dyn_cast<BinaryOperator>(E);
        Logical && Logical->isLogicalOp())
      return evaluateLogical(Logical);
    if (isNullLiteral(E, Unit.AST))
      return Value::null();
    return Value();
  }
}

Proof interpret(const WrapperTask &Task, const UnitContext &Unit,
                EffectAnalysis &Effects) {
  Shared All{Task, Unit, Effects};
  Machine(All, Task.Wrapper, All.Whole, nullptr, nullptr).run();
  return std::move(All.Whole);
}

static bool takesCData(const FunctionDecl *F) {
  return llvm::all_of(F->parameters(), [](const ParmVarDecl *Parameter) {
    QualType Type = Parameter->getType();
    return Type->isScalarType() && !isObjectPointer(Type);
  });
}

void addRaisingFunctions(UnitFacts &Facts, const UnitContext &Unit,
                         EffectAnalysis &Effects) {
  for (FunctionFacts &Of : Facts.Functions) {
    const FunctionDecl *F =
        Of.External ? Effects.shownDefinition(Of.Symbol) : nullptr;
    if (!F || !isObjectPointer(F->getReturnType()) || !takesCData(F))
      continue;
    Proof P = interpret({F, Convention::OfCData}, Unit, Effects);
    Of.Raises = P.Issues.empty() && !P.Returns.empty() &&
                llvm::all_of(P.Returns, [](const FoundReturn &Return) {
                  return Return.Returned.is(Value::Kind::Null) &&
                         Return.Before.Error == ErrorState::Set;
                });
  }
}

} // namespace pyunbox

//===- Machine.h - the abstract machine behind interpret() -----*- C++ -*-===//
//
// Internal to the interpreter. Machine.cpp walks the control-flow graph,
// Expressions.cpp evaluates C, Operators.cpp what its operators do, Places.cpp
// keeps what variables hold, Calls.cpp calls functions, ApiCalls.cpp those of
// the Python API, Parsers.cpp argument parsers, TypeTests.cpp tests types,
// Buffers.cpp reads text and buffers.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_MACHINE_H
#define PYUNBOX_INFERENCE_MACHINE_H

#include "Inference/FunctionShape.h"
#include "Inference/Proof.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;

/// The states at the beginning of a block, by error state.
using BlockStates = std::array<State, NumErrorStates>;

/// What the machines of one proof share: that of the wrapper, and those of the
/// functions that it calls and that are followed.
struct Shared {
  const WrapperTask &Task;
  const UnitContext &Unit;
  EffectAnalysis &Effects;
  Proof Whole = {};
  /// Variables whose address is somewhere where it is not followed.
  std::set<const clang::VarDecl *> Escaping = {};
  std::optional<std::pair<unsigned, unsigned>> Arity = {}; ///< required, most
  unsigned NumUnpacked = 0; ///< elements of an ArgsBuffer
  unsigned BlocksRun = 0;
  unsigned StatementsRun = 0;
  /// What was met that stands against a type, before all of it is recorded.
  std::vector<Issue> Met = {};
  /// The elements of local arrays of objects, as variables.
  std::map<const clang::VarDecl *, std::vector<const clang::VarDecl *>>
      Elements = {};
};

/// One way in which a function may end.
struct Outcome {
  State After;
  Value Returned;
};

/// What became of a function in one state: found once, for a call is met again
/// in every sweep of its caller.
struct Exploration {
  State Entry;
  bool Tentative = false;
  // What it rests on beside the state:
  std::size_t NumEscaping = 0;
  unsigned Growth = 0;
  // What was found:
  std::vector<BlockStates> Ins = {}; ///< the fixed point
  std::vector<Outcome> Ends = {};
  bool Troubled = false;
};

/// What a block did when it was run last, and what that rested on beside the
/// state at its beginning: where all of it is the same it would do so again.
struct BlockRun {
  bool Repeats = false;     ///< it rested on nothing else
  bool ReadsOthers = false; ///< on values of expressions of other blocks
  std::size_t NumEscaping = 0;
  unsigned NumUnpacked = 0;
  unsigned Growth = 0;
  // What it did:
  unsigned Statements = 0, Blocks = 0;
  bool Ends = false; ///< it ended the function
};

class Machine {
public:
  /// For \p Function, called at \p Site by that of \p Caller, or by the
  /// interpreter (both null).
  /// What is found out goes into \p Result.
  Machine(Shared &All, const clang::FunctionDecl *Function, BodyFacts &Result,
          const Machine *Caller, const clang::CallExpr *Site);
  /// Interprets the wrapper.
  void run();

private:
  // Machine.cpp: control flow
  bool bindParameters(State &Entry);
  bool prepare();
  bool isNoResult(const clang::Expr *E) const;
  bool onlyFails(const clang::CXXCatchStmt *Handler) const;
  void explore(const State &Entry);
  const Exploration *findExploration(const State &Entry) const;
  bool reachFixedPoint(const State &Entry, std::vector<BlockStates> &Ins);
  void sweep(std::vector<BlockStates> &Ins);
  void visit(const clang::CFGBlock &Block, std::size_t Error,
             std::vector<BlockStates> &Ins);
  bool wouldRepeat(const BlockRun &Last) const;
  void runBlock(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  void runElement(const clang::CFGElement &Element);
  void finishBlock(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  /// Records which statements the graph has.
  void listGraph();
  /// Going on is of no use.
  bool isOver() const;
  bool isExhausted() const;
  /// There is an issue, and looking for all others takes too long.
  bool isHopeless() const;

  // Flow.cpp: from block to block
  void flow(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  void flowTo(const clang::CFGBlock::AdjacentBlock &To, const State &S,
              std::vector<BlockStates> &Ins);
  void flowSwitch(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  void refineError(const clang::Expr *Condition, bool True, State &S) const;
  void refineNull(const clang::Expr *Condition, bool True, State &S) const;

  // Returns.cpp: how a function ends
  void checkFallThrough(const clang::CFGBlock &Block);
  void finishReturn(const clang::ReturnStmt *Return);
  void endFunction(const Value &Returned);
  /// What tells a return without an exception from one that may have one.
  bool hangsOnState(const clang::Stmt *S) const;
  void weighReturns();
  void finishArguments();

  // Expressions.cpp: C
  void execute(const clang::Stmt *S);
  /// \p E, just executed, has the value \p V.
  void settle(const clang::Expr *E, Value V);
  Value evaluate(const clang::Expr *E);
  Value evaluateReference(const clang::DeclRefExpr *E);
  Value evaluateMember(const clang::MemberExpr *E);
  Value evaluateSubscript(const clang::ArraySubscriptExpr *E);
  Value element(const Value &Of, const Value &Index,
                clang::SourceLocation Where);
  bool isApiValue(const clang::DeclRefExpr *Ref);
  bool isExceptionClass(const clang::NamedDecl *D) const;
  bool hasConstantOperands(const clang::Expr *E);
  void happen(const EffectSet &Own);
  Value unknownOf(const clang::Expr *E) const;
  Value foreignOf(const clang::Expr *E);
  void useForeign(clang::SourceLocation Where);
  /// Whether \p V is true in a condition, if known.
  static std::optional<bool> truth(const Value &V);
  /// The operands of \p E must hold no object.
  void demandPlainOperands(const clang::Stmt *E);
  void demandPlain(const clang::Expr *E, ReasonCode Code);

  // Operators.cpp: casts, arithmetic, comparisons
  Value evaluateCast(const clang::CastExpr *E);
  Value evaluateUnary(const clang::UnaryOperator *E);
  Value evaluateBinary(const clang::BinaryOperator *E);
  Value evaluateComparison(const clang::BinaryOperator *E);
  Value evaluateLogical(const clang::BinaryOperator *E);
  Value sum(const Value &L, const Value &R, bool Plus,
            clang::QualType Type) const;
  Value step(const clang::UnaryOperator *E, Value &Old);

  // Places.cpp: what is in variables
  void declare(const clang::VarDecl *Var);
  Value load(const clang::Expr *Lvalue);
  void store(const clang::Expr *Target, const Value &V);
  void noteStore(const clang::Expr *Target);
  void demandSet(const clang::VarDecl *Var, clang::SourceLocation Where);
  void demandNotOfObject(const clang::Expr *Lvalue);
  bool isTracked(const clang::VarDecl *Var) const;
  /// The variable that the lvalue \p E is, by name or through a pointer that is
  /// known to point to it; else null.
  const clang::VarDecl *placeOf(const clang::Expr *E);
  /// The elements of \p Array as variables, if it is one of objects, and local;
  /// else null.
  const std::vector<const clang::VarDecl *> *
  elementsOf(const clang::VarDecl *Array);
  /// The array of which \p E, as it is written, is an element; else null.
  static const clang::VarDecl *subscripted(const clang::Expr *E);
  /// What an element of \p Array may hold.
  Value someElement(const clang::VarDecl *Array);
  void declareElements(const clang::VarDecl *Array);
  /// \p Array is used as a whole.
  void escapeElements(const clang::VarDecl *Array, clang::SourceLocation Where);
  /// The tracked variable that \p Pointer points to, else null.
  const clang::VarDecl *pointee(const clang::Expr *Pointer);
  /// The variable whose address \p E is, written out or as a value; else null.
  const clang::VarDecl *addressed(const clang::Expr *E);
  /// \p Var is written through a pointer, or by a parser.
  void noteWrite(const clang::VarDecl *Var);
  /// Nothing beside the call \p E may see a variable that it sets: whether it
  /// does so before or after is up to the compiler.
  void demandSequenced(const clang::CallExpr *E,
                       llvm::function_ref<bool(const clang::VarDecl *)> IsSet);
  /// The same for all that a parser sets.
  void demandSequenced(const clang::CallExpr *E, const ParseSite &Sets);
  /// The address of \p Var goes where it is not followed.
  void escape(const clang::VarDecl *Var, clang::SourceLocation Where);

  // Buffers.cpp: text, buffers, and Py_buffer
  Value initialView(const clang::VarDecl *Var);
  Value evaluateViewMember(const clang::MemberExpr *E);
  Value unboxText(const clang::CallExpr *E, const TextConverter &With);
  Value unboxView(const clang::CallExpr *E, const TextConverter &With);
  Value releaseBuffer(const clang::CallExpr *E);
  /// The variable at \p Target gets the length of argument \p Index; null if it
  /// is none that can.
  const clang::VarDecl *takeLength(const clang::Expr *Target, unsigned Index);
  /// The function ends Now: it must hold no Py_buffer.
  void demandReleased(clang::SourceLocation Where);

  // Calls.cpp: calls of C functions
  const clang::FunctionDecl *calleeOf(const clang::CallExpr *E);
  Value evaluateCall(const clang::CallExpr *E);
  /// A call of which only the C types are known: of a function behind a
  /// pointer, or of the Python API's own doings.
  void leaveTo(const clang::CallExpr *E);
  Value callOutside(const clang::CallExpr *E);
  Value callImplementation(const clang::CallExpr *E,
                           const clang::FunctionDecl *Callee);

  // Follow.cpp: calls that are followed
  enum class Need { None, Precision, Objects };
  Need needToFollow(const clang::CallExpr *E,
                    const clang::FunctionDecl *Callee);
  /// The definition to follow, or null and the reason why there is none.
  const clang::FunctionDecl *
  definitionToFollow(const clang::CallExpr *E,
                     const clang::FunctionDecl *Callee, std::string &WhyNot);
  /// The value of the call of \p Callee, or nothing if it is not followed.
  std::optional<Value> follow(const clang::CallExpr *E,
                              const clang::FunctionDecl *Callee);
  State bindCall(const clang::CallExpr *E,
                 const clang::FunctionDecl *Definition,
                 std::vector<Value> &Bound);
  std::optional<FollowedCall::Summary>
  summarize(const clang::CallExpr *E, const Machine &Inside,
            const State &Before, const std::vector<Value> &Bound,
            const std::vector<Outcome> &Ends) const;
  bool isActive(const clang::FunctionDecl *F) const;
  /// Adds the effects of the calls that were followed.
  void addFollowedEffects();

  // ApiCalls.cpp: the Python API
  Value evaluateApiCall(const clang::CallExpr *E, const std::string &Name);
  Value evaluateDeclared(const clang::CallExpr *E, const DeclaredConverter &As);
  Value unboxInto(const clang::CallExpr *E, const Converter &With);
  Value evaluateParse(const clang::CallExpr *E, ApiRole Role);
  Value evaluateUnpackTuple(const clang::CallExpr *E, ApiRole Role);
  /// The variables that \p E unpacks into, or null where it is none that is
  /// tracked.
  std::vector<const clang::VarDecl *> unpackTargets(const clang::CallExpr *E,
                                                    ApiRole Role);
  Value evaluateUnpackKeywords(const clang::CallExpr *E);
  Value evaluateCheckPositional(const clang::CallExpr *E);
  /// Whether \p Object is of \p Type, or exactly so; nothing is known of other
  /// objects than arguments of an assumed type.
  Value testType(const Value &Object, const Value &Type, bool Exactly,
                 clang::SourceLocation Where);
  /// What \p Test says of the types that an argument may be assumed to have.
  Value testArgument(const Value &Object,
                     llvm::function_ref<bool(PythonType)> Test,
                     clang::SourceLocation Where);
  Value testFeature(const Value &Type, std::int64_t Feature,
                    clang::SourceLocation Where);
  Value evaluateBuildValue(const clang::CallExpr *E);
  bool demandFits(const clang::Expr *Operand, const Converter &Unit);
  bool isOrderFree(const clang::CallExpr *E);
  Value unbox(const clang::Expr *Object, const Converter &With,
              clang::SourceLocation Where);
  Value box(const clang::CallExpr *E, const Converter &With,
            const clang::Expr *Operand);
  std::optional<std::vector<std::string>> keywordNames(const clang::Expr *List);
  /// The keyword list in the initializer of the _PyArg_Parser at \p Parser.
  const clang::Expr *keywordListOf(const clang::Expr *Parser) const;
  /// A local keyword list that nothing but parsers read, and so is constant
  /// whatever its type says.
  bool isOnlyParsedWith(const clang::VarDecl *Var);
  void setArity(unsigned Required, unsigned Most, clang::SourceLocation Where);
  /// Argument \p Index is unboxed \p With; returns what its guard tests for.
  PythonType recordArgument(unsigned Index, const Converter &With,
                            clang::SourceLocation Where);

  /// The value of \p E as last evaluated.
  Value valueOf(const clang::Expr *E);
  void issue(ReasonCode Code, std::string Message, clang::SourceLocation Where);
  /// How messages name a call that was followed.
  const std::string &calledFrom() const;

  Shared &All;
  const WrapperTask &Task;
  const UnitContext &Unit;
  EffectAnalysis &Effects;
  const clang::FunctionDecl *Function;
  const clang::Stmt *Body;
  const FunctionShape &Shape;
  const Machine *Caller; ///< null for the wrapper
  const clang::CallExpr *Site;
  const clang::CFG *Graph = nullptr; ///< once it is prepared
  std::map<const clang::VarDecl *, bool> OnlyParsedWith;
  mutable std::string CalledFrom; ///< once it is asked for

  State Now; ///< at the statement being executed
  /// The rest of a block, to be run from another end of a call in it.
  struct Fork {
    State From;
    ValueMap Current;
    std::size_t Next;
  };
  std::vector<Outcome> OtherEnds;         ///< of the call just followed
  bool Dead = false;                      ///< it does not return
  std::optional<Value> Returning;         ///< the block returns this
  std::vector<Outcome> Ends;              ///< how the function ends
  std::set<const clang::VarDecl *> Wrote; ///< through pointers
  /// It, or what it calls, may have written memory that nobody tracks and that
  /// is not its own.
  bool StoresElsewhere = false;
  std::map<const clang::CallExpr *, std::unique_ptr<Machine>> Callees;
  std::set<const clang::CallExpr *> NotFollowed;
  std::vector<Issue> Issues;
  std::vector<Exploration> Explorations;
  bool Changed = false;    ///< something grew in this sweep
  unsigned Growth = 0;     ///< how often a value in Result, or further in, grew
  bool Recording = false;  ///< the fixed point is reached: collect the findings
  bool Tentative = false;  ///< any issue ends this
  bool Troubled = false;   ///< there is an issue, now or in an earlier sweep
  bool Collecting = false; ///< Ends are being collected
  /// Values of expressions over all executions are in Result; these are those
  /// of this execution of the block.
  ValueMap Current;
  std::vector<std::array<BlockRun, NumErrorStates>> Runs; ///< by block
  BlockRun Running;
  BodyFacts &Result;
  Proof &Whole;
};

} // namespace pyunbox

#endif

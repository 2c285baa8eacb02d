//===- Machine.h - the abstract machine behind interpret() -----*- C++ -*-===//
//
// Internal to the interpreter. Machine.cpp walks the control-flow graph,
// Expressions.cpp evaluates C, ApiCalls.cpp the Python API.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_MACHINE_H
#define PYUNBOX_INFERENCE_MACHINE_H

#include "Inference/Proof.h"
#include "clang/Analysis/CFG.h"

namespace pyunbox {
class EffectAnalysis;
class UnitContext;

/// The states at the beginning of a block, by error state.
using BlockStates = std::array<State, NumErrorStates>;

class Machine {
public:
  Machine(const WrapperTask &Task, const UnitContext &Unit,
          EffectAnalysis &Effects);
  Proof run();

private:
  // Machine.cpp: control flow
  bool bindParameters(State &Entry);
  void sweep(const clang::CFG &Graph, std::vector<BlockStates> &Ins,
             const std::vector<const clang::CFGBlock *> &Order);
  void runBlock(const clang::CFGBlock &Block);
  void flow(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  void flowTo(const clang::CFGBlock::AdjacentBlock &To, const State &S,
              std::vector<BlockStates> &Ins);
  void flowSwitch(const clang::CFGBlock &Block, std::vector<BlockStates> &Ins);
  void refineError(const clang::Expr *Condition, bool True, State &S) const;
  void finishReturn(const clang::ReturnStmt *Return);
  void finishArguments();
  void checkFallThrough(const clang::CFGBlock &Block);

  // Expressions.cpp: C
  void execute(const clang::Stmt *S);
  Value evaluate(const clang::Expr *E);
  Value evaluateCast(const clang::CastExpr *E);
  Value load(const clang::Expr *Lvalue);
  void demandSet(const clang::VarDecl *Var, clang::SourceLocation Where);
  Value evaluateUnary(const clang::UnaryOperator *E);
  Value evaluateBinary(const clang::BinaryOperator *E);
  Value evaluateComparison(const clang::BinaryOperator *E);
  Value evaluateLogical(const clang::BinaryOperator *E);
  Value evaluateReference(const clang::DeclRefExpr *E);
  Value evaluateMember(const clang::MemberExpr *E);
  Value evaluateSubscript(const clang::ArraySubscriptExpr *E);
  Value element(const Value &Of, const Value &Index,
                clang::SourceLocation Where);
  Value sum(const Value &L, const Value &R, bool Plus,
            clang::QualType Type) const;
  Value step(const clang::UnaryOperator *E, Value &Old);
  Value evaluateCall(const clang::CallExpr *E);
  Value callImplementation(const clang::CallExpr *E,
                           const clang::FunctionDecl *Callee);
  void store(const clang::Expr *Target, const Value &V);
  void declare(const clang::VarDecl *Var);
  bool hasConstantOperands(const clang::Expr *E);
  void happen(const EffectSet &Own);
  Value unknownOf(const clang::Expr *E) const;
  /// Whether \p V is true in a condition, if known.
  static std::optional<bool> truth(const Value &V);
  /// The operands of \p E must hold no object.
  void demandPlainOperands(const clang::Stmt *E);
  void demandPlain(const clang::Expr *E, ReasonCode Code);
  bool isTracked(const clang::VarDecl *Var) const;

  // ApiCalls.cpp: the Python API
  Value evaluateApiCall(const clang::CallExpr *E, const std::string &Name);
  Value evaluateDeclared(const clang::CallExpr *E, const DeclaredConverter &As);
  Value unboxInto(const clang::CallExpr *E, const Converter &With);
  Value evaluateParse(const clang::CallExpr *E, ApiRole Role);
  Value evaluateUnpackTuple(const clang::CallExpr *E);
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

  const WrapperTask &Task;
  const UnitContext &Unit;
  EffectAnalysis &Effects;
  const clang::Stmt *Body;
  std::set<const clang::VarDecl *> Escaping;
  /// All that stands in constant initializers of static variables: the graph
  /// lists it, but it is not executed.
  std::set<const clang::Stmt *> StaticInits;
  std::map<const clang::VarDecl *, bool> OnlyParsedWith;

  State Now;              ///< at the statement being executed
  bool Changed = false;   ///< something grew in this sweep
  bool Recording = false; ///< the fixed point is reached: collect the findings
  /// Values of expressions over all executions, and in this one of the block.
  std::map<const clang::Expr *, Value> Values, Current;
  std::optional<std::pair<unsigned, unsigned>> Arity; ///< required, most
  unsigned NumUnpacked = 0; ///< elements of an ArgsBuffer
  Proof Result;
};

} // namespace pyunbox

#endif

//===- ResidualBuilder.h - edits that make an entry ------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_RESIDUALBUILDER_H
#define PYUNBOX_INFERENCE_RESIDUALBUILDER_H

#include "Inference/EntryHead.h"
#include "Inference/Reasons.h"
#include "Inference/Residue.h"

#include <map>
#include <set>

namespace pyunbox {

/// Makes the text of one entry (Residual.h) of the text of its function. The
/// visitors edit a construct, or fail; which of them there is to say the
/// questions of Residue tell.
class ResidualBuilder : Residue {
public:
  ResidualBuilder(const Computation &What, const std::vector<Argument> &Args,
                  const Carrier &Returns, const UnitContext &Unit);

  std::variant<EntryCode, Issue> build(const std::string &Name);

private:
  // --- edits
  void fail(const std::string &Why, clang::SourceLocation Where) {
    if (!Failure)
      Failure = Issue{ReasonCode::CopyUnsafe, Why, Where};
  }
  Span spanOf(const clang::Stmt *S);
  /// Whether an argument of a macro, expanded more than once, stands in \p At
  /// without its macro: what is right for one expansion may not be for another.
  bool isExpandedAgain(Span At) const;
  /// From the beginning of \p S to past the semicolon that ends it.
  Span statementSpan(const clang::Stmt *S);
  /// Puts \p New in the place of \p At. It holds the whole text of \p Kept,
  /// which is part of that.
  void replace(Span At, std::string New, clang::SourceLocation Where,
               Span Kept = {});
  /// The text of \p At with the edits inside it applied; they are consumed.
  std::string render(Span At);

  // --- what becomes of each construct
  /// \p InBlock: \p S stands in a block, so that nothing may take its place.
  void visitStatement(const clang::Stmt *S, bool InBlock = false);
  void visitCompound(const clang::CompoundStmt *Block);
  void visitIf(const clang::IfStmt *If, bool InBlock);
  void visitDeclaration(const clang::DeclStmt *Declaration, bool InBlock);
  void visitReturn(const clang::ReturnStmt *Return);
  void visitLabel(const clang::LabelStmt *Label);
  void visitExpression(const clang::Expr *E);
  void visitChildren(const clang::Stmt *S);
  bool visitApiCall(const clang::CallExpr *E);
  void demandPureArguments(const clang::CallExpr *Call, unsigned Number = ~0U);
  bool visitFollowedCall(const clang::CallExpr *E);
  void visitCallee(const clang::CallExpr *E);
  void visitUse(const clang::DeclRefExpr *E);
  void drop(const clang::Stmt *S, bool InBlock);

  /// Declarations of the parameters that are still used.
  std::string boundParameters();
  void removeDeadLabels(const clang::Stmt *Body);
  /// What stays in types and constants is used as it stands.
  void visitUsesInTypes(const clang::Stmt *Body);
  void removeUnusedDeclarations();

  const std::string &parameterName(unsigned Index) const {
    return ParameterNames[Index];
  }
  /// Parameter \p Index as a value of \p Type, which may be another pointer.
  std::string asValue(const std::string &Name, clang::QualType Type) const;
  std::string parameterAs(unsigned Index, clang::QualType Type) const;

  // --- texts
  /// The assignments that a reached argument parser performs, each ended by
  /// \p Separator.
  std::string parseText(const clang::CallExpr *Call, llvm::StringRef Separator);
  std::string assignment(const clang::VarDecl *Var, const Value &V);
  bool isOtherType(const clang::Expr *E, unsigned Index) const;
  std::string noObject(int Is) const;
  bool isReplaced(const clang::Expr *E) const;
  /// The constant \p Int in the type of \p E, which decides how it converts.
  std::string numberText(const clang::Expr *E, std::int64_t Int);
  /// The C value for the result-valued \p E; nothing if it cannot be said.
  std::optional<std::string> resultText(const clang::Expr *E);
  std::optional<std::string> resultText(const Value &V) const;
  /// What gives the C value \p Text to the caller, as a result.
  std::string given(const std::string &Text) const;
  /// The same of the values that \p Boxing makes a tuple of.
  std::string givenItems(const clang::CallExpr *Boxing);
  bool returnsVoid() const { return Returns.Returns.Type.isVoid(); }
  /// Notes that \p Var holds the result; two such variables have one place
  /// only.
  void holdResult(const clang::VarDecl *Var);
  /// Whether \p E is NULL, whatever it does.
  bool isNull(const clang::Expr *E) const;

  const Carrier &Returns;
  const std::vector<ResultPlace> Places;
  llvm::StringRef Text;
  TextEdits Edits;
  /// Where code that macros were given stands, and what it was expanded to.
  std::map<unsigned, std::set<clang::SourceLocation>> Expansions;
  std::optional<Issue> Failure;
  const clang::VarDecl *Holder = nullptr; ///< of the result, if it is unique
  /// Variables that the emitted text still reads, and those it only sets.
  std::set<const clang::VarDecl *> Read, Written;
  std::set<const clang::LabelDecl *> Gotos;
  std::map<const clang::VarDecl *, Span> DeclaredIn;
  std::vector<std::string> ParameterNames;
};

} // namespace pyunbox

#endif

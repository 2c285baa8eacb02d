#include "Inference/GraphGaps.h"

#include "Inference/AstQueries.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <set>

using namespace clang;

namespace pyunbox {

namespace {

/// Whether a size in a type is computed where \p D is declared, other than that
/// of an array that it is.
bool computesSizes(const Decl *D) {
  if (const auto *Named = dyn_cast<TypedefNameDecl>(D))
    return Named->getUnderlyingType()->isVariablyModifiedType();
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->getType()->isVariablyModifiedType())
    return false;
  const auto *Array = dyn_cast<VariableArrayType>(Var->getType());
  return !Array || Array->getElementType()->isVariablyModifiedType();
}

/// The same of the expression or statement \p S; an operand of sizeof is
/// evaluated if its size is.
bool computesSizes(const Stmt *S, const ASTContext &AST) {
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(S))
    return Cast->getTypeAsWritten()->isVariablyModifiedType();
  if (const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(S))
    return Size->getTypeOfArgument()->isVariablyModifiedType() &&
           (Size->isArgumentType() ||
            Size->getArgumentExpr()->HasSideEffects(AST));
  const auto *Declaration = dyn_cast<DeclStmt>(S);
  return Declaration && llvm::any_of(Declaration->decls(), [](const Decl *D) {
           return computesSizes(D);
         });
}

bool holdsJumpInExpression(const Stmt *Part) {
  return Part && findNode(Part, [](const Stmt *S) {
           return isa<StmtExpr>(S) && findNode(S, [](const Stmt *Inner) {
                    return isa<BreakStmt, ContinueStmt>(Inner);
                  });
         });
}

/// Whether the head of the loop or switch \p S holds a break or continue, which
/// gcc takes for one of the statement around it.
bool jumpsInHead(const Stmt *S) {
  if (const auto *For = dyn_cast<ForStmt>(S))
    return holdsJumpInExpression(For->getInit()) ||
           holdsJumpInExpression(For->getCond()) ||
           holdsJumpInExpression(For->getInc());
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return holdsJumpInExpression(While->getCond());
  if (const auto *Do = dyn_cast<DoStmt>(S))
    return holdsJumpInExpression(Do->getCond());
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return holdsJumpInExpression(Switch->getInit()) ||
           holdsJumpInExpression(Switch->getCond());
  const auto *Range = dyn_cast<CXXForRangeStmt>(S);
  return Range && (holdsJumpInExpression(Range->getInit()) ||
                   holdsJumpInExpression(Range->getRangeInit()));
}

/// Whether \p S is a list with an initializer for a range of elements, which is
/// evaluated once, and does something.
bool repeatsInitializer(const Stmt *S, const ASTContext &AST) {
  const auto *List = dyn_cast<InitListExpr>(S);
  if (List && List->getSyntacticForm())
    List = List->getSyntacticForm();
  return List && llvm::any_of(List->inits(), [&](const Expr *Init) {
           const auto *Designated = dyn_cast<DesignatedInitExpr>(Init);
           return Designated && Designated->getInit()->HasSideEffects(AST) &&
                  llvm::any_of(Designated->designators(), [](const auto &D) {
                    return D.isArrayRangeDesignator();
                  });
         });
}

/// Whether \p S assigns to a variable, or lets a function do it.
bool mayAssign(const Stmt *S) {
  const auto *Call = dyn_cast<CallExpr>(S);
  return assignedBy(S) ||
         (Call && llvm::any_of(Call->arguments(), addressedVariable));
}

/// Whether \p S has operands that are evaluated in any order, and one of them
/// holds statements that change variables.
bool changesInAnyOrder(const Stmt *S) {
  const auto *Binary = dyn_cast<BinaryOperator>(S);
  if (Binary
          ? Binary->isLogicalOp() || Binary->isCommaOp() ||
                Binary->isAssignmentOp()
          : !isa<CallExpr, CXXConstructExpr, ArraySubscriptExpr, InitListExpr>(
                S))
    return false;
  return std::distance(S->child_begin(), S->child_end()) > 1 &&
         llvm::any_of(S->children(), [](const Stmt *Part) {
           return Part && findNode(Part, [](const Stmt *Inner) {
                    return isa<StmtExpr>(Inner) && findNode(Inner, mayAssign);
                  });
         });
}

const VarDecl *variableOf(const Stmt *S) {
  const auto *Ref = dyn_cast<DeclRefExpr>(S);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// Whether an argument of the call \p S changes a variable that another one
/// names: compilers differ in which comes first.
bool changesBesideArgument(const Stmt *S) {
  if (!isa<CallExpr, CXXConstructExpr>(S))
    return false;
  for (const Stmt *Changing : S->children()) {
    std::set<const VarDecl *> Changed;
    auto Note = [&Changed](const Stmt *Inner) {
      if (const Expr *Target = assignedBy(Inner))
        if (const VarDecl *Var = variableOf(Target->IgnoreParenCasts()))
          Changed.insert(Var);
      return false;
    };
    if (Changing)
      findNode(Changing, Note);
    for (const Stmt *Other : S->children())
      if (Other && Other != Changing && !Changed.empty() &&
          findNode(Other, [&Changed](const Stmt *Inner) {
            return Changed.contains(variableOf(Inner));
          }))
        return true;
  }
  return false;
}

} // namespace

std::optional<GraphGap> findGraphGap(const Stmt *Body, const ASTContext &AST) {
  GraphGap Found;
  Found.At = findNode(Body, [&](const Stmt *S) {
    const auto *Switch = dyn_cast<SwitchStmt>(S);
    // A variable may have other values, too.
    if (Switch && Switch->isAllEnumCasesCovered())
      Found.What = "a switch over all values of an enumeration";
    else if (computesSizes(S, AST))
      Found.What = "the size of an array in a type is computed here";
    else if (jumpsInHead(S))
      Found.What = "a break or continue in the head of a loop or switch";
    else if (repeatsInitializer(S, AST))
      Found.What = "an initializer of several elements does something";
    else if (changesInAnyOrder(S))
      Found.What = "statements inside an expression change a variable";
    else if (changesBesideArgument(S))
      Found.What = "an argument changes a variable that another one names";
    // Bit-fields, _Float32 and the like have types of their own in gcc.
    else if (isa<GenericSelectionExpr>(S))
      Found.What = "a choice by the type of an expression";
    return !Found.What.empty();
  });
  return Found.At ? std::optional(Found) : std::nullopt;
}

} // namespace pyunbox

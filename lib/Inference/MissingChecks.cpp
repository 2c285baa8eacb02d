#include "Inference/MissingChecks.h"

#include "Inference/AstQueries.h"
#include "Inference/Reasons.h"
#include "Inference/Tables.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"

#include <set>

using namespace clang;

namespace pyunbox {

namespace {

/// Whether \p Callee unboxes, and raises for some objects.
bool mayRaise(const std::string &Callee) {
  const Converter *Unboxer = findUnboxer(Callee);
  return Unboxer && !findDeclaredConverter(Callee) &&
         (Unboxer->Python == PythonType::Int ||
          Unboxer->Python == PythonType::Real);
}

/// Whether \p Function, or what it calls of this file, calls another function
/// of the Python API whose name begins so. In macros and static functions that
/// Python's headers declare, too.
bool callsAny(const FunctionDecl *Function, const UnitContext &Unit,
              llvm::ArrayRef<llvm::StringRef> Prefixes,
              std::set<const FunctionDecl *> &Seen) {
  const FunctionDecl *Definition = nullptr;
  if (!Function->hasBody(Definition) || !Seen.insert(Definition).second)
    return false;
  return findNode(Definition->getBody(), [&](const Stmt *S) {
    // Py_TYPE as a macro.
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      return Member->getMemberDecl()->getNameAsString() == "ob_type";
    const auto *Call = dyn_cast<CallExpr>(S);
    if (!Call)
      return false;
    const FunctionDecl *Callee = Call->getDirectCallee();
    // Who knows what is called through a pointer.
    if (!Callee)
      return true;
    // PyPy has prefixes of its own.
    const std::string Api = Unit.apiName(Callee);
    llvm::StringRef Name = Api.empty() ? Callee->getName() : Api;
    if (llvm::any_of(Prefixes, [Name](llvm::StringRef Prefix) {
          return Name.starts_with(Prefix);
        }))
      return true;
    return Api.empty() && callsAny(Callee, Unit, Prefixes, Seen);
  });
}

/// What becomes of values in one function body.
class Uses {
public:
  explicit Uses(const Stmt *Body)
      : Body(Body), Parents(const_cast<Stmt *>(Body)) {}

  /// Whether the values of \p E decide something, are kept where they may
  /// later, or go to a function of this file, which may look at them.
  bool areLookedAt(const Expr *E) {
    Asked.clear();
    return isLookedAt(E);
  }

private:
  bool isLookedAt(const Expr *E);
  bool decides(const VarDecl *Var) {
    // `x = x + 1` decides nothing more.
    if (!Asked.insert(Var).second)
      return false;
    return findNode(Body, [&](const Stmt *S) {
      const auto *Ref = dyn_cast<DeclRefExpr>(S);
      return Ref && Ref->getDecl() == Var && isLookedAt(Ref);
    });
  }

  const Stmt *Body;
  ParentMap Parents;
  std::set<const VarDecl *> Asked; ///< of which the answer is being, or was, no
};

bool Uses::isLookedAt(const Expr *E) {
  const Stmt *Inner = E;
  while (const Stmt *Outer = Parents.getParent(Inner)) {
    if (isa<CompoundStmt, ReturnStmt>(Outer))
      return false;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Outer)) {
      return llvm::any_of(Declaration->decls(), [&](const Decl *D) {
        const auto *Var = dyn_cast<VarDecl>(D);
        return !Var || (Var->getInit() == Inner && decides(Var));
      });
    }
    if (const auto *Call = dyn_cast<CallExpr>(Outer)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      return !Callee || Callee->hasBody();
    }
    const auto *Binary = dyn_cast<BinaryOperator>(Outer);
    if (Binary && Binary->isAssignmentOp()) {
      if (Inner == Binary->getLHS())
        return false;
      const VarDecl *Var = namedVariable(Binary->getLHS());
      return !Var || !Var->hasLocalStorage() || decides(Var);
    }
    bool Computes =
        isa<CastExpr, ParenExpr>(Outer) ||
        (Binary && (Binary->isAdditiveOp() || Binary->isMultiplicativeOp()));
    if (!Computes)
      return true;
    Inner = Outer;
  }
  return true;
}

} // namespace

std::vector<Reason> missingChecks(const FunctionDecl *Wrapper,
                                  const UnitContext &Unit) {
  const ReasonInfo &Info = reasonInfo(ReasonCode::MissingCheck);
  std::vector<Reason> Found;
  const FunctionDecl *Definition = nullptr;
  std::set<const FunctionDecl *> Seen;
  if (!Wrapper->hasBody(Definition) ||
      callsAny(Definition, Unit,
               {"PyErr_", "PyType_", "PyObject_TypeCheck", "Py_IS_TYPE",
                "PyObject_IsInstance", "Py_TYPE"},
               Seen))
    return Found;
  const Stmt *Body = Definition->getBody();
  Uses Values(Body);
  findNode(Body, [&](const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    std::string Api = Callee ? Unit.apiName(Callee) : "";
    if (mayRaise(Api) && !Values.areLookedAt(Call))
      Found.push_back(
          {std::string(Info.Code),
           fmt::format("'{}' raises for some objects, and nothing looks for "
                       "it: a result goes beside an exception",
                       Api),
           Unit.locate(Call->getBeginLoc()), std::string(Info.Help)});
    return false;
  });
  return Found;
}

} // namespace pyunbox

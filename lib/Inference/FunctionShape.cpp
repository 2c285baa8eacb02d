#include "Inference/FunctionShape.h"

#include "Frontend/AstWalk.h"
#include "Inference/AstQueries.h"
#include "Inference/Definitions.h"
#include "Inference/UnitContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ParentMap.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"

using namespace clang;

namespace pyunbox {

namespace {

/// Counts the uses of a parameter, those in types included.
class UsesWalk : public AstWalk {
public:
  explicit UsesWalk(const ParmVarDecl *Parameter) : Parameter(Parameter) {}
  unsigned All = 0;
  std::vector<std::pair<const FunctionDecl *, unsigned>> PassedTo;

private:
  bool enter(const Stmt *S) override {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      All += Ref->getDecl() == Parameter;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      for (unsigned I = 0; I < Call->getNumArgs(); ++I)
        if (namedVariable(Call->getArg(I)->IgnoreParenImpCasts()) == Parameter)
          PassedTo.emplace_back(Call->getDirectCallee(), I);
    return true;
  }

  const ParmVarDecl *Parameter;
};

/// Whether \p Var is static, and its value there before the program runs.
bool isStaticConstant(const VarDecl *Var) {
  return Var->isStaticLocal() && Var->hasInit() &&
         Var->hasConstantInitialization() &&
         !findNode(Var->getInit(),
                   [](const Stmt *Part) { return isa<AddrLabelExpr>(Part); });
}

} // namespace

FunctionShape::FunctionShape(const FunctionDecl *Function,
                             const UnitContext &Unit)
    : Function(Function), Unit(Unit) {
  const Stmt *Body = Function->getBody();
  Escaping = escapingVariables(Body);
  MayRunForever = mayRunForever(Body, Unit.AST);
  findNode(Body, [&](const Stmt *S) {
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S))
      ElementBases.insert(Subscript->getBase()->IgnoreParens());
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          Callee &&
          findApiRole(Unit.apiName(Callee)) == ApiRole::UnpackIntoArray)
        ElementBases.insert(Call->getArg(4)->IgnoreParens());
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D);
            Var && isStaticConstant(Var))
          findNode(Var->getInit(), [this](const Stmt *Part) {
            StaticInits.insert(Part);
            return false;
          });
    return false;
  });
}

FunctionShape::~FunctionShape() = default;

const std::optional<GraphGap> &FunctionShape::gap() const {
  if (!Gap)
    Gap = findGraphGap(Function->getBody(), Unit.AST);
  return *Gap;
}

const CFG *FunctionShape::graph() const {
  if (!Graph)
    Graph = controlFlowGraph(Function, Unit.AST);
  return Graph->get();
}

const std::vector<const CFGBlock *> &FunctionShape::order() const {
  if (const CFG *Blocks = graph(); Blocks && Order.empty())
    for (const CFGBlock *Block : PostOrderCFGView(Blocks))
      Order.push_back(Block);
  return Order;
}

const ParentMap &FunctionShape::parents() const {
  if (!Parents)
    Parents = std::make_unique<ParentMap>(Function->getBody());
  return *Parents;
}

bool FunctionShape::isDeep() const {
  constexpr unsigned MaxDepth = 2000;
  if (!Deep)
    Deep = isDeeperThan(Function->getBody(), MaxDepth);
  return *Deep;
}

const Value &FunctionShape::constant(const Expr *E) const {
  auto [Known, IsNew] = Constants.try_emplace(E, Value::plain());
  if (!IsNew)
    return Known->second;
  if (auto Int = constantInteger(E, Unit.AST)) {
    Known->second = Value::number(*Int);
  } else if (auto Real = constantReal(E, Unit.AST)) {
    Known->second = Value::of(Value::Kind::Real);
    Known->second.Real = *Real;
  }
  return Known->second;
}

bool FunctionShape::isNoConstant(const Expr *E) const {
  auto Known = Constants.find(E);
  return Known != Constants.end() && Known->second.is(Value::Kind::Plain);
}

const FunctionShape::ParameterUses &
FunctionShape::uses(unsigned Parameter) const {
  auto [Known, IsNew] = Uses.try_emplace(Parameter);
  if (IsNew) {
    UsesWalk Found(Function->getParamDecl(Parameter));
    Found.walk(Function);
    Known->second = {Found.All == Found.PassedTo.size(),
                     std::move(Found.PassedTo)};
  }
  return Known->second;
}

bool isUnusedParameter(const FunctionDecl *F, unsigned Index,
                       const UnitContext &Unit) {
  std::vector<std::pair<const FunctionDecl *, unsigned>> Work{{F, Index}};
  std::set<const ParmVarDecl *> Seen;
  while (!Work.empty()) {
    auto [Callee, I] = Work.back();
    Work.pop_back();
    const FunctionDecl *Definition =
        Callee ? certainDefinition(Callee) : nullptr;
    if (!Definition || I >= Definition->getNumParams())
      return false;
    const ParmVarDecl *Parameter = Definition->getParamDecl(I);
    if (Callee->hasAttr<NonNullAttr>() || Parameter->hasAttr<NonNullAttr>())
      return false;
    if (!Seen.insert(Parameter).second)
      continue;
    const FunctionShape::ParameterUses &Uses = Unit.shapeOf(Definition).uses(I);
    if (!Uses.IsOnlyPassedOn)
      return false;
    Work.insert(Work.end(), Uses.PassedTo.begin(), Uses.PassedTo.end());
  }
  return true;
}

} // namespace pyunbox

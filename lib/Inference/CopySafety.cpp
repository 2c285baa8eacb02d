#include "Inference/CopySafety.h"

#include "Frontend/AstWalk.h"
#include "Inference/AstQueries.h"
#include "Inference/Proof.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

#include <set>
#include <vector>

using namespace clang;

namespace pyunbox {

namespace {

/// The types that are declared where they are used: `(enum { A = 5 } *)p`. If
/// that is left out, so is the type.
class TypeFinder : public AstWalk {
public:
  std::vector<const Decl *> Found;

private:
  void visit(const TypeLoc &Type) override {
    if (auto Tag = Type.getAs<TagTypeLoc>(); Tag && Tag.isDefinition())
      Found.push_back(Tag.getDecl());
  }
};

bool declaresType(const Stmt *S) {
  if (!isa<ExplicitCastExpr, UnaryExprOrTypeTraitExpr, CompoundLiteralExpr,
           OffsetOfExpr, GenericSelectionExpr, VAArgExpr, TypeTraitExpr>(S))
    return false;
  TypeFinder Finder;
  Finder.walk(S);
  return !Finder.Found.empty();
}

/// Whether the type, or an attribute, of \p Var declares another type than the
/// one that it is declared along with: `char z[sizeof(enum { A = 5 })]`.
bool declaresType(const VarDecl *Var, const DeclStmt *Declaration) {
  TypeFinder Finder;
  Finder.walk(Var);
  return llvm::any_of(Finder.Found, [Declaration](const Decl *Type) {
    return !llvm::is_contained(Declaration->decls(), Type);
  });
}

/// Whether \p S has an attribute that is code.
bool hasAttributeWithCode(const Stmt *S) {
  const auto *Attributed = dyn_cast<AttributedStmt>(S);
  return Attributed && llvm::any_of(Attributed->getAttrs(), [](const Attr *A) {
           return !isa<FallThroughAttr, LikelyAttr, UnlikelyAttr>(A);
         });
}

/// What a declaration of the body stands for once only.
const char *unsafeVariable(const VarDecl *Var) {
  if (Var->getType()->isVariablyModifiedType())
    return "an array of variable length";
  if (Var->hasAttr<CleanupAttr>())
    return "a variable with a clean-up function";
  if (Var->isStaticLocal() &&
      ((!Var->getType().isConstQualified() && !Var->getType()->isArrayType()) ||
       !Var->hasConstantInitialization()))
    return "a static variable of the wrapper";
  return nullptr;
}

/// The static variable of a function that \p E names or names a part of.
const VarDecl *staticRoot(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(E);
        Member && !Member->isArrow())
      E = Member->getBase();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase()->IgnoreParenImpCasts();
    else
      break;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->isStaticLocal() ? Var : nullptr;
}

/// The first expression below \p Body that takes the address of a static
/// variable, other than to read an element or for a function of the API.
const Stmt *addressOfStatic(const Stmt *Body, const UnitContext &Unit) {
  std::set<const Stmt *> Harmless; // a part is visited after the whole
  return findNode(Body, [&](const Stmt *S) {
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S))
      Harmless.insert(Element->getBase()->IgnoreParens());
    if (const auto *Call = dyn_cast<CallExpr>(S);
        Call && Call->getDirectCallee() &&
        !Unit.apiName(Call->getDirectCallee()).empty())
      for (const Expr *Argument : Call->arguments())
        for (const Expr *E = Argument->IgnoreParens();;) {
          Harmless.insert(E);
          const auto *Cast = dyn_cast<CastExpr>(E);
          if (!Cast)
            break;
          E = Cast->getSubExpr()->IgnoreParens();
        }
    const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    const Expr *Place = Cast && Cast->getCastKind() == CK_ArrayToPointerDecay
                            ? Cast->getSubExpr()
                        : Unary && Unary->getOpcode() == UO_AddrOf
                            ? Unary->getSubExpr()
                            : nullptr;
    return Place && !Harmless.contains(S) && staticRoot(Place);
  });
}

} // namespace

bool hasAttributesOfItsOwn(const FunctionDecl *F, const UnitContext &Unit) {
  // Attributes may change how floating-point code is compiled, and Clang does
  // not know all of gcc's.
  auto Place = [&Unit](SourceLocation Where) {
    return Unit.mainOffset(Unit.Sources.getExpansionLoc(Where)).value_or(0);
  };
  llvm::StringRef Head = Unit.mainText().slice(
      Place(F->getBeginLoc()), Place(F->getBody()->getBeginLoc()));
  return F->hasAttr<TargetAttr>() || Head.contains("target") ||
         Head.contains("optimize") || Head.contains("builtin");
}

std::optional<Issue> whyNotCopied(const FunctionDecl *Wrapper,
                                  const UnitContext &Unit) {
  const Stmt *Body = Wrapper->getBody();
  auto Refuse = [](std::string Why, SourceLocation Where) {
    return Issue{ReasonCode::CopyUnsafe, std::move(Why), Where};
  };
  if (!Unit.mainSpan(Body->getSourceRange()))
    return Refuse("the wrapper does not stand, as written, in the main file",
                  Wrapper->getLocation());
  if (!heeds(Rule::CopyKeepsMeaning))
    return std::nullopt;
  if (const CopyHazard *Hazard = Unit.copyHazard(Body->getSourceRange()))
    return Refuse(fmt::format("{} in line {} means something else in a copy",
                              Hazard->What, Hazard->At.Line),
                  Wrapper->getLocation());
  if (!UnitContext::isAtFileScope(Wrapper))
    return Refuse("the wrapper is a template, or in a class or namespace",
                  Wrapper->getLocation());
  if (!isa<CompoundStmt>(Body))
    return Refuse("the wrapper is a try block", Body->getBeginLoc());
  if (hasAttributesOfItsOwn(Wrapper, Unit))
    return Refuse("the wrapper has attributes of its own",
                  Wrapper->getLocation());
  if (const Stmt *Use = addressOfStatic(Body, Unit))
    return Refuse("the address of a static variable of the wrapper",
                  Use->getBeginLoc());
  std::optional<Issue> Found;
  findNode(Body, [&](const Stmt *S) {
    if (isa<LambdaExpr, BlockExpr>(S))
      Found = Refuse("a lambda", S->getBeginLoc());
    if (hasAttributeWithCode(S))
      Found = Refuse("an attribute of a statement", S->getBeginLoc());
    if (declaresType(S))
      Found =
          Refuse("a type that is declared in an expression", S->getBeginLoc());
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (const char *Why = declaresType(Var, Declaration)
                                    ? "a type that is declared in another"
                                    : unsafeVariable(Var))
            Found = Refuse(Why, Var->getLocation());
    return Found.has_value();
  });
  return Found;
}

} // namespace pyunbox

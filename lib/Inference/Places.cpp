//===- Places.cpp - variables under the abstract machine -----------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

bool Machine::isTracked(const VarDecl *Var) const {
  return Var->hasLocalStorage() && !All.Escaping.contains(Var) &&
         !Var->getType().isVolatileQualified() &&
         (Var->getType()->isScalarType() || isBufferView(Var->getType()) ||
          kindOf(Var->getType()) == CKind::Complex);
}

const std::vector<const VarDecl *> *Machine::elementsOf(const VarDecl *Array) {
  constexpr std::uint64_t MaxElements = 64;
  const auto *Type =
      Array ? Unit.AST.getAsConstantArrayType(Array->getType()) : nullptr;
  if (!Type || !isObjectPointer(Type->getElementType()) ||
      Type->getElementType().isVolatileQualified() ||
      Type->getSize().ugt(MaxElements) || !Array->hasLocalStorage() ||
      All.Escaping.contains(Array))
    return nullptr;
  auto [Known, New] = All.Elements.try_emplace(Array);
  if (New)
    for (std::uint64_t I = 0; I < Type->getSize().getZExtValue(); ++I) {
      ASTContext &AST = Unit.AST;
      Known->second.push_back(VarDecl::Create(
          AST, const_cast<DeclContext *>(Array->getDeclContext()),
          Array->getLocation(), Array->getLocation(),
          &AST.Idents.get(fmt::format("{}[{}]", Array->getNameAsString(), I)),
          Type->getElementType(), nullptr, SC_None));
    }
  return &Known->second;
}

const VarDecl *Machine::subscripted(const Expr *E) {
  const auto *Subscript = dyn_cast<ArraySubscriptExpr>(strip(E));
  return Subscript ? namedArray(Subscript->getBase()) : nullptr;
}

Value Machine::someElement(const VarDecl *Array) {
  for (const VarDecl *Element : *elementsOf(Array)) {
    auto Found = Now.Vars.find(Element);
    if (Found == Now.Vars.end() ||
        !(Found->second.is(Kind::Arg) || Found->second.is(Kind::Null)))
      return Value::of(Kind::Conflict);
  }
  return Value::of(Kind::SomeArg);
}

void Machine::declareElements(const VarDecl *Array) {
  const auto *Init = dyn_cast_or_null<InitListExpr>(Array->getInit());
  if (Init && !Init->isSemanticForm())
    Init = Init->getSemanticForm();
  if (Array->hasInit() && !Init) {
    All.Escaping.insert(Array);
    Changed = true;
    return;
  }
  unsigned I = 0;
  for (const VarDecl *Element : *elementsOf(Array)) {
    Value &V = Now.Vars[Element];
    V = !Init                     ? Value::of(Kind::Unset)
        : I < Init->getNumInits() ? valueOf(Init->getInit(I))
                                  : Value::null();
    if (V.is(Kind::Bottom))
      V = Value::of(Kind::Conflict);
    ++I;
  }
}

void Machine::escapeElements(const VarDecl *Array, SourceLocation Where) {
  const auto *Elements = elementsOf(Array);
  if (!Elements)
    return;
  for (const VarDecl *Element : *Elements) {
    auto Found = Now.Vars.find(Element);
    if (Found != Now.Vars.end() && Found->second.isObject() &&
        heeds(Rule::ObjectsStayInside))
      issue(ReasonCode::ObjectEscapes, "an array that holds objects is used",
            Where);
    All.Escaping.insert(Element);
  }
  All.Escaping.insert(Array);
  Changed = true;
}

void Machine::declare(const VarDecl *Var) {
  if (Recording)
    Result.Declared.insert(Var);
  // Its call is not followed.
  if (Var->hasAttr<CleanupAttr>())
    issue(ReasonCode::CopyUnsafe, "a variable with a clean-up function",
          Var->getLocation());
  if (elementsOf(Var))
    return declareElements(Var);
  if (!isTracked(Var)) {
    if (Var->hasInit() && Var->hasLocalStorage())
      demandPlain(Var->getInit(), ReasonCode::ObjectEscapes);
    if (isObjectPointer(Var->getType()) && Var->hasLocalStorage() &&
        !All.Escaping.contains(Var))
      issue(ReasonCode::ObjectEscapes,
            fmt::format("'{}' holds an object and is not tracked",
                        Var->getNameAsString()),
            Var->getLocation());
    return;
  }
  if (isBufferView(Var->getType()))
    Now.Vars[Var] = initialView(Var);
  else
    Now.Vars[Var] =
        Var->hasInit() ? valueOf(Var->getInit()) : Value::of(Kind::Unset);
}

/// Memory of an object is read by name only: what a typed call is given is no
/// such memory, and nobody else would see it changed.
void Machine::demandNotOfObject(const Expr *Lvalue) {
  // An exception class is only a value where it is read.
  if (const auto *Ref = dyn_cast<DeclRefExpr>(strip(Lvalue));
      Ref && isExceptionClass(Ref->getDecl()))
    happen(Effects.ofNode(Ref));
  if (!heeds(Rule::ObjectsStayInside))
    return;
  auto IsObject = [this](const Expr *Pointer) {
    Value V = valueOf(Pointer);
    return V.isObject() && !V.is(Kind::Null) && !V.is(Kind::Address) &&
           !V.is(Kind::View) && !V.is(Kind::NoView);
  };
  for (const Expr *E = strip(Lvalue);;) {
    const Expr *Pointer = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!Member->isArrow()) {
        E = strip(Member->getBase());
        continue;
      }
      Pointer = Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      Pointer = Subscript->getBase();
      const auto *Decay = dyn_cast<ImplicitCastExpr>(strip(Pointer));
      if (Decay && Decay->getCastKind() == CK_ArrayToPointerDecay) {
        E = strip(Decay->getSubExpr());
        continue;
      }
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() == UO_Deref) {
      Pointer = Unary->getSubExpr();
    }
    if (Pointer && IsObject(Pointer))
      issue(ReasonCode::ObjectUse,
            "memory of an object is written, or its address taken",
            Lvalue->getBeginLoc());
    return;
  }
}

/// Something else than a variable that is tracked is written at \p Target.
void Machine::noteStore(const Expr *Target) {
  const VarDecl *Root = rootVariable(Target);
  const auto *Owner =
      Root ? dyn_cast<FunctionDecl>(Root->getDeclContext()) : nullptr;
  bool IsMine = Root && Root->hasLocalStorage() && Owner &&
                Owner->getCanonicalDecl() == Function->getCanonicalDecl();
  StoresElsewhere |= !IsMine;
}

void Machine::store(const Expr *Target, const Value &V) {
  if (const VarDecl *Var = placeOf(Target); Var && isTracked(Var)) {
    Now.Vars[Var] = V;
    if (Var != namedVariable(Target))
      noteWrite(Var);
    return;
  }
  demandNotOfObject(Target);
  noteStore(Target);
  if (elementsOf(subscripted(Target)))
    issue(ReasonCode::ObjectEscapes,
          "it is not known which element of an array is written here",
          Target->getBeginLoc());
  if (V.is(Kind::Address))
    escape(V.Var, Target->getBeginLoc());
  else if (V.isObject() && heeds(Rule::ObjectsStayInside))
    issue(ReasonCode::ObjectEscapes,
          "an object is stored outside the wrapper's own variables",
          Target->getBeginLoc());
}

const VarDecl *Machine::pointee(const Expr *Pointer) {
  Value V = valueOf(Pointer);
  return V.is(Kind::Address) ? V.Var : nullptr;
}

const VarDecl *Machine::placeOf(const Expr *E) {
  E = strip(E);
  if (const VarDecl *Var = namedVariable(E))
    return Var;
  if (const auto *Elements = elementsOf(subscripted(E))) {
    Value Index = valueOf(cast<ArraySubscriptExpr>(E)->getIdx());
    return Index.is(Kind::Number) && Index.Int >= 0 &&
                   static_cast<std::uint64_t>(Index.Int) < Elements->size()
               ? (*Elements)[static_cast<std::size_t>(Index.Int)]
               : nullptr;
  }
  const auto *Deref = dyn_cast<UnaryOperator>(E);
  const VarDecl *Var = Deref && Deref->getOpcode() == UO_Deref
                           ? pointee(Deref->getSubExpr())
                           : nullptr;
  return Var && Unit.AST.hasSameUnqualifiedType(Var->getType(), E->getType()) &&
                 !E->getType().isVolatileQualified()
             ? Var
             : nullptr;
}

const VarDecl *Machine::addressed(const Expr *E) {
  const VarDecl *Var = addressedVariable(E);
  return Var ? Var : pointee(E);
}

void Machine::noteWrite(const VarDecl *Var) { Wrote.insert(Var); }

void Machine::demandSequenced(const CallExpr *E,
                              llvm::function_ref<bool(const VarDecl *)> IsSet) {
  if (!Recording || !heeds(Rule::OrderIsKnown))
    return;
  if (const Expr *Seen = seenUnsequenced(E, IsSet, Shape.parents()))
    issue(ReasonCode::UnsupportedC,
          "whether this is evaluated before or after a call beside it, which "
          "sets a variable, is up to the compiler",
          Seen->getBeginLoc());
}

void Machine::demandSequenced(const CallExpr *E, const ParseSite &Sets) {
  demandSequenced(E, [&](const VarDecl *Var) {
    return llvm::any_of(Sets.Targets,
                        [&](const auto &Target) { return Target.Var == Var; });
  });
}

void Machine::escape(const VarDecl *Var, SourceLocation Where) {
  if (isObjectPointer(Var->getType()) && heeds(Rule::ObjectsStayInside))
    issue(ReasonCode::ObjectEscapes,
          "the address of an object variable is passed on", Where);
  if (All.Escaping.insert(Var).second)
    Changed = true;
}

/// \p Var, which is tracked, must have been given a value.
void Machine::demandSet(const VarDecl *Var, SourceLocation Where) {
  auto Found = Now.Vars.find(Var);
  if (Found != Now.Vars.end() && Found->second.is(Kind::Unset) &&
      heeds(Rule::SetBeforeRead))
    issue(ReasonCode::MaybeUnset,
          fmt::format("'{}' may be read before it is set",
                      Var->getNameAsString()),
          Where);
}

Value Machine::load(const Expr *Lvalue) {
  Lvalue = strip(Lvalue);
  if (const VarDecl *Var = placeOf(Lvalue)) {
    if (isTracked(Var)) {
      auto Found = Now.Vars.find(Var);
      if (Found == Now.Vars.end())
        return unknownOf(Lvalue);
      demandSet(Var, Lvalue->getBeginLoc());
      if (isBufferView(Var->getType()))
        issue(ReasonCode::BufferUse, "a Py_buffer is copied",
              Lvalue->getBeginLoc());
      return Found->second.is(Kind::Unset) ? Value::plain() : Found->second;
    }
    if (isExceptionClass(Var))
      return Value::of(Kind::Exception);
    return foreignOf(Lvalue);
  }
  if (const VarDecl *Array = subscripted(Lvalue); elementsOf(Array))
    return someElement(Array);
  Value At = valueOf(Lvalue);
  // Elements of the argument vector and the fields that macros read.
  return (At.isObject() && !At.is(Kind::Conflict)) || At.is(Kind::Number) ||
                 At.is(Kind::Param) || At.is(Kind::Length) || At.is(Kind::Null)
             ? At
             : foreignOf(Lvalue);
}

} // namespace pyunbox

//===- Buffers.cpp - text and buffers under the abstract machine ----------===//
//
// Where pointers into arguments come from. Where they may go is no question of
// values: Memory.cpp.
//
//===----------------------------------------------------------------------===//
#include "Inference/AstQueries.h"
#include "Inference/Machine.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

/// What the Py_buffer \p Var is before it is filled: of nothing, if it is
/// initialized with zeros.
Value Machine::initialView(const VarDecl *Var) {
  const Expr *Init = Var->getInit();
  if (!Init || isa<CXXConstructExpr>(Init))
    return Value::of(Kind::Unset);
  const auto *List = dyn_cast<InitListExpr>(strip(Init));
  bool Zeros = List && llvm::all_of(List->inits(), [&](const Expr *Element) {
                 return isa<ImplicitValueInitExpr>(Element) ||
                        isNullLiteral(Element, Unit.AST) ||
                        constantInteger(Element, Unit.AST) == 0;
               });
  if (!Zeros)
    issue(ReasonCode::BufferUse, "a Py_buffer is initialized by hand",
          Var->getLocation());
  return Value::of(Zeros ? Kind::NoView : Kind::Conflict);
}

/// A field of a Py_buffer.
Value Machine::evaluateViewMember(const MemberExpr *E) {
  const VarDecl *Var =
      E->isArrow() ? addressed(E->getBase()) : namedVariable(E->getBase());
  llvm::StringRef Field = E->getMemberDecl()->getName();
  auto Found = Var && isTracked(Var) ? Now.Vars.find(Var) : Now.Vars.end();
  Value View = Found == Now.Vars.end() ? Value() : Found->second;
  if (View.is(Kind::NoView) && Field == "obj")
    return Value::null();
  if (View.is(Kind::View)) {
    bool MayBeNull = View.Python == PythonType::OptionalStrBytes;
    if (Field == "buf") {
      Value Pointer = Value::indexed(Kind::Param, View.Index);
      Pointer.Python = View.Python;
      return Pointer;
    }
    if (Field == "len")
      return Value::indexed(Kind::Length, View.Index);
    if (Field == "obj" && !MayBeNull)
      return Value::indexed(Kind::Arg, View.Index);
    // What PyBuffer_FillInfo sets for PyBUF_SIMPLE.
    if (Field == "readonly" || Field == "ndim" || Field == "itemsize")
      return Value::number(1);
  }
  issue(ReasonCode::BufferUse,
        fmt::format("'{}' of a Py_buffer is used where it is not known",
                    Field.str()),
        E->getBeginLoc());
  return unknownOf(E);
}

const VarDecl *Machine::takeLength(const Expr *Target, unsigned Index) {
  const VarDecl *Var = addressed(Target);
  if (!Var || !isTracked(Var) || Var->getType()->isEnumeralType() ||
      kindOf(Var->getType()) != CKind::Long)
    return nullptr;
  Now.Vars[Var] = Value::indexed(Kind::Length, Index);
  noteWrite(Var);
  return Var;
}

Value Machine::unboxText(const CallExpr *E, const TextConverter &With) {
  SourceLocation Where = E->getBeginLoc();
  Value Object = valueOf(E->getArg(0));
  bool Into = With.Form == TextForm::BothInto;
  const Expr *LengthTo = Into                                ? E->getArg(2)
                         : With.Form == TextForm::LengthInto ? E->getArg(1)
                                                             : nullptr;
  bool NoLength = LengthTo && (valueOf(LengthTo).is(Kind::Null) ||
                               isNullLiteral(LengthTo, Unit.AST));
  // Without a length, it looks for a NUL inside.
  static const Converter Text{"PyBytes_AsStringAndSize", plainType(CKind::Text),
                              PythonType::Bytes};
  Value Pointer = unbox(E->getArg(0), Into && NoLength ? Text : With.As, Where);
  if (!Pointer.is(Kind::Param) || !Object.is(Kind::Arg))
    return unknownOf(E);
  ParseSite Site;
  if (Into) {
    const VarDecl *Var = addressed(E->getArg(1));
    if (!Var || !isTracked(Var) || !isMemoryPointer(Var->getType())) {
      issue(ReasonCode::FormatTarget,
            fmt::format("'{}' does not unbox into a local variable",
                        With.As.Name),
            Where);
      return Value::plain();
    }
    Now.Vars[Var] = Pointer;
    noteWrite(Var);
    Site.Targets.push_back({Var, Object.Index});
  }
  if (LengthTo && !NoLength) {
    const VarDecl *Var = takeLength(LengthTo, Object.Index);
    if (!Var) {
      issue(ReasonCode::FormatTarget,
            "the length is not stored in a local Py_ssize_t", Where);
      return Value::plain();
    }
    Site.Targets.push_back({Var, Object.Index, ParseSite::Part::Length});
  }
  demandSequenced(E, Site);
  if (Recording && !Site.Targets.empty())
    Result.Parses[E] = std::move(Site);
  if (With.Form == TextForm::Length)
    return Value::indexed(Kind::Length, Object.Index);
  return Into ? Value::number(0) : Pointer;
}

Value Machine::unboxView(const CallExpr *E, const TextConverter &With) {
  SourceLocation Where = E->getBeginLoc();
  Value Object = valueOf(E->getArg(0));
  const VarDecl *Var = addressed(E->getArg(1));
  constexpr std::int64_t Simple = 0; // PyBUF_SIMPLE
  bool Fits = Var && isTracked(Var) && isBufferView(Var->getType()) &&
              constantInteger(E->getArg(2), Unit.AST) == Simple;
  Value Before = Fits ? Now.Vars[Var] : Value();
  if (!Fits || Before.mayBeFilled()) {
    issue(ReasonCode::BufferUse,
          Fits ? "a Py_buffer is filled again"
               : "this is no simple Py_buffer in a local variable",
          Where);
    return Value::plain();
  }
  Value Pointer = unbox(E->getArg(0), With.As, Where);
  if (!Object.is(Kind::Arg) || !Pointer.is(Kind::Param))
    return Value::plain();
  Value View = Value::indexed(Kind::View, Object.Index);
  View.Python = Pointer.Python;
  Now.Vars[Var] = View;
  noteWrite(Var);
  demandSequenced(E, [&](const VarDecl *Other) { return Other == Var; });
  if (Recording)
    Result.Parses[E] = {{{Var, Object.Index, ParseSite::Part::View}}};
  return Value::number(0);
}

Value Machine::releaseBuffer(const CallExpr *E) {
  const VarDecl *Var = addressed(E->getArg(0));
  if (Var && isTracked(Var) && isBufferView(Var->getType())) {
    Value &View = Now.Vars[Var];
    if (View.is(Kind::View))
      Now.Released |= maskOf(View.Index);
    if (View.is(Kind::View) || View.is(Kind::NoView)) {
      View = Value::of(Kind::NoView);
      noteWrite(Var);
      return Value::plain();
    }
  }
  issue(ReasonCode::BufferUse, "this is no Py_buffer that was filled",
        E->getBeginLoc());
  return Value::plain();
}

void Machine::demandReleased(SourceLocation Where) {
  if (!heeds(Rule::BuffersReleased))
    return;
  for (const auto &[Var, V] : Now.Vars) {
    const auto *Owner = dyn_cast<FunctionDecl>(Var->getDeclContext());
    bool IsMine =
        Owner && Owner->getCanonicalDecl() == Function->getCanonicalDecl();
    if (IsMine && isBufferView(Var->getType()) && V.mayBeFilled())
      issue(ReasonCode::BufferUse,
            fmt::format("'{}' may not have been released here",
                        Var->getNameAsString()),
            Where);
  }
}

} // namespace pyunbox

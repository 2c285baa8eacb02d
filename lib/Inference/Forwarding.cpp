#include "Inference/Forwarding.h"

#include "Inference/AstQueries.h"
#include "Inference/EntryHead.h"
#include "Inference/ResultType.h"
#include "Inference/UnitContext.h"
#include "Rewrite/Constants.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

#include <cmath>

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

namespace {

/// Whether converting every value of \p From to \p To keeps it, on every
/// platform.
bool widens(CKind From, CKind To) {
  auto Rank = [](CKind K) {
    switch (K) {
    case CKind::Char:
    case CKind::SChar:
    case CKind::UChar:
      return 1;
    case CKind::Short:
    case CKind::UShort:
      return 2;
    case CKind::Int:
    case CKind::UInt:
      return 3;
    case CKind::Long:
    case CKind::ULong:
      return 4;
    case CKind::LongLong:
    case CKind::ULongLong:
      return 5;
    default:
      return 0;
    }
  };
  auto IsSigned = [](CKind K) {
    return K == CKind::SChar || K == CKind::Short || K == CKind::Int ||
           K == CKind::Long || K == CKind::LongLong;
  };
  if (From == To)
    return true;
  if (From == CKind::Float)
    return To == CKind::Double;
  if (!Rank(From) || Rank(To) < Rank(From))
    return false;
  if (IsSigned(From) == IsSigned(To) && From != CKind::Char &&
      To != CKind::Char)
    return true;
  // A plain char may have a sign or not; int holds it, and all of unsigned
  // short. A long may be no wider than an int.
  return IsSigned(To) && Rank(To) > Rank(From) && To != CKind::Short &&
         (From == CKind::Char || From == CKind::UChar ||
          From == CKind::UShort ||
          (From == CKind::UInt && To == CKind::LongLong));
}

/// Whether evaluating \p E changes what another argument reads.
bool changesSomething(const Expr *E) {
  return findNode(E, [](const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S))
      for (const Expr *Argument : Call->arguments())
        if (addressedVariable(Argument))
          return true;
    return changesVariable(S);
  });
}

/// What argument \p I of the call \p Site is, if it is nothing but passed on.
std::optional<Value> passedOn(const CallExpr *Site, unsigned I,
                              const Proof &P) {
  const Expr *Passed = Site->getArg(I);
  QualType Type = P.calleeOf(Site)->getParamDecl(I)->getType();
  auto CType = kindOf(Type);
  if (changesSomething(Passed))
    return std::nullopt;
  Value V = P.valueOf(strip(Passed));
  switch (V.K) {
  case Kind::Self:
    return V;
  case Kind::Param: {
    const auto &As = P.Args[V.Index].UnboxedBy->Type;
    return (As.isMemory() ? isMemoryPointer(Type) : CType == As.Kind)
               ? std::optional(V)
               : std::nullopt;
  }
  case Kind::Length:
    return CType == CKind::Long ? std::optional(V) : std::nullopt;
  // Constants must have a text that means the same in C and C++.
  case Kind::Number:
    return CType && !Type->isEnumeralType() && V.Int != INT64_MIN
               ? std::optional(V)
               : std::nullopt;
  case Kind::Real:
    return CType && std::isfinite(V.Real) ? std::optional(V) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Whether \p V is what the call \p Site returned, boxed without a change.
bool isBoxedResult(const Value &V, const CallExpr *Site, const Proof &P) {
  if (!V.is(Kind::Boxed) || !V.Site)
    return false;
  const Expr *Operand = strip(boxedOperand(V.Site));
  if (!kindOf(Operand->getType()))
    return false;
  // Under the conversions that keep the value lies the call's result.
  for (;;) {
    Value Found = P.valueOf(Operand);
    if (Found.Site == Site && (Found.is(Kind::Call) || Found.is(Kind::Number)))
      return true;
    const auto *Cast = dyn_cast<CastExpr>(Operand);
    if (!Cast)
      return false;
    auto From = kindOf(Cast->getSubExpr()->getType());
    auto To = kindOf(Cast->getType());
    if (!From || !To || !widens(*From, *To))
      return false;
    Operand = strip(Cast->getSubExpr());
  }
}

const CallExpr *implementationCall(const Proof &P) {
  const CallExpr *Site = nullptr;
  for (const FoundReturn &Return : P.Returns) {
    if (Return.Returned.is(Kind::Null))
      continue;
    const CallCount &Calls = Return.Before.Calls;
    if (Calls.K != CallCount::Kind::Once || (Site && Site != Calls.Site))
      return nullptr;
    Site = Calls.Site;
  }
  return Site;
}

/// Whether \p Type is that of a pointer parameter of entries.
bool isConstCharPointer(QualType Type) {
  QualType Pointee = Type->getPointeeType();
  return !Pointee.isNull() && Pointee.isConstQualified() &&
         Pointee->isCharType() && kindOf(Pointee) == CKind::Char;
}

bool isSizeTypedef(QualType Type) {
  const auto *Typedef = Type->getAs<TypedefType>();
  return Typedef && Typedef->getDecl()->getName() == "Py_ssize_t";
}

std::string argumentText(const Value &V, const ParmVarDecl *Parameter,
                         const std::vector<std::string> &Names,
                         const UnitContext &Unit) {
  auto Type = kindOf(Parameter->getType());
  switch (V.K) {
  case Kind::Param:
    return Type || isConstCharPointer(Parameter->getType())
               ? Names[V.Index]
               : fmt::format("({}){}",
                             Parameter->getType()
                                 .getUnqualifiedType()
                                 .getCanonicalType()
                                 .getAsString(Unit.AST.getPrintingPolicy()),
                             Names[V.Index]);
  case Kind::Length:
    return lengthName(Names[V.Index]);
  case Kind::Number:
    return fmt::format("({}){}", written(plainType(*Type), Unit.isCxx()),
                       V.Int);
  case Kind::Real:
    return fmt::format("({}){}", written(plainType(*Type), Unit.isCxx()),
                       floatConstant(V.Real));
  default:
    return "NULL";
  }
}

} // namespace

const FunctionDecl *implementationOf(const Proof &P) {
  const CallExpr *Site = implementationCall(P);
  return Site ? P.calleeOf(Site) : nullptr;
}

std::optional<ForwardedCall>
forwardedCall(const Proof &P, const ResultType &Type, const UnitContext &Unit) {
  const CallExpr *Site = implementationCall(P);
  if (!Site || Type.Returns.Python == PythonType::Tuple)
    return std::nullopt;
  ForwardedCall Call;
  Call.Callee = P.calleeOf(Site);
  Call.Site = Site;
  if (!Call.Callee || Call.Callee->isVariadic() ||
      !Call.Callee->getType()->isFunctionProtoType() ||
      takesPromoted(Call.Callee) ||
      Site->getNumArgs() != Call.Callee->getNumParams())
    return std::nullopt;
  for (unsigned I = 0; I < Site->getNumArgs(); ++I) {
    auto Arg = passedOn(Site, I, P);
    if (!Arg)
      return std::nullopt;
    Call.Args.push_back(*Arg);
  }
  QualType Returned = Call.Callee->getReturnType();
  auto ReturnKind = kindOf(Returned);
  if (!ReturnKind)
    return std::nullopt;
  Call.Returns = Type.Returns;
  Call.Returns.Type = plainType(*ReturnKind);
  // A macro of the typedef's name may mean another type where the entry stands.
  if (const auto *Typedef = Returned->getAs<TypedefType>();
      Typedef && !Unit.isMacro(Typedef->getDecl()->getNameAsString()))
    Call.Returns.Type.Spelling =
        Returned.getUnqualifiedType().getAsString(Unit.AST.getPrintingPolicy());
  for (const FoundReturn &Return : P.Returns) {
    const Value &V = Return.Returned;
    bool Fits = V.is(Kind::Null) || (Call.Returns.Python == PythonType::None
                                         ? V.is(Kind::Singleton)
                                         : isBoxedResult(V, Site, P));
    if (!Fits)
      return std::nullopt;
  }
  return Call;
}

std::optional<ForwardedCall> followedForward(const Proof &P,
                                             const ResultType &Type) {
  const CallExpr *Site = nullptr;
  for (const FoundReturn &Return : P.Returns) {
    const CallExpr *From = Return.Returned.From;
    if (!From || (Site && Site != From))
      return std::nullopt;
    Site = From;
  }
  if (!Site || P.loopsBeside(Site))
    return std::nullopt;
  const FollowedCall &Followed = P.Followed.at(Site);
  return ForwardedCall{Followed.Callee, Site, Followed.Inside.get(),
                       Followed.Args, Type.Returns};
}

bool isAllOf(const FunctionDecl *Wrapper, const CallExpr *Site) {
  const auto *Body = dyn_cast<CompoundStmt>(Wrapper->getBody());
  const auto *Return = Body && Body->size() == 1
                           ? dyn_cast<ReturnStmt>(Body->body_front())
                           : nullptr;
  return Return && Return->getRetValue() &&
         stripCasts(Return->getRetValue()) == Site &&
         llvm::none_of(Site->arguments(), [](const Expr *Argument) {
           return findNode(Argument, [](const Stmt *S) {
             return isa<CallExpr>(S) || changesVariable(S);
           });
         });
}

bool isOfCValues(const ForwardedCall &Call) {
  return llvm::none_of(Call.Args, [](const Value &V) {
    return V.isObject() && !V.is(Kind::Self);
  });
}

bool isAllThereIs(const ForwardedCall &Call, const Proof &P,
                  const UnitContext &Unit) {
  return !P.loopsBeside(implementationCall(P)) && !P.BailsOut &&
         !P.DroppedUnits && !P.OwnEffects.observable() &&
         Unit.isNameable(Call.Callee);
}

bool canBeWritten(const ForwardedCall &Call, const UnitContext &Unit) {
  // In C++ an int does not convert to an enum.
  return !Unit.isCxx() ||
         llvm::none_of(Call.Callee->parameters(), [](const ParmVarDecl *P) {
           return P->getType()->isEnumeralType();
         });
}

bool isInOrder(const ForwardedCall &Call, const std::vector<Argument> &Args) {
  unsigned At = 0;
  auto Passes = [&](Kind What, unsigned Index) {
    return At < Call.Args.size() && Call.Args[At].is(What) &&
           Call.Args[At].Index == Index;
  };
  auto TypeAt = [&] { return Call.Callee->getParamDecl(At)->getType(); };
  for (unsigned I = 0; I < Args.size(); ++I) {
    CKind Type = Args[I].Type.Kind;
    if (!Passes(Kind::Param, I) ||
        (Args[I].Type.isMemory() && !isConstCharPointer(TypeAt())))
      return false;
    ++At;
    if (Type == CKind::Buffer) {
      if (!Passes(Kind::Length, I) || !isSizeTypedef(TypeAt()))
        return false;
      ++At;
    }
  }
  return At == Call.Args.size();
}

bool isCallableElsewhere(const ForwardedCall &Call,
                         const FunctionDecl *Wrapper) {
  const FunctionDecl *F = Call.Callee;
  // The table may stand in another library than the wrapper.
  if (F->getVisibility() != DefaultVisibility &&
      Wrapper->getVisibility() == DefaultVisibility)
    return false;
  // A builtin has no symbol, and an inline definition need not have one.
  const FunctionDecl *Definition = nullptr;
  if (!F->isExternallyVisible() ||
      llvm::StringRef(F->getNameAsString()).starts_with("__builtin_") ||
      (F->hasBody(Definition) && Definition->isInlined()) ||
      F->getType()->castAs<FunctionType>()->getCallConv() != CC_C)
    return false;
  // In C "bool" is a macro.
  auto IsPlain = [](QualType Type) {
    auto Kind = kindOf(Type);
    return isConstCharPointer(Type) ||
           (Kind && Kind != CKind::Bool && Kind != CKind::Complex &&
            !Type->isEnumeralType());
  };
  return IsPlain(F->getReturnType()) &&
         llvm::all_of(F->parameters(), [&](const ParmVarDecl *Parameter) {
           return IsPlain(Parameter->getType());
         });
}

EntryCode forwardingEntry(const ForwardedCall &Call,
                          const std::vector<Argument> &Args,
                          const std::string &Name, const UnitContext &Unit) {
  std::vector<std::string> Names =
      parameterNames(Args, {Call.Callee->getNameAsString()}, Unit);
  EntryCode Code = entryHead(Name, Call.Returns.Type, Args, Names, {}, Unit);
  std::string Passed, Silence;
  for (unsigned I = 0; I < Call.Args.size(); ++I)
    Passed +=
        (I ? ", " : "") +
        argumentText(Call.Args[I], Call.Callee->getParamDecl(I), Names, Unit);
  auto Silenced = [&](Kind What, unsigned I, const std::string &Parameter) {
    if (llvm::none_of(Call.Args, [&](const Value &V) {
          return V.is(What) && V.Index == I;
        }))
      Silence += fmt::format("  (void){};\n", Parameter);
  };
  for (unsigned I = 0; I < Args.size(); ++I) {
    Silenced(Kind::Param, I, Names[I]);
    if (Args[I].Type.Kind == CKind::Buffer)
      Silenced(Kind::Length, I, lengthName(Names[I]));
  }
  // In C++ a function of the name space of the table may have the same name.
  Code.Body = fmt::format("{{\n{}  {}{}{}({});\n}}", Silence,
                          Call.Returns.Type.isVoid() ? "" : "return ",
                          Unit.isCxx() ? "::" : "",
                          Call.Callee->getNameAsString(), Passed);
  return Code;
}

} // namespace pyunbox

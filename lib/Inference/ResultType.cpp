#include "Inference/ResultType.h"

#include "Inference/AstQueries.h"
#include "Inference/Rules.h"
#include "Inference/UnitContext.h"
#include "fmt/format.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Stmt.h"

using namespace clang;

namespace pyunbox {

using Kind = Value::Kind;

namespace {

// Bail-out values. Distinct ones lie outside what the boxed C type can hold, on
// every platform: int is narrower than long long, and no float is this large.
// The others are merely unlikely; see BailOut::Repeat.
constexpr std::int64_t DistinctInt = INT64_MIN;
constexpr double DistinctFloat = 1e300;
constexpr std::int64_t UnlikelyInt = 0x5eb9'1d47'a3c8'602f;
constexpr double UnlikelyFloat = -8.130639201417263e+269;
constexpr std::int64_t BailStatus = -1;

/// The calls that box a result, in code that is reached.
std::vector<const CallExpr *> boxings(const Proof &P) {
  std::vector<const CallExpr *> Found;
  for (const auto &[E, V] : P.Values)
    if (const auto *Call = dyn_cast<CallExpr>(E);
        Call && V.is(Kind::Boxed) && V.Site == Call)
      Found.push_back(Call);
  return Found;
}

const Expr *boxedOperand(const CallExpr *Boxing) {
  return Boxing->getArg(Boxing->getNumArgs() - 1);
}

bool isNarrowInteger(CKind Kind) {
  switch (Kind) {
  case CKind::Bool:
  case CKind::Char:
  case CKind::SChar:
  case CKind::UChar:
  case CKind::Short:
  case CKind::UShort:
  case CKind::Int:
  case CKind::UInt:
    return true;
  default:
    return false;
  }
}

/// Whether every boxed value comes, through casts between integers or between
/// floats, from a type narrower than the carrier.
bool allNarrow(const Proof &P, bool (*Narrow)(CKind), bool Integers) {
  for (const CallExpr *Boxing : boxings(P)) {
    const Expr *E = strip(boxedOperand(Boxing));
    bool Found = false;
    for (;;) {
      auto Kind = kindOf(E->getType());
      Found |= Kind && Narrow(*Kind);
      const auto *Cast = dyn_cast<CastExpr>(E);
      if (Found || !Cast || !Kind ||
          (Integers ? !E->getType()->isIntegralOrEnumerationType()
                    : !E->getType()->isRealFloatingType()))
        break;
      E = strip(Cast->getSubExpr());
    }
    if (!Found)
      return false;
  }
  return true;
}

/// The type that all results are converted to, as their converters spell it.
CType convertedType(const Proof &P, const UnitContext &Unit, CKind Converted) {
  std::optional<CType> Common;
  for (const CallExpr *Boxing : boxings(P)) {
    const Converter *With = boxingConverter(Boxing, Unit);
    if (!With || (Common && Common->Spelling != With->Type.Spelling))
      return plainType(Converted);
    Common = With->Type;
  }
  return Common ? *Common : plainType(Converted);
}

/// The result as a float or an integer that can carry a bail-out value too.
void chooseCarrier(ResultType &Type, const Proof &P, const UnitContext &Unit,
                   CKind Converted) {
  Type.Returns.Type = convertedType(P, Unit, Converted);
  switch (Type.Returns.Python) {
  case PythonType::None:
    Type.Returns.Type = plainType(P.BailsOut ? CKind::Int : CKind::Void);
    Type.Bail = BailOut::Distinct;
    Type.BailValue = BailStatus;
    break;
  case PythonType::Bool:
    Type.Returns.Type = plainType(CKind::Int);
    Type.Bail = BailOut::Distinct;
    Type.BailValue = BailStatus;
    break;
  case PythonType::Float:
    if (allNarrow(P, [](CKind K) { return K == CKind::Float; }, false)) {
      Type.Bail = BailOut::Distinct;
      Type.BailValue = DistinctFloat;
    } else {
      Type.Bail = BailOut::Repeat;
      Type.BailValue = UnlikelyFloat;
    }
    break;
  default: {
    bool Signed = Converted == CKind::Int || Converted == CKind::Long ||
                  Converted == CKind::LongLong;
    if (P.BailsOut && Signed && allNarrow(P, isNarrowInteger, true)) {
      Type.Returns.Type = plainType(CKind::LongLong);
      Type.Bail = BailOut::Distinct;
      Type.BailValue = DistinctInt;
    } else if (P.BailsOut && isNarrowInteger(Converted)) {
      Type.Returns.Type = plainType(CKind::LongLong);
      Type.Bail = BailOut::Distinct;
      Type.BailValue = DistinctInt;
    } else {
      Type.Bail = BailOut::Repeat;
      Type.BailValue = UnlikelyInt;
    }
  }
  }
  if (!P.BailsOut) {
    Type.Bail = BailOut::Never;
    Type.BailValue = std::int64_t{0};
  }
}

std::string boxedBy(const Proof &P, const UnitContext &Unit,
                    PythonType Python) {
  std::string Name;
  for (const CallExpr *Boxing : boxings(P)) {
    std::string Api = Unit.apiName(Boxing->getDirectCallee());
    if (Api == "Py_BuildValue")
      if (auto Text = literalText(Boxing->getArg(0)))
        Api = fmt::format("Py_BuildValue(\"{}\")", *Text);
    if (Name.empty() || Api < Name)
      Name = Api;
  }
  if (Name.empty())
    Name = Python == PythonType::None ? "Py_None" : "Py_True, Py_False";
  return Name;
}

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

} // namespace

const Converter *boxingConverter(const CallExpr *Boxing,
                                 const UnitContext &Unit) {
  std::string Api = Unit.apiName(Boxing->getDirectCallee());
  if (findApiRole(Api) != ApiRole::BuildValue)
    return findBoxer(Api);
  auto Text = literalText(Boxing->getArg(0));
  return Text && Text->size() == 1 ? findBuildUnit(Text->front()) : nullptr;
}

ResultType resultTypeOf(const Proof &P, const UnitContext &Unit) {
  ResultType Type;
  std::optional<Value> First;
  for (const FoundReturn &Return : P.Returns) {
    const Value &V = Return.Returned;
    if (V.is(Kind::Null))
      continue;
    if (First &&
        (First->Python != V.Python || First->Converted != V.Converted) &&
        heeds(Rule::OneResultType)) {
      Type.Against = Issue{ReasonCode::MixedResults,
                           "a result of another type is returned elsewhere",
                           Return.Statement->getBeginLoc()};
      return Type;
    }
    if (!First)
      First = V;
  }
  if (!First) {
    Type.Against =
        Issue{ReasonCode::NeverReturns, "no path returns a result",
              P.Returns.empty() ? SourceLocation()
                                : P.Returns.front().Statement->getBeginLoc()};
    return Type;
  }
  Type.Returns.Python = First->Python;
  Type.Returns.BoxedBy = boxedBy(P, Unit, First->Python);
  chooseCarrier(Type, P, Unit, First->Converted);
  return Type;
}

const FunctionDecl *implementationOf(const Proof &P) {
  const CallExpr *Site = nullptr;
  for (const FoundReturn &Return : P.Returns) {
    if (Return.Returned.is(Kind::Null))
      continue;
    const CallCount &Calls = Return.Before.Calls;
    if (Calls.K != CallCount::Kind::Once || (Site && Site != Calls.Site))
      return nullptr;
    Site = Calls.Site;
  }
  return Site ? Site->getDirectCallee() : nullptr;
}

std::optional<Result> directResult(const Proof &P,
                                   const std::vector<Argument> &Args,
                                   const ResultType &Type,
                                   const UnitContext &Unit) {
  const FunctionDecl *Callee = implementationOf(P);
  if (!Callee || P.BailsOut || P.DroppedUnits || !Unit.isNameable(Callee))
    return std::nullopt;
  const CallExpr *Site = P.Returns.front().Before.Calls.Site;
  // Nothing else may happen.
  if (P.OwnEffects.observable())
    return std::nullopt;
  if (Callee->isVariadic() || !Callee->getType()->isFunctionProtoType() ||
      Site->getNumArgs() != Args.size() ||
      Callee->getNumParams() != Args.size())
    return std::nullopt;
  for (unsigned I = 0; I < Args.size(); ++I) {
    // Not an expression that sets what another argument reads.
    const Expr *Passed = stripCasts(Site->getArg(I));
    if (!isa<DeclRefExpr, CallExpr, MemberExpr>(Passed))
      return std::nullopt;
    auto Found = P.Values.find(strip(Site->getArg(I)));
    if (Found == P.Values.end() || !Found->second.is(Kind::Param) ||
        Found->second.Index != I ||
        kindOf(Callee->getParamDecl(I)->getType()) != Args[I].Type.Kind)
      return std::nullopt;
  }
  auto ReturnKind = kindOf(Callee->getReturnType());
  if (!ReturnKind)
    return std::nullopt;
  Result Returns = Type.Returns;
  Returns.Type = plainType(*ReturnKind);
  if (Callee->getReturnType()->getAs<TypedefType>())
    Returns.Type.Spelling =
        Callee->getReturnType().getUnqualifiedType().getAsString(
            Unit.AST.getPrintingPolicy());
  for (const FoundReturn &Return : P.Returns) {
    const Value &V = Return.Returned;
    if (Returns.Python == PythonType::None) {
      if (!V.is(Kind::Singleton))
        return std::nullopt;
      continue;
    }
    if (!V.is(Kind::Boxed) || !V.Site)
      return std::nullopt;
    const Expr *Operand = strip(boxedOperand(V.Site));
    auto Boxed = kindOf(Operand->getType());
    // Under the conversions that keep the value lies the call's result.
    for (;;) {
      auto Found = P.Values.find(Operand);
      if (Found != P.Values.end() && Found->second.is(Kind::Call) &&
          Found->second.Site == Site)
        break;
      const auto *Cast = dyn_cast<CastExpr>(Operand);
      if (!Cast)
        return std::nullopt;
      auto From = kindOf(Cast->getSubExpr()->getType());
      auto To = kindOf(Cast->getType());
      if (!From || !To || !widens(*From, *To))
        return std::nullopt;
      Operand = strip(Cast->getSubExpr());
    }
    if (!Boxed)
      return std::nullopt;
  }
  return Returns;
}

} // namespace pyunbox

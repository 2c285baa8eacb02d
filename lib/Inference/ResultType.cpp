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
  P.forEachFunction([&](const BodyFacts &Facts) {
    for (const auto &[E, V] : Facts.Values)
      if (const auto *Call = dyn_cast<CallExpr>(E);
          Call && V.is(Kind::Boxed) && V.Site == Call)
        Found.push_back(Call);
  });
  return Found;
}

/// The format of a call of Py_BuildValue.
std::optional<BuildFormat> formatOf(const CallExpr *Boxing) {
  auto Text = literalText(Boxing->getArg(0));
  return Text ? readBuildFormat(*Text) : std::nullopt;
}

/// Whether all tuples that are made hold the same types, which are then \p
/// Items; of a typedef only its type counts, where they differ.
bool agreeOnItems(const Proof &P, std::vector<ResultItem> &Items) {
  for (const CallExpr *Boxing : boxings(P)) {
    if (P.valueOf(Boxing).Python != PythonType::Tuple)
      continue;
    auto Others = boxedItems(Boxing);
    if (Items.empty())
      Items = Others;
    if (Items.size() != Others.size())
      return false;
    for (std::size_t I = 0; I < Items.size(); ++I) {
      ResultItem &Mine = Items[I], &Other = Others[I];
      if (Mine.Type.Kind != Other.Type.Kind || Mine.Python != Other.Python)
        return false;
      if (Mine.Type.Spelling != Other.Type.Spelling)
        Mine.Type = plainType(Mine.Type.Kind);
    }
  }
  return true;
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
    const Converter *With = boxingConverter(Boxing, P, Unit);
    if (!With || (Common && Common->Spelling != With->Type.Spelling))
      return plainType(Converted);
    Common = With->Type;
  }
  return Common ? *Common : plainType(Converted);
}

/// The type by which an entry returns the result, and a bail-out value that it
/// can carry too.
void chooseCarrier(ResultType &Type, const Proof &P, CKind Converted) {
  Type.Carrier = Type.Returns.Type;
  if (!P.BailsOut)
    return;
  switch (Type.Returns.Python) {
  case PythonType::None:
    Type.Carrier = plainType(CKind::Int);
    [[fallthrough]];
  case PythonType::Bool:
  case PythonType::Tuple:
    Type.Bail = BailOut::Distinct;
    Type.BailValue = BailStatus;
    return;
  case PythonType::Complex: // no entry carries it
    return;
  case PythonType::Float:
    if (allNarrow(P, [](CKind K) { return K == CKind::Float; }, false)) {
      Type.Bail = BailOut::Distinct;
      Type.BailValue = DistinctFloat;
    } else {
      Type.Bail = BailOut::Repeat;
      Type.BailValue = UnlikelyFloat;
    }
    return;
  default: {
    bool Signed = Converted == CKind::Int || Converted == CKind::Long ||
                  Converted == CKind::LongLong;
    if (isNarrowInteger(Converted) ||
        (Signed && allNarrow(P, isNarrowInteger, true))) {
      Type.Carrier = plainType(CKind::LongLong);
      Type.Bail = BailOut::Distinct;
      Type.BailValue = DistinctInt;
    } else {
      Type.Bail = BailOut::Repeat;
      Type.BailValue = UnlikelyInt;
    }
  }
  }
}

std::string boxedBy(const Proof &P, const UnitContext &Unit,
                    PythonType Python) {
  std::string Name;
  for (const CallExpr *Boxing : boxings(P)) {
    std::string Api = Unit.apiName(P.calleeOf(Boxing));
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

} // namespace

const Expr *boxedOperand(const CallExpr *Boxing) {
  return Boxing->getArg(Boxing->getNumArgs() - 1);
}

const Converter *boxingConverter(const CallExpr *Boxing, const BodyFacts &P,
                                 const UnitContext &Unit) {
  const std::string &Api = Unit.apiName(P.calleeOf(Boxing));
  if (const CythonHelper *Helper = Unit.cythonHelper(P.calleeOf(Boxing));
      Helper && Helper->Known)
    return &*Helper->Known;
  if (findApiRole(Api) != ApiRole::BuildValue)
    return findBoxer(Api);
  auto Format = formatOf(Boxing);
  return Format && !Format->IsTuple ? Format->Units.front() : nullptr;
}

std::vector<ResultItem> boxedItems(const CallExpr *Boxing) {
  const BuildFormat Format = *formatOf(Boxing);
  std::vector<ResultItem> Items;
  Items.reserve(Format.Units.size());
  for (const Converter *Unit : Format.Units)
    Items.push_back({Unit->Type, Unit->Python});
  return Items;
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
  switch (First->Python) {
  case PythonType::None:
    Type.Returns.Type = plainType(CKind::Void);
    break;
  case PythonType::Bool:
    Type.Returns.Type = plainType(CKind::Int);
    break;
  case PythonType::Tuple:
    Type.Returns.Type = plainType(CKind::Int);
    if (!agreeOnItems(P, Type.Returns.Items) && heeds(Rule::OneResultType))
      Type.Against = Issue{ReasonCode::MixedResults,
                           "tuples of different values are returned",
                           P.Returns.front().Statement->getBeginLoc()};
    break;
  default:
    Type.Returns.Type = convertedType(P, Unit, First->Converted);
  }
  chooseCarrier(Type, P, First->Converted);
  return Type;
}

} // namespace pyunbox

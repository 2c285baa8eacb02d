#include "Report/ReadReport.h"

#include "Knowledge/FactsJson.h"
#include "Knowledge/ReviewDecisions.h"
#include "Signature/MethodFlags.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <fmt/format.h>
#include <limits>
#include <tuple>

namespace pyunbox {

namespace {

/// The value that \p Node spells, one of \p All.
template <typename Enum, std::size_t N>
Enum readName(const JsonNode &Node, std::string_view What,
              const std::array<Enum, N> &All) {
  std::string Given = Node.text();
  std::vector<std::string_view> Names;
  for (Enum Value : All) {
    if (spelling(Value) == Given)
      return Value;
    Names.push_back(spelling(Value));
  }
  Node.failUnknown(What, Given, Names);
}

constexpr std::array PythonTypes = {PythonType::None,
                                    PythonType::Int,
                                    PythonType::Float,
                                    PythonType::Real,
                                    PythonType::Bool,
                                    PythonType::Byte,
                                    PythonType::Char,
                                    PythonType::Complex,
                                    PythonType::Str,
                                    PythonType::OptionalStr,
                                    PythonType::Bytes,
                                    PythonType::StrBytes,
                                    PythonType::OptionalStrBytes,
                                    PythonType::Tuple};
constexpr std::array EntryKinds = {EntryKind::Direct, EntryKind::Adapter,
                                   EntryKind::Specialized};
constexpr std::array BailOuts = {BailOut::Never, BailOut::Distinct,
                                 BailOut::Repeat};
constexpr std::array CallWays = {CallWay::Direct, CallWay::WithGil,
                                 CallWay::FastCall, CallWay::Boxed};
constexpr std::array RaiseKinds = {Effects::Raises::None,
                                   Effects::Raises::AfterNothing,
                                   Effects::Raises::AfterEffects};
constexpr std::array CKinds = {
#define PYUNBOX_CTYPE(Kind, Spelling, Code) CKind::Kind,
#include "Signature/CTypes.def"
};

CType readCType(const JsonNode &Node) {
  CType Type;
  Type.Spelling = Node.text();
  for (CKind Kind : CKinds)
    if (spelling(Kind) == Type.Spelling)
      Type.Kind = Kind;
  return Type;
}

double readReal(const JsonNode &Node) {
  constexpr double Infinity = std::numeric_limits<double>::infinity();
  std::string Name = Node.text();
  if (Name == "nan")
    return std::numeric_limits<double>::quiet_NaN();
  if (Name == "inf" || Name == "-inf")
    return Name == "inf" ? Infinity : -Infinity;
  Node.fail("must be a number");
}

std::optional<DefaultValue> readDefault(const JsonNode &Node, bool Optional) {
  const nlohmann::json &Value = Node.value();
  if (!Optional)
    return std::nullopt;
  if (Value.is_number_float())
    return Value.get<double>();
  if (!Value.is_number())
    return readReal(Node);
  if (Value.is_number_unsigned() &&
      Value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
    return Value.get<std::uint64_t>();
  return Value.get<std::int64_t>();
}

Argument readArgument(const JsonNode &Node) {
  Argument A;
  A.Name = Node.member("name").textOrEmpty();
  A.Keyword = Node.member("keyword").flag();
  A.KeywordOnly = Node.member("keyword_only").flag();
  A.Type = readCType(Node.member("c_type"));
  A.Python = readName(Node.member("python_type"), "Python type", PythonTypes);
  A.UnboxedBy = Node.member("unboxed_by").textOrEmpty();
  A.Default =
      readDefault(Node.member("default"), Node.member("optional").flag());
  return A;
}

Effects readEffects(const JsonNode &Node) {
  Effects E;
  E.Raise = readName(Node.member("raises"), "way to raise", RaiseKinds);
  E.NeedsGil = Node.member("gil").flag();
  E.State = Node.member("state").flag();
  E.Pure = Node.member("pure").flag();
  E.Blocks = Node.member("blocks").flag();
  E.Retains = Node.member("retains").flag();
  for (const JsonNode &Evidence : Node.member("evidence").elements()) {
    const JsonNode Name = Evidence.member("effect");
    auto Kind = findEffectKind(Name.text());
    if (!Kind)
      Name.failUnknown("effect", Name.text(),
                       {EffectNames.begin(), EffectNames.end()});
    E.Evidence.push_back({*Kind, Evidence.member("what").text(),
                          readLocation(Evidence.member("location"))});
  }
  return E;
}

Reason readReason(const JsonNode &Node) {
  return {Node.member("code").text(), Node.member("message").textOrEmpty(),
          readLocation(Node.member("location")),
          Node.member("hint").textOrEmpty()};
}

std::optional<Excerpt> readExcerpt(const JsonNode &Node) {
  if (Node.isNull())
    return std::nullopt;
  return Excerpt{
      {Node.member("file").textOrEmpty(), Node.member("line").number(), 1},
      Node.member("text").textOrEmpty(),
      Node.member("omitted").number()};
}

Callable readCallable(const JsonNode &Node) {
  return {readName(Node.member("how"), "way to call", CallWays),
          Node.member("why_not").textOrNull()};
}

/// A function's symbol, which generated code will name.
std::string readSymbol(const JsonNode &Node) {
  std::string Symbol = Node.text();
  auto IsPart = [](unsigned char C) { return std::isalnum(C) || C == '_'; };
  if (!std::ranges::all_of(Symbol, IsPart))
    Node.fail("is no symbol of a function");
  return Symbol;
}

Result readResult(const JsonNode &Node) {
  auto ReadType = [](const JsonNode &Of) {
    return readName(Of.member("python_type"), "Python type", PythonTypes);
  };
  Result R{readCType(Node.member("c_type")), ReadType(Node),
           Node.member("boxed_by").textOrEmpty()};
  for (const JsonNode &Item : Node.member("items").elements())
    R.Items.push_back({readCType(Item.member("c_type")), ReadType(Item)});
  return R;
}

void readSignature(const JsonNode &Node, Method &M) {
  M.Kind = readName(Node.member("entry"), "kind of entry", EntryKinds);
  JsonNode Runtimes = Node.member("callable");
  M.PyPy = readCallable(Runtimes.member("pypy"));
  M.CPython = readCallable(Runtimes.member("cpython"));
  for (const JsonNode &A : Node.member("args").elements())
    M.Args.push_back(readArgument(A));
  M.Returns = readResult(Node.member("returns"));
  M.Effect = readEffects(Node.member("effects"));
  for (const JsonNode &What : Node.member("trusts").elements())
    M.Trusts.push_back(What.text());
  M.Bail = readName(Node.member("bail_out"), "kind of bail-out", BailOuts);
  M.NotRewritten = Node.member("not_rewritten").textOrNull();
  if (JsonNode Elsewhere = Node.member("elsewhere"); !Elsewhere.isNull())
    M.Elsewhere = {{Elsewhere.member("wrapper").text(),
                    Elsewhere.member("flags").number()},
                   readSymbol(Elsewhere.member("symbol"))};
  M.PassesKeywords = M.Elsewhere && M.Elsewhere->Use.Flags & MethKeywords;
}

Method readMethod(const JsonNode &Node) {
  Method M;
  M.Id = Node.member("id").text();
  M.Module = Node.member("module").textOrEmpty();
  M.Name = Node.member("name").textOrEmpty();
  M.Table = Node.member("table").textOrEmpty();
  M.Wrapper = Node.member("wrapper").textOrNull();
  M.Implementation = Node.member("implementation").textOrNull();
  M.Flags = Node.member("flags").textOrEmpty();
  JsonNode Verdict = Node.member("verdict");
  M.Typed = Verdict.text() == "typed";
  if (!M.Typed && Verdict.text() != "rejected")
    Verdict.failUnknown("verdict", Verdict.text(), {"typed", "rejected"});
  M.Suppressed = Node.member("suppressed").flag();
  if (!M.Typed)
    M.Rejection = readReason(Node.member("reason"));
  for (const JsonNode &Finding : Node.member("findings").elements())
    M.Findings.push_back(readReason(Finding));
  JsonNode Places = Node.member("locations");
  M.RowAt = readLocation(Places.member("row"));
  M.WrapperAt = readLocation(Places.member("wrapper"));
  M.ImplementationAt = readLocation(Places.member("implementation"));
  M.Doc = Node.member("doc").textOrNull();
  M.Proposal = Node.member("rewrite").textOrNull();
  M.WrapperText = readExcerpt(Node.member("sources").member("wrapper"));
  M.ImplementationText =
      readExcerpt(Node.member("sources").member("implementation"));
  for (const JsonNode &Step : Node.member("steps").elements())
    M.Steps.push_back({Step.member("message").textOrEmpty(),
                       readLocation(Step.member("location"))});
  M.Decided = readDecision(Node.member("decision"));
  if (M.Typed)
    readSignature(Node, M);
  return M;
}

Unit readUnit(const JsonNode &Node) {
  Unit U;
  U.Path = Node.member("path").text();
  JsonNode Status = Node.member("status");
  if (Status.text() != "ok" && Status.text() != "failed")
    Status.failUnknown("status", Status.text(), {"ok", "failed"});
  U.State = Status.text() == "ok" ? Unit::Status::Ok : Unit::Status::Failed;
  for (const JsonNode &D : Node.member("diagnostics").elements())
    U.Diagnostics.push_back({D.member("severity").text(),
                             D.member("message").textOrEmpty(),
                             readLocation(D.member("location"))});
  for (const JsonNode &Lines : Node.member("left_out").elements())
    U.LeftOut.push_back({readLocation(Lines.member("location")),
                         Lines.member("directive").textOrEmpty(),
                         Lines.member("last_line").number()});
  U.Facts = readFacts(Node);
  return U;
}

} // namespace

Analysis readReport(const std::string &Path) {
  nlohmann::json Text = readJson(Path);
  JsonNode Root(Text, Path + ": /");
  expectSchema(Root);
  Analysis A;
  std::map<std::string, std::size_t> ByPath;
  for (const JsonNode &Node : Root.member("units").elements()) {
    A.Units.push_back(readUnit(Node));
    if (!ByPath.emplace(A.Units.back().Path, A.Units.size() - 1).second)
      Node.member("path").fail("is the path of another unit, too");
  }
  for (const JsonNode &Node : Root.member("methods").elements()) {
    JsonNode Of = Node.member("unit");
    auto Found = ByPath.find(Of.text());
    if (Found == ByPath.end())
      Of.fail(fmt::format("there is no unit '{}'", Of.text()));
    A.Units[Found->second].Methods.push_back(readMethod(Node));
  }
  // Reports list methods by id, readers want them as the source has them.
  for (Unit &U : A.Units)
    std::ranges::sort(U.Methods, {},
                      [](const Method &M) { return std::tie(M.RowAt, M.Id); });
  return A;
}

} // namespace pyunbox

//===- Json.cpp - an analysis as JSON ---------------------------*- C++ -*-===//

#include "Report/Json.h"

#include "Knowledge/FactsJson.h"
#include "Knowledge/ReviewDecisions.h"
#include "Report/Summary.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

namespace pyunbox {

// nlohmann's default object is a std::map: its keys come out sorted.
using nlohmann::json;

static json orNull(const std::string &Text) {
  return Text.empty() ? json() : json(Text);
}

/// JSON has no NaN and no infinity; they are spelled as Python's repr does.
static json toJson(double Number) {
  if (std::isnan(Number))
    return "nan";
  if (std::isinf(Number))
    return Number < 0 ? "-inf" : "inf";
  return Number;
}

static json toJson(const std::optional<DefaultValue> &Default) {
  if (!Default)
    return nullptr;
  if (const auto *Number = std::get_if<double>(&*Default))
    return toJson(*Number);
  if (const auto *Bits = std::get_if<std::uint64_t>(&*Default))
    return *Bits;
  return std::get<std::int64_t>(*Default);
}

static json toJson(const Argument &A) {
  return {{"name", A.Name},
          {"keyword", A.Keyword},
          {"keyword_only", A.KeywordOnly},
          {"c_type", A.Type.Spelling},
          {"python_type", spelling(A.Python)},
          {"unboxed_by", A.UnboxedBy},
          {"optional", A.Default.has_value()},
          {"default", toJson(A.Default)}};
}

static json toJson(const Result &R) {
  json Items = json::array();
  for (const ResultItem &Item : R.Items)
    Items.push_back({{"c_type", Item.Type.Spelling},
                     {"python_type", spelling(Item.Python)}});
  return {{"c_type", R.Type.Spelling},
          {"python_type", spelling(R.Python)},
          {"boxed_by", R.BoxedBy},
          {"items", Items}};
}

static json toJson(const Effects &E) {
  json Evidence = json::array();
  for (const FoundEffect &Each : E.Evidence)
    Evidence.push_back({{"effect", spelling(Each.Kind)},
                        {"what", Each.What},
                        {"location", toJson(Each.Where)}});
  return {{"raises", spelling(E.Raise)},
          {"gil", E.NeedsGil},
          {"state", E.State},
          {"pure", E.Pure},
          {"blocks", E.Blocks},
          {"retains", E.Retains},
          {"evidence", Evidence}};
}

static json toJson(const Callable &C) {
  return {{"how", spelling(C.How)}, {"why_not", orNull(C.WhyNot)}};
}

static json toJson(const Reason &R) {
  return {{"code", R.Code},
          {"hint", R.Hint},
          {"message", R.Message},
          {"location", toJson(R.Where)}};
}

static json toJson(const std::vector<Reason> &Reasons) {
  json All = json::array();
  for (const Reason &R : Reasons)
    All.push_back(toJson(R));
  return All;
}

static json toJson(const std::optional<Excerpt> &Text) {
  if (!Text)
    return nullptr;
  return {{"file", Text->At.File},
          {"line", Text->At.Line},
          {"text", Text->Text},
          {"omitted", Text->Omitted}};
}

static json toJson(const std::vector<Remark> &Remarks) {
  json All = json::array();
  for (const Remark &R : Remarks)
    All.push_back({{"message", R.Message}, {"location", toJson(R.Where)}});
  return All;
}

/// What only a typed method has; null in the others, so that every method has
/// the same keys.
static void addSignature(json &Object, const Method &M) {
  for (const char *Key :
       {"entry", "callable", "args", "returns", "effects", "trusts", "bail_out",
        "signature", "not_rewritten", "elsewhere"})
    Object[Key] = nullptr;
  if (!M.Typed)
    return;
  Object["entry"] = spelling(M.Kind);
  Object["callable"] = {{"cpython", toJson(M.CPython)},
                        {"pypy", toJson(M.PyPy)}};
  json Args = json::array();
  for (const Argument &A : M.Args)
    Args.push_back(toJson(A));
  Object["args"] = std::move(Args);
  Object["returns"] = toJson(M.Returns);
  Object["effects"] = toJson(M.Effect);
  Object["trusts"] = M.Trusts;
  Object["bail_out"] = spelling(M.Bail);
  Object["signature"] = entrySignature(M);
  Object["not_rewritten"] = orNull(M.NotRewritten);
  if (M.Elsewhere)
    Object["elsewhere"] = {{"wrapper", M.Elsewhere->Use.Symbol},
                           {"flags", M.Elsewhere->Use.Flags},
                           {"symbol", M.Elsewhere->Symbol}};
}

static json toJson(const Unit &U, const Method &M) {
  json Object = {{"id", M.Id},
                 {"module", M.Module},
                 {"name", M.Name},
                 {"table", M.Table},
                 {"unit", U.Path},
                 {"wrapper", orNull(M.Wrapper)},
                 {"implementation", orNull(M.Implementation)},
                 {"flags", M.Flags},
                 {"verdict", M.Typed ? "typed" : "rejected"},
                 {"suppressed", M.Suppressed},
                 {"reason", M.Rejection ? toJson(*M.Rejection) : json()},
                 {"findings", toJson(M.Findings)},
                 {"decision", toJson(M.Decided)},
                 {"doc", orNull(M.Doc)},
                 {"rewrite", orNull(M.Proposal)},
                 {"sources",
                  {{"wrapper", toJson(M.WrapperText)},
                   {"implementation", toJson(M.ImplementationText)}}},
                 {"steps", toJson(M.Steps)},
                 {"locations",
                  {{"row", toJson(M.RowAt)},
                   {"wrapper", toJson(M.WrapperAt)},
                   {"implementation", toJson(M.ImplementationAt)}}}};
  addSignature(Object, M);
  return Object;
}

static json toJson(const Unit &U) {
  json Diagnostics = json::array();
  for (const Diagnostic &D : U.Diagnostics)
    Diagnostics.push_back({{"severity", D.Severity},
                           {"message", D.Message},
                           {"location", toJson(D.Where)}});
  json LeftOut = json::array();
  for (const LeftOutLines &Lines : U.LeftOut)
    LeftOut.push_back({{"directive", Lines.Directive},
                       {"last_line", Lines.Last},
                       {"location", toJson(Lines.At)}});
  json Object = toJson(U.Facts);
  Object["left_out"] = std::move(LeftOut);
  Object["path"] = U.Path;
  Object["status"] = U.State == Unit::Status::Ok ? "ok" : "failed";
  Object["diagnostics"] = std::move(Diagnostics);
  return Object;
}

static json toJson(const Summary &S) {
  return {{"methods", S.Methods},
          {"typed", S.Typed},
          {"rejected", S.Rejected},
          {"suppressed", S.Suppressed},
          {"typed_by_entry", S.ByEntry},
          {"callable", {{"cpython", S.ByWayOnCPython}, {"pypy", S.ByWay}}},
          {"rejected_by_reason", S.ByReason},
          {"units", S.Units},
          {"units_failed", S.UnitsFailed}};
}

std::string toJson(const Analysis &A) {
  json Units = json::array();
  std::multimap<std::pair<std::string, std::string>, json> ById;
  for (const Unit &U : A.Units) {
    Units.push_back(toJson(U));
    for (const Method &M : U.Methods)
      ById.emplace(std::pair(M.Id, U.Path), toJson(U, M));
  }
  json Methods = json::array();
  for (auto &[Key, Object] : ById)
    Methods.push_back(std::move(Object));
  json Report = {
      {"schema_version", ReportSchemaVersion},
      {"tool", {{"name", "pyunbox"}, {"version", PYUNBOX_TOOL_VERSION}}},
      {"units", std::move(Units)},
      {"summary", toJson(summarize(A))},
      {"methods", std::move(Methods)}};
  // Sources need not be UTF-8, and a report must not fail for a stray byte.
  return Report.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace pyunbox

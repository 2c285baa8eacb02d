#include "Report/Sarif.h"

#include "Report/Bugs.h"
#include "Signature/ContentHash.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace pyunbox {

using nlohmann::json;

namespace {

struct Rule {
  std::string_view Name, Code, Summary, Help;
};

constexpr auto Rules = std::to_array<Rule>({
#define PYUNBOX_REASON(Name, Code, Summary, Help) {#Name, Code, Summary, Help},
#include "Inference/Reasons.def"
});

std::string_view levelOf(std::string_view Code) {
  return isBug(Code) ? "warning" : "note";
}

json ruleOf(const Rule &R, const std::string &DocsUrl) {
  json Object = {{"id", R.Code},
                 {"name", R.Name},
                 {"shortDescription", {{"text", R.Summary}}},
                 {"help", {{"text", R.Help}}},
                 {"defaultConfiguration", {{"level", levelOf(R.Code)}}}};
  if (!DocsUrl.empty())
    Object["helpUri"] = DocsUrl + "/reasons/" + std::string(R.Code) + ".md";
  return Object;
}

/// \p Path as a reference: RFC 3986 escapes all but a few characters.
std::string uriOf(std::string_view Path) {
  constexpr std::string_view Plain = "-._~/!$&'()*+,;=@";
  constexpr std::string_view Digits = "0123456789ABCDEF";
  std::string Uri = Path.starts_with('/') ? "file://" : "";
  for (char C : Path) {
    bool Letter = (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') ||
                  (C >= '0' && C <= '9');
    if (Letter || Plain.find(C) != std::string_view::npos) {
      Uri += C;
      continue;
    }
    auto Byte = static_cast<unsigned char>(C);
    Uri += '%';
    Uri += Digits[Byte / 16];
    Uri += Digits[Byte % 16];
  }
  return Uri;
}

json placeOf(const Location &At) {
  json Place = {{"artifactLocation", {{"uri", uriOf(At.File)}}}};
  if (At.Line)
    Place["region"]["startLine"] = At.Line;
  if (At.Line && At.Column)
    Place["region"]["startColumn"] = At.Column;
  return {{"physicalLocation", std::move(Place)}};
}

json flowOf(const Method &M, const Location &Evidence) {
  json Places = json::array();
  auto Add = [&](const Location &At, const std::string &Message) {
    if (At.File.empty())
      return;
    json Place = placeOf(At);
    Place["message"]["text"] = Message;
    Places.push_back({{"location", std::move(Place)}});
  };
  for (const Remark &Step : M.Steps)
    Add(Step.Where, Step.Message);
  Add(Evidence, M.Rejection->Message);
  return {{"threadFlows", json::array({{{"locations", std::move(Places)}}})}};
}

json logicalPlaceOf(const Method &M) {
  return {{"name", M.Name}, {"fullyQualifiedName", M.Id}, {"kind", "function"}};
}

void addRuleIndex(json &Result, std::string_view Code) {
  auto Found = std::ranges::find(Rules, Code, &Rule::Code);
  if (Found != Rules.end())
    Result["ruleIndex"] = Found - Rules.begin();
}

json resultOf(const Unit &U, const Method &M) {
  const Reason &Why = *M.Rejection;
  const Location &At = Why.Where.File.empty() ? M.RowAt : Why.Where;
  json Place = placeOf(At.File.empty() ? Location{U.Path} : At);
  Place["logicalLocations"] = json::array({logicalPlaceOf(M)});
  json Result = {
      {"ruleId", Why.Code},
      {"level", levelOf(Why.Code)},
      {"message", {{"text", M.Name + " is not typed: " + Why.Message + "."}}},
      {"locations", json::array({std::move(Place)})},
      {"partialFingerprints",
       {{"pyunboxMethod/v1",
         contentHash(U.Path + "\n" + M.Id + "\n" + Why.Code)}}}};
  addRuleIndex(Result, Why.Code);
  if (!M.Steps.empty())
    Result["codeFlows"] = json::array({flowOf(M, At)});
  json Suppressions = json::array();
  if (M.Suppressed)
    Suppressions.push_back({{"kind", "inSource"}, {"status", "accepted"}});
  if (M.Decided)
    Suppressions.push_back({{"kind", "external"},
                            {"status", "accepted"},
                            {"justification", M.Decided->Comment}});
  if (!Suppressions.empty())
    Result["suppressions"] = std::move(Suppressions);
  return Result;
}

/// A bug that is no obstacle to a type, the \p Number th of \p M.
json findingOf(const Unit &U, const Method &M, std::size_t Number) {
  const Reason &Finding = M.Findings[Number];
  json Place = placeOf(Finding.Where);
  Place["logicalLocations"] = json::array({logicalPlaceOf(M)});
  json Result = {{"ruleId", Finding.Code},
                 {"level", levelOf(Finding.Code)},
                 {"message", {{"text", M.Name + ": " + Finding.Message + "."}}},
                 {"locations", json::array({std::move(Place)})},
                 {"partialFingerprints",
                  {{"pyunboxMethod/v1",
                    contentHash(U.Path + "\n" + M.Id + "\n" + Finding.Code +
                                "\n" + std::to_string(Number))}}}};
  addRuleIndex(Result, Finding.Code);
  return Result;
}

json notificationOf(const Diagnostic &D) {
  json Notification = {{"level", D.Severity},
                       {"message", {{"text", D.Message}}}};
  if (!D.Where.File.empty())
    Notification["locations"] = json::array({placeOf(D.Where)});
  return Notification;
}

} // namespace

std::string toSarif(const Analysis &A, const std::string &DocsUrl) {
  json AllRules = json::array(), Results = json::array();
  json Notifications = json::array();
  for (const Rule &R : Rules)
    AllRules.push_back(ruleOf(R, DocsUrl));
  bool Failed = false;
  for (const Unit &U : A.Units) {
    Failed |= U.State == Unit::Status::Failed;
    for (const Diagnostic &D : U.Diagnostics)
      Notifications.push_back(notificationOf(D));
    for (const Method &M : U.Methods) {
      if (M.Rejection)
        Results.push_back(resultOf(U, M));
      for (std::size_t I = 0; I < M.Findings.size(); ++I)
        Results.push_back(findingOf(U, M, I));
    }
  }
  json Driver = {{"name", "pyunbox"},
                 {"semanticVersion", PYUNBOX_TOOL_VERSION},
                 {"rules", std::move(AllRules)}};
  if (!DocsUrl.empty())
    Driver["informationUri"] = DocsUrl;
  json Run = {{"tool", {{"driver", std::move(Driver)}}},
              {"invocations", json::array({{{"executionSuccessful", !Failed},
                                            {"toolExecutionNotifications",
                                             std::move(Notifications)}}})},
              {"results", std::move(Results)}};
  json Log = {{"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
                          "errata01/os/schemas/sarif-schema-2.1.0.json"},
              {"version", "2.1.0"},
              {"runs", json::array({std::move(Run)})}};
  return Log.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace pyunbox

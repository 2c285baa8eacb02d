#include "Knowledge/ReviewDecisions.h"

#include "Knowledge/FactsJson.h"

#include <fmt/format.h>

namespace pyunbox {

using nlohmann::json;

json toJson(const std::optional<Decision> &Decided) {
  if (!Decided)
    return nullptr;
  return {{"verdict", Decided->Accepted ? "accept" : "reject"},
          {"comment", Decided->Comment}};
}

std::optional<Decision> readDecision(const JsonNode &Node) {
  if (Node.isNull())
    return std::nullopt;
  Node.expectOnly({"verdict", "comment"});
  Decision Out;
  JsonNode Verdict = Node.member("verdict");
  std::string Given = Verdict.text();
  if (Given != "accept" && Given != "reject")
    Verdict.failUnknown("verdict", Given, {"accept", "reject"});
  Out.Accepted = Given == "accept";
  if (auto Comment = Node.find("comment"))
    Out.Comment = Comment->textOrEmpty();
  return Out;
}

Decisions readDecisions(const std::string &Path) {
  json Text = readJson(Path);
  JsonNode Root(Text, Path + ": /");
  expectSchema(Root);
  Decisions All;
  for (const JsonNode &Method : Root.member("methods").elements()) {
    std::optional<Decision> Decided = readDecision(Method.member("decision"));
    if (!Decided)
      continue;
    JsonNode Id = Method.member("id");
    auto [Known, New] = All.emplace(Id.text(), *Decided);
    if (!New && Known->second.Accepted != Decided->Accepted)
      Id.fail(fmt::format("'{}' is accepted and rejected", Id.text()));
  }
  return All;
}

std::vector<std::string> applyDecisions(const Decisions &From, Unit &U) {
  std::vector<std::string> Met;
  for (Method &M : U.Methods) {
    auto Found = From.find(M.Id);
    if (Found == From.end())
      continue;
    Met.push_back(M.Id);
    const Decision &Decided = M.Decided.emplace(Found->second);
    if (Decided.Accepted || !M.Typed)
      continue;
    M.Row.reset();
    M.NotRewritten = Decided.Comment.empty()
                         ? "rejected in a review"
                         : "rejected in a review: " + Decided.Comment;
  }
  return Met;
}

} // namespace pyunbox

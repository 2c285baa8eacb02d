#include "Knowledge/FactsJson.h"

#include <fmt/format.h>

namespace pyunbox {

using nlohmann::json;

void expectSchema(const JsonNode &Root) {
  JsonNode Version = Root.member("schema_version");
  if (!Version.value().is_number_unsigned() ||
      Version.number() != ReportSchemaVersion)
    Version.fail(fmt::format("must be {}", ReportSchemaVersion));
}

json toJson(const Location &At) {
  if (At.File.empty())
    return nullptr;
  return {{"file", At.File}, {"line", At.Line}, {"column", At.Column}};
}

Location readLocation(const JsonNode &Node) {
  if (Node.isNull())
    return {};
  return {Node.member("file").text(), Node.member("line").number(),
          Node.member("column").number()};
}

namespace {

json toJson(const FunctionFacts &F) {
  json Effects = json::object(), Calls = json::array(), Reads = json::array();
  for (const FoundEffect &Effect : F.Effects)
    Effects[std::string(spelling(Effect.Kind))] = {
        {"what", Effect.What}, {"location", toJson(Effect.Where)}};
  for (const FoundCall &Call : F.Calls)
    Calls.push_back(
        {{"symbol", Call.Symbol}, {"location", toJson(Call.Where)}});
  for (const ReadParameter &Read : F.Reads) {
    json PassedOn = json::array();
    for (const auto &[Symbol, Parameter] : Read.PassedOn)
      PassedOn.push_back({{"symbol", Symbol}, {"parameter", Parameter}});
    Reads.push_back({{"parameter", Read.Parameter},
                     {"returned", Read.Returned},
                     {"passed_on", std::move(PassedOn)}});
  }
  return {{"symbol", F.Symbol},
          {"external", F.External},
          {"doubt", F.Doubt.empty() ? json() : json(F.Doubt)},
          {"effects", std::move(Effects)},
          {"calls", std::move(Calls)},
          {"reads", std::move(Reads)},
          {"raises", F.Raises}};
}

FunctionFacts readFunction(const JsonNode &Node) {
  FunctionFacts F;
  F.Symbol = Node.member("symbol").text();
  F.External = Node.member("external").flag();
  if (JsonNode Doubt = Node.member("doubt"); !Doubt.isNull())
    F.Doubt = Doubt.text();
  JsonNode Effects = Node.member("effects");
  Effects.expectOnly({EffectNames.begin(), EffectNames.end()});
  for (std::string_view Name : EffectNames)
    if (auto Found = Effects.find(std::string(Name)))
      F.Effects.push_back({*findEffectKind(Name), Found->member("what").text(),
                           readLocation(Found->member("location"))});
  for (const JsonNode &Call : Node.member("calls").elements())
    F.Calls.push_back(
        {Call.member("symbol").text(), readLocation(Call.member("location"))});
  for (const JsonNode &Each : Node.member("reads").elements()) {
    ReadParameter Read{Each.member("parameter").number(),
                       Each.member("returned").flag()};
    for (const JsonNode &To : Each.member("passed_on").elements())
      Read.PassedOn.push_back(
          {To.member("symbol").text(), To.member("parameter").number()});
    F.Reads.push_back(std::move(Read));
  }
  F.Raises = Node.member("raises").flag();
  return F;
}

} // namespace

json toJson(const UnitFacts &Facts) {
  json Sources = json::array(), Functions = json::array();
  for (const SourceFile &File : Facts.Sources)
    Sources.push_back({{"path", File.Path}, {"hash", File.Hash}});
  for (const FunctionFacts &F : Facts.Functions)
    Functions.push_back(toJson(F));
  return {{"path", Facts.Path},
          {"sources", std::move(Sources)},
          {"program", Facts.Program.empty() ? json() : json(Facts.Program)},
          {"functions", std::move(Functions)}};
}

UnitFacts readFacts(const JsonNode &Node) {
  UnitFacts Facts;
  Facts.Path = Node.member("path").text();
  for (const JsonNode &File : Node.member("sources").elements())
    Facts.Sources.push_back(
        {File.member("path").text(), File.member("hash").text()});
  if (JsonNode Program = Node.member("program"); !Program.isNull())
    Facts.Program = Program.text();
  for (const JsonNode &F : Node.member("functions").elements())
    Facts.Functions.push_back(readFunction(F));
  return Facts;
}

} // namespace pyunbox

//===- FactsJson.h - facts of functions as JSON, and back ------*- C++ -*-===//
#ifndef PYUNBOX_KNOWLEDGE_FACTSJSON_H
#define PYUNBOX_KNOWLEDGE_FACTSJSON_H

#include "Knowledge/JsonNode.h"
#include "Signature/FunctionFacts.h"

namespace pyunbox {

/// The version of the report's shape; grows when a reader would have to change.
inline constexpr unsigned ReportSchemaVersion = 1;

/// Fails, with JsonError, for the \p Root of a report of another version.
void expectSchema(const JsonNode &Root);

/// A place, or null if it is unknown.
nlohmann::json toJson(const Location &At);
/// Reads it back; throws JsonError.
Location readLocation(const JsonNode &Node);

/// The members of a report's unit that \p Facts are.
nlohmann::json toJson(const UnitFacts &Facts);

/// Reads them back from the unit \p Node; throws JsonError.
UnitFacts readFacts(const JsonNode &Node);

} // namespace pyunbox

#endif

//===- ReviewDecisions.h - what a person decided about methods -*- C++ -*-===//
//
// Decisions stand in a report, one for each method: null, or
//   {"verdict": "accept" | "reject", "comment": "..."}
// A file of decisions alone needs "schema_version" and, of each method, "id"
// and "decision": a report is one, too.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_KNOWLEDGE_REVIEWDECISIONS_H
#define PYUNBOX_KNOWLEDGE_REVIEWDECISIONS_H

#include "Knowledge/JsonNode.h"
#include "Signature/Method.h"

#include <map>

namespace pyunbox {

/// By Method::Id.
using Decisions = std::map<std::string, Decision>;

/// Reads the decisions in \p Path; throws JsonError.
Decisions readDecisions(const std::string &Path);

/// Puts \p From onto the methods of \p U. The rows of rejected ones are left as
/// they are from here on. Returns the ids that were met.
std::vector<std::string> applyDecisions(const Decisions &From, Unit &U);

nlohmann::json toJson(const std::optional<Decision> &Decided);
/// Throws JsonError.
std::optional<Decision> readDecision(const JsonNode &Node);

} // namespace pyunbox

#endif

//===- Rules.h - the soundness rules and their switches --------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_RULES_H
#define PYUNBOX_INFERENCE_RULES_H

#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

enum class Rule {
#define PYUNBOX_RULE(Name, Switch, Demand) Name,
#include "Inference/Rules.def"
};

/// Whether the inference heeds \p R. Always true in a build without
/// PYUNBOX_RULE_SWITCHES.
#ifdef PYUNBOX_RULE_SWITCHES
bool heeds(Rule R);
/// Switches off the rule of that name; false if there is none.
bool disableRule(std::string_view Switch);
/// The names of all switches, in the order of Rules.def.
std::vector<std::string> ruleSwitches();
#else
constexpr bool heeds(Rule) { return true; }
#endif

} // namespace pyunbox

#endif

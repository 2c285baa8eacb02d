#include "Inference/Rules.h"

#ifdef PYUNBOX_RULE_SWITCHES
#include <array>
#include <set>

namespace pyunbox {

static constexpr auto Switches = std::to_array<std::string_view>({
#define PYUNBOX_RULE(Name, Switch, Demand) Switch,
#include "Inference/Rules.def"
});

static std::set<std::string_view> &disabled() {
  static std::set<std::string_view> Names;
  return Names;
}

bool heeds(Rule R) {
  return !disabled().contains(Switches.at(static_cast<std::size_t>(R)));
}

bool disableRule(std::string_view Switch) {
  for (std::string_view Name : Switches)
    if (Name == Switch) {
      disabled().insert(Name);
      return true;
    }
  return false;
}

std::vector<std::string> ruleSwitches() {
  return {Switches.begin(), Switches.end()};
}

} // namespace pyunbox
#endif

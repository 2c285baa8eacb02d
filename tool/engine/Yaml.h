//===- Yaml.h - YAML as JSON -----------------------------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_YAML_H
#define PYUNBOX_ENGINE_YAML_H

#include <nlohmann/json.hpp>

#include <string>

namespace pyunbox {

/// The one document in \p Path, which may be JSON; null if it is empty. Throws
/// JsonError with the file and line. Anchors, tags and several documents are
/// not read.
nlohmann::json readYaml(const std::string &Path);

} // namespace pyunbox

#endif

#include "Knowledge/EffectsFile.h"

#include "Knowledge/JsonNode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace pyunbox {

namespace {

std::string readName(const JsonNode &Node) {
  std::string Name = Node.text();
  if (std::isdigit(static_cast<unsigned char>(Name[0])) ||
      !std::ranges::all_of(
          Name, [](unsigned char C) { return std::isalnum(C) || C == '_'; }))
    Node.fail(fmt::format("'{}' is not the name of a C function (of a C++ "
                          "function, write the linker's symbol)",
                          Name));
  if (Name.starts_with("Py") || Name.starts_with("_Py"))
    Node.fail(fmt::format("'{}' is the Python API's; what it does is not for "
                          "a declaration to say",
                          Name));
  return Name;
}

EffectKind readEffect(const JsonNode &Node) {
  std::string Name = Node.text();
  if (auto Kind = findEffectKind(Name))
    return *Kind;
  Node.failUnknown("effect", Name, {EffectNames.begin(), EffectNames.end()});
}

} // namespace

void readEffectsFile(const std::string &Path, FunctionIndex &To) {
  nlohmann::json Text = readJson(Path);
  JsonNode Root(Text, Path + ": /");
  Root.expectOnly({"schema_version", "library", "functions"});
  if (JsonNode Version = Root.member("schema_version");
      Version.number() != EffectsSchemaVersion)
    Version.fail(fmt::format("must be {}", EffectsSchemaVersion));
  if (auto Library = Root.find("library"))
    Library->text();
  std::map<std::string, DeclaredFunction> Read;
  for (const JsonNode &Group : Root.member("functions").elements()) {
    Group.expectOnly({"names", "effects", "because"});
    Group.member("because").text();
    DeclaredFunction Declared{{}, Path};
    for (const JsonNode &Effect : Group.member("effects").elements())
      Declared.Effects.push_back(readEffect(Effect));
    for (const JsonNode &Node : Group.member("names").elements())
      if (std::string Name = readName(Node);
          !Read.emplace(Name, Declared).second)
        Node.fail(fmt::format("'{}' is declared twice", Name));
  }
  for (auto &[Name, Declared] : Read)
    To.declare(Name, std::move(Declared));
}

} // namespace pyunbox

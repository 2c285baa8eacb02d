//===- JsonNode.h - checked reading of a user's JSON file ------*- C++ -*-===//
#ifndef PYUNBOX_KNOWLEDGE_JSONNODE_H
#define PYUNBOX_KNOWLEDGE_JSONNODE_H

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pyunbox {

/// What is wrong with a file, as one line: "FILE: /functions/0/names: ...".
struct JsonError {
  std::string Message;
};

/// A value in a JSON file that knows its place. Its members throw JsonError
/// where the file is not as they ask.
class JsonNode {
public:
  JsonNode(const nlohmann::json &Value, std::string Place)
      : Value(&Value), Place(std::move(Place)) {}

  [[noreturn]] void fail(const std::string &Why) const;
  std::string text() const;
  std::string textOrEmpty() const;
  /// "" for null.
  std::string textOrNull() const;
  bool flag() const;
  unsigned number() const;
  const nlohmann::json &value() const { return *Value; }
  bool isNull() const { return Value->is_null(); }
  std::vector<JsonNode> elements() const;
  JsonNode member(const std::string &Key) const;
  std::optional<JsonNode> find(const std::string &Key) const;
  /// An object with no other members than \p Keys.
  void expectOnly(const std::vector<std::string_view> &Keys) const;
  /// Fails for \p Given, which is none of \p Names.
  [[noreturn]] void
  failUnknown(std::string_view What, std::string_view Given,
              const std::vector<std::string_view> &Names) const;

private:
  const nlohmann::json &object() const;

  const nlohmann::json *Value;
  std::string Place; ///< "FILE: /pointer"
};

/// The text of \p Path as JSON; throws JsonError.
nlohmann::json readJson(const std::string &Path);

} // namespace pyunbox

#endif

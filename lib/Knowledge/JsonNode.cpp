#include "Knowledge/JsonNode.h"

#include "Knowledge/Suggestion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

namespace pyunbox {

using nlohmann::json;

void JsonNode::fail(const std::string &Why) const {
  throw JsonError{fmt::format("{}: {}", Place, Why)};
}

void JsonNode::failUnknown(std::string_view What, std::string_view Given,
                           const std::vector<std::string_view> &Names) const {
  if (std::string Meant = didYouMean(Given, Names); !Meant.empty())
    fail(fmt::format("there is no {} '{}'{}", What, Given, Meant));
  fail(fmt::format("there is no {} '{}'; choose one of {}", What, Given,
                   fmt::join(Names, ", ")));
}

std::string JsonNode::text() const {
  if (!Value->is_string() || Value->get_ref<const std::string &>().empty())
    fail("must be a text that is not empty");
  return Value->get<std::string>();
}

std::string JsonNode::textOrEmpty() const {
  if (!Value->is_string())
    fail("must be a text");
  return Value->get<std::string>();
}

std::string JsonNode::textOrNull() const {
  return isNull() ? std::string() : text();
}

bool JsonNode::flag() const {
  if (!Value->is_boolean())
    fail("must be true or false");
  return Value->get<bool>();
}

unsigned JsonNode::number() const {
  if (!Value->is_number_unsigned())
    fail("must be a whole number");
  if (Value->get<std::uint64_t>() > std::numeric_limits<int>::max())
    fail("is too large a number");
  return Value->get<unsigned>();
}

std::vector<JsonNode> JsonNode::elements() const {
  if (!Value->is_array())
    fail("must be a list");
  std::vector<JsonNode> All;
  All.reserve(Value->size());
  for (std::size_t I = 0; I < Value->size(); ++I)
    All.emplace_back((*Value)[I], fmt::format("{}/{}", Place, I));
  return All;
}

const json &JsonNode::object() const {
  if (!Value->is_object())
    fail("must be an object");
  return *Value;
}

std::optional<JsonNode> JsonNode::find(const std::string &Key) const {
  auto Found = object().find(Key);
  if (Found == Value->end())
    return std::nullopt;
  return JsonNode(*Found, (Place.ends_with("/") ? Place : Place + "/") + Key);
}

JsonNode JsonNode::member(const std::string &Key) const {
  if (auto Found = find(Key))
    return *Found;
  fail(fmt::format("'{}' is missing", Key));
}

void JsonNode::expectOnly(const std::vector<std::string_view> &Keys) const {
  for (const auto &[Key, Ignored] : object().items())
    if (std::ranges::find(Keys, Key) == Keys.end())
      failUnknown("key", Key, Keys);
}

json readJson(const std::string &Path) {
  if (std::error_code Ignored; std::filesystem::is_directory(Path, Ignored))
    throw JsonError{fmt::format("{}: is a folder, not a file", Path)};
  std::ifstream In(Path, std::ios::binary);
  std::string Text{std::istreambuf_iterator<char>(In), {}};
  if (!In)
    throw JsonError{
        fmt::format("{}: cannot be read: {}", Path, std::strerror(errno))};
  try {
    return json::parse(Text);
  } catch (const json::parse_error &E) {
    std::size_t At = std::min(E.byte ? E.byte - 1 : 0, Text.size());
    auto Line =
        1 + std::count(Text.begin(),
                       Text.begin() + static_cast<std::ptrdiff_t>(At), '\n');
    // Behind the library's own words for the place.
    std::string_view What = E.what();
    if (std::size_t Place = What.find("column "); Place != What.npos)
      What.remove_prefix(std::min(What.find(": ", Place) + 2, What.size()));
    throw JsonError{fmt::format("{}:{}: is not JSON: {}", Path, Line, What)};
  }
}

} // namespace pyunbox

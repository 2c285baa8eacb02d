#include "Knowledge/ConvertersFile.h"

#include "Knowledge/JsonNode.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace pyunbox {

namespace {

using Way = DeclaredConverter::Way;

constexpr std::pair<std::string_view, Way> Ways[] = {
    {"unboxes", Way::Unboxes},
    {"unboxes-into", Way::UnboxesInto},
    {"boxes", Way::Boxes},
};

constexpr CKind Kinds[] = {
#define PYUNBOX_CTYPE(Kind, Spelling, Code) CKind::Kind,
#include "Signature/CTypes.def"
};

/// What a converter may be exact for; characters are the business of format
/// units.
constexpr PythonType Types[] = {PythonType::Int, PythonType::Float,
                                PythonType::Real, PythonType::Bool,
                                PythonType::Complex};

/// Whether a value of \p C is what objects of \p Python hold.
bool fits(CKind C, PythonType Python) {
  bool IsFloating = C == CKind::Float || C == CKind::Double;
  switch (Python) {
  case PythonType::Float:
  case PythonType::Real:
    return IsFloating;
  case PythonType::Complex:
    return C == CKind::Complex;
  default:
    return !IsFloating && C != CKind::Complex && C != CKind::Void &&
           C != CKind::Text && C != CKind::Buffer;
  }
}

/// The one of \p All that \p Node spells, by \p Spell.
template <class Range, class Spelling>
auto choose(const JsonNode &Node, std::string_view What, const Range &All,
            Spelling Spell) {
  std::string Given = Node.text();
  std::vector<std::string_view> Names;
  for (const auto &One : All) {
    if (Spell(One) == Given)
      return One;
    Names.push_back(Spell(One));
  }
  Node.failUnknown(What, Given, Names);
}

DeclaredConverter readConverter(const JsonNode &Node) {
  DeclaredConverter Out;
  Node.expectOnly(
      {"name", "does", "c_type", "python_type", "success", "because"});
  Node.member("because").text();
  JsonNode Name = Node.member("name");
  Out.Name = Name.text();
  if (Out.Name.starts_with("Py") || Out.Name.starts_with("_Py"))
    Name.fail(fmt::format("'{}' is the Python API's; the tool has a table of "
                          "its own for that",
                          Out.Name));
  Out.How = choose(Node.member("does"), "way", Ways, [](const auto &W) {
              return W.first;
            }).second;
  JsonNode Type = Node.member("c_type");
  Out.Type = plainType(
      choose(Type, "C type", Kinds, [](CKind Kind) { return spelling(Kind); }));
  Out.Python = choose(Node.member("python_type"), "Python type", Types,
                      [](PythonType Python) { return spelling(Python); });
  if (!fits(Out.Type.Kind, Out.Python))
    Type.fail(fmt::format("'{}' does not hold what a Python {} is",
                          Out.Type.Spelling, spelling(Out.Python)));
  if (Out.How == Way::Boxes && Out.Python == PythonType::Real)
    Node.member("python_type").fail("a result has one type; choose float");
  auto Success = Node.find("success");
  if (Success && Out.How != Way::UnboxesInto)
    Success->fail("only a converter that 'unboxes-into' returns a status");
  if (Out.How == Way::UnboxesInto)
    Out.Success = static_cast<int>(Node.member("success").number());
  return Out;
}

} // namespace

std::vector<DeclaredConverter> readConvertersFile(const std::string &Path) {
  nlohmann::json Text = readJson(Path);
  JsonNode Root(Text, Path + ": /");
  Root.expectOnly({"schema_version", "project", "converters"});
  if (JsonNode Version = Root.member("schema_version");
      Version.number() != ConvertersSchemaVersion)
    Version.fail(fmt::format("must be {}", ConvertersSchemaVersion));
  std::vector<DeclaredConverter> All;
  std::set<std::string> Names;
  for (const JsonNode &Node : Root.member("converters").elements()) {
    All.push_back(readConverter(Node));
    All.back().File = Path;
    if (!Names.insert(All.back().Name).second)
      Node.fail(fmt::format("'{}' is described twice", All.back().Name));
  }
  return All;
}

} // namespace pyunbox

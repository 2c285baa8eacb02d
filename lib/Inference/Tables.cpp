#include "Inference/Tables.h"

#include <map>
#include <unordered_map>

namespace pyunbox {

std::string canonicalApiName(std::string_view Name) {
  std::string Result(Name);
  for (std::string_view Prefix : {"PyPy", "_PyPy"})
    if (Result.starts_with(Prefix)) {
      // PyPyLong_AsLong → PyLong_AsLong, PyPy_BuildValue → Py_BuildValue
      Result.erase(Prefix.size() - 2, 2);
      break;
    }
  constexpr std::string_view SizeT = "_SizeT";
  if (Result.ends_with(SizeT)) {
    Result.resize(Result.size() - SizeT.size());
    if (Result.starts_with("_Py"))
      Result.erase(0, 1);
  }
  return Result;
}

bool isApiName(std::string_view CanonicalName) {
  return CanonicalName.starts_with("Py") || CanonicalName.starts_with("_Py");
}

namespace {

using ConverterTable = std::unordered_map<std::string_view, Converter>;
using UnitTable = std::map<char, Converter>;

CType makeType(CKind Kind, std::string_view Typedef) {
  CType Type = plainType(Kind);
  if (!Typedef.empty())
    Type.Spelling = Typedef;
  return Type;
}

Converter makeConverter(std::string_view Name, CKind Kind,
                        std::string_view Typedef, PythonType Python) {
  return {std::string(Name), makeType(Kind, Typedef), Python};
}

template <class Table, class Key>
const typename Table::mapped_type *lookUp(const Table &In, const Key &What) {
  auto Found = In.find(What);
  return Found == In.end() ? nullptr : &Found->second;
}

using DeclaredTable =
    std::map<std::string, std::pair<DeclaredConverter, Converter>, std::less<>>;

DeclaredTable &declaredConverters() {
  static DeclaredTable Table;
  return Table;
}

const Converter *findDeclared(std::string_view Name,
                              DeclaredConverter::Way How) {
  const auto *Found = lookUp(declaredConverters(), Name);
  return Found && Found->first.How == How ? &Found->second : nullptr;
}

} // namespace

void addConverters(const std::vector<DeclaredConverter> &Declared) {
  for (const DeclaredConverter &C : Declared)
    declaredConverters()[C.Name] = {C, {C.Name, C.Type, C.Python}};
}

const DeclaredConverter *findDeclaredConverter(std::string_view Name) {
  const auto *Found = lookUp(declaredConverters(), Name);
  return Found ? &Found->first : nullptr;
}

const Converter *findUnboxerInto(std::string_view Name) {
  return findDeclared(Name, DeclaredConverter::Way::UnboxesInto);
}

const Converter *findUnboxer(std::string_view CanonicalName) {
  static const ConverterTable Unboxers = {
#define PYUNBOX_UNBOX(Name, Kind, Typedef, Python)                             \
  {#Name, makeConverter(#Name, CKind::Kind, Typedef, PythonType::Python)},
#include "Inference/Converters.def"
  };
  if (const Converter *Found =
          findDeclared(CanonicalName, DeclaredConverter::Way::Unboxes))
    return Found;
  return lookUp(Unboxers, CanonicalName);
}

const Converter *findOverflowUnboxer(std::string_view CanonicalName) {
  static const ConverterTable Unboxers = {
#define PYUNBOX_UNBOX_OVERFLOW(Name, Kind, Python)                             \
  {#Name, makeConverter(#Name, CKind::Kind, "", PythonType::Python)},
#include "Inference/Converters.def"
  };
  return lookUp(Unboxers, CanonicalName);
}

const Converter *findBoxer(std::string_view CanonicalName) {
  static const ConverterTable Boxers = {
#define PYUNBOX_BOX(Name, Kind, Typedef, Python)                               \
  {#Name, makeConverter(#Name, CKind::Kind, Typedef, PythonType::Python)},
#include "Inference/Converters.def"
  };
  if (const Converter *Found =
          findDeclared(CanonicalName, DeclaredConverter::Way::Boxes))
    return Found;
  return lookUp(Boxers, CanonicalName);
}

const Converter *findParseUnit(char Unit) {
  static const UnitTable Units = {
#define PYUNBOX_PARSE_UNIT(Char, Kind, Typedef, Python)                        \
  {Char, makeConverter(std::string(1, Char), CKind::Kind, Typedef,             \
                       PythonType::Python)},
#include "Inference/FormatUnits.def"
  };
  return lookUp(Units, Unit);
}

const Converter *findBuildUnit(char Unit) {
  static const UnitTable Units = {
#define PYUNBOX_BUILD_UNIT(Char, Kind, Typedef, Python)                        \
  {Char, makeConverter(std::string(1, Char), CKind::Kind, Typedef,             \
                       PythonType::Python)},
#include "Inference/FormatUnits.def"
  };
  return lookUp(Units, Unit);
}

std::optional<BuildFormat> readBuildFormat(std::string_view Format) {
  std::string Units;
  for (char C : Format)
    if (std::string_view(" \t,:").find(C) == std::string_view::npos)
      Units += C;
  BuildFormat Out;
  Out.IsTuple = Units.starts_with('(') && Units.ends_with(')');
  if (Out.IsTuple)
    Units = Units.substr(1, Units.size() - 2);
  Out.IsTuple |= Units.size() > 1;
  for (char C : Units)
    Out.Units.push_back(findBuildUnit(C));
  if (Units.empty() || llvm::is_contained(Out.Units, nullptr))
    return std::nullopt;
  return Out;
}

const TextConverter *findTextUnit(std::string_view Unit) {
  static const std::unordered_map<std::string_view, TextConverter> Units = {
#define PYUNBOX_TEXT_UNIT(Unit, Kind, Python, Form)                            \
  {Unit,                                                                       \
   {makeConverter(Unit, CKind::Kind, "", PythonType::Python),                  \
    TextForm::Form}},
#include "Inference/FormatUnits.def"
  };
  return lookUp(Units, Unit);
}

const TextConverter *findTextUnboxer(std::string_view CanonicalName) {
  static const std::unordered_map<std::string_view, TextConverter> Unboxers = {
#define PYUNBOX_UNBOX_TEXT(Name, Kind, Python, Form)                           \
  {#Name,                                                                      \
   {makeConverter(#Name, CKind::Kind, "", PythonType::Python),                 \
    TextForm::Form}},
#include "Inference/Converters.def"
  };
  return lookUp(Unboxers, CanonicalName);
}

std::optional<PythonType> findObjectUnit(char Unit) {
  static const std::map<char, PythonType> Units = {
#define PYUNBOX_OBJECT_UNIT(Char, Python) {Char, PythonType::Python},
#include "Inference/FormatUnits.def"
  };
  const PythonType *Type = lookUp(Units, Unit);
  return Type ? std::optional(*Type) : std::nullopt;
}

std::optional<ApiRole> findApiRole(std::string_view CanonicalName) {
  static const std::unordered_map<std::string_view, ApiRole> Roles = {
#define PYUNBOX_API(Name, Role) {#Name, ApiRole::Role},
#include "Inference/Converters.def"
  };
  const ApiRole *Role = lookUp(Roles, CanonicalName);
  return Role ? std::optional(*Role) : std::nullopt;
}

std::optional<PythonType> findTypeObject(std::string_view CanonicalName) {
  static const std::unordered_map<std::string_view, PythonType> Types = {
#define PYUNBOX_TYPE_OBJECT(Name, Python) {#Name, PythonType::Python},
#include "Inference/Converters.def"
  };
  const PythonType *Type = lookUp(Types, CanonicalName);
  return Type ? std::optional(*Type) : std::nullopt;
}

std::optional<LibraryEffect> findLibraryEffect(std::string_view Name) {
  static const std::unordered_map<std::string_view, LibraryEffect> Effects = {
#define PYUNBOX_CLIB(Name, Effect) {#Name, LibraryEffect::Effect},
#include "Inference/CLibrary.def"
  };
  const LibraryEffect *Effect = lookUp(Effects, Name);
  return Effect ? std::optional(*Effect) : std::nullopt;
}

std::optional<LibraryRead> findLibraryRead(std::string_view Name,
                                           unsigned Index) {
  static const std::map<std::pair<std::string_view, unsigned>, LibraryRead>
      Reads = {
#define PYUNBOX_CLIB_READ(Name, Index, ReturnsPointer)                         \
  {{#Name, Index}, {ReturnsPointer}},
#include "Inference/CLibraryReads.def"
      };
  const LibraryRead *Read = lookUp(Reads, std::pair(Name, Index));
  return Read ? std::optional(*Read) : std::nullopt;
}

} // namespace pyunbox

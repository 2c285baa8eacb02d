//===- Method.cpp - names of the model's values ---------------------------===//

#include "Signature/Method.h"

#include <algorithm>

namespace pyunbox {

std::string_view spelling(CKind Kind) {
  switch (Kind) {
#define PYUNBOX_CTYPE(Kind, Spelling, Code)                                    \
  case CKind::Kind:                                                            \
    return Spelling;
#include "Signature/CTypes.def"
  }
  return {};
}

std::string_view typeCodeMacro(CKind Kind) {
  switch (Kind) {
#define PYUNBOX_CTYPE(Kind, Spelling, Code)                                    \
  case CKind::Kind:                                                            \
    return Code;
#include "Signature/CTypes.def"
  }
  return {};
}

std::string written(const CType &Type, bool IsCxx) {
  bool PlainBool = Type.Kind == CKind::Bool && Type.Spelling == "bool";
  return PlainBool && !IsCxx ? "_Bool" : Type.Spelling;
}

CType plainType(CKind Kind) { return {Kind, std::string(spelling(Kind))}; }

std::string_view spelling(PythonType Type) {
  switch (Type) {
  case PythonType::None:
    return "None";
  case PythonType::Int:
    return "int";
  case PythonType::Float:
    return "float";
  case PythonType::Real:
    return "float or int";
  case PythonType::Bool:
    return "bool";
  case PythonType::Byte:
    return "bytes of length 1";
  case PythonType::Char:
    return "str of length 1";
  case PythonType::Complex:
    return "complex";
  case PythonType::Str:
    return "str";
  case PythonType::OptionalStr:
    return "str or None";
  case PythonType::Bytes:
    return "bytes";
  case PythonType::StrBytes:
    return "str or bytes";
  case PythonType::OptionalStrBytes:
    return "str, bytes or None";
  case PythonType::Tuple:
    return "tuple";
  }
  return {};
}

std::string_view spelling(EffectKind Kind) {
  return EffectNames[static_cast<std::size_t>(Kind)];
}

std::optional<EffectKind> findEffectKind(std::string_view Name) {
  const auto *Found = std::ranges::find(EffectNames, Name);
  if (Found == EffectNames.end())
    return std::nullopt;
  return static_cast<EffectKind>(Found - EffectNames.begin());
}

std::string_view spelling(EntryKind Kind) {
  switch (Kind) {
  case EntryKind::Direct:
    return "direct";
  case EntryKind::Adapter:
    return "adapter";
  case EntryKind::Specialized:
    return "specialized";
  }
  return {};
}

std::string_view spelling(BailOut Bail) {
  switch (Bail) {
  case BailOut::Never:
    return "never";
  case BailOut::Distinct:
    return "distinct";
  case BailOut::Repeat:
    return "repeat";
  }
  return {};
}

std::string_view spelling(Effects::Raises Raise) {
  switch (Raise) {
  case Effects::Raises::None:
    return "none";
  case Effects::Raises::AfterNothing:
    return "after-nothing";
  case Effects::Raises::AfterEffects:
    return "after-effects";
  }
  return {};
}

std::string_view spelling(CallWay Way) {
  switch (Way) {
  case CallWay::Direct:
    return "direct";
  case CallWay::WithGil:
    return "gil";
  case CallWay::FastCall:
    return "fastcall";
  case CallWay::Boxed:
    return "boxed";
  }
  return {};
}

std::string entrySignature(const Method &M) {
  std::string Parameters;
  auto Add = [&Parameters](const std::string &Type) {
    Parameters += (Parameters.empty() ? "" : ", ") + Type;
  };
  for (const Argument &A : M.Args)
    Add(A.Type.Spelling);
  for (const ResultItem &Item : M.Returns.Items)
    Add(Item.Type.Spelling + " *");
  return M.Returns.Type.Spelling + " (" +
         (Parameters.empty() ? "void" : Parameters) + ")";
}

} // namespace pyunbox

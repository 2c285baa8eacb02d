//===- ConvertersFile.h - a user's unboxing and boxing helpers -*- C++ -*-===//
//
// Reads what docs/converters.md describes.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_KNOWLEDGE_CONVERTERSFILE_H
#define PYUNBOX_KNOWLEDGE_CONVERTERSFILE_H

#include "Signature/Method.h"

namespace pyunbox {

inline constexpr unsigned ConvertersSchemaVersion = 1;

/// A function that unboxes or boxes, as a user describes it.
struct DeclaredConverter {
  enum class Way {
    Unboxes,     ///< C f(PyObject *)
    UnboxesInto, ///< int f(PyObject *, C *), the status returned
    Boxes,       ///< PyObject *f(C)
  };
  std::string Name;
  Way How = Way::Unboxes;
  CType Type;
  PythonType Python = PythonType::None;
  int Success = 1;  ///< the status of UnboxesInto where it succeeds
  std::string File; ///< that says so
};

/// The converters in \p Path; throws JsonError.
std::vector<DeclaredConverter> readConvertersFile(const std::string &Path);

} // namespace pyunbox

#endif

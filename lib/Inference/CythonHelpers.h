//===- CythonHelpers.h - converters that Cython writes ---------*- C++ -*-===//
//
// Cython writes converters of its own into each file that it makes. They look
// into objects, which cannot be followed; so they are known by name, and by
// their text.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_INFERENCE_CYTHONHELPERS_H
#define PYUNBOX_INFERENCE_CYTHONHELPERS_H

#include "Inference/Tables.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace pyunbox {

/// A function that has the name of a converter of Cython's.
struct CythonHelper {
  /// Nothing if it is none that is known.
  std::optional<Converter> Known;
  bool Boxes = false;
  std::string Fingerprint; ///< of its text
};

class CythonHelpers {
public:
  explicit CythonHelpers(const clang::ASTContext &AST) : AST(AST) {}

  /// Nothing if \p F does not even have the name of one.
  std::optional<CythonHelper> find(const clang::FunctionDecl *F);

private:
  struct Word {
    llvm::StringRef Text;
    unsigned Offset;
  };
  using Words = std::vector<Word>;

  void read();
  /// The words of the file from \p Begin up to \p End.
  Words slice(unsigned Begin, unsigned End) const;
  std::string fingerprint(const clang::FunctionDecl *F, bool Boxes);

  const clang::ASTContext &AST;
  bool IsRead = false;
  Words All; ///< of the main file
  /// Definitions in the main file, whatever conditionals they stand under.
  std::map<llvm::StringRef, std::vector<Words>> Macros, Functions;
};

} // namespace pyunbox

#endif

//===- PrefixForks.h - units that share the headers' parse -----*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PREFIXFORKS_H
#define PYUNBOX_FRONTEND_PREFIXFORKS_H

#include "Frontend/PrefixText.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"

#include <functional>

namespace clang {
class Preprocessor;
}
namespace llvm::vfs {
class FileSystem;
}

namespace pyunbox {

/// The units of one parse, which begins with that of their first one. Behind
/// each header that units share, and from which on they differ, it goes on in
/// processes of their own, one after the other, with the text of one of them in
/// place of the first one's.
struct SharedUnits {
  /// \p Paths as the commands name the files, with their contents.
  SharedUnits(std::vector<std::string> Paths,
              const std::vector<std::string_view> &Contents);

  std::vector<std::string> Paths;
  std::vector<AlignedText> Texts;
  /// What is read: the text of one of them, with blanks behind it.
  std::string Buffer;
  /// Those that the parse may still become, at least one; the first one is what
  /// it reads.
  std::vector<std::size_t> Left;
  /// Called when Left has become less, as soon as the text of its first unit
  /// has taken the place of another one's.
  std::vector<std::function<void()>> WhenReplaced = {};

  /// Brings the text of the first unit left into Buffer.
  void readFirst();
  /// The blanks in it.
  std::vector<AddedBlanks> blanks() const;

  /// The path by which the parse names its main file: none that exists, so that
  /// nothing can include it.
  std::string mainPath() const;
};

/// \p Below and the main file of \p Units, which must outlive it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withMainFile(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Below,
             SharedUnits &Units);

/// Goes on in processes for parts of \p Units while \p PP runs. Units that
/// cannot share after all are dropped. What is returned is to be called when
/// \p PP has read all, and drops those that are left beside the first one.
std::function<void()> forkBehindPrefixes(clang::Preprocessor &PP,
                                         SharedUnits &Units);

} // namespace pyunbox

#endif

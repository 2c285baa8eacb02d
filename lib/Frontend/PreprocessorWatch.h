//===- PreprocessorWatch.h - what the AST does not show --------*- C++ -*-===//
#ifndef PYUNBOX_FRONTEND_PREPROCESSORWATCH_H
#define PYUNBOX_FRONTEND_PREPROCESSORWATCH_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
class SourceManager;
} // namespace clang

namespace pyunbox {
struct Location;
struct PreprocessorFacts;

/// Fills \p Facts while \p PP runs; both must outlive the run. What is returned
/// is to be called at its end.
std::function<void()> watchPreprocessor(clang::Preprocessor &PP,
                                        PreprocessorFacts &Facts);

/// Which files are the project's own: all but the system's and Python's
/// headers, which differ between machines, not between configurations of the
/// project.
class ProjectFiles {
public:
  explicit ProjectFiles(const clang::SourceManager &Sources);
  /// For each file, when it is entered at \p At.
  void enter(clang::SourceLocation At);
  bool contains(clang::SourceLocation At) const;
  /// Whether \p File is one of Python's headers.
  bool isPythons(llvm::StringRef File) const;

private:
  /// The same of the line at \p At.
  bool isLineIn(clang::SourceLocation At) const;

  const clang::SourceManager &Sources;
  std::string PythonDir;
  /// The file that was asked for last, and what it is.
  mutable clang::FileID Last;
  mutable bool IsLastIn = false;
};

/// The files of the unit in the order in which they were entered, each as often
/// as it was.
std::vector<clang::FileID> enteredFiles(const clang::SourceManager &Sources);

/// Where \p Where is written, whatever #line directives say (the expansion's
/// beginning for macros); the places in PreprocessorFacts are such.
Location physicalLocation(clang::SourceLocation Where,
                          const clang::SourceManager &Sources);

/// The directive at \p At to its end, as written, in all its lines.
llvm::StringRef directiveAt(clang::SourceLocation At,
                            const clang::SourceManager &Sources);

} // namespace pyunbox

#endif

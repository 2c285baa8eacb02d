//===- Disguise.h - compiling other text under the source's name *- C++ -*-===//
//
// The rewritten text lies in a temporary file; objects, debug information,
// dependency files and diagnostics shall name the source all the same.
//
// clang reads the temporary file in the place of the source (an overlay of its
// virtual file system): the command stays as it is. gcc has nothing of the
// kind. It gets the temporary file's path, a quote folder that stands for the
// source's own, and prefix maps; what these leave is corrected afterwards.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_LAUNCHER_DISGUISE_H
#define PYUNBOX_LAUNCHER_DISGUISE_H

#include "CompileCommand.h"
#include "SourceStore.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pyunbox::launcher {

enum class CompilerFamily { Gcc, Clang };

/// Asks the compiler for its version. Whoever does not say "clang" is taken
/// for a gcc; a command it then refuses is run unchanged in the end.
CompilerFamily identifyCompiler(const CompileCommand &Command);

class Disguise {
public:
  /// Nothing if the temporary file cannot be made.
  static std::optional<Disguise> create(const CompileCommand &Command,
                                        CompilerFamily Family,
                                        std::string_view Rewritten,
                                        const std::string &IncludeFolder);

  /// The command that compiles the rewritten text.
  const std::vector<std::string> &args() const { return Args; }

  /// Whether the compile lists what it reads, so that hasReadSameHeaders can
  /// tell.
  bool listsHeaders() const { return !HeaderList.empty(); }
  /// After the compile: whether it has read what gcc reads of the source, which
  /// is \p OfSource, as gcc names it. With gcc a quote folder serves included
  /// files too, which may change what they find.
  bool hasReadSameHeaders(const std::set<std::string> &OfSource) const;
  /// Asks gcc beforehand whether it would.
  bool wouldReadSameHeaders() const;

  /// Removes what the compile has written.
  void discardOutputs() const;

  /// Puts the source's name wherever the temporary one shows in Text.
  std::string correct(std::string Text) const;

  /// Corrects the dependency files that the command has written.
  bool correctDependencyFiles() const;

private:
  explicit Disguise(const CompileCommand &Command) : Command(&Command) {}
  bool setUpGcc(const std::string &IncludeFolder);
  bool setUpClang(const std::string &IncludeFolder);
  void setUpHeaderList(const std::string &Store);
  std::string correctRules(std::string Text) const;
  bool agree(std::set<std::string> OfSource,
             const std::set<std::string> &OfCopy) const;

  const CompileCommand *Command;
  CompilerFamily Family = CompilerFamily::Gcc;
  std::unique_ptr<StoredSource> Stored;
  std::string HeaderAlias; ///< with a slash; gcc, for a source without folder
  /// The file in which the compile lists what it reads; "" if there is none.
  std::string HeaderList;
  /// That file, unless the user has asked for it.
  std::unique_ptr<ScratchFile> OwnHeaderList;
  std::vector<std::string> Args;
};

} // namespace pyunbox::launcher

#endif

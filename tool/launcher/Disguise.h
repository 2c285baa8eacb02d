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

  /// When that has run: true if every include found the header that it finds
  /// from the source. With gcc a quote folder serves included files too, which
  /// may change what they find. \p Known: the files that are read of the
  /// source, as gcc names them; nothing if it must be asked.
  bool
  foundSameHeaders(const std::optional<std::set<std::string>> &Known) const;

  /// Puts the source's name wherever the temporary one shows in Text.
  std::string correct(std::string Text) const;

  /// Corrects the dependency files that the command has written.
  bool correctDependencyFiles() const;

private:
  explicit Disguise(const CompileCommand &Command) : Command(&Command) {}
  bool setUpGcc(const std::string &IncludeFolder);
  bool setUpClang(const std::string &IncludeFolder);
  void setUpList(const std::string &Store);
  std::string correctRules(std::string Text) const;
  bool areSame(std::set<std::string> Before,
               const std::set<std::string> &Found) const;
  bool findsSameHeaders() const;

  const CompileCommand *Command;
  CompilerFamily Family = CompilerFamily::Gcc;
  std::unique_ptr<StoredSource> Stored;
  std::string HeaderAlias; ///< with a slash; gcc, for a source without folder
  /// Where the command lists all that it reads; "" if it is not to say.
  std::string List;
  std::unique_ptr<ScratchFile> OwnList; ///< that, if it would not list it
  std::vector<std::string> Args;
};

} // namespace pyunbox::launcher

#endif

//===- UnitCache.h - results of units, by all that they rest on *- C++ -*-===//
//
// docs/decisions/0012-speed.md says what a result rests on, and how that is
// known.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_CACHE_UNITCACHE_H
#define PYUNBOX_CACHE_UNITCACHE_H

#include "Cache/FileStates.h"
#include "Cache/Store.h"
#include "Cache/UnitArchive.h"

namespace pyunbox {

class UnitCache {
public:
  /// Below \p Folder. \p Settings is all that the user declared and that is no
  /// part of a command.
  UnitCache(std::string Folder, std::string Settings);

  /// What analysing \p Command, and the wrappers \p Wanted of it, yields, if it
  /// is known; of the inputs, ByCompiler.
  std::optional<UnitAnalysis> find(const CompileCommand &Command,
                                   const std::string &BaseDir,
                                   const FunctionIndex &Others,
                                   const std::set<WrapperUse> &Wanted = {});
  /// Keeps \p Found, of an analysis that began at \p Since (fileClock).
  void add(const CompileCommand &Command, const std::string &BaseDir,
           const FunctionIndex &Others, UnitAnalysis Found, std::int64_t Since,
           const std::set<WrapperUse> &Wanted = {});

  /// Why a result could not be kept, if so.
  const std::optional<FileError> &failure() const { return Failure; }

private:
  /// "" if nothing is to be kept of \p Command.
  std::string keyOf(const CompileCommand &Command, const std::string &BaseDir,
                    const std::set<WrapperUse> &Wanted);

  Store Entries;
  std::string Settings;
  FileStates Files;
  std::optional<FileError> Failure;
};

/// The user's folder for such entries; "" if there is no home.
std::string defaultCacheFolder();

} // namespace pyunbox

#endif

//===- WrapperJoin.h - wrappers that other units define ---------*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_WRAPPERJOIN_H
#define PYUNBOX_DRIVER_WRAPPERJOIN_H

#include "Cache/UnitArchive.h"

namespace pyunbox {

/// The row \p I of \p Unit, whose wrapper another unit defines, keeps what is
/// said of it, and gets all that its \p Wrapper decides.
void adopt(UnitAnalysis &Unit, std::size_t I, Method Wrapper);

/// Joins rows with wrappers that other units define
/// (docs/decisions/0013-wrappers-in-other-files.md).
class WrapperJoin {
public:
  explicit WrapperJoin(const FunctionIndex &Index) : Index(Index) {}

  /// Notes what the tables of \p Unit lack.
  void addUses(const UnitAnalysis &Unit);
  /// What is lacking of the unit with this reported path.
  const std::set<WrapperUse> &wantedOf(const std::string &Path) {
    return Wanted[Path];
  }
  void addAnswers(const UnitAnalysis &Unit) {
    Answers.insert(Unit.ForOthers.begin(), Unit.ForOthers.end());
  }
  /// The rows of \p Unit get the verdicts on their wrappers.
  void finish(UnitAnalysis &Unit) const;

private:
  const FunctionIndex &Index;
  std::map<std::string, std::set<WrapperUse>> Wanted; ///< by path
  std::map<WrapperUse, Method> Answers;
};

} // namespace pyunbox

#endif

//===- VarMap.h - values of variables --------------------------*- C++ -*-===//
#ifndef PYUNBOX_INFERENCE_VARMAP_H
#define PYUNBOX_INFERENCE_VARMAP_H

#include <algorithm>
#include <utility>
#include <vector>

namespace clang {
class VarDecl;
}

namespace pyunbox {

/// A map from variables, ordered by address. States are copied and joined at
/// every branch, so all entries lie in one piece of memory.
template <typename V> class VarMap {
public:
  using Entry = std::pair<const clang::VarDecl *, V>;
  using iterator = typename std::vector<Entry>::iterator;
  using const_iterator = typename std::vector<Entry>::const_iterator;

  iterator begin() { return Entries.begin(); }
  iterator end() { return Entries.end(); }
  const_iterator begin() const { return Entries.begin(); }
  const_iterator end() const { return Entries.end(); }

  const_iterator find(const clang::VarDecl *Var) const {
    auto At = lowerBound(*this, Var);
    return At != end() && At->first == Var ? At : end();
  }
  bool contains(const clang::VarDecl *Var) const { return find(Var) != end(); }
  V &operator[](const clang::VarDecl *Var) {
    auto At = lowerBound(*this, Var);
    if (At == end() || At->first != Var)
      At = Entries.insert(At, {Var, V()});
    return At->second;
  }

  friend bool operator==(const VarMap &, const VarMap &) = default;

private:
  template <typename Map>
  static auto lowerBound(Map &In, const clang::VarDecl *Var) {
    return std::lower_bound(
        In.begin(), In.end(), Var,
        [](const Entry &E, const clang::VarDecl *Of) { return E.first < Of; });
  }

  std::vector<Entry> Entries;
};

} // namespace pyunbox

#endif

//===- Archive.h - plain data to bytes and back ----------------*- C++ -*-===//
//
// One function per struct says its members, for both directions. Bytes are for
// the machine and the build of the tool that wrote them.
//
//===----------------------------------------------------------------------===//
#ifndef PYUNBOX_CACHE_ARCHIVE_H
#define PYUNBOX_CACHE_ARCHIVE_H

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace pyunbox {

template <typename T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Appends what it is given to a string. Structs are taken apart by
/// `archive(Ar, Struct)`, found by their namespace.
class ArchiveWriter {
public:
  template <typename... T> void operator()(const T &...Parts) {
    (put(Parts), ...);
  }
  std::string take() { return std::move(Out); }

private:
  template <Scalar T> void put(const T &X) {
    Out.append(reinterpret_cast<const char *>(&X), sizeof X);
  }
  void put(const std::string &Text) {
    put(std::uint64_t{Text.size()});
    Out += Text;
  }
  template <typename T> void put(const std::vector<T> &All) { putAll(All); }
  template <typename T> void put(const std::set<T> &All) { putAll(All); }
  template <typename K, typename V> void put(const std::map<K, V> &All) {
    putAll(All);
  }
  template <typename A, typename B> void put(const std::pair<A, B> &Pair) {
    (*this)(Pair.first, Pair.second);
  }
  template <typename T> void put(const std::optional<T> &X) {
    put(X.has_value());
    if (X)
      put(*X);
  }
  template <typename... T> void put(const std::variant<T...> &X) {
    put(std::uint64_t{X.index()});
    std::visit([this](const auto &Value) { this->put(Value); }, X);
  }
  template <typename T>
    requires std::is_aggregate_v<T>
  void put(const T &Struct) {
    archive(*this, Struct);
  }
  template <typename Range> void putAll(const Range &All) {
    put(std::uint64_t{All.size()});
    for (const auto &Each : All)
      put(Each);
  }

  std::string Out;
};

/// Reads what an ArchiveWriter wrote, in the same order. Past the end, or where
/// a size cannot be, everything reads as empty.
class ArchiveReader {
public:
  explicit ArchiveReader(std::string_view In) : In(In) {}

  template <typename... T> void operator()(T &...Parts) { (get(Parts), ...); }
  /// Whether all was there, and nothing is left.
  bool isComplete() const { return !Failed && In.empty(); }

private:
  std::string_view bytes(std::uint64_t Size) {
    if (Size > In.size()) {
      Failed = true;
      In = {};
      return {};
    }
    std::string_view Taken = In.substr(0, Size);
    In.remove_prefix(Size);
    return Taken;
  }
  template <Scalar T> void get(T &X) {
    if (std::string_view Taken = bytes(sizeof X); !Taken.empty())
      Taken.copy(reinterpret_cast<char *>(&X), sizeof X);
  }
  void get(std::string &Text) { Text = bytes(size()); }
  template <typename T> void get(std::vector<T> &All) {
    for (std::uint64_t I = 0, Size = size(); I < Size && !Failed; ++I)
      get(All.emplace_back());
  }
  template <typename T> void get(std::set<T> &All) {
    for (std::uint64_t I = 0, Size = size(); I < Size && !Failed; ++I) {
      T Each{};
      get(Each);
      All.insert(All.end(), std::move(Each));
    }
  }
  template <typename K, typename V> void get(std::map<K, V> &All) {
    for (std::uint64_t I = 0, Size = size(); I < Size && !Failed; ++I) {
      K Key{};
      get(Key);
      get(All[Key]);
    }
  }
  template <typename T> void get(std::optional<T> &X) {
    bool Has = false;
    get(Has);
    if (Has)
      get(X.emplace());
  }
  template <typename... T> void get(std::variant<T...> &X) {
    std::uint64_t Wanted = size(), Index = 0;
    auto Try = [&]<typename Alternative>() {
      if (Index++ == Wanted) {
        Alternative Value{};
        get(Value);
        X = Value;
      }
    };
    (Try.template operator()<T>(), ...);
  }
  template <typename T>
    requires std::is_aggregate_v<T>
  void get(T &Struct) {
    archive(*this, Struct);
  }
  std::uint64_t size() {
    std::uint64_t Size = 0;
    get(Size);
    return Size;
  }

  std::string_view In;
  bool Failed = false;
};

} // namespace pyunbox

#endif

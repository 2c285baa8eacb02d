//===- Workers.h - work on items in processes ------------------*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_WORKERS_H
#define PYUNBOX_DRIVER_WORKERS_H

#include <cstdint>
#include <functional>
#include <string>

namespace pyunbox {

/// Work on items 0 to \p Count - 1. A process for each gives its memory back,
/// and takes nothing else with it when it dies.
struct Workers {
  /// Hands on what was found of a part of the item at hand; the processes that
  /// the work forks may call it, too, one at a time.
  using Give =
      std::function<void(std::uint64_t Part, const std::string &Bytes)>;

  std::size_t Count;
  unsigned Jobs; ///< processes at a time, at least 1
  /// Runs in a process of its own.
  std::function<void(std::size_t Item, const Give &Give)> Work;
  /// These run in this one, in any order but that.
  std::function<void(std::size_t Item)> Begin;
  std::function<void(std::size_t Item, std::uint64_t Part, std::string Bytes)>
      Found;
  /// \p WhyNot says how the process has failed, "" if it has not.
  std::function<void(std::size_t Item, std::string WhyNot)> Done;

  void run() const;
};

} // namespace pyunbox

#endif

//===- Workers.h - work on items in processes ------------------*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_WORKERS_H
#define PYUNBOX_DRIVER_WORKERS_H

#include <functional>
#include <optional>
#include <string>

namespace pyunbox {

/// What became of one item.
struct WorkResult {
  std::optional<std::string> Bytes; ///< what the work returned
  std::string WhyNot;               ///< set without Bytes
};

/// Work on items 0 to \p Count - 1. A process for each gives its memory back,
/// and takes nothing else with it when it dies.
struct Workers {
  std::size_t Count;
  unsigned Jobs; ///< processes at a time, at least 1
  /// Runs in a process of its own.
  std::function<std::string(std::size_t Item)> Work;
  /// Run in this one, Done in any order.
  std::function<void(std::size_t Item)> Begin;
  std::function<void(std::size_t Item, WorkResult Result)> Done;

  void run() const;
};

} // namespace pyunbox

#endif

//===- Progress.h - "[n/m] file" on a terminal -----------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_PROGRESS_H
#define PYUNBOX_ENGINE_PROGRESS_H

#include <chrono>
#include <cstddef>
#include <string>

namespace pyunbox {

/// Shows which file is being worked on, and after a moment how long the rest
/// may take, on stderr, if that is a terminal, there is more than one, and
/// nobody asked for quiet.
class Progress {
public:
  Progress(std::size_t Total, bool Quiet);
  ~Progress();
  void next(const std::string &File);

private:
  std::string timeLeft() const;

  std::size_t Total, Done = 0; ///< Done: begun, that is
  bool Shown;
  std::chrono::steady_clock::time_point Start =
      std::chrono::steady_clock::now();
};

} // namespace pyunbox

#endif

//===- Progress.h - "[n/m] file" on a terminal -----------------*- C++ -*-===//
#ifndef PYUNBOX_ENGINE_PROGRESS_H
#define PYUNBOX_ENGINE_PROGRESS_H

#include <cstddef>
#include <string>

namespace pyunbox {

/// Shows which file is being worked on, on stderr, if that is a terminal, there
/// is more than one, and nobody asked for quiet.
class Progress {
public:
  Progress(std::size_t Total, bool Quiet);
  ~Progress();
  void next(const std::string &File);

private:
  std::size_t Total, Done = 0;
  bool Shown;
};

} // namespace pyunbox

#endif

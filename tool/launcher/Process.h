//===- Process.h - running the engine and the compiler ---------*- C++ -*-===//
#ifndef PYUNBOX_LAUNCHER_PROCESS_H
#define PYUNBOX_LAUNCHER_PROCESS_H

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace pyunbox::launcher {

/// How a child process ended.
struct Outcome {
  bool Started = false;
  std::string WhyNot; ///< it did not start, for people
  bool TimedOut = false;
  int WaitStatus = 0;
  std::string Stdout; ///< if it was captured
  std::string Stderr; ///< if it was captured

  bool succeeded() const { return exitCode() == 0; }
  /// Nothing if it did not start, or was ended by a signal.
  std::optional<int> exitCode() const;
  std::optional<int> signal() const;
};

enum class Streams {
  Inherit,
  CaptureStderr, ///< standard output is the compiler's own
  CaptureBoth,
};

/// Runs a program, found along PATH, and waits for it. Signals that ask this
/// process to end are passed on to the child while it runs.
Outcome run(const std::vector<std::string> &Args, Streams Wanted,
            std::optional<std::chrono::seconds> Limit = std::nullopt);

/// A signal asked this process to end while a child was running.
bool wasInterrupted();

/// Ends this process as a child ended: same status, or same signal. After an
/// interruption, by the signal that interrupted. Says so and ends with 127 if
/// the child did not start.
[[noreturn]] void exitLike(const Outcome &Outcome);

/// Becomes the program; says so and exits with 127 if that fails.
[[noreturn]] void become(const std::vector<std::string> &Args);

} // namespace pyunbox::launcher

#endif

#include "Progress.h"

#include "fmt/format.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace pyunbox {

Progress::Progress(std::size_t Total, bool Quiet)
    : Total(Total), Shown(!Quiet && Total > 1 && isatty(STDERR_FILENO)) {}

Progress::~Progress() {
  if (Shown)
    fmt::print(stderr, "\r\033[K");
}

std::string Progress::timeLeft() const {
  using namespace std::chrono_literals;
  const auto Spent = std::chrono::steady_clock::now() - Start;
  const std::size_t Finished = Done - 1;
  if (Finished == 0 || Spent < 2s)
    return "";
  const auto Left = std::chrono::round<std::chrono::seconds>(
      Spent * (Total - Finished) / Finished);
  return Left < 60s ? fmt::format(" {} s left", Left.count())
                    : fmt::format(" {} min left", (Left.count() + 59) / 60);
}

void Progress::next(const std::string &File) {
  ++Done;
  if (!Shown)
    return;
  std::string Line = fmt::format("[{}/{}]{} {}", Done, Total, timeLeft(), File);
  // A line that wraps would not be overwritten.
  winsize Window = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &Window) == 0 && Window.ws_col > 0 &&
      Line.size() >= Window.ws_col)
    Line.resize(Window.ws_col - 1U);
  fmt::print(stderr, "\r\033[K{}", Line);
  std::fflush(stderr);
}

} // namespace pyunbox

#include "Progress.h"

#include "fmt/format.h"

#include <cstdio>
#include <unistd.h>

namespace pyunbox {

Progress::Progress(std::size_t Total, bool Quiet)
    : Total(Total), Shown(!Quiet && Total > 1 && isatty(STDERR_FILENO)) {}

Progress::~Progress() {
  if (Shown)
    fmt::print(stderr, "\r\033[K");
}

void Progress::next(const std::string &File) {
  ++Done;
  if (Shown) {
    fmt::print(stderr, "\r\033[K[{}/{}] {}", Done, Total, File);
    std::fflush(stderr);
  }
}

} // namespace pyunbox

#include "Driver/Workers.h"

#include "fmt/format.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace pyunbox {

namespace {

/// In front of what is handed on.
struct Header {
  std::uint64_t Part, Size, Hash;
};

struct Running {
  std::size_t Item;
  pid_t Process;
  int Pipe;
  std::string Bytes; ///< that were read and not handed on
  bool IsBroken = false;
};

std::uint64_t hashOf(std::string_view Bytes) {
  return llvm::xxh3_64bits(llvm::StringRef(Bytes));
}

bool writeAll(int Pipe, std::string_view Bytes) {
  while (!Bytes.empty()) {
    ssize_t Size = write(Pipe, Bytes.data(), Bytes.size());
    if (Size < 0 && errno != EINTR)
      return false;
    Bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(Size, 0)));
  }
  return true;
}

/// The process for \p Item, or why there is none.
std::optional<Running> start(std::size_t Item, const Workers &All,
                             std::string &WhyNot) {
  int Pipe[2] = {-1, -1};
  pid_t Process = pipe2(Pipe, O_CLOEXEC) == 0 ? fork() : -1;
  if (Process < 0) {
    WhyNot = fmt::format("cannot start a process: {}", std::strerror(errno));
    if (Pipe[0] >= 0) {
      close(Pipe[0]);
      close(Pipe[1]);
    }
    return std::nullopt;
  }
  if (Process > 0) {
    close(Pipe[1]);
    return Running{Item, Process, Pipe[0], {}, false};
  }
#ifdef __linux__
  // Nobody waits for what an abandoned process finds out.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  // Who waits for it says of which file it died; a stack trace says less.
  for (int Signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP})
    std::signal(Signal, SIG_DFL);
  close(Pipe[0]);
  // Nothing that the parent has yet to write or to remove is done twice.
  All.Work(Item, [&](std::uint64_t Part, const std::string &Bytes) {
    const Header Head = {Part, Bytes.size(), hashOf(Bytes)};
    std::string Message(reinterpret_cast<const char *>(&Head), sizeof Head);
    if (!writeAll(Pipe[1], Message + Bytes))
      _exit(1);
  });
  _exit(0);
}

/// Takes apart what was read. A process that dies while it writes leaves half a
/// message, and there is no telling where the next one begins.
void handOn(Running &From, const Workers &All) {
  Header Head;
  while (!From.IsBroken && From.Bytes.size() >= sizeof Head) {
    std::memcpy(&Head, From.Bytes.data(), sizeof Head);
    if (From.Bytes.size() - sizeof Head < Head.Size)
      return;
    std::string Bytes = From.Bytes.substr(sizeof Head, Head.Size);
    From.IsBroken = hashOf(Bytes) != Head.Hash;
    if (!From.IsBroken)
      All.Found(From.Item, Head.Part, std::move(Bytes));
    From.Bytes.erase(0, sizeof Head + Head.Size);
  }
}

/// How the process has failed; "" if it has not.
std::string finish(Running &Ended) {
  close(Ended.Pipe);
  int Status = 0;
  while (waitpid(Ended.Process, &Status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == 0)
    return "";
  if (WIFSIGNALED(Status))
    return fmt::format("the analysis of this file was ended by signal {} ({}); "
                       "if nobody sent it, please report this with the file",
                       WTERMSIG(Status), strsignal(WTERMSIG(Status)));
  return fmt::format("the analysis of this file ended with {}",
                     WEXITSTATUS(Status));
}

/// Waits until one has written something; whether it has ended.
bool readSome(Running &From) {
  char Buffer[1 << 16];
  ssize_t Size = read(From.Pipe, Buffer, sizeof Buffer);
  if (Size > 0)
    From.Bytes.append(Buffer, static_cast<std::size_t>(Size));
  return Size == 0 || (Size < 0 && errno != EINTR);
}

} // namespace

void Workers::run() const {
  std::vector<Running> Active;
  for (std::size_t Next = 0; Next < Count || !Active.empty();) {
    if (Next < Count && Active.size() < Jobs) {
      std::string WhyNot;
      Begin(Next);
      if (auto Started = start(Next, *this, WhyNot))
        Active.push_back(std::move(*Started));
      else
        Done(Next, std::move(WhyNot));
      ++Next;
      continue;
    }
    std::vector<pollfd> Pipes;
    Pipes.reserve(Active.size());
    for (const Running &Each : Active)
      Pipes.push_back({Each.Pipe, POLLIN, 0});
    if (poll(Pipes.data(), Pipes.size(), -1) < 0)
      continue;
    for (std::size_t I = Pipes.size(); I-- > 0;)
      if (Pipes[I].revents) {
        const bool IsAtEnd = readSome(Active[I]);
        handOn(Active[I], *this);
        if (!IsAtEnd)
          continue;
        Running Ended = std::move(Active[I]);
        Active.erase(Active.begin() + static_cast<std::ptrdiff_t>(I));
        Done(Ended.Item, finish(Ended));
      }
  }
}

} // namespace pyunbox

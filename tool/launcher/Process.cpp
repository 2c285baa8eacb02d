#include "Process.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace pyunbox::launcher {

std::optional<int> Outcome::exitCode() const {
  if (!Started || TimedOut || !WIFEXITED(WaitStatus))
    return std::nullopt;
  return WEXITSTATUS(WaitStatus);
}

std::optional<int> Outcome::signal() const {
  if (!Started || !WIFSIGNALED(WaitStatus))
    return std::nullopt;
  return WTERMSIG(WaitStatus);
}

static constexpr int EndingSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

// Written by the signal handler.
static volatile sig_atomic_t Interrupted = 0;
static volatile sig_atomic_t Child = 0;

static void passOn(int Signal) {
  Interrupted = Signal;
  if (Child > 0)
    kill(static_cast<pid_t>(Child), Signal);
}

bool wasInterrupted() { return Interrupted != 0; }

namespace {

/// Holds the ending signals back while a child is started or has just ended,
/// so that none is lost and none goes to a process that is no longer ours.
class SignalGuard {
public:
  SignalGuard() {
    sigset_t Blocked;
    sigemptyset(&Blocked);
    for (int Signal : EndingSignals)
      sigaddset(&Blocked, Signal);
    sigprocmask(SIG_BLOCK, &Blocked, &Before);
    struct sigaction Action = {};
    Action.sa_handler = passOn;
    for (int Signal : EndingSignals) {
      struct sigaction Old;
      sigaction(Signal, nullptr, &Old);
      // What was ignored when we started (nohup) stays ignored.
      if (Old.sa_handler != SIG_IGN)
        sigaction(Signal, &Action, nullptr);
    }
  }
  ~SignalGuard() { sigprocmask(SIG_SETMASK, &Before, nullptr); }

  const sigset_t &before() const { return Before; }

private:
  sigset_t Before;
};

/// A file in memory that a child writes to: never blocks, needs no clean-up.
class Capture {
public:
  explicit Capture(bool Wanted)
      : Fd(Wanted ? memfd_create("pyunbox", MFD_CLOEXEC) : -1) {}
  Capture(const Capture &) = delete;
  Capture &operator=(const Capture &) = delete;
  ~Capture() {
    if (Fd >= 0)
      close(Fd);
  }

  void redirect(posix_spawn_file_actions_t &Files, int Stream) const {
    if (Fd >= 0)
      posix_spawn_file_actions_adddup2(&Files, Fd, Stream);
  }

  std::string text() const {
    std::string Text;
    if (Fd < 0)
      return Text;
    char Buffer[4096];
    off_t At = 0;
    for (ssize_t N; (N = pread(Fd, Buffer, sizeof Buffer, At)) > 0; At += N)
      Text.append(Buffer, static_cast<size_t>(N));
    return Text;
  }

private:
  int Fd;
};

/// The child's streams, and the signal mask it starts with. (What is handled
/// here has its default action again in a new program.)
class SpawnActions {
public:
  SpawnActions(const SignalGuard &Guard, const Capture &Stdout,
               const Capture &Stderr) {
    posix_spawn_file_actions_init(&Files);
    Stdout.redirect(Files, STDOUT_FILENO);
    Stderr.redirect(Files, STDERR_FILENO);
    posix_spawnattr_init(&Attributes);
    posix_spawnattr_setsigmask(&Attributes, &Guard.before());
    posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETSIGMASK);
  }
  SpawnActions(const SpawnActions &) = delete;
  SpawnActions &operator=(const SpawnActions &) = delete;
  ~SpawnActions() {
    posix_spawn_file_actions_destroy(&Files);
    posix_spawnattr_destroy(&Attributes);
  }

  const posix_spawn_file_actions_t *files() const { return &Files; }
  const posix_spawnattr_t *attributes() const { return &Attributes; }

private:
  posix_spawn_file_actions_t Files;
  posix_spawnattr_t Attributes;
};

} // namespace

static std::vector<char *> toArgv(const std::vector<std::string> &Args) {
  std::vector<char *> Argv;
  Argv.reserve(Args.size() + 1);
  for (const std::string &Arg : Args)
    Argv.push_back(const_cast<char *>(Arg.c_str()));
  Argv.push_back(nullptr);
  return Argv;
}

/// Waits until the child has ended, but no longer than Limit; kills it then.
/// Pidfd becomes readable when the child ends. Returns whether it was killed.
static bool killAtLimit(pid_t Pid, std::chrono::seconds Limit,
                        const sigset_t &Mask) {
  int Pidfd = static_cast<int>(syscall(SYS_pidfd_open, Pid, 0));
  if (Pidfd < 0)
    return false; // An old kernel: no limit.
  using Clock = std::chrono::steady_clock;
  Clock::time_point End = Clock::now() + Limit;
  int Ready = -1;
  while (Ready < 0) {
    auto Left = std::max(End - Clock::now(), Clock::duration::zero());
    auto Seconds = std::chrono::duration_cast<std::chrono::seconds>(Left);
    auto Nanoseconds =
        std::chrono::duration_cast<std::chrono::nanoseconds>(Left - Seconds);
    timespec Timeout = {Seconds.count(), Nanoseconds.count()};
    pollfd Poll = {Pidfd, POLLIN, 0};
    Ready = ppoll(&Poll, 1, &Timeout, &Mask);
    if (Ready < 0 && errno != EINTR)
      break;
  }
  close(Pidfd);
  if (Ready == 0)
    kill(Pid, SIGKILL);
  return Ready == 0;
}

static int waitFor(pid_t Pid, const sigset_t &Mask) {
  // Let the signals through while waiting: the handler passes them on.
  sigset_t Blocked;
  sigprocmask(SIG_SETMASK, &Mask, &Blocked);
  siginfo_t Info;
  // WNOWAIT: until the status is fetched below, with signals held back again,
  // the process id cannot be somebody else's.
  while (waitid(P_PID, static_cast<id_t>(Pid), &Info, WEXITED | WNOWAIT) < 0 &&
         errno == EINTR) {
  }
  sigprocmask(SIG_SETMASK, &Blocked, nullptr);
  int Status = 0;
  Child = 0;
  waitpid(Pid, &Status, 0);
  return Status;
}

static std::string cannotRun(const std::string &Program, int Error) {
  return "pyunbox: cannot run '" + Program + "': " + strerror(Error) + "\n";
}

Outcome run(const std::vector<std::string> &Args, Streams Wanted,
            std::optional<std::chrono::seconds> Limit) {
  Capture Stdout(Wanted == Streams::CaptureBoth);
  Capture Stderr(Wanted != Streams::Inherit);
  std::vector<char *> Argv = toArgv(Args);
  Outcome Result;

  SignalGuard Guard;
  SpawnActions Actions(Guard, Stdout, Stderr);
  pid_t Pid = 0;
  if (int Error = posix_spawnp(&Pid, Argv[0], Actions.files(),
                               Actions.attributes(), Argv.data(), environ)) {
    Result.WhyNot = cannotRun(Args[0], Error);
    return Result;
  }
  Result.Started = true;
  Child = Pid;
  if (Limit)
    Result.TimedOut = killAtLimit(Pid, *Limit, Guard.before());
  Result.WaitStatus = waitFor(Pid, Guard.before());
  Result.Stdout = Stdout.text();
  Result.Stderr = Stderr.text();
  return Result;
}

static void endBySignal(int Signal) {
  // One core file is enough, and the child has written it.
  struct rlimit NoCore = {0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  std::signal(Signal, SIG_DFL);
  raise(Signal);
}

void exitLike(const Outcome &Outcome) {
  fflush(nullptr);
  if (Interrupted)
    endBySignal(static_cast<int>(Interrupted));
  if (std::optional<int> Signal = Outcome.signal())
    endBySignal(*Signal);
  fputs(Outcome.WhyNot.c_str(), stderr);
  _exit(Outcome.exitCode().value_or(127));
}

void become(const std::vector<std::string> &Args) {
  fflush(nullptr);
  execvp(Args[0].c_str(), toArgv(Args).data());
  fputs(cannotRun(Args[0], errno).c_str(), stderr);
  _exit(127);
}

} // namespace pyunbox::launcher

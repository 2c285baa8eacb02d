/* Preloaded: at the n-th call (FAULT_AT, from 1) that works on a file which is to
 * take another's place, the process is killed or interrupted, the call fails, or
 * somebody edits FAULT_FILE.
 * The number of calls so far goes to FAULT_LOG. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int concerns(const char *path) { return strstr(path, ".pyunbox-new") != 0; }

static int concerns_file(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  return concerns(path);
}

/* Whether the call that is about to be made shall fail. */
static int fails(void) {
  static int calls;
  const char *kind = getenv("FAULT_KIND"), *log = getenv("FAULT_LOG");
  ++calls;
  if (log) {
    FILE *file = fopen(log, "w");
    fprintf(file, "%d", calls);
    fclose(file);
  }
  if (!kind || calls != atoi(getenv("FAULT_AT")))
    return 0;
  if (!strcmp(kind, "kill"))
    raise(SIGKILL);
  if (!strcmp(kind, "interrupt"))
    raise(SIGINT);
  if (!strcmp(kind, "edit")) {
    FILE *file = fopen(getenv("FAULT_FILE"), "a");
    fputs("/* edited */\n", file);
    fclose(file);
  }
  return !strcmp(kind, "full");
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size) {
  if (concerns_file(file) && fails()) {
    /* A full disk takes what it can. */
    if (size > 1)
      NEXT(write)(file, data, size / 2);
    errno = ENOSPC;
    return -1;
  }
  return NEXT(write)(file, data, size);
}

#define FAILS_FOR_FILE(name, parameters, arguments, file)                      \
  int name parameters {                                                        \
    if (concerns_file(file) && fails()) {                                      \
      errno = ENOSPC;                                                          \
      return -1;                                                               \
    }                                                                          \
    return NEXT(name) arguments;                                               \
  }
FAILS_FOR_FILE(fsync, (int file), (file), file)
FAILS_FOR_FILE(fchmod, (int file, mode_t mode), (file, mode), file)
FAILS_FOR_FILE(ftruncate, (int file, off_t size), (file, size), file)

int rename(const char *from, const char *to) {
  if (concerns(from) && fails()) {
    errno = ENOSPC;
    return -1;
  }
  return NEXT(rename)(from, to);
}

// Makes one of the calls that a program writes to a folder with fail: write and fsync, whichever number they have.
//
//   cc -shared -fPIC -o failing-calls.so Tools/failing-calls.c -ldl
//   FAIL_FOLDER=/path FAIL_AT=12 FAIL_WITH=EIO|ENOSPC|short LD_PRELOAD=./failing-calls.so program…
//
// FAIL_AT=0 fails none. The number of calls that were seen is written to the file FAIL_COUNT at the end.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long seen;

static int concerns(int file) {
  const char *folder = getenv("FAIL_FOLDER");
  char link[64], path[PATH_MAX];
  if (!folder) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

// 0: let it pass, 1: fail, 2: write half.
static int verdict(int file, int is_write) {
  if (!concerns(file)) return 0;
  long number = ++seen;
  const char *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
  if (!at || atol(at) != number || !with) return 0;
  if (strcmp(with, "short") == 0) return is_write ? 2 : 0;
  errno = strcmp(with, "ENOSPC") == 0 ? ENOSPC : EIO;
  return 1;
}

ssize_t write(int file, const void *bytes, size_t count) {
  ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  int what = verdict(file, 1);
  if (what == 1) return -1;
  return real(file, bytes, what == 2 && count > 1 ? count / 2 : count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  int what = verdict(file, 1);
  if (what == 1) return -1;
  return real(file, bytes, what == 2 && count > 1 ? count / 2 : count, offset);
}

int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  return verdict(file, 0) == 1 ? -1 : real(file);
}

int fdatasync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  return verdict(file, 0) == 1 ? -1 : real(file);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAIL_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) {
    fprintf(file, "%ld\n", (long)seen);
    fclose(file);
  }
}

/* Stands between a program and the system: at the chosen write, counted from when it is armed, it
   ends the program as a power cut does, or lets writes fail, or takes a folder away, or sets the
   clock back. Loaded with LD_PRELOAD by the harness beside it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { NOTHING, KILL, FAIL, VANISH, CLOCK };
static volatile long count, at = -1, last;
static volatile int kind, number;
static char folder[4096], gone[4096];
static long back;

#define REAL(name, type) static __typeof__(type) real; \
    if (!real) real = (__typeof__(type))dlsym(RTLD_NEXT, name)

static int real_rename(const char *from, const char *to) {
    REAL("rename", int (*)(const char *, const char *));
    return real(from, to);
}

void faults_arm(long first, long span, int what, int error, const char *where, const char *aside) {
    kind = what; number = error; back = 0;
    snprintf(folder, sizeof folder, "%s", where);
    snprintf(gone, sizeof gone, "%s", aside);
    last = first + span;
    count = 0;
    at = first;
}

long faults_count(void) { return count; }
void faults_disarm(void) { at = -1; back = 0; }

static int is_below(const char *path) {
    return !folder[0] || !strncmp(path, folder, strlen(folder));
}

/* Whether this write is to fail. */
static int strikes(const char *path) {
    if (at < 0 || !is_below(path)) return 0;
    long now = __sync_add_and_fetch(&count, 1);
    if (now < at) return 0;
    if (kind == KILL) kill(getpid(), SIGKILL);
    if (kind == VANISH && now == at) real_rename(gone[0] ? folder : "", gone);
    if (kind == CLOCK) back = 400L * 24 * 3600;
    if (kind == FAIL && now < last) { errno = number; return 1; }
    return 0;
}

static int strikes_open_file(int file) {
    struct stat found;
    char link[64], path[4096];
    if (at < 0 || fstat(file, &found) || !S_ISREG(found.st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strikes(path);
}

ssize_t write(int file, const void *data, size_t size) {
    REAL("write", ssize_t (*)(int, const void *, size_t));
    if (strikes_open_file(file)) {
        /* Half of it fits on a full disk. */
        if (number == ENOSPC && size > 1) return real(file, data, size / 2);
        return -1;
    }
    return real(file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t place) {
    REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off_t));
    return strikes_open_file(file) ? -1 : real(file, data, size, place);
}

ssize_t pwrite64(int file, const void *data, size_t size, off_t place) {
    return pwrite(file, data, size, place);
}

int ftruncate(int file, off_t size) {
    REAL("ftruncate64", int (*)(int, off_t));
    return strikes_open_file(file) ? -1 : real(file, size);
}

int ftruncate64(int file, off_t size) { return ftruncate(file, size); }

int fsync(int file) {
    REAL("fsync", int (*)(int));
    return strikes_open_file(file) ? -1 : real(file);
}

int fdatasync(int file) {
    REAL("fdatasync", int (*)(int));
    return strikes_open_file(file) ? -1 : real(file);
}

int rename(const char *from, const char *to) {
    return strikes(to) ? -1 : real_rename(from, to);
}

int unlink(const char *path) {
    REAL("unlink", int (*)(const char *));
    return strikes(path) ? -1 : real(path);
}

int mkdir(const char *path, mode_t mode) {
    REAL("mkdir", int (*)(const char *, mode_t));
    return strikes(path) ? -1 : real(path, mode);
}

int link(const char *from, const char *to) {
    REAL("link", int (*)(const char *, const char *));
    return strikes(to) ? -1 : real(from, to);
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, name);
    if ((flags & (O_CREAT | O_WRONLY | O_RDWR)) && path[0] == '/' && strikes(path)) return -1;
    return real(path, flags, mode);
}

#define MODE mode_t mode = 0; if (flags & O_CREAT) { va_list more; va_start(more, flags); \
    mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...) { MODE return opened("open64", path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened("open64", path, flags, mode); }

int clock_gettime(clockid_t which, struct timespec *now) {
    REAL("clock_gettime", int (*)(clockid_t, struct timespec *));
    int done = real(which, now);
    if (which == CLOCK_REALTIME) now->tv_sec -= back;
    return done;
}

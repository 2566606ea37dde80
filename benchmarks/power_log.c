/* Logs, in order, what a process changes in the files of one folder, for benchmarks/power.py.
 *
 *     cc -shared -fPIC -O1 -o power_log.so power_log.c -ldl
 *     POWER_LOG=FILE POWER_FOLDER=/absolute/folder LD_PRELOAD=./power_log.so COMMAND
 *
 * Each change is one record, added to the file POWER_LOG once the call has come back: `struct record` in the machine's
 * byte order, then `length` bytes (a path, two paths with a zero between them, or what was written). Of fsync and
 * fdatasync there are two records, before the call and after it, since what is written in between need not be there.
 * What it does not follow (copies of descriptors but by dup2, sendfile, mappings that are written to, allocation by
 * posix_fallocate, links) is either not used by SQLite or logged as FOREIGN; who reads the log compares the files that
 * it makes of it with those that are there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, OPEN, FOLDER, WRITE, SIZE, SYNC, SYNCED, UNLINK, RENAME, FOREIGN };

struct record {
    uint32_t kind, length;
    uint64_t handle, offset; /* handle: one opening of one file, by whichever process; offset: or the new size */
};

enum { MOST = 4096 };
static uint64_t handles[MOST]; /* 0: not ours */
static uint64_t made;
static int out = -1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The C library's own function of that name, looked up at its first call. */
#define REAL(name, type, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("POWER_LOG");
    folder = getenv("POWER_FOLDER");
    if (!file || !folder) return;
    REAL("open64", int, const char *, int, ...);
    out = real(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out < 0) abort();
}

static void note(uint32_t kind, uint64_t handle, uint64_t offset, const void *bytes, size_t length) {
    struct record head = {kind, (uint32_t)length, handle, offset};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
    REAL("writev", ssize_t, int, const struct iovec *, int);
    if (real(out, parts, 2) != (ssize_t)(sizeof head + length)) abort(); /* a log with a gap would be worse than none */
}

/* Whether the path lies in the folder or is it; `full` is then the path from the root. */
static int ours(const char *path, char *full) {
    size_t own = folder ? strlen(folder) : 0;
    if (!own || out < 0 || !path) return 0;
    if (path[0] == '/') {
        if (strlen(path) >= PATH_MAX) return 0;
        strcpy(full, path);
    } else {
        if (!getcwd(full, PATH_MAX) || strlen(full) + strlen(path) + 2 > PATH_MAX) return 0;
        strcat(strcat(full, "/"), path);
    }
    return !strncmp(full, folder, own) && (full[own] == '/' || !full[own]);
}

static uint64_t handle_of(int fd) { return out >= 0 && fd >= 0 && fd < MOST ? handles[fd] : 0; }

static void opened(int fd, const char *full, int flags, int was_there) {
    struct stat now;
    if (fd < 0 || fd >= MOST || fstat(fd, &now)) return;
    handles[fd] = ((uint64_t)getpid() << 24) + ++made;
    uint32_t kind = S_ISDIR(now.st_mode) ? FOLDER : was_there ? OPEN : CREATE;
    note(kind, handles[fd], 0, full, strlen(full));
    if (was_there && (flags & O_TRUNC) && kind == OPEN) note(SIZE, handles[fd], 0, "", 0);
}

#define OPENING(name)                                                                                                  \
    int name(const char *path, int flags, ...) {                                                                       \
        mode_t mode = 0;                                                                                               \
        char full[PATH_MAX];                                                                                           \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                                         \
            va_list more;                                                                                              \
            va_start(more, flags);                                                                                     \
            mode = va_arg(more, mode_t);                                                                               \
            va_end(more);                                                                                              \
        }                                                                                                              \
        REAL(#name, int, const char *, int, ...);                                                                      \
        if (!ours(path, full)) return real(path, flags, mode);                                                         \
        pthread_mutex_lock(&lock);                                                                                     \
        struct stat before;                                                                                            \
        int was_there = !lstat(full, &before), fd = real(path, flags, mode), error = errno;                            \
        opened(fd, full, flags, was_there);                                                                            \
        pthread_mutex_unlock(&lock);                                                                                   \
        errno = error;                                                                                                 \
        return fd;                                                                                                     \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                                                                               \
    int name(int at, const char *path, int flags, ...) {                                                               \
        mode_t mode = 0;                                                                                               \
        char full[PATH_MAX];                                                                                           \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                                         \
            va_list more;                                                                                              \
            va_start(more, flags);                                                                                     \
            mode = va_arg(more, mode_t);                                                                               \
            va_end(more);                                                                                              \
        }                                                                                                              \
        REAL(#name, int, int, const char *, int, ...);                                                                 \
        if ((at != AT_FDCWD && path[0] != '/') || !ours(path, full)) return real(at, path, flags, mode);               \
        pthread_mutex_lock(&lock);                                                                                     \
        struct stat before;                                                                                            \
        int was_there = !lstat(full, &before), fd = real(at, path, flags, mode), error = errno;                        \
        opened(fd, full, flags, was_there);                                                                            \
        pthread_mutex_unlock(&lock);                                                                                   \
        errno = error;                                                                                                 \
        return fd;                                                                                                     \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

int close(int fd) {
    REAL("close", int, int);
    if (handle_of(fd)) handles[fd] = 0;
    return real(fd);
}

int dup2(int from, int to) {
    REAL("dup2", int, int, int);
    int done = real(from, to);
    if (done >= 0 && done < MOST) handles[done] = handle_of(from);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL("write", ssize_t, int, const void *, size_t);
    uint64_t handle = handle_of(fd);
    if (!handle) return real(fd, bytes, length);
    pthread_mutex_lock(&lock);
    struct stat now;
    int added = fcntl(fd, F_GETFL) & O_APPEND;
    off_t at = added ? (fstat(fd, &now), now.st_size) : lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, bytes, length);
    int error = errno;
    if (done > 0) note(WRITE, handle, (uint64_t)at, bytes, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

#define WRITING_AT(name, offset_type)                                                                                  \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type at) {                                           \
        REAL(#name, ssize_t, int, const void *, size_t, offset_type);                                                  \
        uint64_t handle = handle_of(fd);                                                                               \
        if (!handle) return real(fd, bytes, length, at);                                                               \
        pthread_mutex_lock(&lock);                                                                                     \
        ssize_t done = real(fd, bytes, length, at);                                                                    \
        int error = errno;                                                                                             \
        if (done > 0) note(WRITE, handle, (uint64_t)at, bytes, (size_t)done);                                          \
        pthread_mutex_unlock(&lock);                                                                                   \
        errno = error;                                                                                                 \
        return done;                                                                                                   \
    }
WRITING_AT(pwrite, off_t)
WRITING_AT(pwrite64, off64_t)

#define SIZING(name, offset_type)                                                                                      \
    int name(int fd, offset_type size) {                                                                               \
        REAL(#name, int, int, offset_type);                                                                            \
        int done = real(fd, size), error = errno;                                                                      \
        if (!done && handle_of(fd)) note(SIZE, handle_of(fd), (uint64_t)size, "", 0);                                  \
        errno = error;                                                                                                 \
        return done;                                                                                                   \
    }
SIZING(ftruncate, off_t)
SIZING(ftruncate64, off64_t)

#define SYNCING(name)                                                                                                  \
    int name(int fd) {                                                                                                 \
        REAL(#name, int, int);                                                                                         \
        if (handle_of(fd)) note(SYNC, handle_of(fd), 0, "", 0);                                                        \
        int done = real(fd), error = errno;                                                                            \
        if (!done && handle_of(fd)) note(SYNCED, handle_of(fd), 0, "", 0);                                             \
        errno = error;                                                                                                 \
        return done;                                                                                                   \
    }
SYNCING(fsync)
SYNCING(fdatasync)

int unlink(const char *path) {
    char full[PATH_MAX];
    REAL("unlink", int, const char *);
    int done = real(path), error = errno;
    if (!done && ours(path, full)) note(UNLINK, 0, 0, full, strlen(full));
    errno = error;
    return done;
}

int rename(const char *from, const char *to) {
    char both[2 * PATH_MAX], target[PATH_MAX];
    REAL("rename", int, const char *, const char *);
    int done = real(from, to), error = errno, of_us = ours(from, both), at_us = ours(to, target);
    if (!done && of_us && at_us) {
        size_t first = strlen(both) + 1;
        strcpy(both + first, target);
        note(RENAME, 0, 0, both, first + strlen(target));
    } else if (!done && (of_us || at_us))
        note(FOREIGN, 0, 0, "rename", 6);
    errno = error;
    return done;
}

/* What SQLite and Python do not do to a ledger as it is set up here; a log in which it stands is not used. */

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL("writev", ssize_t, int, const struct iovec *, int);
    if (handle_of(fd)) note(FOREIGN, handle_of(fd), 0, "writev", 6);
    return real(fd, parts, count);
}

int posix_fallocate64(int fd, off64_t at, off64_t length) {
    REAL("posix_fallocate64", int, int, off64_t, off64_t);
    if (handle_of(fd)) note(FOREIGN, handle_of(fd), 0, "fallocate", 9);
    return real(fd, at, length);
}

void *mmap64(void *where, size_t length, int may, int flags, int fd, off64_t at) {
    REAL("mmap64", void *, void *, size_t, int, int, int, off64_t);
    if (handle_of(fd) && (may & PROT_WRITE) && (flags & MAP_SHARED)) note(FOREIGN, handle_of(fd), 0, "mmap", 4);
    return real(where, length, may, flags, fd, at);
}

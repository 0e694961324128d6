// Preloaded into a program: it is killed at its DF_CUT_AT-th change of the file system, before that happens.
// With DF_CUT_LAYERS, a folder whose name isn't the program's own for the way can't be renamed, like one of
// an overlay's lower layer.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

void count() {
    static const char* const at = std::getenv("DF_CUT_AT");
    static long left = at ? std::atol(at) : 0;
    if (left > 0 && --left == 0)
        kill(getpid(), SIGKILL);
}

template<typename Call>
Call real(const char* name) {
    return reinterpret_cast<Call>(dlsym(RTLD_NEXT, name));
}

bool isFolder(const char* path) {
    struct stat s {};
    return lstat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

} // namespace

extern "C" {

int rename(const char* from, const char* to) noexcept {
    count();
    if (std::getenv("DF_CUT_LAYERS") && isFolder(from) && !std::strstr(from, ".df-")) {
        errno = EXDEV;
        return -1;
    }
    return real<int (*)(const char*, const char*)>("rename")(from, to);
}

int link(const char* from, const char* to) noexcept {
    count();
    return real<int (*)(const char*, const char*)>("link")(from, to);
}

int symlink(const char* target, const char* path) noexcept {
    count();
    return real<int (*)(const char*, const char*)>("symlink")(target, path);
}

int unlink(const char* path) noexcept {
    count();
    return real<int (*)(const char*)>("unlink")(path);
}

int rmdir(const char* path) noexcept {
    count();
    return real<int (*)(const char*)>("rmdir")(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    count();
    return real<int (*)(const char*, mode_t)>("mkdir")(path, mode);
}

ssize_t write(int file, const void* bytes, size_t size) {
    if (file > 2)
        count();
    return real<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, size);
}
}

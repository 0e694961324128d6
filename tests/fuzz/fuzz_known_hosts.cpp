#include "fuzz.h"
#include "ssh/known_hosts.h"

#include <sys/mman.h>
#include <unistd.h>

using namespace df;
using namespace df::fuzz;

/// The user's known_hosts file: a revoked key is found in it whatever stands around it.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const int file = memfd_create("known_hosts", 0);
    static const QString path = QStringLiteral("/proc/self/fd/%1").arg(file);
    const QByteArray key = "AAAAC3NzaC1lZDI1NTE5AAAAIGJ1dCBub3QgYSByZWFsIGtleQ==";
    const auto put = [](const QByteArray& text) {
        require(ftruncate(file, 0) == 0 &&
                    pwrite(file, text.constData(), size_t(text.size()), 0) == text.size(),
                "the file can be written");
    };
    put(bytes(data, size));
    (void)namesRevokedKey(path, key);
    put(bytes(data, size) + "\n@revoked * ssh-ed25519 " + key + "\n" + bytes(data, size));
    require(namesRevokedKey(path, key), "a revoked key is found");
    return 0;
}

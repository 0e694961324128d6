#include "ssh/key_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstring>

namespace df {
namespace {

struct Passphrase {
    const QByteArray& text;
    bool asked = false;
};

// libssh asks only when the key is encrypted; `length` is the size of its buffer.
int givePassphrase(const char*, char* buffer, size_t length, int, int, void* data) {
    auto* p = static_cast<Passphrase*>(data);
    p->asked = true;
    if (p->text.isEmpty() || size_t(p->text.size()) >= length)
        return -1;
    std::memcpy(buffer, p->text.constData(), size_t(p->text.size()));
    buffer[p->text.size()] = '\0';
    return 0;
}

QString kindOfFile(const QByteArray& head) {
    if (head.startsWith("PuTTY-User-Key-File"))
        return QStringLiteral("putty");
    for (const char* start : {"ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2 PUBLIC KEY",
                              "-----BEGIN PUBLIC KEY"})
        if (head.startsWith(start))
            return QStringLiteral("public-key");
    return QStringLiteral("not-a-key");
}

} // namespace

QString expandHome(const QString& path) {
    return path.startsWith(QLatin1String("~/")) ? QDir::homePath() + path.mid(1) : path;
}

Result<KeyHandle> loadKeyFile(const QString& path, const Secret& passphrase) {
    const QString full = expandHome(path.trimmed());
    const auto failed = [&](const QString& reason, const QString& detail = {}) {
        return fail(ErrorCode::KeyFileUnreadable,
                    QStringLiteral("The key file %1 can't be used: %2.").arg(full, reason), {full, reason},
                    detail);
    };
    if (full.isEmpty() || !QFileInfo::exists(full))
        return failed(QStringLiteral("missing"));
    QFile file(full);
    if (!QFileInfo(full).isFile() || !file.open(QIODevice::ReadOnly))
        return failed(QStringLiteral("unreadable"), file.errorString());
    const QByteArray head = file.read(64);
    file.close();

    Passphrase answer{passphrase.reveal()};
    ssh_key raw = nullptr;
    const int rc = ssh_pki_import_privkey_file(QFile::encodeName(full).constData(), nullptr, givePassphrase,
                                               &answer, &raw);
    KeyHandle key(raw);
    if (rc == SSH_OK && key)
        return key;
    if (answer.asked)
        return failed(passphrase.isEmpty() ? QStringLiteral("passphrase-needed")
                                           : QStringLiteral("passphrase-wrong"));
    return failed(kindOfFile(head));
}

} // namespace df

#include "ssh/host_key_check.h"

#include "ssh/known_hosts.h"

#include <QDir>

namespace df {
namespace {

QString fingerprintOf(ssh_key key) {
    unsigned char* hash = nullptr;
    size_t length = 0;
    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) != 0)
        return {};
    char* text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length);
    const QString fingerprint = QString::fromLatin1(text);
    ssh_string_free_char(text);
    ssh_clean_pubkey_hash(&hash);
    return fingerprint;
}

QString typeOf(ssh_key key) {
    const ssh_keytypes_e type = ssh_key_type(key);
    const bool ecdsa =
        type == SSH_KEYTYPE_ECDSA_P256 || type == SSH_KEYTYPE_ECDSA_P384 || type == SSH_KEYTYPE_ECDSA_P521;
    return QString::fromLatin1(ecdsa ? ssh_pki_key_ecdsa_name(key) : ssh_key_type_to_char(type));
}

Error keyError(ErrorCode code, const QString& what, const HostKeyInfo& info) {
    return {code, what, {info.host, QString::number(info.port), info.type, info.fingerprint}, {}, false};
}

Result<HostKeyInfo> presentedKey(const SshLine& line, const ConnectSettings& settings) {
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(line.session(), &raw) != SSH_OK)
        return fail(ErrorCode::BadAnswer, QStringLiteral("The server showed no host key."), {settings.host},
                    line.lastWords());
    const KeyHandle key(raw);
    return HostKeyInfo{settings.host, settings.port, typeOf(key.get()), fingerprintOf(key.get()), false};
}

// Tolerates what people copy: with or without the prefix and base64's padding.
QString normal(QString fingerprint) {
    fingerprint = fingerprint.trimmed();
    if (fingerprint.startsWith(QLatin1String("SHA256:"), Qt::CaseInsensitive))
        fingerprint = fingerprint.mid(7);
    while (fingerprint.endsWith(QLatin1Char('=')))
        fingerprint.chop(1);
    return fingerprint;
}

QString knownHostsPath(const ConnectSettings& settings) {
    return settings.knownHostsFile.isEmpty() ? QDir::homePath() + QStringLiteral("/.ssh/known_hosts")
                                             : settings.knownHostsFile;
}

Result<void> remember(const SshLine& line, const ConnectSettings& settings) {
    char* entry = nullptr;
    if (ssh_session_export_known_hosts_entry(line.session(), &entry) != SSH_OK)
        return fail(ErrorCode::FileUnwritable, QStringLiteral("The host key can't be saved."), {},
                    line.lastWords());
    const QByteArray text(entry);
    ssh_string_free_char(entry);
    return appendKnownHost(knownHostsPath(settings), text);
}

Result<HostKeyInfo> askAboutUnknown(const SshLine& line, const ConnectSettings& settings,
                                    const SignInQuestions& questions, const HostKeyInfo& info) {
    if (!questions.trustHostKey || !questions.trustHostKey(info))
        return fail(keyError(ErrorCode::HostKeyUnknown,
                             QStringLiteral("The host key is not known, and nobody vouched for it."), info));
    if (const auto saved = remember(line, settings); !saved)
        return fail(saved.error());
    return info;
}

// libssh passes over the markers of known_hosts; OpenSSH refuses a revoked key whatever else the file says.
bool isRevoked(const SshLine& line, const ConnectSettings& settings) {
    ssh_key raw = nullptr;
    char* text = nullptr;
    if (ssh_get_server_publickey(line.session(), &raw) != SSH_OK)
        return false;
    const KeyHandle key(raw);
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return false;
    const QByteArray base64(text);
    ssh_string_free_char(text);
    return namesRevokedKey(knownHostsPath(settings), base64) ||
           (settings.knownHostsFile.isEmpty() &&
            namesRevokedKey(QStringLiteral("/etc/ssh/ssh_known_hosts"), base64));
}

} // namespace

Result<HostKeyInfo> checkHostKey(SshLine& line, const ConnectSettings& settings,
                                 const SignInQuestions& questions) {
    auto info = presentedKey(line, settings);
    if (!info)
        return info;
    const auto changed = [&](const QString& what) {
        info->changed = true;
        return fail(keyError(ErrorCode::HostKeyChanged, what, *info));
    };
    if (!settings.expectedHostKey.isEmpty()) {
        if (normal(settings.expectedHostKey) != normal(info->fingerprint))
            return changed(QStringLiteral("The host key is not the expected one."));
        return info;
    }
    if (isRevoked(line, settings))
        return changed(QStringLiteral("The host key is marked as revoked."));
    switch (ssh_session_is_known_server(line.session())) {
    case SSH_KNOWN_HOSTS_OK:
        return info;
    case SSH_KNOWN_HOSTS_CHANGED:
        return changed(QStringLiteral("The host key differs from the known one."));
    case SSH_KNOWN_HOSTS_OTHER:
        return changed(QStringLiteral("The host key is of another type than the known one."));
    case SSH_KNOWN_HOSTS_UNKNOWN:
    case SSH_KNOWN_HOSTS_NOT_FOUND:
        return askAboutUnknown(line, settings, questions, *info);
    case SSH_KNOWN_HOSTS_ERROR:
        break;
    }
    return fail(ErrorCode::BadAnswer, QStringLiteral("The host key can't be checked."), {settings.host},
                line.lastWords());
}

Result<HostKeyInfo> connectAndCheckHostKey(SshLine& line, const ConnectSettings& settings,
                                           const SignInQuestions& questions, const Patience& patience) {
    const auto attempt = [&](const QByteArray& types) -> Result<HostKeyInfo> {
        if (auto connected = line.connect(settings, patience, types); !connected)
            return fail(connected.error());
        return checkHostKey(line, settings, questions);
    };
    if (auto connected = line.connect(settings, patience); !connected)
        return fail(connected.error());
    if (questions.progress)
        questions.progress(QStringLiteral("reached"), settings.host);
    auto first = checkHostKey(line, settings, questions);
    const bool otherKey =
        !first && first.error().code == ErrorCode::HostKeyChanged && !settings.expectedHostKey.isEmpty();
    if (!otherKey)
        return first;
    for (const char* types : {"ssh-ed25519", "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
                              "rsa-sha2-512,rsa-sha2-256"}) {
        if (QByteArray(types).startsWith(first.error().facts.value(2).toLatin1()))
            continue;
        auto next = attempt(types);
        if (next || patience.exhausted())
            return next;
    }
    return first;
}

} // namespace df

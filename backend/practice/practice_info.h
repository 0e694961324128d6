#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace df {

/// What there is to know about a practice server: enough to connect, to sign in and to look at it in a
/// browser.
struct PracticeInfo {
    QString folder;             ///< everything that belongs to it lies in here
    QString host;               ///< 127.0.0.1
    int port = 0;               ///< its sshd's
    QString user;               ///< the account that runs it: there is no other
    QString identityFile;       ///< private key without a passphrase
    QString hostKeyFingerprint; ///< "SHA256:…"
    QString path;               ///< of the installation
    QString url;                ///< "http://127.0.0.1:…"
    QString adminEmail;
    Secret adminPassword;
    QString userEmail;
    Secret userPassword;
    Secret sudoPassword; ///< empty: sudo isn't part of it
    QString switchName;  ///< empty: nothing is made to break
};

/// Pure: practice.json into a value.
[[nodiscard]] Result<PracticeInfo> parsePracticeInfo(const QByteArray& json, const QString& folder);

} // namespace df

Q_DECLARE_METATYPE(df::PracticeInfo)

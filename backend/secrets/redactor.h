#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

#include <mutex>

namespace df {

/// Takes secrets out of text before anybody reads it: the secrets that it was told (also in base64, URL,
/// JSON, HTML and shell-quoted form) and everything that looks like one (password=…, APP_KEY=base64:…,
/// user:pass@host, Authorization headers, private keys, password hashes). It prefers hiding too much to
/// hiding too little. Thread-safe.
class Redactor {
public:
    /// What stands in a secret's place.
    [[nodiscard]] static QString hidden() { return QStringLiteral("[hidden]"); }

    /// Secrets shorter than 4 characters are not searched for: they would riddle every text.
    void add(const Secret& secret);
    void add(const QVector<Secret>& secrets);
    [[nodiscard]] QString redact(const QString& text) const;

private:
    mutable std::mutex m_mutex;
    QVector<Secret> m_forms; ///< longest first; a Secret wipes itself
};

/// The secret's spellings that redact() looks for, itself included. For the Redactor and for tests.
[[nodiscard]] QVector<QByteArray> spellings(const Secret& secret);

/// Hides what looks like a secret. Pure; part of Redactor::redact().
[[nodiscard]] QString redactPatterns(QString text);

} // namespace df

#pragma once

#include "core/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace df {

/// Where a secret of an answer file is to be had. Never the secret itself.
struct SecretRef {
    enum class From { Nowhere, Environment, Keychain };
    From from = From::Nowhere;
    QString name; ///< Environment: the variable
    [[nodiscard]] bool given() const { return from != From::Nowhere; }
};

enum class OnFailure { GoBack, Stop };
enum class AfterVerify { Keep, GoBack, KeepUnlessWorse };

/// A server, and what is answered on its pages.
struct ServerAnswers {
    bool hasServer = false;
    QString host, user, identityFile, hostKey;
    int port = 22;
    SecretRef password, passphrase, sudoPassword;
    QString installationPath; ///< empty: the only one found
    QString adminEmail;
    SecretRef adminPassword;
};

/// One answer file of version 1, read strictly. Texts are as written; the pages fill themselves from `json`.
/// The server of a move is the old one.
struct AnswerFile : ServerAnswers {
    QString task;            ///< "look", "upgrade", "migrate", "go-back"
    ServerAnswers newServer; ///< of a move
    SecretRef databaseAdminPassword, commercialPassword;
    QString release;
    QString way = QStringLiteral("recommended");
    QString databaseAdminUser;
    QString commercialFiles, keepCopyHere, confirmServerName, run;
    QStringList accept;
    OnFailure onFailure = OnFailure::GoBack;
    AfterVerify afterVerify = AfterVerify::Keep;
    QJsonObject json;

    /// Is this should-know finding ticked? "id" always, "id#content" only while its content is that.
    [[nodiscard]] bool accepts(const QString& findingId, const QString& content) const;
};

/// Pure. `practice`: the server may be left out. Errors are BadAnswerFile; `facts` is {path of the key, page,
/// question} (page and question for a missing answer). The sentence names them.
[[nodiscard]] Result<AnswerFile> parseAnswerFile(const QByteArray& bytes, bool practice);
/// Reads and parses; a file that can't be read is BadAnswerFile too (exit 64).
[[nodiscard]] Result<AnswerFile> readAnswerFile(const QString& path, bool practice);

/// A missing answer, as every part that finds one says it.
[[nodiscard]] Error missingAnswer(const QString& key, const QString& page, const QString& question);
/// An answer was given, but the page has no such choice on this server.
[[nodiscard]] Error impossibleAnswer(const QString& key, const QString& page, const QString& answer);

} // namespace df

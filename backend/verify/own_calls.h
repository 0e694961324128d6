#pragma once

#include "core/result.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

struct OwnCallText {
    Q_DECLARE_TR_FUNCTIONS(OwnCall)
};

/// A call that the user wants compared too. It is made on the server itself, by the snapshot's program.
struct OwnCall {
    enum class As { Admin, User, App, Nobody }; ///< whose session; App: by the app's key alone

    QString method = QStringLiteral("GET");
    QString path; ///< on the server: "/api/v2/erp/orders?limit=1"; without the first slash: below the API
    QString body = {};
    As as = As::Admin;
    QString app = {};      ///< by name: its key is found on the server and goes with the call
    QString label = {};    ///< for people; empty: method and path
    bool mayWrite = false; ///< the user has read the warning; else a call that writes isn't made

    [[nodiscard]] bool writes() const;
    [[nodiscard]] QString id() const; ///< "GET /api/v2/erp/orders?limit=1", and as whom if not as the admin
    bool operator==(const OwnCall&) const = default;
};

/// Pure. What is wrong with it, in one sentence; empty: nothing.
[[nodiscard]] QString problemOf(const OwnCall& call);

/// As the snapshot's program reads it, and as it is kept with the server. No key or password is in it.
[[nodiscard]] QJsonObject toJson(const OwnCall& call);
[[nodiscard]] Result<OwnCall> ownCallFromJson(const QJsonObject& json);

struct ImportedCalls {
    QVector<OwnCall> calls; ///< calls that write are among them, not allowed yet
    QStringList leftOut;    ///< "Create order: …", a sentence each
};

/// Pure. A Postman collection (v2.1 or v2.0) or an OpenAPI document (3.x, Swagger 2.0), both as JSON; errors
/// say what is wrong where. Keys and passwords in it are not taken over, and said to be left out.
[[nodiscard]] Result<ImportedCalls> importCalls(const QByteArray& json);

} // namespace df

#include "verify/own_calls.h"

#include <QRegularExpression>

#include <array>
#include <utility>

namespace df {
namespace {

constexpr qsizetype longestPath = 2000, longestBody = 256 * 1024;

constexpr std::array<std::pair<OwnCall::As, const char*>, 4> people{{{OwnCall::As::Admin, "admin"},
                                                                     {OwnCall::As::User, "user"},
                                                                     {OwnCall::As::App, "app"},
                                                                     {OwnCall::As::Nobody, "nobody"}}};

QString word(OwnCall::As as) {
    for (const auto& [one, name] : people)
        if (one == as)
            return QLatin1String(name);
    return {};
}

bool holdsASecret(const QString& path) {
    static const QRegularExpression secret(
        QStringLiteral("[?&](api_key|session_token|token|password|jwt|access_token)="),
        QRegularExpression::CaseInsensitiveOption);
    return secret.match(path).hasMatch();
}

bool isNoPath(const QString& path) {
    static const QRegularExpression odd(QStringLiteral("[\\x{00}-\\x{20}\\x{7f}-\\x{10ffff}#]"));
    return path.isEmpty() || path.size() > longestPath || path.contains(QLatin1String("://")) ||
           path.startsWith(QLatin1String("//")) || odd.match(path).hasMatch();
}

tl::unexpected<Error> notACall(const QString& what) { return fail(ErrorCode::FileUnreadable, what); }

} // namespace

bool OwnCall::writes() const {
    return method != QLatin1String("GET") && method != QLatin1String("HEAD") &&
           method != QLatin1String("OPTIONS");
}

QString OwnCall::id() const {
    const QString call = method + QLatin1Char(' ') + path;
    if (as == As::Admin && app.isEmpty())
        return call;
    return QStringLiteral("%1 (%2%3)")
        .arg(call, word(as), app.isEmpty() ? QString() : QLatin1Char(' ') + app);
}

QString problemOf(const OwnCall& call) {
    static const QRegularExpression verb(QStringLiteral("^[A-Z]{3,7}$"));
    if (!verb.match(call.method).hasMatch())
        return OwnCallText::tr("“%1” is no method: GET is one.").arg(call.method);
    if (isNoPath(call.path))
        return OwnCallText::tr(
            "The path is what follows the server's name, such as /api/v2/erp/orders?limit=1.");
    if (holdsASecret(call.path))
        return OwnCallText::tr(
            "There is a key or a token in the path. Choose the app instead: its key is found on the server.");
    if (call.body.size() > longestBody)
        return OwnCallText::tr("What is sent is longer than %1 KiB.").arg(longestBody / 1024);
    if (call.as == OwnCall::As::App && call.app.isEmpty())
        return OwnCallText::tr("Choose the app whose key is used.");
    return {};
}

QJsonObject toJson(const OwnCall& call) {
    return {{QStringLiteral("id"), call.id()},     {QStringLiteral("method"), call.method},
            {QStringLiteral("path"), call.path},   {QStringLiteral("body"), call.body},
            {QStringLiteral("as"), word(call.as)}, {QStringLiteral("app"), call.app},
            {QStringLiteral("label"), call.label}, {QStringLiteral("write"), call.mayWrite}};
}

Result<OwnCall> ownCallFromJson(const QJsonObject& json) {
    OwnCall call;
    call.method = json[QLatin1String("method")].toString(call.method).toUpper();
    call.path = json[QLatin1String("path")].toString();
    call.body = json[QLatin1String("body")].toString();
    call.app = json[QLatin1String("app")].toString();
    call.label = json[QLatin1String("label")].toString();
    call.mayWrite = json[QLatin1String("write")].toBool();
    const QString as = json[QLatin1String("as")].toString(QStringLiteral("admin"));
    bool known = false;
    for (const auto& [one, name] : people)
        if (as == QLatin1String(name)) {
            call.as = one;
            known = true;
        }
    if (!known)
        return notACall(OwnCallText::tr("“%1” is nobody a call can be made as.").arg(as));
    const QString problem = problemOf(call);
    if (!problem.isEmpty())
        return notACall(problem);
    return call;
}

} // namespace df

#include "verify/import_calls.h"

#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>
#include <QUrl>

namespace df {
namespace {

constexpr int deepestFolder = 20;
constexpr qsizetype longestText = 1024 * 1024;

using Variables = QMap<QString, QString>;

Variables variablesOf(const QJsonValue& list) {
    Variables all;
    for (const QJsonValue& one : list.toArray())
        all.insert(one[QLatin1String("key")].toString(one[QLatin1String("id")].toString()),
                   one[QLatin1String("value")].toVariant().toString());
    return all;
}

/// With the collection's variables in their places; those without a value stay, as {{name}}.
QString filled(QString text, const Variables& variables) {
    for (auto it = variables.begin(); it != variables.end() && text.size() < longestText; ++it)
        text.replace(QStringLiteral("{{%1}}").arg(it.key()), it.value());
    return text;
}

/// What follows the server's name.
QString afterHost(QString raw) {
    static const QRegularExpression host(
        QStringLiteral("^(\\{\\{[^}]*\\}\\}|[a-z]+://[^/?#]*|[^/?#]+)(?=[/?#]|$)"),
        QRegularExpression::CaseInsensitiveOption);
    raw.remove(host);
    return raw.section(QLatin1Char('#'), 0, 0);
}

QString queryOf(const QJsonArray& query) {
    QStringList parts;
    for (const QJsonValue& one : query)
        if (!one[QLatin1String("disabled")].toBool())
            parts.append(one[QLatin1String("key")].toString() + QLatin1Char('=') +
                         one[QLatin1String("value")].toString());
    return parts.isEmpty() ? QString() : QLatin1Char('?') + parts.join(QLatin1Char('&'));
}

/// "url" is a text, or its parts; ":id" in the path stands for a variable of the url.
QString pathOf(const QJsonValue& url, const Variables& variables) {
    if (url.isString())
        return afterHost(filled(url.toString(), variables));
    if (!url[QLatin1String("path")].isArray())
        return afterHost(filled(url[QLatin1String("raw")].toString(), variables));
    const Variables own = variablesOf(url[QLatin1String("variable")]);
    QString path;
    for (const QJsonValue& part : url[QLatin1String("path")].toArray()) {
        const QString text = part.isObject() ? part[QLatin1String("value")].toString() : part.toString();
        path += QLatin1Char('/') + (text.startsWith(QLatin1Char(':'))
                                        ? own.value(text.mid(1), QStringLiteral("{{%1}}").arg(text.mid(1)))
                                        : text);
    }
    return filled(path + queryOf(url[QLatin1String("query")].toArray()), variables);
}

/// As it goes over the line; what is encoded already stays so.
QString encoded(const QString& path) {
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/?&=:@!$'()*+,;%[]~-._{}"));
}

QString unknownVariable(const QString& text) {
    static const QRegularExpression variable(QStringLiteral("\\{\\{([^}]*)\\}\\}"));
    return variable.match(text).captured(1);
}

bool carriesAKey(const QJsonObject& request) {
    for (const QJsonValue& header : request[QLatin1String("header")].toArray()) {
        const QString name = header[QLatin1String("key")].toString().toLower();
        if (name.contains(QLatin1String("api-key")) || name.contains(QLatin1String("token")) ||
            name == QLatin1String("authorization"))
            return true;
    }
    return request[QLatin1String("auth")].isObject();
}

void takeRequest(ImportedCalls& all, const QString& name, const QJsonValue& value,
                 const Variables& variables) {
    const QJsonObject request = value.toObject();
    OwnCall call;
    call.method =
        value.isString() ? call.method : request[QLatin1String("method")].toString(call.method).toUpper();
    const QString path = pathOf(value.isString() ? value : request[QLatin1String("url")], variables);
    const QJsonValue body = request[QLatin1String("body")];
    const QString mode = body[QLatin1String("mode")].toString();
    call.body = filled(body[QLatin1String("raw")].toString(), variables);
    const QString unknown = unknownVariable(path + call.body);
    if (!unknown.isEmpty())
        return leaveOut(all, name,
                        OwnCallText::tr("The variable “%1” has no value in the collection.").arg(unknown));
    if (!mode.isEmpty() && mode != QLatin1String("raw") && mode != QLatin1String("none"))
        return leaveOut(all, name,
                        OwnCallText::tr("What it sends is a form or a file. Only JSON can be sent."));
    call.path = encoded(path);
    const qsizetype before = all.calls.size();
    take(all, call, name);
    if (carriesAKey(request) && all.calls.size() > before)
        leaveOut(
            all, name,
            OwnCallText::tr("The call is taken over without its key or log-in. Choose as whom it is made."));
}

void takeItems(ImportedCalls& all, const QJsonArray& items, const QString& folder, const Variables& variables,
               int depth) {
    for (const QJsonValue& item : items) {
        const QString name =
            folder + item[QLatin1String("name")].toString(OwnCallText::tr("Call without a name"));
        if (item[QLatin1String("item")].isArray() && depth < deepestFolder)
            takeItems(all, item[QLatin1String("item")].toArray(), name + QStringLiteral(" / "), variables,
                      depth + 1);
        else if (item[QLatin1String("request")].isObject() || item[QLatin1String("request")].isString())
            takeRequest(all, name, item[QLatin1String("request")], variables);
        else
            leaveOut(all, name, OwnCallText::tr("There is no call in it."));
    }
}

} // namespace

Result<ImportedCalls> importPostman(const QJsonObject& collection) {
    ImportedCalls all;
    takeItems(all, collection[QLatin1String("item")].toArray(), {},
              variablesOf(collection[QLatin1String("variable")]), 0);
    if (all.calls.isEmpty() && all.leftOut.isEmpty())
        return fail(ErrorCode::FileUnreadable, OwnCallText::tr("The Postman collection holds no call."));
    return all;
}

} // namespace df

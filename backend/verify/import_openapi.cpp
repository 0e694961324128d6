#include "verify/import_calls.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace df {
namespace {

/// "#/components/parameters/limit" within the document; anything else is not followed.
QJsonObject resolved(const QJsonValue& value, const QJsonObject& document) {
    const QString reference = value[QLatin1String("$ref")].toString();
    if (reference.isEmpty())
        return value.toObject();
    QJsonValue at = document;
    for (QString part : reference.split(QLatin1Char('/')).mid(1)) {
        part.replace(QLatin1String("~1"), QLatin1String("/"))
            .replace(QLatin1String("~0"), QLatin1String("~"));
        at = at[part];
    }
    return reference.startsWith(QLatin1String("#/")) ? at.toObject() : QJsonObject();
}

/// The path of the first server's address; "/api/v2", or empty.
QString basePath(const QJsonObject& document) {
    QString base =
        document.contains(QLatin1String("swagger"))
            ? document[QLatin1String("basePath")].toString()
            : QUrl(document[QLatin1String("servers")].toArray().first()[QLatin1String("url")].toString())
                  .path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    return base;
}

QJsonValue firstOf(const QJsonObject& object) { return object.isEmpty() ? QJsonValue() : *object.begin(); }

/// A value that the document itself gives as an example; undefined if there is none.
QJsonValue exampleOf(const QJsonObject& described, const QJsonObject& document) {
    const QJsonObject schema = resolved(described[QLatin1String("schema")], document);
    for (const QJsonObject& place : {described, schema}) {
        for (const char* name : {"example", "default"})
            if (place.contains(QLatin1String(name)))
                return place[QLatin1String(name)];
        const QJsonValue examples =
            firstOf(place[QLatin1String("examples")].toObject())[QLatin1String("value")];
        if (!examples.isUndefined() && !examples.isNull())
            return examples;
        if (!place[QLatin1String("enum")].toArray().isEmpty())
            return place[QLatin1String("enum")].toArray().first();
    }
    return QJsonValue::Undefined;
}

struct Asked {
    QString path, query, missing; ///< missing: the first needed value that the document has no example of
};

QByteArray encoded(const QJsonValue& value) { return QUrl::toPercentEncoding(value.toVariant().toString()); }

void put(Asked& asked, const QJsonObject& parameter, const QJsonValue& example) {
    const QString name = parameter[QLatin1String("name")].toString();
    const QString place = parameter[QLatin1String("in")].toString();
    const bool needed = place == QLatin1String("path") || parameter[QLatin1String("required")].toBool();
    if (!needed || (place != QLatin1String("path") && place != QLatin1String("query")))
        return;
    if (example.isUndefined() || example.isArray() || example.isObject()) {
        asked.missing = asked.missing.isEmpty() ? name : asked.missing;
        return;
    }
    const QString value = QString::fromLatin1(encoded(example));
    if (place == QLatin1String("path"))
        asked.path.replace(QLatin1Char('{') + name + QLatin1Char('}'), value);
    else
        asked.query += (asked.query.isEmpty() ? QLatin1Char('?') : QLatin1Char('&')) +
                       QString::fromLatin1(QUrl::toPercentEncoding(name)) + QLatin1Char('=') + value;
}

/// The operation's own parameters go before those of its path.
Asked askedOf(const QString& path, const QJsonArray& ofOperation, const QJsonArray& ofPath,
              const QJsonObject& document) {
    Asked asked{path, {}, {}};
    QStringList seen;
    for (const QJsonArray& list : {ofOperation, ofPath})
        for (const QJsonValue& one : list) {
            const QJsonObject parameter = resolved(one, document);
            const QString key = parameter[QLatin1String("in")].toString() + QLatin1Char(' ') +
                                parameter[QLatin1String("name")].toString();
            if (!seen.contains(key))
                put(asked, parameter, exampleOf(parameter, document));
            seen.append(key);
        }
    const qsizetype open = asked.path.indexOf(QLatin1Char('{'));
    if (asked.missing.isEmpty() && open >= 0)
        asked.missing = asked.path.mid(open + 1).section(QLatin1Char('}'), 0, 0);
    return asked;
}

QString bodyOf(const QJsonObject& operation, const QJsonObject& document) {
    const QJsonObject content =
        resolved(operation[QLatin1String("requestBody")], document)[QLatin1String("content")].toObject();
    const QJsonValue example = exampleOf(content[QLatin1String("application/json")].toObject(), document);
    if (example.isObject())
        return QString::fromUtf8(QJsonDocument(example.toObject()).toJson(QJsonDocument::Compact));
    if (example.isArray())
        return QString::fromUtf8(QJsonDocument(example.toArray()).toJson(QJsonDocument::Compact));
    return example.toString();
}

void takeOperation(ImportedCalls& all, const QString& method, const QString& path,
                   const QJsonObject& pathItem, const QJsonObject& document) {
    const QJsonObject operation = pathItem[method].toObject();
    const QString summary = operation[QLatin1String("summary")].toString();
    const QString name = summary.isEmpty() ? method.toUpper() + QLatin1Char(' ') + path : summary;
    const Asked asked = askedOf(path, operation[QLatin1String("parameters")].toArray(),
                                pathItem[QLatin1String("parameters")].toArray(), document);
    if (!asked.missing.isEmpty())
        return leaveOut(all, name, OwnCallText::tr("The file has no example of “%1”.").arg(asked.missing));
    OwnCall call;
    call.method = method.toUpper();
    call.path = basePath(document) + asked.path + asked.query;
    call.body = bodyOf(operation, document);
    if (call.body.isEmpty() && (operation.contains(QLatin1String("requestBody"))))
        return leaveOut(all, name, OwnCallText::tr("The file has no example of what is sent."));
    take(all, call, name);
}

} // namespace

Result<ImportedCalls> importOpenApi(const QJsonObject& document) {
    ImportedCalls all;
    const QJsonObject paths = document[QLatin1String("paths")].toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        const QJsonObject pathItem = resolved(it.value(), document);
        for (const char* method : {"get", "head", "options", "post", "put", "patch", "delete"})
            if (pathItem[QLatin1String(method)].isObject())
                takeOperation(all, QLatin1String(method), it.key(), pathItem, document);
    }
    if (all.calls.isEmpty() && all.leftOut.isEmpty())
        return fail(ErrorCode::FileUnreadable, OwnCallText::tr("The OpenAPI file lists no path."));
    return all;
}

} // namespace df

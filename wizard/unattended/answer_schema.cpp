#include "unattended/answer_schema.h"

#include "unattended/answer_words.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>
#include <QVector>

#include <cmath>

namespace df {

namespace {

enum class Kind { Text, Secret, Integer, Bool, Texts, Object, TextMap };

struct Field {
    QString key;
    Kind kind = Kind::Text;
    QStringList values = {};    ///< Text: the only ones allowed; empty: any
    QVector<Field> fields = {}; ///< Object
};

QVector<Field> serverFields() {
    return {{QStringLiteral("host")},
            {QStringLiteral("port"), Kind::Integer},
            {QStringLiteral("user")},
            {QStringLiteral("identityFile")},
            {QStringLiteral("passphrase"), Kind::Secret},
            {QStringLiteral("password"), Kind::Secret},
            {QStringLiteral("hostKey")},
            {QStringLiteral("sudoPassword"), Kind::Secret}};
}

QVector<Field> installationFields() {
    return {{QStringLiteral("kind"),
             Kind::Text,
             {QStringLiteral("machine"), QStringLiteral("docker"), QStringLiteral("kubernetes")}},
            {QStringLiteral("path")},
            {QStringLiteral("container")},
            {QStringLiteral("namespace")},
            {QStringLiteral("pod")}};
}

QVector<Field> signInFields(const QString& who) {
    return {{who}, {QStringLiteral("password"), Kind::Secret}};
}

QVector<Field> choiceFields() {
    const QString goBack = QStringLiteral("go-back");
    return {{QStringLiteral("release")},
            {QStringLiteral("way"),
             Kind::Text,
             {QStringLiteral("recommended"), QStringLiteral("in-place"), QStringLiteral("in-steps"),
              QStringLiteral("migration")}},
            {QStringLiteral("commercialFiles")},
            {QStringLiteral("commercialPassword"), Kind::Secret},
            {QStringLiteral("localChanges"),
             Kind::Text,
             {QStringLiteral("reapply"), QStringLiteral("keep-aside")}},
            {QStringLiteral("phpBesideOld"), Kind::Bool},
            {QStringLiteral("keepCopyHere")},
            {QStringLiteral("accept"), Kind::Texts},
            {QStringLiteral("env"), Kind::TextMap},
            {QStringLiteral("move"), Kind::Texts},
            {QStringLiteral("confirmServerName")},
            {QStringLiteral("onFailure"), Kind::Text, {goBack, QStringLiteral("stop")}},
            {QStringLiteral("afterVerify"),
             Kind::Text,
             {QStringLiteral("keep"), goBack, QStringLiteral("keep-unless-worse")}},
            {QStringLiteral("run")}};
}

QVector<Field> topFields() {
    const QString email = QStringLiteral("email");
    QVector<Field> fields{
        {QStringLiteral("version"), Kind::Integer},
        {QStringLiteral("task"),
         Kind::Text,
         {QStringLiteral("look"), QStringLiteral("upgrade"), QStringLiteral("migrate"),
          QStringLiteral("go-back")}},
        {QStringLiteral("server"), Kind::Object, {}, serverFields()},
        {QStringLiteral("installation"), Kind::Object, {}, installationFields()},
        {QStringLiteral("admin"), Kind::Object, {}, signInFields(email)},
        {QStringLiteral("databaseAdmin"), Kind::Object, {}, signInFields(QStringLiteral("user"))},
        {QStringLiteral("newServer"), Kind::Object, {}, serverFields()},
        {QStringLiteral("newInstallation"), Kind::Object, {}, installationFields()},
        {QStringLiteral("newAdmin"), Kind::Object, {}, signInFields(email)}};
    return fields + choiceFields();
}

tl::unexpected<Error> wrongValue(const QString& path, const QString& sentence) {
    return wrongAnswer(path, sentence.arg(path));
}

Result<void> checkObject(const QJsonObject& object, const QVector<Field>& fields, const QString& prefix);

Result<void> checkText(const QJsonValue& value, const Field& field, const QString& path) {
    if (!value.isString())
        return wrongValue(path, AnswerText::tr("%1 must be a text in quotes."));
    if (!field.values.isEmpty() && !field.values.contains(value.toString()))
        return wrongValue(path, AnswerText::tr("%1 must be one of: %2.")
                                    .arg(QStringLiteral("%1"), field.values.join(QLatin1String(", "))));
    return {};
}

Result<void> checkSecret(const QJsonValue& value, const QString& path) {
    static const QRegularExpression reference(QStringLiteral("^(keychain|env:[A-Za-z_][A-Za-z0-9_]*)$"));
    if (value.isString() && reference.match(value.toString()).hasMatch())
        return {};
    return wrongValue(
        path,
        AnswerText::tr("%1 must be \"env:NAME\" or \"keychain\": secrets are never in an answer file."));
}

Result<void> checkTexts(const QJsonValue& value, const QString& path) {
    if (!value.isArray())
        return wrongValue(path, AnswerText::tr("%1 must be a list of texts."));
    const QJsonArray items = value.toArray();
    for (const QJsonValue& item : items)
        if (!item.isString())
            return wrongValue(path, AnswerText::tr("%1 must be a list of texts."));
    return {};
}

Result<void> checkMap(const QJsonValue& value, const QString& path) {
    if (!value.isObject())
        return wrongValue(path, AnswerText::tr("%1 must be an object."));
    const QJsonObject map = value.toObject();
    static const QRegularExpression name(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (!name.match(it.key()).hasMatch())
            return wrongAnswer(path, AnswerText::tr("%1: \"%2\" can't be the name of a key of .env.")
                                         .arg(path, it.key().left(80)));
        const QString choice = it.value().toString();
        if (choice != QLatin1String("old") && choice != QLatin1String("new") &&
            !choice.startsWith(QLatin1String("value:")))
            return wrongValue(path + QLatin1Char('.') + it.key(),
                              AnswerText::tr("%1 must be \"old\", \"new\" or \"value:…\"."));
        if (choice.contains(QLatin1Char('\n')) || choice.contains(QChar(0)))
            return wrongValue(path + QLatin1Char('.') + it.key(),
                              AnswerText::tr("%1 must be one line: .env has one for each key."));
    }
    return {};
}

Result<void> checkValue(const QJsonValue& value, const Field& field, const QString& path) {
    switch (field.kind) {
    case Kind::Text:
        return checkText(value, field, path);
    case Kind::Secret:
        return checkSecret(value, path);
    case Kind::Texts:
        return checkTexts(value, path);
    case Kind::TextMap:
        return checkMap(value, path);
    case Kind::Integer:
        if (!value.isDouble() || value.toDouble() != std::floor(value.toDouble()))
            return wrongValue(path, AnswerText::tr("%1 must be a whole number."));
        return {};
    case Kind::Bool:
        if (!value.isBool())
            return wrongValue(path, AnswerText::tr("%1 must be true or false."));
        return {};
    case Kind::Object:
        if (!value.isObject())
            return wrongValue(path, AnswerText::tr("%1 must be an object."));
        return checkObject(value.toObject(), field.fields, path + QLatin1Char('.'));
    }
    return {};
}

Result<void> checkObject(const QJsonObject& object, const QVector<Field>& fields, const QString& prefix) {
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = prefix + it.key();
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&it](const Field& f) { return f.key == it.key(); });
        if (field == fields.end())
            return wrongValue(path, AnswerText::tr("%1 is not a key of an answer file."));
        if (const auto checked = checkValue(it.value(), *field, path); !checked)
            return checked;
    }
    return {};
}

} // namespace

Result<void> checkAnswerShape(const QJsonObject& file) {
    // The version first: the keys of another version are not this one's errors.
    const QJsonValue version = file.value(QLatin1String("version"));
    if (version.isUndefined())
        return wrongValue(QStringLiteral("version"),
                          AnswerText::tr("%1 is missing: an answer file begins with \"version\": 1."));
    if (version.toDouble(-1) != 1)
        return wrongValue(
            QStringLiteral("version"),
            AnswerText::tr("%1 must be 1: this program reads no other version of answer files."));
    return checkObject(file, topFields(), {});
}

} // namespace df

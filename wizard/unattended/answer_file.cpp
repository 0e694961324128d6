#include "unattended/answer_file.h"

#include "unattended/answer_schema.h"
#include "unattended/answer_words.h"

#include "ssh/sftp_address.h"
#include "words/commercial_words.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace df {

namespace {

constexpr qint64 mostBytes = 1024 * 1024;

SecretRef secretRef(const QJsonValue& value) {
    const QString text = value.toString();
    if (text == QLatin1String("keychain"))
        return {SecretRef::From::Keychain, {}};
    if (text.startsWith(QLatin1String("env:")))
        return {SecretRef::From::Environment, text.mid(4)};
    return {};
}

QString where(const QByteArray& bytes, int offset) {
    const QByteArray before = bytes.left(offset);
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = before.size() - before.lastIndexOf('\n');
    return AnswerText::tr("line %1, column %2").arg(line).arg(column);
}

Result<QJsonObject> readJson(const QByteArray& bytes) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return wrongAnswer({}, AnswerText::tr("The answer file is not JSON (%1): %2.")
                                   .arg(where(bytes, error.offset), error.errorString()));
    if (!document.isObject())
        return wrongAnswer({}, AnswerText::tr("The answer file must be one JSON object."));
    return document.object();
}

bool isContained(const QJsonObject& installation) {
    const QString kind = installation.value(QLatin1String("kind")).toString();
    return !kind.isEmpty() && kind != QLatin1String("machine");
}

/// `json`: the file; the keys of the new server begin with "new".
void readServer(ServerAnswers& a, const QJsonObject& json, bool isNew) {
    const auto part = [&json, isNew](const char* name, const char* newName) {
        return json.value(QLatin1String(isNew ? newName : name)).toObject();
    };
    const QJsonObject server = part("server", "newServer");
    a.hasServer = json.contains(QLatin1String(isNew ? "newServer" : "server"));
    a.host = server.value(QLatin1String("host")).toString();
    a.port = server.value(QLatin1String("port")).toInt(22);
    a.user = server.value(QLatin1String("user")).toString();
    a.identityFile = server.value(QLatin1String("identityFile")).toString();
    a.hostKey = server.value(QLatin1String("hostKey")).toString();
    a.password = secretRef(server.value(QLatin1String("password")));
    a.passphrase = secretRef(server.value(QLatin1String("passphrase")));
    a.sudoPassword = secretRef(server.value(QLatin1String("sudoPassword")));
    const QJsonObject installation = part("installation", "newInstallation");
    if (!isContained(installation)) // else it is a path inside
        a.installationPath = installation.value(QLatin1String("path")).toString();
    const QJsonObject admin = part("admin", "newAdmin");
    a.adminEmail = admin.value(QLatin1String("email")).toString();
    a.adminPassword = secretRef(admin.value(QLatin1String("password")));
}

void readChoices(AnswerFile& a, const QJsonObject& json) {
    a.release = json.value(QLatin1String("release")).toString(QStringLiteral("newest"));
    a.way = json.value(QLatin1String("way")).toString(a.way);
    const QJsonObject database = json.value(QLatin1String("databaseAdmin")).toObject();
    a.databaseAdminUser = database.value(QLatin1String("user")).toString();
    a.databaseAdminPassword = secretRef(database.value(QLatin1String("password")));
    a.commercialFiles = json.value(QLatin1String("commercialFiles")).toString();
    a.commercialPassword = secretRef(json.value(QLatin1String("commercialPassword")));
    a.keepCopyHere = json.value(QLatin1String("keepCopyHere")).toString();
    a.confirmServerName = json.value(QLatin1String("confirmServerName")).toString();
    a.run = json.value(QLatin1String("run")).toString();
    const QJsonArray accept = json.value(QLatin1String("accept")).toArray();
    for (const QJsonValue& item : accept)
        a.accept << item.toString();
}

void readEndings(AnswerFile& a, const QJsonObject& json) {
    if (json.value(QLatin1String("onFailure")).toString() == QLatin1String("stop"))
        a.onFailure = OnFailure::Stop;
    const QString after = json.value(QLatin1String("afterVerify")).toString();
    if (after == QLatin1String("go-back"))
        a.afterVerify = AfterVerify::GoBack;
    else if (after == QLatin1String("keep-unless-worse"))
        a.afterVerify = AfterVerify::KeepUnlessWorse;
}

/// Every question that a page asks and that has no answer of its own.
std::optional<Error> firstMissing(const AnswerFile& a, bool practice) {
    struct Question {
        bool applies;
        QString key, page, question;
    };
    const bool upgrade = a.task == QLatin1String("upgrade"), move = a.task == QLatin1String("migrate");
    const QString connectPage = move ? AnswerText::tr("Old server") : AnswerText::tr("Connect"),
                  newPage = AnswerText::tr("New server"), runPage = AnswerText::tr("Run"),
                  beforePage = AnswerText::tr("Before"), comparePage = AnswerText::tr("Compare");
    const auto own = [practice](const ServerAnswers& s) {
        return !practice || !s.host.isEmpty() || !s.user.isEmpty();
    };
    const bool ownServer = own(a), ownNew = move && own(a.newServer);
    const auto absent = [&a](const char* key) { return !a.json.contains(QLatin1String(key)); };
    const bool admin = !absent("admin"), database = !absent("databaseAdmin"), newAdmin = !absent("newAdmin");
    const Question questions[] = {
        {ownServer && a.host.isEmpty(), QStringLiteral("server.host"), connectPage,
         AnswerText::tr("Which server?")},
        {ownServer && a.user.isEmpty(), QStringLiteral("server.user"), connectPage,
         AnswerText::tr("Which user signs in?")},
        {ownNew && a.newServer.host.isEmpty(), QStringLiteral("newServer.host"), newPage,
         AnswerText::tr("Which server is the new one?")},
        {ownNew && a.newServer.user.isEmpty(), QStringLiteral("newServer.user"), newPage,
         AnswerText::tr("Which user signs in?")},
        {upgrade && absent("release"), QStringLiteral("release"), AnswerText::tr("Advice"),
         AnswerText::tr("To which release?")},
        {admin && a.adminEmail.isEmpty(), QStringLiteral("admin.email"), beforePage,
         AnswerText::tr("Which admin logs in?")},
        {admin && !a.adminPassword.given(), QStringLiteral("admin.password"), beforePage,
         AnswerText::tr("What is the admin's password?")},
        {newAdmin && a.newServer.adminEmail.isEmpty(), QStringLiteral("newAdmin.email"), beforePage,
         AnswerText::tr("Which admin logs in on the new server?")},
        {newAdmin && !a.newServer.adminPassword.given(), QStringLiteral("newAdmin.password"), beforePage,
         AnswerText::tr("What is that admin's password?")},
        {database && a.databaseAdminUser.isEmpty(), QStringLiteral("databaseAdmin.user"),
         AnswerText::tr("Plan"), AnswerText::tr("Which database admin?")},
        {database && !a.databaseAdminPassword.given(), QStringLiteral("databaseAdmin.password"),
         AnswerText::tr("Plan"), AnswerText::tr("What is the database admin's password?")},
        {(upgrade || move) && absent("onFailure"), QStringLiteral("onFailure"), runPage,
         AnswerText::tr("Go back or stop if a stage fails?")},
        {(upgrade || move) && absent("afterVerify"), QStringLiteral("afterVerify"), comparePage,
         AnswerText::tr("Keep the result or go back?")},
    };
    for (const Question& q : questions)
        if (q.applies)
            return missingAnswer(q.key, q.page, q.question);
    return {};
}

/// What the format allows and this release can't do yet.
std::optional<QString> notYet(const QJsonObject& json, QString* key) {
    const auto text = [&json](const char* name) { return json.value(QLatin1String(name)).toString(); };
    *key = QStringLiteral("installation.kind");
    if (text("task") == QLatin1String("upgrade") &&
        isContained(json.value(QLatin1String("installation")).toObject()))
        return AnswerText::tr(
            "installation.kind: nothing is upgraded inside a container. A new container with "
            "the new release takes its data over: that is the task \"migrate\".");
    *key = QStringLiteral("way"); // a look may ask after any
    if (text("task") == QLatin1String("upgrade") && text("way") == QLatin1String("migration"))
        return AnswerText::tr(
            "way: a move to a new server is the task \"migrate\"; the task \"upgrade\" goes "
            "in place or in steps.");
    if (const QString way = text("way"); text("task") == QLatin1String("migrate") && !way.isEmpty() &&
                                         way != QLatin1String("migration") &&
                                         way != QLatin1String("recommended"))
        return AnswerText::tr("way: the task \"migrate\" goes one way, \"migration\".");
    return {};
}

/// A path that leaves the installation by its back door, or none at all.
std::optional<QString> wrongPath(const QJsonObject& json) {
    const QJsonArray paths = json.value(QLatin1String("move")).toArray();
    for (const QJsonValue& value : paths) {
        const QString path = value.toString();
        const QStringList parts = path.split(QLatin1Char('/'));
        if (path.trimmed().isEmpty() || parts.contains(QLatin1String("..")) ||
            path.contains(QLatin1Char('\n')) || path.contains(QChar(0)))
            return AnswerText::tr("move: \"%1\" is not a path below the installation, nor an absolute one.")
                .arg(path.left(200));
    }
    return {};
}

/// An SFTP address that nothing can be fetched from, said before anything begins.
std::optional<QString> wrongSftpAddress(const QString& files) {
    if (!isSftpAddress(files))
        return {};
    const auto address = parseSftpAddress(files);
    if (address && !address->user.isEmpty())
        return {};
    const Error noUser{ErrorCode::BadAnswer, {}, {QStringLiteral("user")}, {}, false};
    return QStringLiteral("commercialFiles: ") + commercialTrouble(address ? noUser : address.error());
}

} // namespace

bool AnswerFile::accepts(const QString& findingId, const QString& content) const {
    return accept.contains(findingId) || accept.contains(findingId + QLatin1Char('#') + content);
}

Error missingAnswer(const QString& key, const QString& page, const QString& question) {
    return {ErrorCode::BadAnswerFile,
            AnswerText::tr("%1 is missing: the page %2 asks \"%3\".").arg(key, page, question),
            {key, page, question},
            {},
            false};
}

Error impossibleAnswer(const QString& key, const QString& page, const QString& answer) {
    return {ErrorCode::BadAnswerFile,
            AnswerText::tr("%1: the page %2 doesn't offer \"%3\".").arg(key, page, answer.left(200)),
            {key, page, answer},
            {},
            false};
}

Result<AnswerFile> parseAnswerFile(const QByteArray& bytes, bool practice) {
    const auto json = readJson(bytes);
    if (!json)
        return fail(json.error());
    if (const auto shape = checkAnswerShape(*json); !shape)
        return fail(shape.error());
    AnswerFile a;
    a.json = *json;
    a.task = json->value(QLatin1String("task")).toString();
    if (a.task.isEmpty())
        return fail(missingAnswer(QStringLiteral("task"), AnswerText::tr("Start"),
                                  AnswerText::tr("What is to be done?")));
    QString key;
    if (const auto sentence = notYet(*json, &key))
        return wrongAnswer(key, *sentence);
    readServer(a, *json, false);
    readServer(a.newServer, *json, true);
    for (const auto& [part, name] :
         {std::pair(&static_cast<const ServerAnswers&>(a), QStringLiteral("server.port")),
          std::pair(&static_cast<const ServerAnswers&>(a.newServer), QStringLiteral("newServer.port"))})
        if (part->port < 1 || part->port > 65535)
            return wrongAnswer(name, AnswerText::tr("%1 must be a number from 1 to 65535.").arg(name));
    readChoices(a, *json);
    readEndings(a, *json);
    if (const auto sentence = wrongSftpAddress(a.commercialFiles))
        return wrongAnswer(QStringLiteral("commercialFiles"), *sentence);
    if (const auto sentence = wrongPath(*json))
        return wrongAnswer(QStringLiteral("move"), *sentence);
    if (const auto missing = firstMissing(a, practice))
        return fail(*missing);
    return a;
}

Result<AnswerFile> readAnswerFile(const QString& path, bool practice) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongAnswer(
            {}, AnswerText::tr("The answer file %1 can't be read: %2.").arg(path, file.errorString()));
    if (file.size() > mostBytes)
        return wrongAnswer({}, AnswerText::tr("The answer file %1 is too big.").arg(path));
    return parseAnswerFile(file.readAll(), practice);
}

} // namespace df

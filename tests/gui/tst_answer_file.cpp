#include "unattended/answer_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

namespace {

QJsonObject full() {
    return QJsonDocument::fromJson(R"({
        "version": 1, "task": "upgrade",
        "server": { "host": "10.0.0.5", "port": 2222, "user": "admin", "identityFile": "~/.ssh/id_ed25519",
                    "passphrase": "env:PASSPHRASE", "password": "keychain", "hostKey": "SHA256:abc", "sudoPassword": "env:SUDO" },
        "installation": { "kind": "machine", "path": "/opt/dreamfactory" },
        "release": "7.6.0", "way": "in-place",
        "admin": { "email": "admin@example.com", "password": "env:ADMIN" },
        "databaseAdmin": { "user": "root", "password": "env:DB" },
        "commercialFiles": "files", "localChanges": "reapply", "phpBesideOld": true, "keepCopyHere": "copies",
        "accept": ["php-new", "local-changes#1a2b3c4d"], "confirmServerName": "api", "onFailure": "stop",
        "afterVerify": "keep-unless-worse" })")
        .object();
}

QJsonObject move() {
    QJsonObject json = full();
    for (const char* of : {"release", "way", "localChanges", "phpBesideOld", "commercialFiles"})
        json.remove(QLatin1String(of));
    json.insert(QStringLiteral("task"), QStringLiteral("migrate"));
    const QJsonObject more = QJsonDocument::fromJson(R"({
        "newServer": { "host": "10.0.0.6", "user": "admin", "sudoPassword": "env:NEW_SUDO" },
        "newInstallation": { "path": "/srv/dreamfactory" },
        "newAdmin": { "email": "new@example.com", "password": "keychain" },
        "env": { "CACHE_STORE": "new", "QUEUE_CONNECTION": "value:sync" },
        "move": ["storage/app", "/srv/files"] })")
                                 .object();
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QByteArray text(const QJsonObject& json) { return QJsonDocument(json).toJson(); }

Error errorOf(const QByteArray& bytes, bool practice = false) {
    const auto parsed = parseAnswerFile(bytes, practice);
    return parsed ? Error{} : parsed.error();
}

/// The object with the value at "a.b" replaced.
QJsonObject with(QJsonObject json, const QString& path, const QJsonValue& value) {
    const QString first = path.section(QLatin1Char('.'), 0, 0);
    const QString rest = path.section(QLatin1Char('.'), 1);
    if (rest.isEmpty())
        json.insert(first, value);
    else
        json.insert(first, with(json.value(first).toObject(), rest, value));
    return json;
}

} // namespace

class TestAnswerFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEverything() {
        const auto a = parseAnswerFile(text(full()), false);
        QVERIFY2(a, a ? "" : qPrintable(a.error().what));
        QCOMPARE(a->task, QStringLiteral("upgrade"));
        QCOMPARE(a->host, QStringLiteral("10.0.0.5"));
        QCOMPARE(a->port, 2222);
        QVERIFY(a->passphrase.from == SecretRef::From::Environment);
        QCOMPARE(a->passphrase.name, QStringLiteral("PASSPHRASE"));
        QVERIFY(a->password.from == SecretRef::From::Keychain);
        QCOMPARE(a->installationPath, QStringLiteral("/opt/dreamfactory"));
        QCOMPARE(a->release, QStringLiteral("7.6.0"));
        QVERIFY(a->onFailure == OnFailure::Stop);
        QVERIFY(a->afterVerify == AfterVerify::KeepUnlessWorse);
        QCOMPARE(a->keepCopyHere, QStringLiteral("copies"));
    }

    void readsAMove() {
        const auto a = parseAnswerFile(text(move()), false);
        QVERIFY2(a, a ? "" : qPrintable(a.error().what));
        QCOMPARE(a->host, QStringLiteral("10.0.0.5"));
        QVERIFY(a->newServer.hasServer);
        QCOMPARE(a->newServer.host, QStringLiteral("10.0.0.6"));
        QCOMPARE(a->newServer.port, 22);
        QVERIFY(a->newServer.sudoPassword.from == SecretRef::From::Environment);
        QCOMPARE(a->newServer.sudoPassword.name, QStringLiteral("NEW_SUDO"));
        QCOMPARE(a->sudoPassword.name, QStringLiteral("SUDO"));
        QCOMPARE(a->newServer.installationPath, QStringLiteral("/srv/dreamfactory"));
        QCOMPARE(a->newServer.adminEmail, QStringLiteral("new@example.com"));
        QVERIFY(a->newServer.adminPassword.from == SecretRef::From::Keychain);
        QCOMPARE(a->confirmServerName, QStringLiteral("api"));
    }

    void aMoveIsReadStrictly_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char* name, const char* path, const QJsonValue& value) {
            QTest::newRow(name) << QString::fromLatin1(path) << value;
        };
        row("unknown key", "newServer.adress", QStringLiteral("x"));
        row("a secret in the file", "newServer.password", QStringLiteral("open sesame"));
        row("port", "newServer.port", 70000);
        row("admin without a password", "newAdmin",
            QJsonObject{{QStringLiteral("email"), QStringLiteral("a@b")}});
        row("no such kind", "newInstallation.kind", QStringLiteral("vagrant"));
        row("way", "way", QStringLiteral("in-place"));
        row("choice", "env.CACHE_STORE", QStringLiteral("both"));
        row("choice of two lines", "env.CACHE_STORE", QStringLiteral("value:a\nB=c"));
        row("empty path", "move", QJsonArray{QString()});
        row("path that climbs", "move", QJsonArray{QStringLiteral("storage/../../etc")});
        row("a text for a list", "move", QStringLiteral("storage/app"));
        row("confirmation", "confirmServerName", 1);
    }
    void aMoveIsReadStrictly() {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        const Error error = errorOf(text(with(move(), path, value)));
        QVERIFY(error.code == ErrorCode::BadAnswerFile);
        QVERIFY2(error.what.startsWith(path.section(QLatin1Char('.'), 0, 0)), qPrintable(error.what));
    }
    void aKeyThatIsNoneIsNamed() {
        const Error error =
            errorOf(text(with(move(), QStringLiteral("env"),
                              QJsonObject{{QStringLiteral("not a key"), QStringLiteral("old")}})));
        QVERIFY2(error.what.contains(QStringLiteral("not a key")), qPrintable(error.what));
    }

    void aMoveNeedsBothServers() {
        QJsonObject one = move();
        one.remove(QStringLiteral("newServer"));
        const Error error = errorOf(text(one));
        QCOMPARE(error.facts.value(0), QStringLiteral("newServer.host"));
        QCOMPARE(error.facts.value(1), QStringLiteral("New server"));
        QVERIFY(error.what.contains(QStringLiteral("New server")));
        QVERIFY(parseAnswerFile(text(one), true).has_value()); // practice brings it
        QJsonObject other = move();
        other.remove(QStringLiteral("server"));
        QCOMPARE(errorOf(text(other)).facts.value(0), QStringLiteral("server.host"));
        QCOMPARE(errorOf(text(other)).facts.value(1), QStringLiteral("Old server"));
    }

    void lookingMayChooseAContainer() {
        const QJsonObject docker =
            with(full(), QStringLiteral("installation"),
                 QJsonObject{{QStringLiteral("kind"), QStringLiteral("docker")},
                             {QStringLiteral("container"), QStringLiteral("df-web-1")}});
        QVERIFY(parseAnswerFile(text(with(docker, QStringLiteral("task"), QStringLiteral("look"))), false));
        QCOMPARE(errorOf(text(docker)).facts.value(0), QStringLiteral("installation.kind"));
    }

    void aMoveMayGoFromContainerToContainer() {
        QJsonObject docker = move();
        for (const char* key : {"installation", "newInstallation"})
            docker.insert(QLatin1String(key),
                          QJsonObject{{QStringLiteral("kind"), QStringLiteral("docker")},
                                      {QStringLiteral("container"), QStringLiteral("df-web-1")},
                                      {QStringLiteral("path"), QStringLiteral("/opt/dreamfactory")}});
        const auto parsed = parseAnswerFile(text(docker), false);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().what));
        // A path inside is no folder of the machine to look into.
        QVERIFY(parsed->installationPath.isEmpty() && parsed->newServer.installationPath.isEmpty());
    }

    void acceptances() {
        const auto a = parseAnswerFile(text(full()), false);
        QVERIFY(a);
        QVERIFY(a->accepts(QStringLiteral("php-new"), QStringLiteral("whatever")));
        QVERIFY(a->accepts(QStringLiteral("local-changes"), QStringLiteral("1a2b3c4d")));
        QVERIFY(!a->accepts(QStringLiteral("local-changes"), QStringLiteral("00000000")));
        QVERIFY(!a->accepts(QStringLiteral("php"), QString()));
    }

    void refusesWithThePathOfTheKey_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("unknown key") << QStringLiteral("colour") << QJsonValue(1);
        QTest::newRow("unknown key below") << QStringLiteral("server.prot") << QJsonValue(22);
        QTest::newRow("key of another case")
            << QStringLiteral("Release") << QJsonValue(QStringLiteral("7.6.0"));
        QTest::newRow("comment key") << QStringLiteral("installation.//") << QJsonValue(QStringLiteral("x"));
        QTest::newRow("number as text") << QStringLiteral("server.port") << QJsonValue(QStringLiteral("22"));
        QTest::newRow("half a port") << QStringLiteral("server.port") << QJsonValue(22.5);
        QTest::newRow("port out of range") << QStringLiteral("server.port") << QJsonValue(70000);
        QTest::newRow("text as object") << QStringLiteral("server") << QJsonValue(QStringLiteral("10.0.0.5"));
        QTest::newRow("text as number") << QStringLiteral("release") << QJsonValue(7.6);
        QTest::newRow("bool as text") << QStringLiteral("phpBesideOld") << QJsonValue(QStringLiteral("true"));
        QTest::newRow("null") << QStringLiteral("keepCopyHere") << QJsonValue(QJsonValue::Null);
        QTest::newRow("list as text") << QStringLiteral("accept") << QJsonValue(QStringLiteral("php"));
        QTest::newRow("list of numbers") << QStringLiteral("accept") << QJsonValue(QJsonArray{1});
        QTest::newRow("other task") << QStringLiteral("task") << QJsonValue(QStringLiteral("downgrade"));
        QTest::newRow("other way") << QStringLiteral("way") << QJsonValue(QStringLiteral("somehow"));
        QTest::newRow("other ending") << QStringLiteral("afterVerify") << QJsonValue(QStringLiteral("maybe"));
        QTest::newRow("other failure") << QStringLiteral("onFailure") << QJsonValue(QStringLiteral("ignore"));
        QTest::newRow("other changes")
            << QStringLiteral("localChanges") << QJsonValue(QStringLiteral("drop"));
        QTest::newRow("version 2") << QStringLiteral("version") << QJsonValue(2);
        QTest::newRow("version as text") << QStringLiteral("version") << QJsonValue(QStringLiteral("1"));
        QTest::newRow("env of another form")
            << QStringLiteral("env.KEY") << QJsonValue(QStringLiteral("mine"));
        QTest::newRow("container") << QStringLiteral("installation.kind")
                                   << QJsonValue(QStringLiteral("docker"));
        QTest::newRow("migration") << QStringLiteral("way") << QJsonValue(QStringLiteral("migration"));
    }
    void everyWayCanBeLookedAt() {
        for (const QString& way : {QStringLiteral("recommended"), QStringLiteral("in-place"),
                                   QStringLiteral("in-steps"), QStringLiteral("migration")}) {
            QJsonObject look = with(full(), QStringLiteral("task"), QStringLiteral("look"));
            look = with(look, QStringLiteral("way"), way);
            const auto parsed = parseAnswerFile(text(look), false);
            QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().what));
            QCOMPARE(parsed->way, way);
        }
        const auto steps =
            parseAnswerFile(text(with(full(), QStringLiteral("way"), QStringLiteral("in-steps"))), false);
        QVERIFY(steps && steps->way == QLatin1String("in-steps"));
        const Error error = errorOf(text(with(full(), QStringLiteral("way"), QStringLiteral("migration"))));
        QVERIFY2(error.what.contains(QLatin1String("\"migrate\"")), qPrintable(error.what));
    }
    void refusesWithThePathOfTheKey() {
        QFETCH(QString, path);
        QFETCH(QJsonValue, value);
        const Error error = errorOf(text(with(full(), path, value)));
        QCOMPARE(toString(error.code), QStringLiteral("bad-answer-file"));
        QCOMPARE(error.facts.value(0), path);
        QVERIFY2(error.what.contains(path), qPrintable(error.what));
    }

    void aSecretInTheFileIsRefusedAndNotRepeated() {
        for (const char* key : {"server.password", "server.passphrase", "server.sudoPassword",
                                "admin.password", "databaseAdmin.password", "commercialPassword"}) {
            const Error error = errorOf(text(with(full(), QLatin1String(key), QStringLiteral("hunter2"))));
            QCOMPARE(error.facts.value(0), QLatin1String(key));
            QVERIFY(!error.what.contains(QStringLiteral("hunter2")) &&
                    !error.detail.contains(QStringLiteral("hunter2")));
        }
        QVERIFY(!errorOf(text(with(full(), QStringLiteral("admin.password"), QStringLiteral("env:"))))
                     .what.isEmpty());
    }

    void aMissingAnswerNamesPageAndQuestion_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("page");
        QTest::newRow("host") << "server.host"
                              << "Connect";
        QTest::newRow("user") << "server.user"
                              << "Connect";
        QTest::newRow("release") << "release"
                                 << "Advice";
        QTest::newRow("admin") << "admin.email"
                               << "Before";
        QTest::newRow("admin's password") << "admin.password"
                                          << "Before";
        QTest::newRow("database admin") << "databaseAdmin.user"
                                        << "Plan";
        QTest::newRow("failure") << "onFailure"
                                 << "Run";
        QTest::newRow("ending") << "afterVerify"
                                << "Compare";
        QTest::newRow("task") << "task"
                              << "Start";
    }
    void aMissingAnswerNamesPageAndQuestion() {
        QFETCH(QString, key);
        QFETCH(QString, page);
        QJsonObject json = full();
        const QString first = key.section(QLatin1Char('.'), 0, 0), second = key.section(QLatin1Char('.'), 1);
        QJsonObject inner = json.value(first).toObject();
        inner.remove(second);
        if (second.isEmpty())
            json.remove(first);
        else
            json.insert(first, inner);
        const Error error = errorOf(text(json));
        QCOMPARE(error.facts.value(0), key);
        QCOMPARE(error.facts.value(1), page);
        QVERIFY(error.what.contains(page));
        QVERIFY(error.what.contains(error.facts.value(2)));
    }

    void practiceNeedsNoServer() {
        const QByteArray look = R"({"version":1,"task":"look"})";
        QVERIFY(parseAnswerFile(look, true));
        QCOMPARE(errorOf(look).facts.value(0), QStringLiteral("server.host"));
    }

    void lookAndGoBackAskForLess() {
        const auto look =
            parseAnswerFile(R"({"version":1,"task":"look","server":{"host":"a","user":"b"}})", false);
        QVERIFY(look);
        QCOMPARE(look->release, QStringLiteral("newest"));
        QCOMPARE(look->port, 22);
        const auto back = parseAnswerFile(
            R"({"version":1,"task":"go-back","server":{"host":"a","user":"b"},"run":"r"})", false);
        QVERIFY(back);
        QCOMPARE(back->run, QStringLiteral("r"));
    }

    void refusesWhatIsNotJson_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("comment") << QByteArray("{\n  // a comment\n  \"version\": 1 }");
        QTest::newRow("trailing comma") << QByteArray("{\"version\": 1,}");
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("cut") << text(full()).left(200);
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void refusesWhatIsNotJson() {
        QFETCH(QByteArray, bytes);
        QCOMPARE(toString(errorOf(bytes).code), QStringLiteral("bad-answer-file"));
    }

    void namesTheLineOfAMistake() {
        const Error error = errorOf("{\n  \"version\": 1,\n  oops\n}");
        QVERIFY2(error.what.contains(QStringLiteral("line 3")), qPrintable(error.what));
    }

    void aFileThatIsNotThere() {
        QTemporaryDir dir;
        const auto read = readAnswerFile(dir.filePath(QStringLiteral("none.json")), false);
        QVERIFY(!read);
        QCOMPARE(toString(read.error().code), QStringLiteral("bad-answer-file"));
        QVERIFY(read.error().what.contains(QStringLiteral("none.json")));
    }
};

QTEST_GUILESS_MAIN(TestAnswerFile)
#include "tst_answer_file.moc"

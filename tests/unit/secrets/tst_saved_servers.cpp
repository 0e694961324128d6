#include "secrets/saved_servers.h"
#include "ssh/saved_connection.h"
#include "support/result_text.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

class TstSavedServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_servers = SavedServers(m_dir.filePath(QStringLiteral("%1/servers.json").arg(++m_count)));
    }
    void noFileIsAnEmptyList();
    void remembersEverything();
    void sameServerIsReplaced();
    void newestFirst();
    void forgets();
    void brokenFileIsKeptAside_data();
    void brokenFileIsKeptAside();
    void newerFormatIsNotTouched();
    void nonsenseEntriesAreLeftOut();
    void onlyTheOwnerReads();
    void secretsNeverGetIn();
    void unwritableIsSaid();

private:
    void writeRaw(const QByteArray& text);
    QByteArray raw();
    QVector<SavedServer> list();

    QTemporaryDir m_dir;
    int m_count = 0;
    SavedServers m_servers;
};

void TstSavedServers::writeRaw(const QByteArray& text) {
    QDir().mkpath(QFileInfo(m_servers.file()).absolutePath());
    QFile file(m_servers.file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray TstSavedServers::raw() {
    QFile file(m_servers.file());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QVector<SavedServer> TstSavedServers::list() {
    const auto loaded = m_servers.load();
    return loaded ? loaded->servers : QVector<SavedServer>();
}

void TstSavedServers::noFileIsAnEmptyList() {
    const auto loaded = m_servers.load();
    QVERIFY2(loaded, qPrintable(why(loaded)));
    QVERIFY(loaded->servers.isEmpty() && loaded->keptAside.isEmpty());
    QVERIFY(m_servers.forget(QStringLiteral("x")));
}

void TstSavedServers::remembersEverything() {
    SavedServer s{QStringLiteral("Staging"),
                  QStringLiteral("10.0.0.5"),
                  2222,
                  QStringLiteral("deploy"),
                  QStringLiteral("key-file"),
                  QStringLiteral("~/.ssh/id"),
                  QStringLiteral("none"),
                  QStringLiteral("6.3.0"),
                  QDateTime(QDate(2026, 5, 1), QTime(10, 0), Qt::UTC),
                  QDateTime(QDate(2026, 5, 2), QTime(11, 0), Qt::UTC)};
    QVERIFY(m_servers.remember(s));
    QCOMPARE(list().size(), 1);
    const SavedServer r = list().first();
    QCOMPARE(r.name, s.name);
    QCOMPARE(r.id(), QStringLiteral("deploy@10.0.0.5:2222"));
    QCOMPARE(r.signInWith, s.signInWith);
    QCOMPARE(r.keyFile, s.keyFile);
    QCOMPARE(r.rights, s.rights);
    QCOMPARE(r.lastVersion, s.lastVersion);
    QCOMPARE(r.lastSeen, s.lastSeen);
    QCOMPARE(r.lastUsed, s.lastUsed);
    QCOMPARE(r.title(), QStringLiteral("Staging"));
}

void TstSavedServers::sameServerIsReplaced() {
    SavedServer s;
    s.host = QStringLiteral("a");
    s.user = QStringLiteral("u");
    QVERIFY(m_servers.remember(s));
    s.lastVersion = QStringLiteral("7.0.0");
    QVERIFY(m_servers.remember(s));
    s.user = QStringLiteral("other");
    QVERIFY(m_servers.remember(s));
    QCOMPARE(list().size(), 2);
}

void TstSavedServers::newestFirst() {
    for (int day : {2, 9, 5}) {
        SavedServer s;
        s.host = QStringLiteral("h%1").arg(day);
        s.lastUsed = QDateTime(QDate(2026, 1, day), QTime(0, 0), Qt::UTC);
        QVERIFY(m_servers.remember(s));
    }
    QStringList hosts;
    for (const SavedServer& s : list())
        hosts << s.host;
    QCOMPARE(hosts, (QStringList{QStringLiteral("h9"), QStringLiteral("h5"), QStringLiteral("h2")}));
}

void TstSavedServers::forgets() {
    SavedServer s;
    s.host = QStringLiteral("a");
    QVERIFY(m_servers.remember(s));
    QVERIFY(m_servers.forget(s.id()));
    QVERIFY(list().isEmpty());
}

void TstSavedServers::brokenFileIsKeptAside_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"version":1,"servers":[{"host":"a")");
    QTest::newRow("binary") << QByteArray("\x00\xff\x01", 3);
    QTest::newRow("other json") << QByteArray("[1,2]");
    QTest::newRow("no list") << QByteArray(R"({"version":1,"servers":"none"})");
}

void TstSavedServers::brokenFileIsKeptAside() {
    QFETCH(QByteArray, text);
    writeRaw(text);
    const auto loaded = m_servers.load();
    QVERIFY2(loaded, qPrintable(why(loaded)));
    QVERIFY(!loaded->keptAside.isEmpty());
    QFile aside(loaded->keptAside);
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), text);
    QVERIFY(m_servers.load()->keptAside.isEmpty());
}

void TstSavedServers::newerFormatIsNotTouched() {
    const QByteArray text = R"({"version":2,"servers":{}})";
    writeRaw(text);
    QCOMPARE(codeOf(m_servers.load()), QStringLiteral("file-unreadable"));
    SavedServer s;
    s.host = QStringLiteral("a");
    QCOMPARE(codeOf(m_servers.remember(s)), QStringLiteral("file-unreadable"));
    QCOMPARE(raw(), text);
}

void TstSavedServers::nonsenseEntriesAreLeftOut() {
    writeRaw(R"({"version":1,"servers":[{"host":""},7,{"host":"ok"},{"host":"x","port":99999}]})");
    QCOMPARE(list().size(), 1);
    QCOMPARE(list().first().host, QStringLiteral("ok"));
    QCOMPARE(list().first().port, 22);
}

void TstSavedServers::onlyTheOwnerReads() {
    SavedServer s;
    s.host = QStringLiteral("a");
    QVERIFY(m_servers.remember(s));
    QVERIFY(!(QFile::permissions(m_servers.file()) &
              (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
}

void TstSavedServers::secretsNeverGetIn() {
    ConnectSettings c;
    c.host = QStringLiteral("h");
    c.user = QStringLiteral("u");
    c.signInWith = SignInWith::Password;
    c.rights = Rights::None;
    c.password = c.passphrase = c.sudoPassword = Secret(QByteArray("canary-4711"));
    QVERIFY(m_servers.remember(toSaved(c)));
    QVERIFY(!raw().contains("canary"));
    const ConnectSettings back = toSettings(list().first());
    QCOMPARE(back.signInWith, SignInWith::Password);
    QCOMPARE(back.rights, Rights::None);
    QVERIFY(back.password.isEmpty());
}

void TstSavedServers::unwritableIsSaid() {
    QFile blocker(m_dir.filePath(QStringLiteral("blocker")));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    SavedServer s;
    s.host = QStringLiteral("a");
    QCOMPARE(codeOf(SavedServers(blocker.fileName() + QStringLiteral("/x/servers.json")).remember(s)),
             QStringLiteral("file-unwritable"));
}

QTEST_GUILESS_MAIN(TstSavedServers)
#include "tst_saved_servers.moc"

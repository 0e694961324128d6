#include "support/move_bed.h"
#include "support/tree_hash.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

/// What the vendor's guide does with files, as it is written, and the harm of it; then the move's own steps
/// in the same place. The list of all: traps.md.
class TestTrapsFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void storageIsForgotten();
    void aCopyIntoAFolderThatIsThere();
    void copiesThatOthersMayRead();
    void everyFileExecutable();
    void theWholeEnv();

private:
    void bring(const QStringList& paths);
    [[nodiscard]] QByteArray inNew(const QString& script) const {
        return m_bed->byHand(S("cd \"$NEW\"\n") + script).text.trimmed();
    }

    std::unique_ptr<MoveBed> m_bed;
};

void TestTrapsFiles::init() {
    m_bed = std::make_unique<MoveBed>(LookServer::Database::Sqlite);
    QCOMPARE(m_bed->start(), QString());
    m_bed->oldServer.write(S("storage/app/contracts/a.txt"), "the old one's");
    m_bed->oldServer.write(S("storage/certs/ldap.key"), "secret");
    QVERIFY(m_bed->byHand(S("chmod 600 \"$OLD/storage/certs/ldap.key\"")).exitCode == 0);
    m_bed->newServer.write(S("storage/app/mine.txt"), "the new one's");
}

void TestTrapsFiles::bring(const QStringList& paths) {
    QCOMPARE(m_bed->plan(paths), QString());
    QCOMPARE(m_bed->deliver(), QString());
    QCOMPARE(m_bed->steps({S("env.merge"), S("import.prove"), S("files.list")}), QString());
}

/// "Two components": with .env and the database moved, the files that services serve are not there.
void TestTrapsFiles::storageIsForgotten() {
    const QString look = S("cat storage/app/contracts/a.txt storage/certs/ldap.key");
    const auto guide =
        m_bed->byHand(S("cp -r \"$NEW\" new; cp \"$OLD/.env\" new/; cp \"$OLD\"/storage/databases/* "
                        "new/storage/databases/; cd new; ") +
                      look);
    QVERIFY2(guide.exitCode != 0 && guide.text.contains("contracts/a.txt: No such file"),
             guide.text.constData());

    bring({S("storage/app"), S("storage/certs")});
    QCOMPARE(m_bed->steps({S("move.files")}), QString());
    QCOMPARE(inNew(look), QByteArray("the old one'ssecret"));
}

/// cp -r (and scp -r) into a folder that exists makes another one in it, and nothing is where it belongs.
void TestTrapsFiles::aCopyIntoAFolderThatIsThere() {
    m_bed->oldServer.write(S("storage/app/mine.txt"), "the old one's");
    const auto guide =
        m_bed->byHand(S("cp -r \"$NEW/storage\" storage; cp -r \"$OLD/storage/app\" storage/app; "
                        "cat storage/app/mine.txt; ls storage/app"));
    QVERIFY2(guide.text.startsWith("the new one'sapp\n"), guide.text.constData());
    QVERIFY(!guide.text.contains("contracts"));

    const auto before = treeOf(m_bed->newServer.root());
    bring({S("storage/app")});
    QCOMPARE(m_bed->steps({S("move.files")}), QString());
    QCOMPARE(
        inNew(S("cat storage/app/mine.txt storage/app/contracts/a.txt; ls -d storage/app/app 2>/dev/null")),
        QByteArray("the old one'sthe old one's"));
    QCOMPARE(m_bed->steps({S("move.files.undo")}), QString());
    QCOMPARE(differences(before, treeOf(m_bed->newServer.root())), QString());
}

/// .env.backup.DATE and dump.sql lie in the application's folder, for everybody to read.
void TestTrapsFiles::copiesThatOthersMayRead() {
    const auto guide = m_bed->byHand(
        S("mkdir -p df; cp \"$OLD/.env\" df/.env; cp df/.env df/.env.backup.20261101; sqlite3 "
          "\"$OLD/storage/databases/system.sqlite\" .dump > df/dump.sql; find df -type f -perm -004 | sort"));
    QCOMPARE(guide.text, QByteArray("df/.env\ndf/.env.backup.20261101\ndf/dump.sql\n"));

    const auto before = treeOf(m_bed->newServer.root());
    bring({});
    QCOMPARE(differences(before, treeOf(m_bed->newServer.root())), QString());
    for (const QString& folder : {m_bed->in(), m_bed->thePlan().runFolder}) {
        const auto seen = m_bed->byHand(
            S("stat -c %a '%1'; find '%1' -type f -perm /077 ! -name '*.sh' ! -name 'composer.*' | sort")
                .arg(folder));
        QCOMPARE(seen.text, QByteArray("700\n"));
    }
}

/// chmod -R 2775 storage: each key file can be read by everybody, and everything executed.
void TestTrapsFiles::everyFileExecutable() {
    const auto guide = m_bed->byHand(S("cp -rp \"$OLD/storage\" storage; chmod -R 2775 storage; stat -c %a "
                                       "storage/certs/ldap.key storage/app/contracts/a.txt"));
    QCOMPARE(guide.text, QByteArray("2775\n2775\n"));

    bring({S("storage/app"), S("storage/certs")});
    QCOMPARE(m_bed->steps({S("move.files")}), QString());
    QCOMPARE(inNew(S("stat -c '%a %U' storage/certs/ldap.key storage/app/contracts/a.txt")),
             "600 " + m_bed->newServer.owner().toUtf8() + "\n644 " + m_bed->newServer.owner().toUtf8());
}

/// The whole .env of the old server names its database, its cache and its paths.
void TestTrapsFiles::theWholeEnv() {
    m_bed->oldServer.write(
        S(".env"),
        "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\nAPP_URL=https://old.example.test\n"
        "DB_CONNECTION=sqlite\nDB_DATABASE=system.sqlite\nDB_HOST=old-db.example.test\n"
        "CACHE_DRIVER=redis\nREDIS_HOST=old-redis.example.test\nMAIL_FROM_ADDRESS=\"a@example.test\"\n");
    m_bed->newServer.write(S(".env"), "APP_KEY=base64:ZnJlc2hmcmVzaGZyZXNoZnJlc2hmcmVzaGZyZXNoMTI=\n"
                                      "APP_URL=https://new.example.test\nDB_CONNECTION=sqlite\n"
                                      "DB_DATABASE=system.sqlite\nREDIS_HOST=new-redis.example.test\n");
    const auto guide =
        m_bed->byHand(S("mkdir df; cp \"$NEW/.env\" df/; cp \"$OLD/.env\" df/; grep -c old- df/.env"));
    QCOMPARE(guide.text.trimmed(), QByteArray("2"));

    bring({});
    QCOMPARE(m_bed->steps({S("move.env")}), QString());
    const QByteArray env = inNew(S("cat .env"));
    QVERIFY2(env.contains("APP_KEY=base64:MDEyMzQ1"), env.constData());
    QVERIFY2(env.contains("REDIS_HOST=new-redis.example.test"), env.constData());
    QVERIFY2(!env.contains("old-"), env.constData());
    QVERIFY2(env.contains("MAIL_FROM_ADDRESS="), env.constData());
    QCOMPARE(m_bed->steps({S("move.env.undo")}), QString());
    QVERIFY(inNew(S("cat .env")).contains("ZnJlc2hm"));
}

QTEST_GUILESS_MAIN(TestTrapsFiles)
#include "tst_traps_files.moc"

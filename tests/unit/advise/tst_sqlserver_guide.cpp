// The guided way of a SQL Server database, by value: no SQL Server was ever asked.
#include "advise/sqlserver_guide.h"

#include <QProcess>
#include <QTest>

using namespace df;

namespace {

DatabaseFacts database(const QString& host, const QString& name, const QString& user) {
    DatabaseFacts d;
    d.engine = DatabaseEngine::SqlServer;
    d.host = host;
    d.port = QStringLiteral("1433");
    d.name = name;
    d.user = user;
    return d;
}

/// What a shell would hand to sqlcmd, word by word.
QStringList wordsOf(const QString& command) {
    QProcess sh;
    sh.start(
        QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"), QStringLiteral("sqlcmd() { printf '%s\\n' \"$@\"; }\n") + command.mid(2)});
    sh.waitForFinished();
    return QString::fromUtf8(sh.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

QStringList statements(const QStringList& guide) {
    QStringList all;
    for (const QString& line : guide)
        if (line.startsWith(QLatin1String("$ sqlcmd ")))
            all << wordsOf(line).value(7);
    return all;
}

} // namespace

class tst_sqlserver_guide : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quoting();
    void everyStepInItsOrder();
    void theRightServer();
    void oddNames();
    void namesThatCannotBeWritten();
};

void tst_sqlserver_guide::quoting() {
    QCOMPARE(bracketed(QStringLiteral("a]b[c")), QStringLiteral("[a]]b[c]"));
    QCOMPARE(transactText(QStringLiteral("it's")), QStringLiteral("N'it''s'"));
}

void tst_sqlserver_guide::everyStepInItsOrder() {
    const QStringList all = statements(
        sqlServerGuide(database(QStringLiteral("old.db"), QStringLiteral("df"), QStringLiteral("df_old")),
                       database(QStringLiteral("new.db"), QStringLiteral("df2"), QStringLiteral("df_new"))));
    const QStringList expected{
        QStringLiteral("BACKUP DATABASE [df] TO DISK = N'dreamfactory-old.bak' WITH COPY_ONLY, CHECKSUM, "
                       "FORMAT, STATS = 10"),
        QStringLiteral("RESTORE VERIFYONLY FROM DISK = N'dreamfactory-old.bak' WITH CHECKSUM"),
        QStringLiteral("BACKUP DATABASE [df2] TO DISK = N'dreamfactory-new-before.bak' WITH COPY_ONLY, "
                       "CHECKSUM, FORMAT, STATS = 10"),
        QStringLiteral("RESTORE VERIFYONLY FROM DISK = N'dreamfactory-new-before.bak' WITH CHECKSUM"),
        QStringLiteral("RESTORE VERIFYONLY FROM DISK = N'dreamfactory-old.bak' WITH CHECKSUM"),
        QStringLiteral("RESTORE FILELISTONLY FROM DISK = N'dreamfactory-old.bak'"),
        QStringLiteral(
            "SELECT SERVERPROPERTY(N'InstanceDefaultDataPath'), SERVERPROPERTY(N'InstanceDefaultLogPath')"),
        QStringLiteral(
            "RESTORE DATABASE [df2_moved] FROM DISK = N'dreamfactory-old.bak' WITH MOVE N'LOGICAL_DATA' TO "
            "N'FOLDER_DATA/dreamfactory_moved.mdf', MOVE N'LOGICAL_LOG' TO "
            "N'FOLDER_LOG/dreamfactory_moved.ldf', CHECKSUM, RECOVERY, STATS = 10"),
        QStringLiteral("DBCC CHECKDB ([df2_moved]) WITH NO_INFOMSGS"),
        QStringLiteral("SELECT COUNT(*) FROM [df2_moved]..[user]"),
        QStringLiteral("SELECT COUNT(*) FROM [df]..[user]"),
        QStringLiteral("USE [df2_moved]; ALTER USER [df_old] WITH LOGIN = [df_new]"),
        QStringLiteral(
            "ALTER DATABASE [df2] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; ALTER DATABASE [df2] MODIFY NAME "
            "= [df2_before]; ALTER DATABASE [df2_moved] MODIFY NAME = [df2]; ALTER DATABASE [df2_before] "
            "SET MULTI_USER"),
        QStringLiteral(
            "ALTER DATABASE [df2] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; ALTER DATABASE [df2] MODIFY NAME "
            "= [df2_moved]; ALTER DATABASE [df2_before] MODIFY NAME = [df2]; ALTER DATABASE [df2_moved] "
            "SET MULTI_USER"),
    };
    QCOMPARE(all, expected);
}

void tst_sqlserver_guide::theRightServer() {
    const QStringList guide =
        sqlServerGuide(database(QStringLiteral("old.db"), QStringLiteral("a"), QStringLiteral("u")),
                       database(QString(), QStringLiteral("b"), QStringLiteral("u")));
    for (const QString& line : guide) {
        if (!line.startsWith(QLatin1String("$ sqlcmd ")))
            continue;
        const QStringList words = wordsOf(line);
        QCOMPARE(words.size(), qsizetype(8)); // -x -b -S server -U sa -Q statement
        const bool ofOld = words[7].contains(QLatin1String("[a]"));
        const bool ofNew = words[7].contains(QLatin1String("[b"));
        if (ofOld)
            QCOMPARE(words[3], QStringLiteral("old.db,1433"));
        if (ofNew)
            QCOMPARE(words[3], QStringLiteral("localhost,1433"));
        QVERIFY(!words.contains(QStringLiteral("-P"))); // no password in a command line
    }
}

/// Names are somebody's: whatever is in them, they stay names.
void tst_sqlserver_guide::oddNames() {
    const QString name = QStringLiteral("d]; DROP DATABASE x;-- '$(HOME)`id`\"");
    const QStringList all = statements(sqlServerGuide(database(QStringLiteral("h'; id #"), name, name),
                                                      database(QStringLiteral("n"), name, name)));
    QCOMPARE(all.size(), qsizetype(14));
    for (const QString& one : all)
        if (one.contains(QLatin1String("DROP")))
            QVERIFY2(one.contains(QStringLiteral("[d]]; DROP DATABASE x;-- '$(HOME)`id`\"")),
                     qPrintable(one));
}

void tst_sqlserver_guide::namesThatCannotBeWritten() {
    const DatabaseFacts good = database(QStringLiteral("h"), QStringLiteral("d"), QStringLiteral("u"));
    QVERIFY(!sqlServerGuide(good, good).isEmpty());
    for (const QString& bad :
         {QString(), QStringLiteral("a\nGO\n"), QStringLiteral("a\tb"), QString(200, u'x')}) {
        DatabaseFacts d = good;
        d.name = bad;
        QVERIFY(sqlServerGuide(d, good).isEmpty());
        QVERIFY(sqlServerGuide(good, d).isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_sqlserver_guide)
#include "tst_sqlserver_guide.moc"

#include "secrets/log.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

class TstLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesAreRedactedAndVisible();
    void filesAreTheOwners();
    void rotatesWithinItsBounds();
    void qtMessagesArrive();
    void unwritableFolderIsSaid();

private:
    QByteArray read(const Log& log) {
        log.flush();
        QFile file(log.file());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                   QFile::WriteOther | QFile::ExeOther;
    QTemporaryDir m_dir;
};

void TstLog::messagesAreRedactedAndVisible() {
    auto redactor = std::make_shared<Redactor>();
    const Log log(redactor, m_dir.filePath(QStringLiteral("a")));
    redactor->add(Secret(QByteArray("hunter2!"))); // also one that is told later
    log.info(QStringLiteral("said hunter2! and APP_KEY=base64:abc"));
    log.error(QStringLiteral("line\nwith \x1b[31mcolour {} %s"));
    const QByteArray text = read(log);
    QVERIFY(!text.contains("hunter2") && !text.contains("base64:abc"));
    QVERIFY2(text.contains("said [hidden] and APP_KEY=[hidden]"), text.constData());
    QVERIFY2(text.contains("line\n    with \\x1b[31mcolour {} %s"), text.constData());
    QVERIFY(text.contains(" info ") && text.contains(" error "));
}

void TstLog::filesAreTheOwners() {
    const Log log(std::make_shared<Redactor>(), m_dir.filePath(QStringLiteral("b/deep")));
    log.warning(QStringLiteral("x"));
    QVERIFY(log.problem().isEmpty());
    QVERIFY(!(QFile::permissions(log.file()) & others));
    QVERIFY(!(QFile::permissions(log.folder()) & others));
}

void TstLog::rotatesWithinItsBounds() {
    const Log log(std::make_shared<Redactor>(), m_dir.filePath(QStringLiteral("c")));
    const QString block(100'000, QLatin1Char('x'));
    for (int i = 0; i < 130; ++i)
        log.info(block);
    const QFileInfoList files = QDir(log.folder()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 5);
    for (const QFileInfo& file : files) {
        QVERIFY(file.size() <= 2 * 1024 * 1024 + 200'000);
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    }
}

void TstLog::qtMessagesArrive() {
    const Log log(std::make_shared<Redactor>(), m_dir.filePath(QStringLiteral("d")));
    {
        const QtMessagesToLog tap(log);
        qWarning("password=%s", "canary");
    }
    qWarning("afterwards");
    const QByteArray text = read(log);
    QVERIFY2(text.contains("password=[hidden]"), text.constData());
    QVERIFY(!text.contains("afterwards"));
}

void TstLog::unwritableFolderIsSaid() {
    QFile blocker(m_dir.filePath(QStringLiteral("file")));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    const Log log(std::make_shared<Redactor>(), blocker.fileName() + QStringLiteral("/logs"));
    QVERIFY(!log.problem().isEmpty());
    log.error(QStringLiteral("goes nowhere")); // and does not throw
}

QTEST_GUILESS_MAIN(TstLog)
#include "tst_log.moc"

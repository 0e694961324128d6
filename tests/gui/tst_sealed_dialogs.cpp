// Sealing the .env of a server that is really signed in to, and opening the file again, as a person does.
#include "gui/window_fixture.h"

#include "flow/sealing.h"
#include "secrets/passphrase.h"
#include "support/test_sshd.h"
#include "widgets/code_box.h"
#include "widgets/open_sealed_dialog.h"
#include "widgets/passphrase_paper.h"
#include "widgets/seal_dialog.h"
#include "widgets/secret_edit.h"
#include "words/sealed_words.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPrinter>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

namespace {

const QByteArray env = "APP_KEY=base64:Q0FOQVJZLW9mLXNlYWxpbmctdGVzdHM=\n# a comment = with a value\n"
                       "export DB_PASSWORD=\"it's\nin two lines\"\nDB_HOST=127.0.0.1\n";

/// A server with an installation that is nothing but its .env.
class Server {
public:
    [[nodiscard]] bool start() {
        QFile file(m_root.filePath(QStringLiteral(".env")));
        if (!m_sshd.start() || !file.open(QIODevice::WriteOnly) || file.write(env) != env.size())
            return false;
        file.close();
        bool open = false;
        QEventLoop loop;
        m_worker.open(m_sshd.keySettings(currentUser(), m_sshd.addKeyUser(currentUser())), &loop,
                      [&](const Result<HostWorker::Session>& session) {
                          open = session.has_value();
                          loop.quit();
                      });
        loop.exec();
        ServerFacts facts;
        facts.machine.hostName = QStringLiteral("old.example.com");
        Installation at;
        at.path = m_root.path();
        facts.installations = {at};
        FlowSeam::facts(look, facts, 0, {});
        return open;
    }
    [[nodiscard]] QString root() const { return m_root.path(); }

private:
    QTemporaryDir m_root;
    TestSshd m_sshd;
    HostWorker m_worker;
    Keychain m_keychain{QStringLiteral("df-upgrade-wizard-test")};

public:
    LookStep look{m_worker};
    Sealing sealing{m_worker, look, m_keychain};
};

QString labels(const QWidget& in) {
    QStringList all;
    for (const QLabel* l : in.findChildren<QLabel*>())
        if (l->isVisibleTo(&in))
            all << l->text();
    return all.join(u'\n');
}

int modeOf(const QString& path) {
    struct stat s {};
    return ::stat(QFile::encodeName(path).constData(), &s) == 0 ? static_cast<int>(s.st_mode & 07777) : -1;
}

bool waitOpened(OpenSealedDialog& dialog) {
    return QTest::qWaitFor(
        [&] { return dialog.verbButton()->isHidden() || dialog.verbButton()->isEnabled(); }, 20'000);
}

} // namespace

class tst_sealed_dialogs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void sealedAndOpenedAgain();
    void noFileWithoutItsEnv();
    void noFileWhereNoneCanBe();
    void noKeychainIsSaid();
    void sealedByTheKeychain();
    void notSealedBeforeItIsWrittenDown();
    void wrongPassphraseIsSaid();
    void hiddenIsHidden();
    void onPaper();
};

void tst_sealed_dialogs::sealedAndOpenedAgain() {
    Server server;
    QVERIFY(server.start());
    const QTemporaryDir here;
    const QString path = here.filePath(QStringLiteral("old.dfsealed"));
    const Secret passphrase = *newPassphrase();
    SealDialog dialog(server.sealing, passphrase, nullptr);
    QSignalSpy done(&dialog, &QDialog::accepted);
    dialog.fileEdit()->setText(path);
    dialog.writtenDown()->setChecked(true);
    QVERIFY(dialog.verbButton()->isEnabled());
    dialog.verbButton()->click();
    QVERIFY2(done.wait(30'000), qPrintable(labels(dialog)));
    QCOMPARE(modeOf(path), 0600);
    QCOMPARE(server.sealing.copies().size(), qsizetype(1));
    QCOMPARE(server.sealing.copies().first().file, path);
    QCOMPARE(sealedCopiesFromJson(toJson(server.sealing.copies())).first().sha256,
             server.sealing.copies().first().sha256);

    OpenSealedDialog open(nullptr);
    open.show();
    open.fileEdit()->setText(path);
    open.passphraseEdit()->setText(QString::fromLatin1(passphrase.reveal()).toLower());
    open.verbButton()->click();
    QVERIFY(waitOpened(open));
    QVERIFY2(labels(open).contains(QStringLiteral("old.example.com")), qPrintable(labels(open)));
    auto* text = open.findChild<CodeBox*>();
    QVERIFY(!text->text().contains(QStringLiteral("Q0FOQVJZ")) &&
            text->text().contains(QStringLiteral("APP_KEY=")));
    open.showButton()->click();
    QCOMPARE(text->text().toUtf8(), env);
    open.showButton()->click();
    QVERIFY(!text->text().contains(QStringLiteral("Q0FOQVJZ")));
    const QString saved = here.filePath(QStringLiteral("env.txt"));
    QVERIFY(open.saveAs(saved));
    QCOMPARE(modeOf(saved), 0600);
    QFile file(saved);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), env);
}

void tst_sealed_dialogs::noFileWithoutItsEnv() {
    Server server;
    QVERIFY(server.start());
    QVERIFY(QFile::remove(server.root() + QStringLiteral("/.env")));
    const QTemporaryDir here;
    const QString path = here.filePath(QStringLiteral("x.dfsealed"));
    QSignalSpy changed(&server.sealing, &Sealing::changed);
    server.sealing.sealByPassphrase(path, *newPassphrase());
    QTRY_VERIFY_WITH_TIMEOUT(!server.sealing.busy(), 20'000);
    QVERIFY(server.sealing.error());
    QVERIFY(!QFile::exists(path) && server.sealing.copies().isEmpty());
}

void tst_sealed_dialogs::noFileWhereNoneCanBe() {
    Server server;
    QVERIFY(server.start());
    server.sealing.sealByPassphrase(QStringLiteral("/proc/no/such/x.dfsealed"), *newPassphrase());
    QTRY_VERIFY_WITH_TIMEOUT(!server.sealing.busy(), 20'000);
    QVERIFY(server.sealing.error());
    QVERIFY(server.sealing.error()->code == ErrorCode::FileUnwritable);
    QVERIFY(!sealedTrouble(*server.sealing.error()).isEmpty());
}

/// Without a keychain nothing is written: nobody could open it.
void tst_sealed_dialogs::noKeychainIsSaid() {
    Server server;
    QVERIFY(server.start());
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("there may be a keychain here");
    const QTemporaryDir here;
    server.sealing.sealByKeychain(here.filePath(QStringLiteral("x.dfsealed")));
    QTRY_VERIFY_WITH_TIMEOUT(!server.sealing.busy(), 20'000);
    QVERIFY(server.sealing.error());
    QVERIFY(server.sealing.error()->code == ErrorCode::NotAvailable);
    QVERIFY(QDir(here.path()).isEmpty());
}

/// dbus-run-session with an unlocked keyring around it; else there is none.
void tst_sealed_dialogs::sealedByTheKeychain() {
    Server server;
    QVERIFY(server.start());
    const QTemporaryDir here;
    const QString path = here.filePath(QStringLiteral("x.dfsealed"));
    server.sealing.sealByKeychain(path);
    QTRY_VERIFY_WITH_TIMEOUT(!server.sealing.busy(), 20'000);
    if (server.sealing.error() && server.sealing.error()->code == ErrorCode::NotAvailable)
        QSKIP("no keychain here");
    QVERIFY(!server.sealing.error());
    const auto file = readSealedFile(path);
    QVERIFY(file);
    const auto head = readSealedHead(*file);
    QVERIFY(head && head->by == SealedBy::Keychain);
    const Keychain keychain(QStringLiteral("df-upgrade-wizard-test"));
    QByteArray got;
    keychain.read(head->keychainKey(), this, [&](const Result<Secret>& key) {
        const auto opened = key ? openSealed(*file, *key) : Result<SealedContent>(fail(key.error()));
        got = opened ? opened->env.reveal() : QByteArray("not opened");
    });
    QTRY_COMPARE_WITH_TIMEOUT(got, env, 20'000);
    bool gone = false;
    keychain.remove(head->keychainKey(), this,
                    [&gone](const Result<void>& removed) { gone = removed.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(gone, 20'000);
}

void tst_sealed_dialogs::notSealedBeforeItIsWrittenDown() {
    Server server;
    QVERIFY(server.start());
    SealDialog dialog(server.sealing, *newPassphrase(), nullptr);
    QVERIFY(!dialog.verbButton()->isEnabled());
    dialog.keychainChoice()->setChecked(true);
    QVERIFY(dialog.verbButton()->isEnabled());
    dialog.fileEdit()->setText(QStringLiteral("relative.dfsealed"));
    QVERIFY(!dialog.verbButton()->isEnabled());
    const SealDialog without(server.sealing, Secret(), nullptr);
    QVERIFY(without.keychainChoice()->isChecked());
}

void tst_sealed_dialogs::wrongPassphraseIsSaid() {
    const QTemporaryDir here;
    const QString path = here.filePath(QStringLiteral("x.dfsealed"));
    SealedContent c;
    c.env = Secret(env);
    QVERIFY(writeForOwner(path, *seal(c, SealedBy::Passphrase, Secret(QByteArray("AAAA")), 10)));
    OpenSealedDialog open(nullptr);
    open.show();
    open.fileEdit()->setText(path);
    open.passphraseEdit()->setText(QStringLiteral("BBBB"));
    open.verbButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(labels(open).contains(QStringLiteral("doesn't open it")), 20'000);
    QVERIFY(!open.passphraseEdit()->isGiven());
    open.fileEdit()->setText(QStringLiteral("/etc/passwd"));
    QVERIFY2(labels(open).contains(QStringLiteral("not a sealed file")), qPrintable(labels(open)));
    QVERIFY(!open.verbButton()->isEnabled());
}

void tst_sealed_dialogs::hiddenIsHidden() {
    const QString hidden = hiddenEnv(Secret(env));
    QCOMPARE(hidden.count(u'\n'), 2);
    for (const char* part : {"Q0FO", "it's", "two lines", "127", "comment"})
        QVERIFY2(!hidden.contains(QLatin1String(part)), part);
    QCOMPARE(keysIn(Secret(env)), 3);
    QCOMPARE(sealedFileName(QStringLiteral("../a b/c"), QDate(2026, 1, 2)),
             QStringLiteral("-a-b-c-2026-01-02.dfsealed"));
}

void tst_sealed_dialogs::onPaper() {
    const QTemporaryDir here;
    QPrinter printer;
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(here.filePath(QStringLiteral("paper.pdf")));
    paintPassphrase(
        printer,
        passphrasePaper(QStringLiteral("old.example.com"), QStringLiteral("/x.dfsealed"), QDate(2026, 1, 2)),
        Secret(QByteArray("7K2M-QX9D")));
    QProcess text;
    text.start(QStringLiteral("pdftotext"),
               {here.filePath(QStringLiteral("paper.pdf")), QStringLiteral("-")});
    QVERIFY(text.waitForFinished(20'000));
    const QString words = QString::fromUtf8(text.readAllStandardOutput());
    QVERIFY2(words.contains(QStringLiteral("7K2M-QX9D")) && words.contains(QStringLiteral("old.example.com")),
             qPrintable(words));
}

QTEST_MAIN(tst_sealed_dialogs)
#include "tst_sealed_dialogs.moc"

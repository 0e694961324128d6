// The dialog for the files of the commercial edition against a real OpenSSH server that allows nothing but
// SFTP: the question about its key, a wrong password, the right one, and where the files are then.
#include "gui/window_fixture.h"

#include "support/test_account.h"
#include "support/test_sshd.h"
#include "widgets/commercial_files_dialog.h"
#include "widgets/finding_list.h"
#include "widgets/question_card.h"
#include "widgets/secret_edit.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QtTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

namespace {

QString labels(const QWidget& in) {
    QApplication::processEvents();
    QStringList all;
    for (const QLabel* l : in.findChildren<QLabel*>())
        if (l->isVisible())
            all << l->text();
    return all.join(u'\n');
}

int modeOf(const QString& path) {
    struct stat s {};
    return ::stat(QFile::encodeName(path).constData(), &s) == 0 ? static_cast<int>(s.st_mode & 07777) : -1;
}

} // namespace

class tst_commercial_dialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void signsInAndHasThem();
    void aKeyThatIsNotTrusted();
    void leavingItStopsTheFetch();

private:
    [[nodiscard]] Flow& flow() const { return m_steps->flow(); }
    [[nodiscard]] CommercialFilesDialog* dialog() const {
        return m_window->findChild<CommercialFilesDialog*>();
    }
    void openDialog();
    [[nodiscard]] QByteArray knownHosts() const;

    QTemporaryDir m_home;
    std::unique_ptr<TestAccount> m_vendor;
    TestSshd m_sftp{QStringLiteral("127.0.0.3")};
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    StepWindow* m_steps = nullptr;
};

void tst_commercial_dialog::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    QStandardPaths::setTestModeEnabled(true);
    qputenv("HOME", m_home.path().toLocal8Bit()); // the known hosts of this test, and of nobody else
    new ThemeSwitch(*qApp);
    m_vendor = std::make_unique<TestAccount>(QStringLiteral("vendor"));
    QVERIFY(m_vendor->isReady());
    QVERIFY(runLocal(QStringLiteral("install"), {QStringLiteral("-d"), QStringLiteral("-o"), m_vendor->name(),
                                                 m_vendor->home() + QStringLiteral("/7.6.0")}));
    for (const char* name : {"composer.json", "composer.lock", "composer.json-dist"})
        QVERIFY(m_vendor->writeInHome(QStringLiteral("7.6.0/") + QLatin1String(name),
                                      QByteArray("{\"name\": \"") + name + "\"}\n"));
    m_sftp.addConfig(QStringLiteral("ForceCommand internal-sftp\nAllowTcpForwarding no\nPermitTTY no"));
    QVERIFY(m_sftp.start());
}

void tst_commercial_dialog::init() {
    QFile::remove(m_home.filePath(QStringLiteral(".ssh/known_hosts")));
    m_fixture = std::make_unique<WindowFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->services());
    m_window->resize(1280, 800);
    m_window->show();
    m_steps = &m_fixture->open(*m_window);
    WindowFixture::advised(flow());
    Finding missing;
    missing.id = QStringLiteral("commercial-files-missing");
    missing.severity = Severity::MustFix;
    missing.text = QStringLiteral("The files of the commercial edition are needed.");
    missing.remedy = Remedy::GiveCommercialFiles;
    Advice a = flow().adviceStep().advice();
    a.findings = {missing};
    FlowSeam::advice(flow().adviceStep(), a, Way::InPlace);
    m_steps->goTo(QStringLiteral("advice"));
    openDialog();
}

void tst_commercial_dialog::cleanup() {
    m_steps = nullptr;
    m_window.reset();
    m_fixture.reset();
}

void tst_commercial_dialog::openDialog() {
    QPushButton* give =
        m_window->findChild<FindingList*>()->remedyButton(QStringLiteral("commercial-files-missing"));
    QVERIFY(give && give->isEnabled());
    give->click();
    QVERIFY(dialog());
    dialog()->folderEdit()->setText(
        QStringLiteral("sftp://%1:%2/~/7.6.0").arg(m_sftp.address()).arg(m_sftp.port()));
    QVERIFY(dialog()->userEdit()->isVisible() && dialog()->userEdit()->isEnabled());
    dialog()->userEdit()->setText(m_vendor->name());
}

QByteArray tst_commercial_dialog::knownHosts() const {
    QFile file(m_home.filePath(QStringLiteral(".ssh/known_hosts")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_commercial_dialog::signsInAndHasThem() {
    HostKeyCard* card = dialog()->hostKeyCard();
    QVERIFY(!card->isVisible());
    dialog()->passwordEdit()->setText(QStringLiteral("canary-that-is-wrong"));
    dialog()->verbButton()->click();

    // Whose key it is that is asked about.
    QTRY_VERIFY(card->isVisible());
    const QString asked = labels(*card);
    QVERIFY2(asked.contains(QStringLiteral("Is this really %1?").arg(m_sftp.address())), qPrintable(asked));
    QVERIFY2(!asked.contains(QLatin1String("your server")) && asked.contains(QLatin1String("the vendor")),
             qPrintable(asked));
    QVERIFY(!dialog()->folderEdit()->isVisible() && !dialog()->verbButton()->isEnabled());
    QVERIFY(knownHosts().isEmpty()); // nothing is known before it was trusted
    card->pasted()->setText(QStringLiteral("SHA256:") + QString(43, u'A'));
    QVERIFY(!card->trustButton()->isEnabled());
    card->pasted()->setText(m_sftp.hostKeyFingerprint());
    QVERIFY(card->trustButton()->isEnabled() && card->trustButton()->isDefault());
    card->trustButton()->click();

    // Signed in with a wrong password: it is said, and can be tried again in the same dialog.
    QTRY_VERIFY(dialog()->folderEdit()->isVisible() && dialog()->folderEdit()->isEnabled());
    const QString refused = labels(*dialog());
    QVERIFY2(refused.contains(m_vendor->name()) && refused.contains(m_sftp.address()), qPrintable(refused));
    QVERIFY(!refused.contains(QLatin1String("canary")));
    QVERIFY(flow().planStep().commercialFolder.isEmpty());
    QVERIFY(knownHosts().contains(m_sftp.address().toLatin1()));

    dialog()->passwordEdit()->setText(QString::fromUtf8(m_vendor->password()));
    QPointer<CommercialFilesDialog> open(dialog());
    dialog()->verbButton()->click();
    QTRY_VERIFY(!open); // closed by itself, and without asking about the key again
    const PlanStep& plan = flow().planStep();
    QVERIFY(plan.commercialFolder.startsWith(QLatin1String("sftp://")));
    QVERIFY(!plan.commercialFolder.contains(QString::fromUtf8(m_vendor->password())));
    QVERIFY(plan.commercialByPassword() && flow().adviceStep().choices.haveCommercialFiles);
    const QString folder = plan.commercialFilesHere();
    QCOMPARE(modeOf(folder), 0700);
    for (const char* name : {"composer.json", "composer.lock", "composer.json-dist"}) {
        const QString path = folder + u'/' + QLatin1String(name);
        QCOMPARE(modeOf(path), 0600);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"name\": \"") + name + "\"}\n");
    }
    QVERIFY2(!labels(*m_steps).contains(QLatin1String("must fix is open")), "the finding is settled");
}

void tst_commercial_dialog::aKeyThatIsNotTrusted() {
    dialog()->passwordEdit()->setText(QString::fromUtf8(m_vendor->password()));
    dialog()->verbButton()->click();
    QTRY_VERIFY(dialog()->hostKeyCard()->isVisible());
    for (QPushButton* b : dialog()->hostKeyCard()->findChildren<QPushButton*>())
        if (b->text() == QLatin1String("&Don't connect"))
            b->click();
    QTRY_VERIFY(!dialog()->hostKeyCard()->isVisible() && dialog()->verbButton()->isEnabled());
    QVERIFY(dialog()->folderEdit()->isVisible());
    QVERIFY2(labels(*dialog()).contains(m_sftp.address()), qPrintable(labels(*dialog())));
    QVERIFY(knownHosts().isEmpty());
    QVERIFY(flow().planStep().commercialFilesHere().isEmpty());
}

void tst_commercial_dialog::leavingItStopsTheFetch() {
    dialog()->verbButton()->click();
    QTRY_VERIFY(dialog()->hostKeyCard()->isVisible());
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    QVERIFY(!flow().planStep().commercialFetch().busy());
    QVERIFY(!flow().planStep().commercialFetch().hostKeyQuestion());
    QVERIFY(knownHosts().isEmpty());
    openDialog(); // and can be begun again
    QVERIFY(!dialog()->hostKeyCard()->isVisible() && dialog()->verbButton()->isEnabled());
}

QTEST_MAIN(tst_commercial_dialog)
#include "tst_commercial_dialog.moc"

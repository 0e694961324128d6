#include "support/result_text.h"
#include "support/test_account.h"
#include "support/transfer_case.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

/// A transfer with root's rights by sudo: owners, files of others, full disks. Makes accounts.
class TstTransferOwners : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void ownersAreTranslated();
    void linkPutInPlaceOfAFolder();
    void withoutRights_data();
    void withoutRights();
    void fullDisk();

private:
    struct Tmpfs {
        QString path;
        ~Tmpfs() { (void)runLocal(QStringLiteral("umount"), {QStringLiteral("-l"), path}); }
    };
    [[nodiscard]] bool shell(const QString& text) const;
    [[nodiscard]] QString ownerOf(const QString& name) const;
    [[nodiscard]] std::unique_ptr<Courier> courier(Privilege from, Privilege to);

    std::unique_ptr<TestAccount> m_account, m_web;
    std::unique_ptr<TransferCase> m_case;
};

void TstTransferOwners::initTestCase() {
    m_account = std::make_unique<TestAccount>(QStringLiteral("carry"), TestAccount::Sudo::WithPassword);
    m_web = std::make_unique<TestAccount>(QStringLiteral("web"));
    QVERIFY(m_account->isReady() && m_web->isReady());
}

void TstTransferOwners::init() {
    m_case = std::make_unique<TransferCase>();
    QVERIFY(m_case->start());
    QVERIFY(shell(QStringLiteral("chmod 755 \"$1/..\" \"$1/../..\" \"$1\"")));
}

bool TstTransferOwners::shell(const QString& text) const {
    QByteArray said;
    const bool ok = runLocal(
        QStringLiteral("sh"),
        {QStringLiteral("-ec"), text, QStringLiteral("sh"), m_case->root(), m_web->name(), m_account->name()},
        {}, &said);
    if (!ok)
        qWarning("%s", said.constData());
    return ok;
}

QString TstTransferOwners::ownerOf(const QString& name) const {
    QByteArray out;
    (void)runLocal(
        QStringLiteral("stat"),
        {QStringLiteral("-c"), QStringLiteral("%U:%G %a"), m_case->in() + QStringLiteral("/files/s/") + name},
        {}, &out);
    return QString::fromUtf8(out).trimmed();
}

std::unique_ptr<Courier> TstTransferOwners::courier(Privilege from, Privilege to) {
    const auto line = [this](TestSshd& server) {
        ConnectSettings settings = server.passwordSettings(m_account->name(), m_account->password());
        settings.sudoPassword = Secret(m_account->password());
        return lineTo(settings, {});
    };
    return std::make_unique<Courier>(line(m_case->oldServer), line(m_case->newServer),
                                     TransferEnd{TransferCase::php(), m_case->root(), from},
                                     TransferEnd{TransferCase::php(), {}, to});
}

void TstTransferOwners::ownersAreTranslated() {
    QVERIFY(shell(QStringLiteral(
        "mkdir -p \"$1/s/dir\"; cd \"$1/s\"; echo a > web; echo b > root; echo c > unknown; echo d > other; "
        "ln -s web link\n"
        "echo e > suid; chmod 6755 suid; echo f > own; chmod 640 own\n"
        "chown \"$2:$2\" web dir; chown -h \"$2:$2\" link; chown 54321:54321 unknown; chown daemon:daemon "
        "other\n"
        "chmod 600 web; chmod 2770 dir; chmod 700 .; echo g > dir/deep; chown \"$2:$2\" dir/deep own")));
    Parcel parcel = TransferCase::files({QStringLiteral("s")});
    parcel.owners.user = parcel.owners.group = m_account->name();
    parcel.owners.users = {{m_web->name(), QStringLiteral("www-data")},
                           {QStringLiteral("root"), QStringLiteral("root")}};
    parcel.owners.groups = {{m_web->name(), QStringLiteral("www-data")},
                            {QStringLiteral("root"), QStringLiteral("root")}};
    const auto d = courier(Privilege::Root, Privilege::Root)->carry(parcel, m_case->trip(), {});
    QVERIFY2(d, qPrintable(why(d)));
    const QString both = m_account->name() + QLatin1Char(':') + m_account->name();
    QCOMPARE(ownerOf(QStringLiteral("web")), QStringLiteral("www-data:www-data 600"));
    QCOMPARE(ownerOf(QStringLiteral("link")), QStringLiteral("www-data:www-data 777"));
    QCOMPARE(ownerOf(QStringLiteral("dir")), QStringLiteral("www-data:www-data 2770"));
    QCOMPARE(ownerOf(QStringLiteral("dir/deep")), QStringLiteral("www-data:www-data 644"));
    QCOMPARE(ownerOf(QStringLiteral("own")), QStringLiteral("www-data:www-data 640"));
    QCOMPARE(ownerOf(QStringLiteral("root")), QStringLiteral("root:root 644"));
    QCOMPARE(ownerOf(QStringLiteral("suid")), QStringLiteral("root:root 755"));
    QCOMPARE(ownerOf(QStringLiteral("unknown")), both + QStringLiteral(" 644"));
    QCOMPARE(ownerOf(QStringLiteral("other")), both + QStringLiteral(" 644"));
    QCOMPARE(ownerOf(QStringLiteral(".")), QStringLiteral("root:root 700"));
}

/// Who may write below storage must not get at what only root may read.
void TstTransferOwners::linkPutInPlaceOfAFolder() {
    QVERIFY(shell(QStringLiteral(
        "mkdir -p \"$1/s/app\" \"$1/secret\"; echo top > \"$1/secret/key\"; chmod 700 \"$1/secret\"\n"
        "ln -s ../secret \"$1/s/evil\"; chown -h \"$2:$2\" \"$1/s/evil\"; ln -s ../../secret/key "
        "\"$1/s/app/key\"")));
    const auto one = courier(Privilege::Root, Privilege::Root);
    const auto whole = one->carry(TransferCase::files({QStringLiteral("s")}), m_case->trip(), {});
    QVERIFY2(whole, qPrintable(why(whole)));
    QVERIFY(QFileInfo(m_case->in() + QStringLiteral("/files/s/evil")).isSymLink());
    QVERIFY(QFileInfo(m_case->in() + QStringLiteral("/files/s/app/key")).isSymLink());
    QVERIFY(QFile::remove(m_case->in() + QStringLiteral("/files.done")));
    const auto through = one->carry(TransferCase::files({QStringLiteral("s/evil/key")}), m_case->trip(), {});
    QCOMPARE(codeOf(through), QStringLiteral("transfer-failed"));
    QCOMPARE(through.error().facts.value(1), QStringLiteral("link"));
}

void TstTransferOwners::withoutRights_data() {
    QTest::addColumn<QString>("make");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a file") << QStringLiteral("chmod 600 \"$1/s/a\"") << "old"
                            << "unreadable";
    QTest::newRow("a folder") << QStringLiteral("chmod 700 \"$1/s\"") << "old"
                              << "unreadable";
    QTest::newRow("the new folder") << QStringLiteral("chmod 755 \"$1/../../new/in\"") << "new"
                                    << "unwritable";
}

void TstTransferOwners::withoutRights() {
    QFETCH(QString, make);
    QVERIFY(shell(
        QStringLiteral(
            "mkdir -p \"$1/s\"; echo a > \"$1/s/a\"; chmod 777 \"$1/../../new\" \"$1/../../new/in\"\n") +
        make));
    const auto d = courier(Privilege::SignedInUser, Privilege::SignedInUser)
                       ->carry(TransferCase::files({QStringLiteral("s")}), m_case->trip(), {});
    QCOMPARE(codeOf(d), QStringLiteral("transfer-failed"));
    QFETCH(QString, end);
    QFETCH(QString, reason);
    QCOMPARE(d.error().facts.mid(0, 2), (QStringList{end, reason}));
    QVERIFY(d.error().facts.value(2).startsWith(QLatin1Char('/')));
}

/// What has arrived stays, and with more room it goes on from there.
void TstTransferOwners::fullDisk() {
    QVERIFY(shell(QStringLiteral("mkdir -p \"$1/s\"; head -c 3000000 /dev/urandom > \"$1/s/a\"; head -c "
                                 "9000000 /dev/urandom > \"$1/s/b\"")));
    QVERIFY(runLocal(QStringLiteral("mount"),
                     {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"),
                      QStringLiteral("size=7m"), QStringLiteral("tmpfs"), m_case->in()}));
    const Tmpfs small{m_case->in()};
    const auto one = courier(Privilege::Root, Privilege::Root);
    const auto full = one->carry(TransferCase::files({QStringLiteral("s")}), m_case->trip(), {});
    QCOMPARE(codeOf(full), QStringLiteral("transfer-failed"));
    QCOMPARE(full.error().facts.mid(0, 2), (QStringList{QStringLiteral("new"), QStringLiteral("no-room")}));
    QVERIFY(!QFileInfo::exists(m_case->in() + QStringLiteral("/files")));
    QVERIFY(runLocal(QStringLiteral("mount"),
                     {QStringLiteral("-o"), QStringLiteral("remount,size=40m"), m_case->in()}));
    const auto rest = one->carry(TransferCase::files({QStringLiteral("s")}), m_case->trip(), {});
    QVERIFY2(rest, qPrintable(why(rest)));
    QVERIFY2(rest->bytesSent < 7'000'000, qPrintable(QString::number(rest->bytesSent)));
    QCOMPARE(TransferCase::listing(m_case->in() + QStringLiteral("/files")),
             TransferCase::listing(m_case->root()));
}

QTEST_GUILESS_MAIN(TstTransferOwners)
#include "tst_transfer_owners.moc"

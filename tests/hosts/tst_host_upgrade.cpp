// The whole way on whole machines: a look that changes nothing, an upgrade that is kept, one that goes back.
// What is equal and what is not is measured here, not asked of the program.
#include "support/host_wizard.h"
#include "support/status_prober.h"
#include "support/test_host.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace df::test;

namespace {

int signIn(const TestHost& host) {
    QNetworkAccessManager network;
    QNetworkRequest request(
        QUrl(QStringLiteral("http://%1/api/v2/system/admin/session").arg(host.address())));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const QJsonObject who{{QStringLiteral("email"), host.practice(QStringLiteral("adminEmail"))},
                          {QStringLiteral("password"), host.practice(QStringLiteral("adminPassword"))}};
    QNetworkReply* reply = network.post(request, QJsonDocument(who).toJson());
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

class TestHostUpgrade : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isKept_data();
    void isKept();
    void goesBack_data();
    void goesBack();

private:
    static void rows(const QStringList& wanted);
};

void TestHostUpgrade::rows(const QStringList& wanted) {
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("opt");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("release");
    for (const QString& row : wanted) {
        const QStringList words = row.split(QLatin1Char(' '));
        QTest::newRow(qPrintable(row)) << words.at(0) << words.at(1) << words.at(2) << words.at(3);
    }
}

void TestHostUpgrade::isKept_data() {
    rows({QStringLiteral("mariadb own root 7.3.3"), QStringLiteral("sqlite overlay admin 7.7.0")});
}

void TestHostUpgrade::isKept() {
    QFETCH(QString, database);
    QFETCH(QString, opt);
    QFETCH(QString, user);
    QFETCH(QString, release);
    TestHost host(QStringLiteral("keep"), {.database = database, .opt = opt});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject server =
        user == QLatin1String("root") ? HostWizard::asRoot(host) : HostWizard::asAdmin(host);

    const QStringList before = host.state();
    const QJsonArray accept = wizard.toAccept(server, release);
    // looking changes nothing
    const QByteArray changed = TestHost::difference(before, host.state());
    QVERIFY2(changed.isEmpty(), changed);

    StatusProber prober(host.address());
    prober.start();
    const auto ending = wizard.play(HostWizard::upgrade(server, release, accept, QStringLiteral("keep")));
    prober.stop();
    QVERIFY2(ending.exitCode == 0, ending.text());

    QCOMPARE(host.commit(), host.commitOf(release));
    QCOMPARE(prober.firstOdd(), QByteArray()); // 200 and 503, nothing else
    QCOMPARE(prober.versions(), QStringList({QStringLiteral("6.3.0"), release}));
    QVERIFY(prober.codes().value(503) > 0); // it was there to see it
    QCOMPARE(signIn(host), 200);            // passwords have survived
    QCOMPARE(signIn(host), 200);            // and the first sign-in too

    QCOMPARE(ending.outcome(), QStringLiteral("done"));
    const auto downtime = ending.report.value(QLatin1String("downtime")).toObject();
    QVERIFY(downtime.value(QLatin1String("seconds")).toDouble() > 0);
    QVERIFY(host.output(QStringLiteral("stat -c '%a %U' %1").arg(host.runFolder())) ==
            QLatin1String("700 root"));
    QVERIFY(host.sh(host.runFolder() + QStringLiteral("/undo.sh")).exitCode != 0); // disarmed
}

void TestHostUpgrade::goesBack_data() {
    rows({QStringLiteral("mariadb overlay admin 7.3.3"), QStringLiteral("sqlite own root 7.5.0"),
          QStringLiteral("mariadb mount root 7.5.0")}); // the installation's folder is a mount point
}

void TestHostUpgrade::goesBack() {
    QFETCH(QString, database);
    QFETCH(QString, opt);
    QFETCH(QString, user);
    QFETCH(QString, release);
    const bool mount = opt == QLatin1String("mount");
    TestHost host(QStringLiteral("back"),
                  {.database = database,
                   .opt = mount ? QStringLiteral("own") : opt,
                   .disks = mount ? QStringList{QStringLiteral("/opt/dreamfactory=900m")} : QStringList()});
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    // root's own settings for the database's clients are not the installation's
    QCOMPARE(
        host.sh(QStringLiteral("printf '[client]\\nuser=nobody\\npassword=no\\n' > /root/.my.cnf")).exitCode,
        0);
    // root has run git in a folder that isn't root's
    QCOMPARE(host.sh(QStringLiteral(
                         "cd /opt/dreamfactory/.git && touch FETCH_HEAD && chown root FETCH_HEAD objects/*"))
                 .exitCode,
             0);
    // somebody's view and trigger, of the installation's own account
    if (mount)
        QCOMPARE(
            host
                .sh(QStringLiteral(
                    "mariadb --no-defaults dreamfactory -e 'CREATE DEFINER=dfadmin@localhost VIEW emails AS "
                    "SELECT email FROM user; CREATE TABLE audit (id INT); CREATE "
                    "DEFINER=dfadmin@localhost TRIGGER seen AFTER INSERT ON audit FOR EACH ROW SET "
                    "@seen = 1'"))
                .exitCode,
            0);
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    const QJsonObject server =
        user == QLatin1String("root") ? HostWizard::asRoot(host) : HostWizard::asAdmin(host);
    const QJsonArray accept = wizard.toAccept(server, release);

    const QStringList before = host.state();
    StatusProber prober(host.address());
    prober.start();
    const auto ending = wizard.play(HostWizard::upgrade(server, release, accept, QStringLiteral("go-back")));
    prober.stop();
    QVERIFY2(ending.exitCode == 0, ending.text());

    const QByteArray changed = TestHost::difference(before, host.stateWithoutOtherRelease());
    QVERIFY2(changed.isEmpty(), changed);
    QCOMPARE(prober.firstOdd(), QByteArray());
    QCOMPARE(prober.versions(), QStringList({QStringLiteral("6.3.0"), release, QStringLiteral("6.3.0")}));
    QCOMPARE(ending.outcome(), QStringLiteral("went-back"));
    const auto print = ending.report.value(QLatin1String("fingerprint")).toObject();
    QVERIFY2(print.value(QLatin1String("same")).toBool(), QJsonDocument(print).toJson());
    QCOMPARE(signIn(host), 200);
}

QTEST_GUILESS_MAIN(TestHostUpgrade)
#include "tst_host_upgrade.moc"

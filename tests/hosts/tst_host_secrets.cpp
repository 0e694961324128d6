// Canaries: secrets that are known here must stand in no file that the wizard writes, on this computer or on
// the server, but for the copies that hold them by nature, and in no program's words or environment.
#include "support/host_wizard.h"
#include "support/test_host.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace df::test;

class TestHostSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staySecret();

private:
    [[nodiscard]] QString keyWithPassphrase(const TestHost& host, const QString& folder) const;
};

namespace {

const QString passphrase = QStringLiteral("canary-passphrase-7Wm4");

QMap<QString, QByteArray> canaries(const TestHost& host) {
    return {{QStringLiteral("admin's password"), "Adm1n-of-this-host"},
            {QStringLiteral("passphrase"), passphrase.toUtf8()},
            {QStringLiteral("database password"), "canary-database-password-5Qf1"},
            {QStringLiteral("service secret"), "canary-service-secret-8Hd2"},
            {QStringLiteral("private lookup"), "canary-lookup-secret-3Zk9"},
            {QStringLiteral("APP_KEY"), host.practice(QStringLiteral("appKey")).mid(7).toUtf8()},
            {QStringLiteral("administrator's password"),
             host.practice(QStringLiteral("adminPassword")).toUtf8()}};
}

} // namespace

/// admin's own key, encrypted; ssh-keygen's argv is this computer's, before the wizard has begun.
QString TestHostSecrets::keyWithPassphrase(const TestHost& host, const QString& folder) const {
    const QString key = folder + QStringLiteral("/id_ed25519");
    QProcess keygen;
    keygen.start(QStringLiteral("ssh-keygen"),
                 {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                  passphrase, QStringLiteral("-f"), key});
    QFile publicKey(key + QStringLiteral(".pub"));
    if (!keygen.waitForFinished(10'000) || !publicKey.open(QIODevice::ReadOnly))
        return {};
    const auto done = host.sh(QStringLiteral("install -d -m 700 -o admin /home/admin/.ssh; "
                                             "echo '%1' >/home/admin/.ssh/authorized_keys")
                                  .arg(QString::fromUtf8(publicKey.readAll()).trimmed()));
    return done.exitCode == 0 ? key : QString();
}

void TestHostSecrets::staySecret() {
    TestHost host(QStringLiteral("quiet"));
    const QString down = host.start();
    QVERIFY2(down.isEmpty(), qPrintable(down));
    HostWizard wizard(QStringLiteral(DF_PROGRAM));
    QTemporaryDir aside;
    QJsonObject server = HostWizard::asAdmin(host);
    server.remove(QStringLiteral("password"));
    server.insert(QStringLiteral("identityFile"), keyWithPassphrase(host, aside.path()));
    server.insert(QStringLiteral("passphrase"), QStringLiteral("env:KEY_PASSPHRASE"));
    wizard.setSecret(QStringLiteral("KEY_PASSPHRASE"), passphrase);
    wizard.setSecret(QStringLiteral("DF_ADMIN_PASSWORD"), host.practice(QStringLiteral("adminPassword")));

    const QString trace = aside.filePath(QStringLiteral("trace"));
    const QString refused = host.startTrace(trace);
    QVERIFY2(refused.isEmpty(), qPrintable(refused));
    const QJsonArray accept = wizard.toAccept(server, QStringLiteral("7.3.3"));
    const auto ending =
        wizard.play({{QStringLiteral("task"), QStringLiteral("upgrade")},
                     {QStringLiteral("server"), server},
                     {QStringLiteral("release"), QStringLiteral("7.3.3")},
                     {QStringLiteral("accept"), accept},
                     {QStringLiteral("admin"),
                      QJsonObject{{QStringLiteral("email"), host.practice(QStringLiteral("adminEmail"))},
                                  {QStringLiteral("password"), QStringLiteral("env:DF_ADMIN_PASSWORD")}}},
                     {QStringLiteral("onFailure"), QStringLiteral("go-back")},
                     {QStringLiteral("afterVerify"), QStringLiteral("keep")}},
                    400);
    host.stopTrace();
    QVERIFY2(ending.exitCode == 0, ending.text());

    QFile traced(trace);
    QVERIFY(traced.open(QIODevice::ReadOnly));
    const QByteArray programs = traced.readAll();
    QVERIFY2(programs.count("execve(") > 200, "the trace saw too little to prove anything");
    QVERIFY(programs.contains("composer") && programs.contains("sudo"));

    const auto secrets = canaries(host);
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        QVERIFY2(!it.value().isEmpty(), qPrintable(it.key()));
        for (const QByteArray& line : programs.split('\n'))
            QVERIFY2(!line.contains(it.value()), qPrintable(it.key()) + QByteArray(": ") + line.left(3000));
        QVERIFY2(!ending.out.contains(it.value()) && !ending.err.contains(it.value()), qPrintable(it.key()));

        QDirIterator files(wizard.home(), QDir::Files | QDir::Hidden | QDir::System,
                           QDirIterator::Subdirectories);
        int count = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QVERIFY2(!file.readAll().contains(it.value()),
                     qPrintable(it.key() + QLatin1Char(' ') + file.fileName()));
            ++count;
        }
        QVERIFY(count >= 5); // reports, journal, log

        // On the server: the run's folder and whatever else changed since it began, but for the copies.
        const QString found = host.output(
            QStringLiteral(
                "find /var/lib/df-upgrade /tmp /var/tmp /var/log /run /home /root /etc -xdev -type f "
                "! -path '/var/log/setup-app.log' -print0 | xargs -0 grep -laF -e '%1'")
                .arg(QString::fromUtf8(it.value())));
        for (const QString& file : found.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            QVERIFY2(file.contains(QLatin1String("/backup/")),
                     qPrintable(it.key() + QLatin1Char(' ') + file));
            QCOMPARE(host.output(QStringLiteral("stat -c '%a %U' '%1'").arg(file)),
                     QStringLiteral("600 root"));
        }
    }
}

QTEST_GUILESS_MAIN(TestHostSecrets)
#include "tst_host_secrets.moc"

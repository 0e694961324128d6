// Canaries: secrets that are known here must stand in no file that the wizard writes, on this computer or on
// the server, but for the copies that hold them by nature, in no program's words or environment, and in no
// widget.
#include "support/host_wizard.h"
#include "support/shown_file.h"
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

/// The first program that had it among its words or in its environment.
QByteArray inPrograms(const QByteArray& trace, const QByteArray& secret) {
    const auto lines = trace.split('\n');
    for (const QByteArray& line : lines)
        if (line.contains(secret))
            return line.left(3000);
    return {};
}

/// A file below the wizard's home that holds it.
QByteArray inFiles(const QString& home, const QByteArray& secret) {
    QDirIterator files(home, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    int count = 0;
    for (; files.hasNext(); ++count) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(secret))
            return file.fileName().toUtf8();
    }
    return count >= 5 ? QByteArray() : QByteArray("no reports, journal and log to look at");
}

/// A file on the server outside the installation that holds it, though the report doesn't name it as a copy,
/// or though others than its owner may read it.
QByteArray onServer(const TestHost& host, const HostWizard::Ending& ending, const QByteArray& secret) {
    QStringList named;
    const auto backups = ending.report.value(QLatin1String("backups")).toArray();
    for (const auto& backup : backups)
        named << backup[QLatin1String("where")].toString();
    const QStringList found =
        host.output(QStringLiteral(
                        "find /var/lib/df-upgrade /tmp /var/tmp /var/log /run /home /root /etc -xdev "
                        "-type f ! -path '/var/log/setup-app.log' -print0 | xargs -0 grep -laF -e '%1'")
                        .arg(QString::fromUtf8(secret)))
            .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& file : found) {
        const QString mode = host.output(QStringLiteral("stat -c %a '%1'").arg(file));
        if (!named.contains(file) || mode != QLatin1String("600"))
            return file.toUtf8() + ' ' + mode.toUtf8();
    }
    return {};
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
    HostWizard wizard(QStringLiteral(DF_WATCHED_PROGRAM));
    QTemporaryDir aside;
    wizard.setSecret(QStringLiteral("DF_WATCH_FILE"), aside.filePath(QStringLiteral("shown")));
    QJsonObject server = HostWizard::asAdmin(host);
    server.remove(QStringLiteral("password"));
    server.insert(QStringLiteral("identityFile"), keyWithPassphrase(host, aside.path()));
    server.insert(QStringLiteral("passphrase"), QStringLiteral("env:KEY_PASSPHRASE"));
    wizard.setSecret(QStringLiteral("KEY_PASSPHRASE"), passphrase);
    wizard.setSecret(QStringLiteral("DF_ADMIN_PASSWORD"), host.practice(QStringLiteral("adminPassword")));

    const QString trace = aside.filePath(QStringLiteral("trace"));
    const QString refused = host.startTrace(trace);
    QVERIFY2(refused.isEmpty(), qPrintable(refused));
    const QString release = QStringLiteral("7.3.3");
    const QJsonArray accept = wizard.toAccept(server, release);
    QJsonObject answers = HostWizard::upgrade(server, release, accept, QStringLiteral("keep"));
    answers.insert(QStringLiteral("admin"),
                   QJsonObject{{QStringLiteral("email"), host.practice(QStringLiteral("adminEmail"))},
                               {QStringLiteral("password"), QStringLiteral("env:DF_ADMIN_PASSWORD")}});
    const auto ending = wizard.play(answers, 400);
    host.stopTrace();
    QVERIFY2(ending.exitCode == 0, ending.text());

    QFile traced(trace);
    QVERIFY(traced.open(QIODevice::ReadOnly));
    const QByteArray programs = traced.readAll();
    QVERIFY2(programs.count("execve(") > 200, "the trace saw too little to prove anything");
    QVERIFY(programs.contains("composer") && programs.contains("sudo"));

    const ShownFile shown(aside.filePath(QStringLiteral("shown")));
    QVERIFY(shown.showed("df::ComparePage") && shown.showed("df::DonePage") && shown.has("MariaDB"));
    const auto secrets = canaries(host);
    const QStringList leaks = shown.leaks(secrets);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(QLatin1Char('\n'))));
    for (auto it = secrets.begin(); it != secrets.end(); ++it) {
        QVERIFY2(it.value().size() >= 10, qPrintable(it.key()));
        QVERIFY2(!ending.out.contains(it.value()) && !ending.err.contains(it.value()), qPrintable(it.key()));
        for (const QByteArray& found : {inPrograms(programs, it.value()), inFiles(wizard.home(), it.value()),
                                        onServer(host, ending, it.value())})
            QVERIFY2(found.isEmpty(), qPrintable(it.key() + QLatin1String(": ") + QString::fromUtf8(found)));
    }
}

QTEST_GUILESS_MAIN(TestHostSecrets)
#include "tst_host_secrets.moc"

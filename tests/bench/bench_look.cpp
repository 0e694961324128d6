// How long does a look take, near and far? Beside it what others would do: `ansible -m setup` (which asks
// less) and one ssh call per fact. Alternately, in one run; what counts is the ratio. Nothing is asserted:
//   ninja bench_look && bin/bench_look [ROUNDS [alone]]      alone: without the others
// Wants Debian's package ansible-core; it is part of nothing else.
#include "inspect/inspector.h"
#include "ssh/ssh_host.h"
#include "support/delay_relay.h"
#include "support/look_server.h"
#include "support/test_sshd.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace df;
using namespace df::test;

namespace {

/// What the look tells, as the commands that an admin would send one by one. %1: the installation's folder.
QStringList factsOneByOne(const LookServer& server) {
    const QString text = QStringLiteral(
        "hostname\ncat /etc/os-release\nuname -sr\nnproc\ncat /proc/meminfo\ndate -u\ncat /etc/timezone\nid\n"
        "df -kP %1 /tmp /var\ndf -iP %1\ncat /proc/mounts\nps axo pid,user,args\nss -ltn\n"
        "command -v git composer tar mysqldump pg_dump sqlite3 flock setsid\nls /usr/bin/php*\nphp -v\nphp "
        "-m\nphp -i\n"
        "composer --version\ncat /etc/php/8.2/fpm/php-fpm.conf\ncat /etc/nginx/nginx.conf\n"
        "stat -c '%U %G %a' %1 %1/storage %1/.env\nsha256sum %1/.env\ncat %1/.env\ncat %1/composer.json\n"
        "cat %1/composer.lock\ncat %1/vendor/composer/installed.json\ncat %1/config/app.php\n"
        "git -C %1 rev-parse HEAD\ngit -C %1 describe --tags --always\ngit -C %1 status --porcelain\n"
        "git -C %1 remote -v\ngit -C %1 tag --points-at HEAD\ndu -sk %1 %1/storage\nfind %1/storage -type l\n"
        "ls -la %1/bootstrap/cache %1/public %1/storage/framework\ncrontab -l\ncat /etc/crontab "
        "/etc/cron.d/*\n"
        "{SQL} 'SELECT VERSION()'\n{SQL} 'SELECT COUNT(*) FROM dreamfactory.user'\n"
        "{SQL} 'SELECT type, COUNT(*) FROM dreamfactory.service GROUP BY type'\n"
        "{SQL} 'SELECT migration FROM dreamfactory.migrations'");
    const QString sql = QStringLiteral("mariadb --no-defaults -S %1 -uroot -e").arg(server.databaseSocket());
    return QString(text)
        .replace(QStringLiteral("{SQL}"), sql)
        .replace(QStringLiteral("%1"), server.root())
        .split(QLatin1Char('\n'));
}

class Bench {
public:
    Bench(const LookServer& server, const TestSshd& sshd, const QString& keyFile, int delay)
        : m_server(server), m_sshd(sshd), m_keyFile(keyFile), m_relay(sshd.address(), sshd.port(), delay) {}

    [[nodiscard]] bool run(int rounds, bool alone) {
        if (m_relay.port() == 0)
            return false;
        for (int i = 0; i < rounds; ++i) {
            const bool all =
                measured(QStringLiteral("sign-in and look"), [&] { return signIn() && look(); }) &&
                measured(QStringLiteral("look"), [&] { return look(); });
            if (!all)
                return false;
            if (alone)
                continue;
            const bool others =
                measured(QStringLiteral("ansible -m setup, connecting"), [&] { return ansible(i); }) &&
                measured(QStringLiteral("ansible -m setup, connected"), [&] { return ansible(i); }) &&
                measured(QStringLiteral("one ssh call per fact"), [&] { return oneByOne(); });
            if (!others)
                return false;
        }
        return true;
    }

    void print(int delay) const {
        std::printf("%d ms away, %d rounds\n", 2 * delay, int(m_rows.first().seconds.size()));
        for (const Row& row : m_rows)
            std::printf("  %-30s %8.2f s (%.2f to %.2f)  %4d execs  %4d round trips  look : this = %.3f\n",
                        qPrintable(row.name), median(row.seconds),
                        *std::min_element(row.seconds.begin(), row.seconds.end()),
                        *std::max_element(row.seconds.begin(), row.seconds.end()), row.execs, row.turns,
                        ratio(row));
    }

private:
    struct Row {
        QString name;
        QVector<double> seconds;
        int execs = 0, turns = 0; ///< of the last round
    };

    static double median(QVector<double> values) {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }
    /// Median of the ratios, round by round: to the look with sign-in where the row connects, too.
    [[nodiscard]] double ratio(const Row& row) const {
        const bool connected = row.name == m_rows[1].name || row.name.endsWith(QLatin1String(", connected"));
        const QVector<double>& ours = m_rows[connected ? 1 : 0].seconds;
        QVector<double> ratios;
        for (int i = 0; i < row.seconds.size(); ++i)
            ratios << ours[i] / row.seconds[i];
        return median(ratios);
    }

    [[nodiscard]] bool measured(const QString& name, const std::function<bool()>& work) {
        auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& r) { return r.name == name; });
        if (row == m_rows.end())
            row = m_rows.insert(m_rows.end(), Row{name, {}});
        const qsizetype before = execs();
        (void)m_relay.takeTurns();
        QElapsedTimer timer;
        timer.start();
        if (!work()) {
            std::fprintf(stderr, "It failed: %s.\n", qPrintable(name));
            return false;
        }
        row->seconds << double(timer.nsecsElapsed()) / 1e9;
        row->turns = m_relay.takeTurns();
        row->execs = int(execs() - before);
        return true;
    }

    /// As sshd counts them: commands and subsystems, not connections.
    [[nodiscard]] qsizetype execs() const { return m_sshd.log().count("Starting session: "); }

    [[nodiscard]] bool signIn() {
        ConnectSettings settings = m_sshd.keySettings(currentUser(), m_keyFile);
        settings.host = QStringLiteral("127.0.0.1");
        settings.port = m_relay.port();
        m_host.close();
        return m_host.open(settings, {}, {}).has_value();
    }

    [[nodiscard]] bool look() {
        const auto facts = inspectServer(m_host, {m_server.root()}, {});
        if (!facts)
            return false;
        for (const Installation& in : facts->installations)
            if (in.path == m_server.root())
                return in.database.reachable && !in.code.commit.isEmpty();
        return false;
    }

    [[nodiscard]] bool ansible(int round) const {
        QProcess process;
        QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
        const QString home = m_sshd.path(QStringLiteral("ansible"));
        env.insert(QStringLiteral("HOME"), home);
        env.insert(QStringLiteral("ANSIBLE_HOST_KEY_CHECKING"), QStringLiteral("False"));
        env.insert(
            QStringLiteral("ANSIBLE_SSH_CONTROL_PATH_DIR"),
            QStringLiteral("%1/%2-%3").arg(home, QString::number(m_relay.port()), QString::number(round)));
        process.setProcessEnvironment(env);
        process.start(QStringLiteral("ansible"),
                      {QStringLiteral("all"), QStringLiteral("-i"), QStringLiteral("127.0.0.1,"),
                       QStringLiteral("-m"), QStringLiteral("setup"), QStringLiteral("-u"), currentUser(),
                       QStringLiteral("--private-key"), m_keyFile, QStringLiteral("-e"),
                       QStringLiteral("ansible_port=%1 ansible_python_interpreter=/usr/bin/python3")
                           .arg(m_relay.port())});
        return process.waitForFinished(120'000) && process.exitCode() == 0 &&
               process.readAllStandardOutput().contains("ansible_facts");
    }

    [[nodiscard]] bool oneByOne() const {
        const QString options = QStringLiteral("-q -i %1 -p %2 -o StrictHostKeyChecking=no -o "
                                               "UserKnownHostsFile=/dev/null -o BatchMode=yes %3@127.0.0.1")
                                    .arg(m_keyFile, QString::number(m_relay.port()), currentUser());
        bool some = false; // a fact may be missing here: that is an answer too
        for (const QString& command : factsOneByOne(m_server))
            some = runLocal(QStringLiteral("ssh"), options.split(QLatin1Char(' ')) + QStringList{command}) ||
                   some;
        return some;
    }

    const LookServer& m_server;
    const TestSshd& m_sshd;
    QString m_keyFile;
    DelayRelay m_relay;
    SshHost m_host;
    QVector<Row> m_rows;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    LookServer server(LookServer::Database::MariaDb);
    const QString problem = server.start();
    TestSshd sshd;
    sshd.addConfig(QStringLiteral("LogLevel VERBOSE"));
    const QString keyFile = sshd.addKeyUser(currentUser());
    if (!problem.isEmpty() || !sshd.start()) {
        std::fprintf(stderr, "No server could be started. %s\n", qPrintable(problem));
        return 1;
    }
    for (const int delay : {0, 25}) {
        Bench bench(server, sshd, keyFile, delay);
        if (!bench.run(rounds, argc > 2))
            return 1;
        bench.print(delay);
    }
    return 0;
}

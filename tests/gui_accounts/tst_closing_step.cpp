// The line to the old server breaks while what is to close it is on its way there.
#include "flow/move/closing_step.h"
#include "support/test_sshd.h"

#include <QtTest>

using namespace df;
using namespace df::test;

class TstClosingStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isSentAgain();
    void wasNeverShut();

private:
    /// PHP that ends its own line as long as there is a file "cut"; `once`: takes that away first.
    [[nodiscard]] QString cuttingPhp(bool once) const;
    [[nodiscard]] Plan closing(bool once) const;
    [[nodiscard]] bool isDeployed() const {
        return QFile::exists(m_sshd->path(QStringLiteral("run/state/phase")));
    }

    std::unique_ptr<TestSshd> m_sshd;
    std::unique_ptr<HostWorker> m_worker;
    std::unique_ptr<ClosingStep> m_step;
};

void TstClosingStep::init() {
    m_sshd = std::make_unique<TestSshd>();
    QVERIFY(m_sshd->start());
    m_worker = std::make_unique<HostWorker>();
    bool open = false;
    m_worker->open(m_sshd->keySettings(currentUser(), m_sshd->addKeyUser(currentUser())), this,
                   [&open](const Result<HostWorker::Session>& session) { open = session.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(open, 30'000);
    m_step = std::make_unique<ClosingStep>(*m_worker);
}

void TstClosingStep::cleanup() {
    m_step.reset();
    m_worker.reset();
    m_sshd.reset();
}

QString TstClosingStep::cuttingPhp(bool once) const {
    const QString path = m_sshd->path(QStringLiteral("php"));
    QFile script(path), cut(m_sshd->path(QStringLiteral("cut")));
    const QByteArray text = "#!/bin/sh\n[ -e '" + QFile::encodeName(cut.fileName()) +
                            "' ] || exec php \"$@\"\n" +
                            (once ? "rm -f '" + QFile::encodeName(cut.fileName()) + "'\n" : QByteArray()) +
                            "kill -9 $(ps -o ppid= -p $PPID)\n";
    if (!script.open(QIODevice::WriteOnly) || script.write(text) < 0 || !cut.open(QIODevice::WriteOnly) ||
        !script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return {};
    return path;
}

Plan TstClosingStep::closing(bool once) const {
    Plan plan;
    plan.runId = QStringLiteral("20261122-141830-7f3a");
    plan.runFolder = m_sshd->path(QStringLiteral("run"));
    plan.asRoot = false;
    plan.variables = {{QStringLiteral("DF_PHP_TOOL"), cuttingPhp(once)},
                      {QStringLiteral("DF_LOCKS"), m_sshd->path(QStringLiteral("locks"))},
                      {QStringLiteral("DF_LOCK_KEYS"), QStringLiteral("one")}};
    return plan;
}

void TstClosingStep::isSentAgain() {
    m_step->close(closing(true));
    QTRY_VERIFY_WITH_TIMEOUT(isDeployed(), 60'000);
}

void TstClosingStep::wasNeverShut() {
    m_step->close(closing(false));
    QTRY_VERIFY_WITH_TIMEOUT(m_sshd->log().count("Accepted publickey") > 1, 60'000); // it was cut
    m_step->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_step->state(), StateWord::Undone, 60'000);
    QVERIFY(m_step->door() == ClosingStep::Door::Open);
    QVERIFY(!isDeployed());
}

QTEST_GUILESS_MAIN(TstClosingStep)
#include "tst_closing_step.moc"

// The line to the old server breaks while what is to close it is on its way there.
#include "flow/move/closing_step.h"
#include "ssh/host_worker.h"
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

private:
    /// PHP that ends its own line when it is called first.
    [[nodiscard]] QString cuttingPhp() const;
    [[nodiscard]] Plan closing() const;
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

QString TstClosingStep::cuttingPhp() const {
    const QString path = m_sshd->path(QStringLiteral("php"));
    QFile script(path), cut(m_sshd->path(QStringLiteral("cut")));
    const QByteArray mark = '\'' + QFile::encodeName(cut.fileName()) + '\'';
    const QByteArray text = "#!/bin/sh\n[ -e " + mark + " ] || exec php \"$@\"\nrm -f " + mark +
                            "\nkill -9 $(ps -o ppid= -p $PPID)\n";
    if (!script.open(QIODevice::WriteOnly) || script.write(text) < 0 || !cut.open(QIODevice::WriteOnly) ||
        !script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return {};
    return path;
}

Plan TstClosingStep::closing() const {
    Plan plan;
    plan.runId = QStringLiteral("20261122-141830-7f3a");
    plan.runFolder = m_sshd->path(QStringLiteral("run"));
    plan.asRoot = false;
    plan.variables = {{QStringLiteral("DF_PHP_TOOL"), cuttingPhp()},
                      {QStringLiteral("DF_LOCKS"), m_sshd->path(QStringLiteral("locks"))},
                      {QStringLiteral("DF_LOCK_KEYS"), QStringLiteral("one")}};
    return plan;
}

void TstClosingStep::isSentAgain() {
    m_step->close(closing());
    QTRY_VERIFY_WITH_TIMEOUT(isDeployed(), 60'000);
}

QTEST_GUILESS_MAIN(TstClosingStep)
#include "tst_closing_step.moc"

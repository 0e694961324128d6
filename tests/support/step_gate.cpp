#include "support/step_gate.h"

#include "support/test_host.h"

#include <QFile>

namespace df::test {

QString StepGate::close() const {
    QFile script(QStringLiteral(DF_SOURCE_DIR "/tests/hosts/gate.sh"));
    if (!script.open(QIODevice::ReadOnly))
        return QStringLiteral("The script of the gate can't be read.");
    const auto done = m_host.sh(
        QStringLiteral("mkdir -p /srv/gate && : >/srv/gate/closed && cat >/usr/local/bin/timeout <<'GATE'\n"
                       "%1\nGATE\nchmod 755 /usr/local/bin/timeout")
            .arg(QString::fromUtf8(script.readAll())));
    return done.exitCode == 0 ? QString() : QString::fromUtf8(done.err);
}

QString StepGate::held(int seconds) const {
    return m_host.await(QStringLiteral("test -s /srv/gate/held"), seconds)
               ? m_host.output(QStringLiteral("cat /srv/gate/held"))
               : QString();
}

void StepGate::let(const QString& step) const {
    (void)m_host.sh(QStringLiteral("rm -f /srv/gate/held; : >'/srv/gate/go-%1'").arg(step));
}

void StepGate::open() const { (void)m_host.sh(QStringLiteral("rm -f /srv/gate/closed")); }

QStringList StepGate::steps() const {
    return m_host.output(QStringLiteral("cut -f3 %1/order").arg(m_host.runFolder()))
        .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QStringList StepGate::stages() const {
    return m_host.output(QStringLiteral("cut -f2 %1/order | uniq").arg(m_host.runFolder()))
        .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QString StepGate::stageOf(const QString& step) const {
    return m_host.output(
        QStringLiteral("awk -F'\\t' '$3 == \"%1\" { print $2 }' %2/order").arg(step, m_host.runFolder()));
}

} // namespace df::test

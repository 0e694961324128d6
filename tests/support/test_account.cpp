#include "support/test_account.h"

#include "support/test_sshd.h"

#include <QFile>
#include <QRandomGenerator>
#include <QThread>

namespace df::test {
namespace {

// Several test programs may make accounts at the same time; the loser of the lock on /etc/passwd tries again.
bool patiently(const QString& program, const QStringList& arguments) {
    for (int i = 0; i < 50; ++i) {
        QByteArray said;
        if (runLocal(program, arguments, {}, &said))
            return true;
        if (!said.contains("lock") && !said.contains("busy") && !said.contains("in use"))
            qWarning("%s: %s", qPrintable(program), said.constData());
        QThread::msleep(100);
    }
    return false;
}

} // namespace

TestAccount::TestAccount(const QString& role, Sudo sudo, const QString& shell) {
    const quint32 number = QRandomGenerator::global()->generate() & 0xffffff;
    m_name = QStringLiteral("dfw-%1-%2").arg(role).arg(number, 6, 16, QLatin1Char('0'));
    m_home = QStringLiteral("/home/") + m_name;
    m_password = "pw " + QByteArray::number(QRandomGenerator::global()->generate64(), 36) + " 'ü$";
    m_ready =
        patiently(QStringLiteral("useradd"), {QStringLiteral("-m"), QStringLiteral("-s"), shell, m_name}) &&
        runLocal(QStringLiteral("chpasswd"), {}, m_name.toLatin1() + ':' + m_password + '\n');
    if (m_ready && sudo != Sudo::None)
        m_ready = setSudoRule(sudo == Sudo::NoPassword ? QStringLiteral("%u ALL=(ALL:ALL) NOPASSWD: ALL")
                                                       : QStringLiteral("%u ALL=(ALL:ALL) ALL"));
}

TestAccount::~TestAccount() {
    QFile::remove(sudoFile());
    patiently(QStringLiteral("userdel"), {QStringLiteral("-r"), QStringLiteral("-f"), m_name});
}

QString TestAccount::sudoFile() const { return QStringLiteral("/etc/sudoers.d/") + m_name; }

bool TestAccount::setSudoRule(const QString& rule) const {
    QFile file(sudoFile());
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QString(rule).replace(QLatin1String("%u"), m_name).toUtf8() + '\n');
    file.close();
    QFile::setPermissions(sudoFile(), QFile::ReadOwner | QFile::ReadGroup);
    return runLocal(QStringLiteral("visudo"), {QStringLiteral("-cqf"), sudoFile()});
}

bool TestAccount::writeInHome(const QString& file, const QByteArray& text) const {
    const QString path = m_home + QLatin1Char('/') + file;
    if (!runLocal(QStringLiteral("install"),
                  {QStringLiteral("-D"), QStringLiteral("-o"), m_name, QStringLiteral("-m"),
                   QStringLiteral("644"), QStringLiteral("/dev/null"), path}))
        return false;
    QFile f(path);
    return f.open(QIODevice::WriteOnly) && f.write(text) == text.size();
}

} // namespace df::test

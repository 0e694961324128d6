#include "practice/practice_kit.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

namespace df {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("PracticeServer", text); }

QString find(const QString& program) {
    const QString found = QStandardPaths::findExecutable(program);
    return found.isEmpty() ? QStandardPaths::findExecutable(program, {QStringLiteral("/usr/sbin"),
                                                                      QStringLiteral("/usr/local/sbin"),
                                                                      QStringLiteral("/sbin")})
                           : found;
}

/// The names that check-php.php prints; `ok` is false when PHP can't be asked.
QStringList phpLacks(bool& ok) {
    QFile script(QStringLiteral(":/df/practice/check-php.php"));
    ok = script.open(QIODevice::ReadOnly);
    QProcess php;
    php.start(find(QStringLiteral("php")), QStringList());
    php.write(script.readAll());
    php.closeWriteChannel();
    ok = ok && php.waitForFinished(5000) && php.exitStatus() == QProcess::NormalExit;
    return QString::fromUtf8(php.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QStringList missingPhpParts() {
    bool ok = false;
    QStringList sentences;
    for (const QString& name : phpLacks(ok)) {
        if (name == QLatin1String("8.0"))
            sentences << tr("PHP is older than 8.0.");
        else
            sentences << tr("PHP lacks the extension %1.").arg(name);
    }
    if (!ok)
        sentences << tr("PHP doesn't start on this computer.");
    return sentences;
}
} // namespace

QStringList missingForPractice() {
#ifdef Q_OS_WIN
    return {tr("A practice server needs a Unix-like system; Windows can't run one.")};
#else
    QStringList sentences;
    const auto need = [&sentences](const char* program, const QString& sentence) {
        if (find(QLatin1String(program)).isEmpty())
            sentences << sentence;
    };
    need("sshd", tr("The SSH server is not installed (package openssh-server)."));
    need("ssh-keygen", tr("The program ssh-keygen is not installed (package openssh-client)."));
    need("git", tr("Git is not installed (package git)."));
    need("composer", tr("Composer is not installed (package composer)."));
    if (find(QStringLiteral("php")).isEmpty())
        sentences << tr(
            "PHP is not installed (packages php-cli, php-sqlite3, php-mbstring, php-curl, php-xml).");
    else
        sentences << missingPhpParts();
    return sentences;
#endif
}

} // namespace df

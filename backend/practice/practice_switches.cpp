#include "practice/practice_server.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace df {

QStringList PracticeServer::switches() {
    return {QStringLiteral("composer-fails"),
            QStringLiteral("migration-fails"),
            QStringLiteral("migration-fails-live"),
            QStringLiteral("web-server-down"),
            QStringLiteral("disk-full"),
            QStringLiteral("php-too-old"),
            QStringLiteral("not-a-repository"),
            QStringLiteral("local-changes"),
            QStringLiteral("banner"),
            QStringLiteral("wrong-app-key"),
            QStringLiteral("sudo-password")};
}

bool PracticeServer::isSwitch(const QString& name) {
    const QString cut = QStringLiteral("line-cut:");
    return name.isEmpty() || switches().contains(name) || (name.startsWith(cut) && name.size() > cut.size());
}

QString PracticeServer::whyNoSwitch(const QString& name) {
#ifdef Q_OS_UNIX
    if (name == QLatin1String("sudo-password") && geteuid() == 0)
        return tr("The switch sudo-password needs an ordinary account: root is never asked for a password. "
                  "Start the program as another user.");
#endif
    return {};
}

QString PracticeServer::describeSwitch(const QString& name) {
    if (name == QLatin1String("composer-fails"))
        return tr("A package of the new release can't be had");
    if (name == QLatin1String("migration-fails"))
        return tr("A change of the database fails half-way");
    if (name == QLatin1String("migration-fails-live"))
        return tr("A change of the database fails half-way, and only on the real data");
    if (name == QLatin1String("web-server-down"))
        return tr("The web server dies of the new release");
    if (name == QLatin1String("disk-full"))
        return tr("The disk is full while the new release is built");
    if (name == QLatin1String("php-too-old"))
        return tr("The new release needs a newer PHP than the server has");
    if (name == QLatin1String("not-a-repository"))
        return tr("The installation is not a git repository");
    if (name == QLatin1String("local-changes"))
        return tr("Somebody changed files of the installation by hand");
    if (name == QLatin1String("banner"))
        return tr("The server prints greetings into every answer");
    if (name == QLatin1String("wrong-app-key"))
        return tr("The encryption key in .env is not the one the data was written with");
    if (name == QLatin1String("sudo-password"))
        return tr("sudo asks for a password (it is let-me-in)");
    if (name.startsWith(QLatin1String("line-cut:")))
        return tr("The connection breaks");
    return tr("Nothing goes wrong");
}

} // namespace df

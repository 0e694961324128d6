#include "words/get_dreamfactory.h"

#include "core/version.h"

#include <QCoreApplication>

namespace df {

namespace {

struct GetText {
    Q_DECLARE_TR_FUNCTIONS(df::GetDreamFactory)
};

/// The systems that the vendor's installer of 7.7.0 knows.
struct Known {
    const char* id;
    QStringList versions; ///< majors; empty: any from `least` on
    int least;
};

bool knows(const MachineFacts& machine) {
    static const Known all[] = {{"ubuntu", {QStringLiteral("22"), QStringLiteral("24")}, 0},
                                {"debian", {QStringLiteral("12"), QStringLiteral("13")}, 0},
                                {"rhel", {}, 8},
                                {"rocky", {}, 8},
                                {"almalinux", {}, 8},
                                {"centos", {}, 8},
                                {"ol", {}, 8},
                                {"fedora", {}, 39}};
    const QString major = machine.osVersion.section(QLatin1Char('.'), 0, 0);
    for (const Known& known : all)
        if (machine.osId == QLatin1String(known.id))
            return known.versions.isEmpty() ? major.toInt() >= known.least : known.versions.contains(major);
    return false;
}

QString installOf(const MachineFacts& machine, const QString& package) {
    const QString sudo =
        machine.root && machine.signedInUser == QLatin1String("root") ? QString() : QStringLiteral("sudo ");
    if (machine.packageManager == QLatin1String("dnf"))
        return sudo + QStringLiteral("dnf install -y ") + package;
    if (machine.packageManager == QLatin1String("zypper"))
        return sudo + QStringLiteral("zypper install -y ") + package;
    if (machine.packageManager == QLatin1String("apk"))
        return sudo + QStringLiteral("apk add ") + package;
    return sudo + QStringLiteral("apt-get install -y ") + package;
}

} // namespace

GetDreamFactory getDreamFactory(const MachineFacts& machine, const QString& tag) {
    GetDreamFactory get;
    get.title = GetText::tr("There is no DreamFactory on the new server yet.");
    const QString system = machine.osName.isEmpty() ? GetText::tr("this system") : machine.osName.left(80);
    if (knows(machine)) {
        get.fits =
            GetText::tr("The vendor's installer knows %1. It brings PHP, a web server and DreamFactory %2.")
                .arg(system, tag);
        get.commands =
            QStringList{installOf(machine, QStringLiteral("curl ca-certificates")),
                        QStringLiteral("curl -fLO https://raw.githubusercontent.com/dreamfactorysoftware/"
                                       "dreamfactory/refs/tags/%1/installers/dfsetup.run")
                            .arg(tag),
                        QStringLiteral("sudo bash dfsetup.run")}
                .join(QLatin1Char('\n'));
    } else {
        get.fits =
            GetText::tr("The vendor's installer doesn't know %1. Install %2 by the vendor's manual for "
                        "other systems, or take a server with a system that it knows: Ubuntu 22 or "
                        "24, Debian 12 or 13, Red Hat and its kin from 8 on, Fedora from 39 on.")
                .arg(system, tag);
    }
    get.advice = {
        GetText::tr("Choose the same kind of database as on the old server: MySQL or MariaDB, PostgreSQL, or "
                    "SQLite."),
        GetText::tr("Don't fill in the page that asks for the first administrator: the old server's "
                    "administrators are brought over. Until then that page is open to anybody who reaches "
                    "the server, so keep it off the internet."),
        GetText::tr("Then look again: press F5, or wait. The wizard looks again every half minute while this "
                    "page is open.")};
    return get;
}

} // namespace df

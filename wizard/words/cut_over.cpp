#include "words/cut_over.h"

#include "run/old_print.h"

#include <QCoreApplication>

namespace df {

namespace {

struct CutOverText {
    Q_DECLARE_TR_FUNCTIONS(df::CutOver)
};

} // namespace

QStringList cutOverSteps(const CutOver& c) {
    QStringList steps;
    const QString site = c.oldWeb.serverName.isEmpty() || c.oldWeb.serverName == QLatin1String("_")
                             ? c.oldName
                             : c.oldWeb.serverName.section(QLatin1Char(' '), 0, 0);
    steps << CutOverText::tr("Try %1 first by its own address: log in, call a service or two.").arg(c.newName)
          << CutOverText::tr(
                 "Point the name %1 to the new server's address: the A and AAAA records of your DNS, "
                 "or the back end of your proxy or load balancer.")
                 .arg(site)
          << CutOverText::tr(
                 "Users arrive as the record's TTL runs out: lower it to 5 minutes beforehand, and "
                 "wait that long. Until then some still reach the old server.");
    if (c.oldWeb.tls)
        steps << CutOverText::tr(
                     "The certificate of %1 doesn't move: put it, or a new one, into the new server's site.")
                     .arg(site);
    steps << CutOverText::tr(
        "Firewalls and databases that let the old address in must let the new one in, too.");
    if (c.schedulesLeft)
        steps << CutOverText::tr("Schedules and workers don't move: set them up on the new server, and stop "
                                 "those of the old one.");
    steps << (c.oldClosed
                  ? CutOverText::tr(
                        "Leave %1 in maintenance until nobody asks it any more; then switch it off.")
                        .arg(c.oldName)
                  : CutOverText::tr("%1 is still open: what users write there from now on is not on %2.")
                        .arg(c.oldName, c.newName));
    return steps;
}

QString wayBackAfterMove(const CutOver& c) {
    const QString open =
        c.oldClosed ? CutOverText::tr("Open %1 again, and users go on there as before.").arg(c.oldName)
                    : CutOverText::tr("Users of %1 have noticed nothing.").arg(c.oldName);
    if (c.kept)
        return CutOverText::tr(
                   "Going back: leave the name where it is. %1 What was on %2 before is in %3 until you "
                   "delete it.")
            .arg(open, c.newName, c.runFolder);
    return CutOverText::tr(
               "Going back is possible until you keep it: the button puts %2 back as it was. %1 What "
               "users write on %2 after the cut-over would then be missing on the old one.")
        .arg(open, c.newName);
}

QString oldServerProof(const std::optional<FingerprintFact>& fact, bool beingTaken) {
    if (beingTaken)
        return CutOverText::tr("The old server's fingerprint is being taken.");
    if (!fact || fact->now.isEmpty())
        return {};
    if (fact->same)
        return CutOverText::tr("Proved: the old server's files, settings and tables are exactly as before.");
    if (onlyRowsDiffer(*fact))
        return CutOverText::tr(
            "Proved: the old server's files and settings are exactly as before. Users wrote "
            "to its database meanwhile.");
    return CutOverText::tr("The old server's fingerprint is not the one of before: see the report for what "
                           "differs.");
}

} // namespace df

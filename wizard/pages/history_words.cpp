#include "pages/start_page.h"

#include "run/run_state.h"
#include "theme/icons.h"

#include <QCoreApplication>
#include <QLocale>

namespace df {

namespace {

struct HistoryText {
    Q_DECLARE_TR_FUNCTIONS(df::History)
};

QString when(const QDateTime& utc) {
    const QDateTime t = utc.toLocalTime();
    if (t.date() == QDate::currentDate())
        return HistoryText::tr("today, %1").arg(t.toString(QStringLiteral("HH:mm")));
    return QLocale().toString(t.date(), QStringLiteral("d MMM"));
}

QString hostOf(QString server) {
    server = server.mid(server.indexOf(u'@') + 1);
    return server.endsWith(QLatin1String(":22")) ? server.chopped(3) : server;
}

QString outcome(const JournalEntry& e) {
    if (!e.summary.isEmpty())
        return e.summary;
    if (e.open)
        return HistoryText::tr("needs you");
    switch (runPhaseFromString(e.phase)) {
    case RunPhase::Kept:
        return HistoryText::tr("done");
    case RunPhase::WentBack:
        return HistoryText::tr("went back");
    case RunPhase::Stuck:
        return HistoryText::tr("a person is needed");
    default:
        return {};
    }
}

} // namespace

QString historyTitle(const JournalEntry& e) {
    QString title;
    if (e.task == QLatin1String("look"))
        title = HistoryText::tr("Look only");
    else if (e.task == QLatin1String("go-back"))
        title = HistoryText::tr("Back to %1").arg(e.from);
    else if (e.task == QLatin1String("migrate"))
        title = e.practice ? HistoryText::tr("Move to a new server")
                           : HistoryText::tr("Move from %1")
                                 .arg(hostOf(e.extra.value(QLatin1String("oldServer")).toString()));
    else
        title = HistoryText::tr("Upgrade to %1").arg(e.to);
    return e.practice ? HistoryText::tr("Practice: %1").arg(title) : title;
}

QString historyServer(const JournalEntry& e) {
    return e.practice ? HistoryText::tr("practice-server") : hostOf(e.server);
}

QString historyNote(const JournalEntry& e) {
    QStringList parts;
    if (!e.practice && !e.server.isEmpty())
        parts << hostOf(e.server);
    parts << when(e.startedAt);
    if (const QString o = outcome(e); !o.isEmpty())
        parts << o;
    return parts.join(QStringLiteral(" · "));
}

QString historyIcon(const JournalEntry& e, Tone* tone) {
    const auto state = [tone](StateWord s) {
        *tone = stateTone(s);
        return stateIcon(s);
    };
    if (e.open)
        return state(StateWord::NeedsYou);
    if (e.task == QLatin1String("look")) {
        *tone = Tone::Done;
        return QStringLiteral("eye");
    }
    switch (runPhaseFromString(e.phase)) {
    case RunPhase::Kept:
        return state(StateWord::Done);
    case RunPhase::WentBack:
        return state(StateWord::Undone);
    case RunPhase::Stuck:
    case RunPhase::Failed:
        return state(StateWord::Failed);
    default:
        return state(StateWord::Skipped);
    }
}

QVector<QPair<QString, QString>> breakSwitches() {
    return {{QString(), HistoryText::tr("nothing")},
            {QStringLiteral("composer-fails"), HistoryText::tr("the package source")},
            {QStringLiteral("migration-fails"), HistoryText::tr("the change of the database")},
            {QStringLiteral("web-server-down"), HistoryText::tr("the web server")},
            {QStringLiteral("disk-full"), HistoryText::tr("the disk is full")},
            {QStringLiteral("php-too-old"), HistoryText::tr("PHP is too old")},
            {QStringLiteral("not-a-repository"), HistoryText::tr("not a git repository")},
            {QStringLiteral("local-changes"), HistoryText::tr("files changed by hand")},
            {QStringLiteral("banner"), HistoryText::tr("a talkative log-in banner")},
            {QStringLiteral("sudo-password"), HistoryText::tr("sudo asks for a password: let-me-in")}};
}

} // namespace df

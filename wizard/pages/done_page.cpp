#include "pages/done_page.h"

#include "flow/advice_step.h"
#include "flow/compare_step.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/progress.h"
#include "flow/run_step.h"
#include "pages/run_values.h"
#include "theme/icons.h"
#include "widgets/error_card.h"
#include "widgets/figures.h"
#include "widgets/probe_chart.h"
#include "widgets/text_label.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QPushButton>
#include <QUrl>

namespace df {

QString DonePage::title() const {
    const QString host = flow().newServerTitle(), outcome = flow().outcome();
    const Plan& plan = m_run.plan();
    if (flow().moves())
        return moveTitle();
    if (outcome == QLatin1String("looked") || outcome == QLatin1String("refused"))
        return tr("Looked at %1. Nothing was changed.").arg(host);
    if (outcome == QLatin1String("went-back"))
        return m_run.run().fingerprint.same
                   ? tr("%1 runs DreamFactory %2, exactly as before").arg(host, releaseBefore(plan))
                   : tr("%1 runs DreamFactory %2 again").arg(host, releaseBefore(plan));
    if (outcome == QLatin1String("done"))
        return tr("%1 runs DreamFactory %2").arg(host, plan.to);
    if (outcome == QLatin1String("failed"))
        return tr("The upgrade of %1 failed").arg(host);
    return tr("How it stands with %1").arg(host);
}

QString DonePage::moveTitle() const {
    const QString from = flow().serverTitle(), to = flow().newServerTitle(), outcome = flow().outcome();
    if (outcome == QLatin1String("done"))
        return tr("%1 has the data of %2").arg(to, from);
    if (outcome == QLatin1String("went-back"))
        return m_run.run().fingerprint.same ? tr("%1 is exactly as it was").arg(to)
                                            : tr("%1 has its own site again").arg(to);
    if (outcome == QLatin1String("failed"))
        return tr("The move to %1 failed").arg(to);
    if (outcome == QLatin1String("looked") || outcome == QLatin1String("refused"))
        return tr("Looked at %1 and %2. Nothing was changed.").arg(from, to);
    return tr("How it stands with %1").arg(to);
}

QString DonePage::subtitle() const {
    const double at = startedAt(m_run.run());
    if (looked() || at <= 0)
        return tr("The report holds everything that was found, with sources.");
    if (flow().outcome() == QLatin1String("failed")) {
        const Words words = wordsForRun(m_run.run(), m_run.plan(), flow().situation());
        if (!words.happened.isEmpty())
            return words.happened;
    }
    double end = at;
    for (const StepState& s : m_run.run().steps)
        end = std::max(end, s.endedAt);
    const QDateTime day = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(at)).toLocalTime();
    if (flow().moves())
        return tr("Moved from %1 on %2, %3 to %4.")
            .arg(flow().serverTitle(), QLocale().toString(day.date(), QLocale::LongFormat), clockTime(at),
                 clockTime(end));
    return tr("Begun from %1 on %2, %3 to %4.")
        .arg(m_run.plan().from, QLocale().toString(day.date(), QLocale::LongFormat), clockTime(at),
             clockTime(end));
}

QString DonePage::helpText() const {
    return tr("The report holds every command, its result and its proof, and no secrets. It was written when "
              "this page opened; "
              "you may save a copy elsewhere.\n\nWhat is kept on the server: the old release, the copy of "
              "the database and of "
              ".env. The last two hold secrets; only root can read them. Delete them when you no longer want "
              "to go back; that "
              "can't be undone, so the server's name is asked for.");
}

QString DonePage::headerIcon(Tone* tone) const {
    const QString outcome = flow().outcome();
    const auto state = [tone](StateWord s) {
        *tone = stateTone(s);
        return stateIcon(s);
    };
    if (outcome == QLatin1String("done"))
        return state(StateWord::Done);
    if (outcome == QLatin1String("looked") || outcome == QLatin1String("refused")) {
        *tone = Tone::Done;
        return QStringLiteral("eye");
    }
    if (outcome == QLatin1String("went-back"))
        return state(StateWord::Undone);
    return state(outcome == QLatin1String("failed") ? StateWord::Failed : StateWord::NeedsYou);
}

bool DonePage::looked() const { return m_run.state() == StateWord::NotStarted; }

QVector<PageButton> DonePage::buttons() {
    QVector<PageButton> all;
    if (looked())
        all.append(backButton());
    if (m_run.run().phase == RunPhase::Switched)
        all.append({QStringLiteral("go-back"),
                    flow().moves() ? tr("&Go back…") : tr("&Go back to %1…").arg(releaseBefore(m_run.plan())),
                    ButtonRole::Plain,
                    true,
                    QStringLiteral("state-undone"),
                    [this] { askGoBack(); },
                    true,
                    {}});
    all.append({QStringLiteral("another"),
                tr("Take &another server"),
                ButtonRole::Plain,
                true,
                {},
                [this] { Q_EMIT closeRequested(); },
                false,
                {}});
    PageButton close;
    close.id = QStringLiteral("close");
    close.text = tr("&Close");
    close.role = ButtonRole::Primary;
    close.action = [this] { Q_EMIT closeRequested(); };
    all.append(close);
    return all;
}

void DonePage::askGoBack() {
    if (flow().moves()) {
        const QString name = flow().newServerTitle();
        confirm(
            tr("Put %1 back as it was?").arg(name),
            tr("Its own database, files and settings take their place again. What was written there since is "
               "kept aside on it, in %1. The old server is opened to its users again.")
                .arg(m_run.plan().runFolder),
            tr("&Put %1 back").arg(name), [this] {
                m_run.goBack();
                Q_EMIT pageRequested(QStringLiteral("run"));
            });
        return;
    }
    confirm(tr("Go back to %1?").arg(releaseBefore(m_run.plan())),
            tr("Users are cut off for some seconds. What they have written since the switch is kept aside on "
               "the server, in %1.")
                .arg(m_run.plan().runFolder),
            tr("&Go back to %1").arg(releaseBefore(m_run.plan())), [this] {
                m_run.goBack();
                Q_EMIT pageRequested(QStringLiteral("run"));
            });
}

/// What ended without a change has no state of its own: its report is the result.
StateWord DonePage::state() const {
    return m_done.state() == StateWord::NotStarted && !m_done.reportFolder().isEmpty() ? StateWord::Done
                                                                                       : m_done.state();
}

void DonePage::enter() { writeReportOnce(); }

/// The report is written when the outcome is known: keeping takes a moment on the server.
void DonePage::writeReportOnce() {
    const QString outcome = flow().outcome();
    if (m_reportTried || !m_done.reportFolder().isEmpty() || !isVisible() ||
        isWorking(m_run.run().phase) != looked() || outcome.isEmpty() ||
        (!looked() && m_run.run().phase == RunPhase::Switched))
        return;
    m_reportTried = true;
    if (const auto written = flow().writeReport(); !written)
        showTrouble(written.error());
}

QWidget* DonePage::initialFocus() { return primary(); }

QVector<Figure> DonePage::lookFigures() const {
    const Advice& a = flow().adviceStep().advice();
    int must = 0, know = 0, fine = 0;
    for (const Finding& f : a.findings)
        (f.severity == Severity::MustFix ? must : f.severity == Severity::ShouldKnow ? know : fine)++;
    return {
        {a.from.isEmpty() ? tr("unknown") : a.from, tr("release that runs there")},
        {a.to.isEmpty() ? tr("none") : a.to, tr("release that was asked about")},
        {tr("%n must fix", nullptr, must), must ? tr("block an upgrade") : tr("nothing blocks an upgrade")},
        {tr("%n should know", nullptr, know), tr("%n check(s) were fine", nullptr, fine)}};
}

namespace {

QString comparedInWords(const Comparison& c, const QVector<DifferenceNote>& notes) {
    int worse = 0, look = 0;
    for (const AreaComparison& a : c.areas)
        for (const Difference& d : a.differences) {
            worse += d.verdict == Verdict::Worse ? 1 : 0;
            look += d.verdict == Verdict::Look ? 1 : 0;
        }
    if (const AcceptedCount count = acceptedIn(c, notes); count.accepted > 0 && count.left == 0)
        return DonePage::tr("compared, as expected; %n accepted with your note", nullptr, count.accepted);
    if (c.verdict == Verdict::Worse)
        return DonePage::tr("compared; %n thing(s) got worse", nullptr, std::max(worse, 1));
    if (c.verdict == Verdict::Look)
        return DonePage::tr("compared, as expected; %n to look at", nullptr, std::max(look, 1));
    return c.verdict == Verdict::Same ? DonePage::tr("compared, all the same")
                                      : DonePage::tr("compared, all as expected");
}

} // namespace

QVector<Figure> DonePage::figures() const {
    const RunState& run = m_run.run();
    const DowntimeFact down = m_run.downtimeSoFar();
    const double begun = startedAt(run);
    double end = begun;
    for (const StepState& s : run.steps)
        end = std::max(end, s.endedAt);
    const Comparison& c = flow().compareStep().comparison();
    QVector<Figure> all{{duration(std::round(end - begun)), tr("from start to end, %n stage(s)", nullptr,
                                                               static_cast<int>(m_run.plan().stages.size()))},
                        {down.failedProbes ? cutOff(down) : tr("nothing"),
                         down.failedProbes ? tr("users were cut off, measured every %1 ms").arg(down.everyMs)
                                           : tr("users were never cut off")}};
    if (!c.areas.isEmpty())
        all.append({tr("%n value(s)", nullptr, c.valuesCompared()), comparedInWords(c, flow().notes())});
    for (const AreaComparison& a : c.areas)
        if (a.id == QLatin1String("key-proof") && a.notCollected.isEmpty() && a.after > 0)
            all.append({tr("%1 of %2").arg(a.same).arg(a.after), tr("secrets readable, as before")});
    if (!run.fingerprint.now.isEmpty())
        all.append({run.fingerprint.same
                        ? tr("exactly as before")
                        : tr("%n differ", nullptr, static_cast<int>(run.fingerprint.differences.size())),
                    tr("files, tables, services and settings")});
    return all;
}

void DonePage::refresh() {
    const auto error = m_run.error();
    const bool stuck = m_run.run().phase == RunPhase::Stuck ||
                       (m_run.run().phase == RunPhase::WentBack && !m_run.run().fingerprint.same);
    m_error->setVisible(error.has_value() && !stuck && !looked() && m_run.run().phase != RunPhase::WentBack);
    if (m_error->isVisibleTo(this))
        m_error->show(wordsFor(*error, {flow().newServerTitle(), m_run.plan().from, m_run.plan().to, true,
                                        m_run.downtimeSoFar()}));
    m_figures->set(looked() ? lookFigures() : figures());
    refreshChart();
    refreshKept();
    refreshToDo();
    refreshOldServer();
    for (QPushButton* b : std::as_const(m_reportButtons))
        b->setEnabled(!m_done.reportFolder().isEmpty());
    writeReportOnce();
}

void DonePage::saveCopy(const QString& name, const QString& filter) {
    const QString target = QFileDialog::getSaveFileName(this, tr("Save the report"), name, filter);
    if (target.isEmpty())
        return;
    const QString source = QDir(m_done.reportFolder()).filePath(name);
    QFile::remove(target);
    if (!QFile::copy(source, target))
        showTrouble(
            {ErrorCode::FileUnwritable, tr("%1 could not be written.").arg(target), {target}, {}, true});
}

void DonePage::openReport() {
    QDesktopServices::openUrl(
        QUrl::fromLocalFile(QDir(m_done.reportFolder()).filePath(QStringLiteral("report.html"))));
}

void DonePage::askDelete(const QString& what, const QString& title) {
    const QString name = flow().newServerTitle();
    confirm(
        tr("Delete: %1?").arg(title),
        tr("It is deleted on the server and can't be brought back. Without it, going back is no longer "
           "possible."),
        tr("&Delete it on %1").arg(name), [this, what] { m_run.deleteBackup(what); }, name);
}

void DonePage::setSpace(int side, bool low) {
    Page::setSpace(side, low);
    body()->setSpacing(px(low ? 10 : 16));
}

void DonePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_columns->setDirection(width() < px(760) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace df

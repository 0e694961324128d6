// The sections of the Done page: downtime chart, what is kept, the report, what is left to do.
#include "pages/done_page.h"

#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/closing_step.h"
#include "flow/move/since_step.h"
#include "flow/run_step.h"
#include "pages/run_values.h"
#include "plan/migration.h"
#include "plan/planner.h"
#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/figures.h"
#include "widgets/probe_chart.h"
#include "widgets/row_item.h"
#include "widgets/since_card.h"
#include "words/amounts.h"
#include "words/cut_over.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QPushButton>

namespace df {

DonePage::DonePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.doneStep(), parent), m_done(flow.doneStep()), m_run(flow.runStep()),
      m_error(new ErrorCard), m_figures(new Figures), m_chartCard(new Card), m_chart(new ProbeChart(40)),
      m_kept(new Card) {
    body()->addWidget(m_error);
    body()->addWidget(m_figures);
    body()->addWidget(buildChart());
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(px(20));
    m_columns->addWidget(buildKept(), 65);
    m_columns->addWidget(buildReport(), 35);
    body()->addLayout(m_columns);
    body()->addStretch();
    connect(&m_run, &FlowStep::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
}

QWidget* DonePage::buildChart() {
    QBoxLayout* box = nullptr;
    QWidget* w = columnWidget(&box, 20, 12, 8);
    auto* head = new QHBoxLayout;
    m_chartTitle = new TextLabel(tr("Response time of the API around the switch"), Type::Table, Tone::Muted);
    m_chartNote = new TextLabel(Type::Table, Tone::Muted);
    m_chartNote->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(m_chartTitle, 1);
    head->addWidget(m_chartNote, 1);
    box->addLayout(head);
    box->addWidget(m_chart);
    auto* foot = new QHBoxLayout;
    m_chartFrom = new TextLabel(Type::Note, Tone::Muted);
    m_chartTo = new TextLabel(Type::Note, Tone::Muted);
    m_chartTo->setFit(TextLabel::Fit::OneLine);
    foot->addWidget(m_chartFrom, 1);
    foot->addWidget(m_chartTo);
    box->addLayout(foot);
    m_chartCard->addRow(w);
    return m_chartCard;
}

QWidget* DonePage::buildKept() {
    QBoxLayout* box = nullptr;
    m_keptColumn = columnWidget(&box, 0, 0, 8);
    m_keptTitle = new TextLabel(Type::Section);
    m_keptNote = new TextLabel(Type::Table, Tone::Muted);
    box->addWidget(m_keptTitle);
    box->addWidget(m_kept);
    box->addWidget(m_keptNote);
    if (flow().moves())
        box->addWidget(buildOldServer());
    box->addStretch();
    return m_keptColumn;
}

QWidget* DonePage::buildOldServer() {
    QBoxLayout* box = nullptr;
    m_oldBox = columnWidget(&box, 0, 8, 8);
    box->addWidget(new TextLabel(tr("To cut over"), Type::Section));
    m_oldCard = new Card;
    box->addWidget(m_oldCard);
    m_since = new SinceCard;
    box->addWidget(m_since);
    connect(m_since, &SinceCard::asked, this, [this] { flow().askOldSince(); });
    connect(&flow().sinceStep(), &FlowStep::changed, this, &DonePage::refreshOldServer);
    connect(&flow().closingStep(), &FlowStep::changed, this, &DonePage::refreshOldServer);
    connect(&flow(), &Flow::changed, this, &DonePage::refreshOldServer);
    return m_oldBox;
}

/// The steps that are left, the old server's state with its button, and until when there is a way back.
void DonePage::refreshOldServer() {
    if (!m_oldBox)
        return;
    const RunPhase phase = m_run.run().phase;
    const bool moved = phase == RunPhase::Switched || phase == RunPhase::Kept;
    const ClosingStep& closing = flow().closingStep();
    const bool begun = !closing.plan().runId.isEmpty();
    m_oldBox->setVisible(moved || begun);
    m_since->setVisible(moved);
    m_since->show(flow().sinceStep(), flow().serverTitle());
    CutOver c{flow().serverTitle(),
              flow().newServerTitle(),
              {},
              closing.door() == ClosingStep::Door::Closed,
              phase == RunPhase::Kept,
              false,
              m_run.plan().runFolder};
    if (const Installation* old = flow().lookStep().installation()) {
        c.oldWeb = old->web;
        c.schedulesLeft = !old->schedules.isEmpty();
    }
    const QStringList steps = moved ? cutOverSteps(c) : QStringList();
    QString key = steps.join(u'|');
    for (const int state : {int(closing.door()), int(closing.state()), int(phase)})
        key += QLatin1Char('|') + QString::number(state);
    key += oldServerProof(flow().oldFingerprint(), flow().provesOld());
    if (key == std::exchange(m_oldShown, key))
        return;
    m_oldCard->clearRows();
    m_oldCard->addRow(oldServerRow(c.oldClosed));
    if (const QString proof = oldServerProof(flow().oldFingerprint(), flow().provesOld()); !proof.isEmpty()) {
        QBoxLayout* line = nullptr;
        QWidget* row = rowWidget(&line, 16, 9, 12);
        line->addWidget(new IconLabel(QStringLiteral("lock"), Tone::Muted), 0, Qt::AlignTop);
        line->addWidget(new TextLabel(proof, Type::Table), 1);
        m_oldCard->addRow(row);
    }
    int number = 0;
    for (const QString& step : steps) {
        QBoxLayout* line = nullptr;
        QWidget* row = rowWidget(&line, 16, 7, 12);
        auto* label = new TextLabel(QString::number(++number), Type::TableStrong, Tone::Muted);
        label->setMinimumWidth(px(14));
        line->addWidget(label, 0, Qt::AlignTop);
        line->addWidget(new TextLabel(step, Type::Table), 1);
        m_oldCard->addRow(row);
    }
    if (moved) {
        QBoxLayout* line = nullptr;
        QWidget* row = rowWidget(&line, 16, 9, 12);
        line->addWidget(new IconLabel(QStringLiteral("state-undone"), Tone::Undone), 0, Qt::AlignTop);
        line->addWidget(new TextLabel(wayBackAfterMove(c), Type::Table), 1);
        m_oldCard->addRow(row);
    }
}

/// How it stands, and the button for the other.
QWidget* DonePage::oldServerRow(bool closed) {
    const ClosingStep& closing = flow().closingStep();
    const RunPhase phase = m_run.run().phase;
    const bool moved = phase == RunPhase::Switched || phase == RunPhase::Kept;
    const bool open = closing.door() == ClosingStep::Door::Open && !closing.busy();
    QVector<QPushButton*> buttons;
    if (closed) {
        auto* let = smallButton(tr("&Open it again…"));
        connect(let, &QPushButton::clicked, this, &DonePage::askOpenOld);
        buttons << let;
    } else if (closing.state() == StateWord::Failed) {
        auto* again = smallButton(tr("&Try again"));
        connect(again, &QPushButton::clicked, this, [this] { flow().closingStep().tryAgain(); });
        buttons << again;
    } else if (open && moved) {
        auto* shut = smallButton(tr("Shut &users out…"));
        connect(shut, &QPushButton::clicked, this, &DonePage::askShutOld);
        buttons << shut;
    }
    const QString now = closed                                 ? tr("in maintenance: users are shut out")
                        : closing.state() == StateWord::Failed ? tr("its maintenance could not be changed")
                        : open                                 ? tr("open to its users")
                                                               : tr("asking it");
    const bool stays = phase == RunPhase::WentBack && closing.door() != ClosingStep::Door::Open;
    const QString byHand = tr("If it stays shut, open it on that server itself, by: sh %1/undo.sh")
                               .arg(closing.plan().runFolder);
    return makeRow({QStringLiteral("server"),
                    closed ? Tone::Needs : Tone::Text,
                    tr("The old server %1").arg(flow().serverTitle()),
                    stays ? tr("%1. %2").arg(now, byHand) : now,
                    {}},
                   buttons);
}

/// A run of its own over there, with its way back, as before a last copy.
void DonePage::askShutOld() {
    const Installation* old = flow().lookStep().installation();
    if (!old)
        return;
    const QString name = flow().serverTitle();
    confirm(
        tr("Shut users out of %1?").arg(name),
        tr("It goes into maintenance, and stays so until you open it again. Nothing else is changed there, "
           "and nothing is copied."),
        tr("&Shut users out of %1").arg(name), [this, at = *old] {
            flow().closingStep().close(
                planClosing(flow().lookStep().facts(), at, newRunId(QDateTime::currentDateTimeUtc())));
        });
}

void DonePage::askOpenOld() {
    const QString old = flow().serverTitle(), fresh = flow().newServerTitle();
    confirm(tr("Open %1 again?").arg(old),
            tr("Users reach it as before. What they write there from now on is not on %1.").arg(fresh),
            tr("&Open %1 again").arg(old), [this] { flow().closingStep().open(); });
}

QWidget* DonePage::buildReport() {
    QBoxLayout* box = nullptr;
    QWidget* column = columnWidget(&box, 0, 0, 8);
    box->addWidget(new TextLabel(tr("Report"), Type::Section));
    auto* card = new Card;
    card->addRow(makeRow({QStringLiteral("document"),
                          Tone::Muted,
                          tr("For your boss or an auditor"),
                          tr("every command, result, proof · no secrets"),
                          {}}));
    QBoxLayout* buttons = nullptr;
    QWidget* row = rowWidget(&buttons, 16, 10, 8);
    auto* pdf = smallButton(tr("Save &PDF…"));
    makePrimary(pdf);
    auto* html = smallButton(tr("&HTML…"));
    auto* json = smallButton(tr("&JSON…"));
    auto* open = linkButton(tr("&Open"));
    html->setAccessibleName(tr("Save the report as HTML"));
    json->setAccessibleName(tr("Save the report as JSON"));
    open->setAccessibleName(tr("Open the report"));
    connect(pdf, &QPushButton::clicked, this,
            [this] { saveCopy(QStringLiteral("report.pdf"), tr("PDF (*.pdf)")); });
    connect(html, &QPushButton::clicked, this,
            [this] { saveCopy(QStringLiteral("report.html"), tr("Web page (*.html)")); });
    connect(json, &QPushButton::clicked, this,
            [this] { saveCopy(QStringLiteral("report.json"), tr("JSON (*.json)")); });
    connect(open, &QPushButton::clicked, this, &DonePage::openReport);
    m_reportButtons = {pdf, html, json, open};
    for (QPushButton* b : {pdf, html, json})
        buttons->addWidget(b);
    buttons->addStretch();
    buttons->addWidget(open);
    card->addRow(row);
    box->addWidget(card);
    QBoxLayout* toDo = nullptr;
    m_toDoBox = columnWidget(&toDo, 0, 8, 8);
    toDo->addWidget(new TextLabel(tr("Still for you to do"), Type::Section));
    auto* toDoCard = new Card;
    QBoxLayout* line = nullptr;
    QWidget* toDoRow = rowWidget(&line, 16, 10, 12);
    line->addWidget(new IconLabel(QStringLiteral("clock"), Tone::Muted), 0, Qt::AlignTop);
    m_toDo = new TextLabel(Type::Table);
    line->addWidget(m_toDo, 1);
    toDoCard->addRow(toDoRow);
    toDo->addWidget(toDoCard);
    box->addWidget(m_toDoBox);
    box->addStretch();
    return column;
}

void DonePage::refreshChart() {
    const auto& probes = m_run.probes();
    m_chartCard->setVisible(!looked() && !probes.isEmpty());
    if (probes.isEmpty())
        return;
    double first = 0, last = 0;
    int failed = 0;
    for (const Probe& p : probes)
        if (refused(p)) {
            first = failed++ ? first : p.at;
            last = p.at;
        }
    const double margin = std::max(5.0, (last - first) * 0.8);
    const double from = failed ? std::max(probes.first().at, first - margin) : probes.first().at;
    const double to = failed ? std::min(probes.last().at, last + margin) : probes.last().at;
    m_chart->show(probes, from, to);
    const auto clock = [](double at) {
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(at * 1000))
            .toLocalTime()
            .toString(QStringLiteral("HH:mm:ss"));
    };
    m_chartFrom->setText(clock(from));
    m_chartTo->setText(clock(to));
    const DowntimeFact down = m_run.downtimeSoFar();
    m_chartNote->setText(
        failed
            ? tr("amber: cut off, %1 · %n question(s) refused", nullptr, down.failedProbes).arg(cutOff(down))
            : tr("%n question(s), all answered", nullptr, down.probes));
}

void DonePage::refreshKept() {
    const RunState& run = m_run.run();
    m_keptColumn->setVisible(!looked());
    QString key = flow().truthLine() + m_run.copiesHere().join(u'|');
    for (const BackupFact& b : run.backups)
        key += b.what + b.where + QString::number(b.bytes);
    if (key == m_keptShown)
        return;
    m_keptShown = key;
    m_kept->clearRows();
    qint64 sum = 0;
    for (const BackupFact& b : run.backups) {
        sum += b.bytes;
        const bool after = b.what == QLatin1String("files-after");
        const bool files = after || b.what == QLatin1String("files"), env = b.what == QLatin1String("env");
        const QString title = after ? (flow().moves() ? tr("The old server's files, as users left them here")
                                                      : tr("The release %1, set aside").arg(m_run.plan().to))
                              : files ? (flow().moves() ? tr("The files that were there before")
                                                        : tr("The old release %1").arg(m_run.plan().from))
                              : env   ? tr("Copy of .env, holds secrets")
                              : b.what == QLatin1String("database-after")
                                  ? tr("What was written since the switch, holds secrets")
                              : b.what == QLatin1String("changes")
                                  ? tr("Your changes to the release's files")
                                  : tr("Copy of the database, holds secrets");
        auto* remove = smallButton(tr("Delete…"));
        remove->setAccessibleName(tr("Delete: %1").arg(title));
        connect(remove, &QPushButton::clicked, this, [this, files, what = b.what, title] {
            askDelete(files ? QStringLiteral("old-tree") : what, title);
        });
        const QString note = b.provenBy.isEmpty() ? b.where : tr("%1 · proved: %2").arg(b.where, b.provenBy);
        m_kept->addRow(makeRow({files                                ? QStringLiteral("folder")
                                : b.what == QLatin1String("changes") ? QStringLiteral("document")
                                : env                                ? QStringLiteral("lock")
                                                                     : QStringLiteral("database"),
                                Tone::Text, title, note, bytes(b.bytes)},
                               {remove}));
    }
    const auto& copies = m_run.copiesHere();
    m_kept->addRow(makeRow({copies.isEmpty() ? stateIcon(StateWord::Skipped) : QStringLiteral("file"),
                            Tone::Muted, tr("Copies on this computer"), copies.join(QStringLiteral(", ")),
                            copies.isEmpty() ? tr("Skipped, not wanted") : QString()}));
    m_keptTitle->setSpans(
        {{tr("Kept on the server")}, {QStringLiteral("   ")}, aside(sum > 0 ? bytes(sum) : tr("nothing"))});
    m_keptNote->setText(
        run.phase == RunPhase::Kept
            ? (flow().moves()
                   ? tr("You decided to keep it: the one-button way back is disarmed.")
                   : tr("You decided to keep the new release: the one-button way back is disarmed."))
        : run.phase == RunPhase::Switched
            ? tr("Going back sets aside what users have written since the switch.")
            : QString());
    m_keptNote->setVisible(!m_keptNote->text().isEmpty());
}

void DonePage::refreshToDo() {
    QStringList lines;
    if (!m_run.run().note.isEmpty())
        lines << m_run.run().note.left(1200);
    if (m_run.run().phase == RunPhase::WentBack && !m_run.run().fingerprint.same)
        lines << m_run.run().fingerprint.differences.mid(0, 12);
    if (const auto& e = m_run.copyError())
        lines << e->what;
    m_toDoBox->setVisible(!looked() && !lines.isEmpty());
    m_toDo->setText(lines.join(u'\n'));
}

} // namespace df

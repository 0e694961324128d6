#include "pages/history_page.h"

#include "pages/start_page.h"
#include "run/run_state.h"
#include "theme/icons.h"
#include "widgets/card.h"
#include "widgets/controls.h"
#include "widgets/row_item.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace df {

HistoryPage::HistoryPage(QWidget* parent)
    : QWidget(parent), m_list(new Card), m_snapshots(plainButton(tr("&Compare two…"))) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    QBoxLayout* head = nullptr;
    QWidget* top = columnWidget(&head, 40, 20, 3);
    auto* title = new TextLabel(tr("All runs"), Type::PageTitle);
    title->setObjectName(QStringLiteral("pageTitle"));
    head->addWidget(title);
    head->addWidget(
        new TextLabel(tr("Each with its report, as it was when it ended."), Type::Body, Tone::Muted));
    all->addWidget(top);
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 40, 4, 0);
    box->addWidget(m_list);
    box->addStretch();
    auto* area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    all->addWidget(area, 1);
    all->addWidget(new Line);
    QBoxLayout* foot = nullptr;
    QWidget* footer = rowWidget(&foot, 28, 13, 8);
    foot->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted));
    foot->addWidget(
        new TextLabel(tr("Removing an entry here deletes nothing on a server."), Type::Body, Tone::Muted), 1);
    auto* sealed = plainButton(tr("&Open a sealed file…"), QStringLiteral("lock"));
    connect(sealed, &QPushButton::clicked, this, &HistoryPage::openSealedChosen);
    foot->addWidget(sealed);
    connect(m_snapshots, &QPushButton::clicked, this, &HistoryPage::snapshotsChosen);
    foot->addWidget(m_snapshots);
    auto* back = plainButton(tr("&Back"));
    back->setObjectName(QStringLiteral("button-back"));
    connect(back, &QPushButton::clicked, this, &HistoryPage::backChosen);
    foot->addWidget(back);
    all->addWidget(footer);
}

void HistoryPage::setSnapshotsThere(bool there) { m_snapshots->setVisible(there); }

QWidget* HistoryPage::rowFor(const JournalEntry& e) {
    QVector<QPushButton*> buttons;
    const QString name = QStringLiteral("%1, %2").arg(historyTitle(e), historyNote(e));
    if (e.open) {
        auto* resume = smallButton(tr("Resume"));
        resume->setAccessibleName(tr("Resume: %1").arg(name));
        connect(resume, &QPushButton::clicked, this, [this, e] { Q_EMIT resumeChosen(e); });
        buttons << resume;
    }
    if (!e.reportFolder.isEmpty()) {
        auto* report = smallButton(tr("Report"), QStringLiteral("document"));
        report->setAccessibleName(tr("Open the report: %1").arg(name));
        connect(report, &QPushButton::clicked, this, [this, e] { Q_EMIT reportChosen(e.reportFolder); });
        buttons << report;
    }
    const RunPhase phase = runPhaseFromString(e.phase);
    const bool over = phase == RunPhase::Kept || phase == RunPhase::WentBack;
    if (!e.open && over && !e.runFolder.isEmpty()) {
        auto* kept = smallButton(tr("What is kept…"), QStringLiteral("folder"));
        kept->setAccessibleName(tr("What is kept on the server: %1").arg(name));
        kept->setToolTip(
            tr("Connects, and lists the old release and the copies with their sizes, to delete."));
        connect(kept, &QPushButton::clicked, this, [this, e] { Q_EMIT resumeChosen(e); });
        buttons << kept;
    }
    if (!e.open) {
        auto* remove = smallButton(tr("Remove from the list"));
        remove->setAccessibleName(tr("Remove from the list: %1").arg(name));
        connect(remove, &QPushButton::clicked, this, [this, e] { Q_EMIT removeChosen(e); });
        buttons << remove;
    }
    Tone tone = Tone::Muted;
    const QString iconName = historyIcon(e, &tone);
    return makeRow({iconName, tone, historyTitle(e), historyNote(e), {}}, buttons);
}

void HistoryPage::show(const QVector<JournalEntry>& entries) {
    m_list->clearRows();
    for (const JournalEntry& e : entries)
        m_list->addRow(rowFor(e));
    if (entries.isEmpty()) {
        QBoxLayout* box = nullptr;
        QWidget* row = rowWidget(&box, 16, 16, 12);
        box->addWidget(new TextLabel(tr("Nothing was done yet."), Type::Table, Tone::Muted));
        m_list->addRow(row);
    }
}

QString HistoryPage::helpText() const {
    return tr("Every upgrade, going back and look that was done from this computer. “Report” opens what was "
              "written "
              "when it ended. “Resume” leads to an upgrade that waits for an answer. “What is kept” connects "
              "to the "
              "server and lists the old release and the copies with their sizes; there they can be "
              "deleted.\n\n“Open a sealed file” shows a sealed "
              "copy of a server’s .env again: whose it is, its keys, and the values when you ask for them.");
}

} // namespace df

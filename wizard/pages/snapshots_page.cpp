#include "pages/snapshots_page.h"

#include "theme/metrics.h"
#include "verify/expected.h"
#include "widgets/card.h"
#include "widgets/comparison_view.h"
#include "widgets/confirm_dialog.h"
#include "widgets/controls.h"
#include "widgets/difference_tree.h"
#include "widgets/error_card.h"
#include "widgets/flow_layout.h"
#include "widgets/tile.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>

namespace df {

SnapshotsPage::SnapshotsPage(SnapshotStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_title(new TextLabel(Type::PageTitle)),
      m_subtitle(new TextLabel(Type::Body, Tone::Muted)), m_verdict(new Tag), m_error(new ErrorCard),
      m_stack(new QStackedWidget), m_list(new QTreeView), m_empty(new TextLabel(Type::Table, Tone::Muted)),
      m_view(new ComparisonView), m_export(smallButton(tr("&Export…"))), m_rename(smallButton(tr("&Rename"))),
      m_remove(smallButton(tr("&Delete…"), QStringLiteral("trash"))),
      m_compare(primaryButton(tr("&Compare these two"))), m_back(plainButton(tr("&Back"))) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(buildHead());
    QBoxLayout* body = nullptr;
    QWidget* bodyWidget = columnWidget(&body, 24, 4, 12);
    m_error->hide();
    connect(m_error, &ErrorCard::chosen, m_error, &QWidget::hide);
    body->addWidget(m_error);
    m_stack->addWidget(buildList());
    auto* area = new QScrollArea; // a small window scrolls
    area->setWidget(m_view);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(area);
    body->addWidget(m_stack, 1);
    all->addWidget(bodyWidget, 1);
    all->addWidget(new Line);
    all->addWidget(buildFooter());
    m_view->setNotesPossible(true);
    connect(m_view, &ComparisonView::noteMade, this, [this](const DifferenceNote& note) {
        if (const auto kept = m_store.note(m_two.last().server, note); !kept)
            trouble(kept.error());
        m_notes = m_store.notes(m_two.last().server).value_or(m_notes);
        m_view->setNotes(m_notes);
        refreshWords();
    });
    connect(&m_model, &SnapshotListModel::tickedChanged, this, &SnapshotsPage::refreshButtons);
    connect(&m_model, &SnapshotListModel::renamed, this, [this](const QString& id, const QString& name) {
        if (const auto renamed = m_store.rename(id, name); !renamed)
            trouble(renamed.error());
    });
    showList();
}

QWidget* SnapshotsPage::buildHead() {
    QBoxLayout* row = nullptr;
    QWidget* head = rowWidget(&row, 24, 16, 12);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(3));
    m_title->setObjectName(QStringLiteral("pageTitle"));
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    row->addLayout(texts, 1);
    row->addWidget(m_verdict, 0, Qt::AlignTop);
    return head;
}

QWidget* SnapshotsPage::buildTools() {
    auto* tools = new QWidget;
    auto* flow = new FlowLayout(tools, px(8), px(8));
    auto* import = smallButton(tr("&Import…"));
    import->setObjectName(QStringLiteral("import"));
    m_export->setObjectName(QStringLiteral("export"));
    m_rename->setObjectName(QStringLiteral("rename"));
    m_remove->setObjectName(QStringLiteral("remove"));
    for (QPushButton* b : {import, m_export, m_rename, m_remove})
        flow->addWidget(b);
    connect(import, &QPushButton::clicked, this, &SnapshotsPage::importOne);
    connect(m_export, &QPushButton::clicked, this, &SnapshotsPage::exportOne);
    connect(m_remove, &QPushButton::clicked, this, &SnapshotsPage::removeOne);
    connect(m_rename, &QPushButton::clicked, this,
            [this] { m_list->edit(m_list->currentIndex().siblingAtColumn(SnapshotListModel::Name)); });
    return tools;
}

QWidget* SnapshotsPage::buildList() {
    QBoxLayout* box = nullptr;
    QWidget* page = columnWidget(&box, 0, 0, 10);
    box->addWidget(buildTools());
    auto* card = new Card;
    m_list->setObjectName(QStringLiteral("snapshots"));
    m_list->setModel(&m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Snapshots"));
    m_list->header()->setAccessibleName(tr("Columns of the snapshots"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(SnapshotListModel::Name, QHeaderView::Stretch);
    m_empty->setContentsMargins(px(14), px(12), px(14), px(12));
    card->addRow(m_empty);
    card->addRow(m_list, 1);
    card->keepCorners();
    box->addWidget(card, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SnapshotsPage::refreshButtons);
    return page;
}

QWidget* SnapshotsPage::buildFooter() {
    QBoxLayout* box = nullptr;
    QWidget* footer = rowWidget(&box, 28, 13, 8);
    box->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted));
    m_truth = new TextLabel(tr("No server is asked. Secrets are masked in every snapshot."), Type::Body,
                            Tone::Muted);
    box->addWidget(m_truth, 1);
    m_compare->setObjectName(QStringLiteral("button-compare"));
    m_back->setObjectName(QStringLiteral("button-back"));
    box->addWidget(m_compare);
    box->addWidget(m_back);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (const auto two = m_model.ticked(); two.size() == 2)
            compareTwo(two[0], two[1]);
    });
    connect(m_back, &QPushButton::clicked, this, &SnapshotsPage::goBack);
    return footer;
}

bool SnapshotsPage::comparing() const { return m_stack->currentIndex() == 1; }

void SnapshotsPage::goBack() {
    if (comparing())
        showList();
    else
        Q_EMIT backChosen();
}

void SnapshotsPage::showList() {
    m_error->hide();
    m_stack->setCurrentIndex(0);
    m_list->setFocus();
    reload();
    refreshWords();
    refreshButtons();
}

void SnapshotsPage::reload() {
    const auto all = m_store.list();
    if (!all)
        trouble(all.error());
    m_model.show(all.value_or(QVector<KeptSnapshot>()));
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0, 0));
    m_empty->setText(
        tr("No snapshots yet. Each upgrade keeps one from before and one from after; a file brings in one "
           "from another computer."));
    m_empty->setVisible(m_model.rowCount() == 0);
}

const KeptSnapshot* SnapshotsPage::current() const {
    const QModelIndex at = m_list->currentIndex();
    return at.isValid() ? &m_model.at(at.row()) : nullptr;
}

void SnapshotsPage::refreshButtons() {
    for (QPushButton* b : {m_export, m_rename, m_remove})
        b->setEnabled(current());
    m_compare->setVisible(!comparing());
    m_compare->setEnabled(m_model.ticked().size() == 2);
}

namespace {

QString nameOf(const KeptSnapshot& k) {
    return QStringLiteral("%1 · %2 · %3")
        .arg(k.server.section(u'@', -1).section(u':', 0, 0).left(100).simplified(),
             k.release.left(40).simplified(),
             QLocale().toString(k.takenAt.toLocalTime(), QLocale::ShortFormat));
}

} // namespace

void SnapshotsPage::refreshWords() {
    m_verdict->setVisible(comparing());
    if (!comparing()) {
        m_title->setText(tr("Compare two snapshots"));
        m_subtitle->setText(
            tr("Tick two: before and after, old server and new, staging and production, last month and "
               "today."));
        return;
    }
    const Verdict v = m_comparison.verdict;
    m_title->setText(comparisonTitle(m_comparison, m_notes));
    m_subtitle->setText(comparisonCounts(m_comparison, tr("%1 values. %2 the same, %3 differ."), m_notes));
    m_verdict->set(verdictTitle(v),
                   v == Verdict::Worse        ? Tone::Failed
                   : v == Verdict::Look       ? Tone::Needs
                   : v == Verdict::AsExpected ? Tone::Done
                                              : Tone::Muted,
                   v == Verdict::Worse        ? Tone::FailedTint
                   : v == Verdict::Look       ? Tone::NeedsTint
                   : v == Verdict::AsExpected ? Tone::DoneTint
                                              : Tone::Sunken,
                   verdictIcon(v));
}

/// What the release changes is known from the snapshots alone; of another machine its own differences are
/// expected.
void SnapshotsPage::compareTwo(const KeptSnapshot& before, const KeptSnapshot& now) {
    const auto a = m_store.load(before.id), b = m_store.load(now.id);
    for (const auto* side : {&a, &b})
        if (!*side) {
            trouble(side->error());
            return;
        }
    Expected expected;
    expected.fromRelease = a->release;
    expected.toRelease = b->release;
    expected.otherMachine = before.server != now.server;
    m_two = {before, now};
    m_comparison = compare(*a, *b, expected);
    m_notes = m_store.notes(now.server).value_or(QVector<DifferenceNote>());
    m_error->hide();
    m_view->show(*a, *b, m_comparison, nameOf(before), nameOf(now));
    m_view->setNotes(m_notes);
    m_view->setLow(height() < px(640));
    m_stack->setCurrentIndex(1);
    m_view->tree()->setFocus();
    refreshWords();
    refreshButtons();
}

void SnapshotsPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_view->setLow(height() < px(640));
}

void SnapshotsPage::trouble(const Error& error) {
    m_error->show(wordsFor(error));
    m_error->setVisible(true);
}

void SnapshotsPage::importOne() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import a snapshot"), {}, tr("Snapshots (*.json)"));
    if (file.isEmpty())
        return;
    const auto imported = m_store.importFrom(file);
    showList();
    if (!imported)
        trouble(imported.error());
}

void SnapshotsPage::exportOne() {
    const KeptSnapshot* kept = current();
    if (!kept)
        return;
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the snapshot"), QStringLiteral("snapshot.json"), tr("Snapshots (*.json)"));
    if (file.isEmpty())
        return;
    if (const auto written = m_store.exportTo(kept->id, file); !written)
        trouble(written.error());
}

void SnapshotsPage::removeOne() {
    const KeptSnapshot* kept = current();
    if (!kept)
        return;
    const QString id = kept->id;
    auto* dialog = new ConfirmDialog(
        tr("Delete this snapshot?"),
        tr("%1\n\nIt is deleted on this computer. Nothing on a server changes.").arg(nameOf(*kept)),
        tr("&Delete it"), {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id] {
        const auto removed = m_store.remove(id);
        showList();
        if (!removed)
            trouble(removed.error());
    });
    dialog->open();
}

QString SnapshotsPage::helpText() const {
    return tr("A snapshot is what was measured of a server at one moment: services, users, rights, settings, "
              "answers and "
              "their times. Each upgrade keeps one from before and one from after.\n\nTick two and compare "
              "them. Export "
              "writes one to a file that another computer can import. Secrets are masked in it.\n\nF2 "
              "renames, Space "
              "ticks. In the comparison, F8 goes to the next difference, Shift+F8 back, Ctrl+F finds one.");
}

} // namespace df

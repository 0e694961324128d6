#include "widgets/comparison_view.h"

#include "models/detail_text.h"
#include "models/difference_model.h"
#include "theme/icons.h"
#include "theme/tool_tip.h"
#include "theme/wizard_style.h"
#include "widgets/before_now.h"
#include "widgets/controls.h"
#include "widgets/difference_tree.h"
#include "widgets/note_dialog.h"
#include "widgets/paired_bars.h"
#include "widgets/secret_edit.h"
#include "widgets/tile.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QTabBar>

namespace df {

ComparisonView::ComparisonView(QWidget* parent)
    : QWidget(parent), m_tileGroup(new QButtonGroup(this)), m_find(new QLineEdit), m_which(new QComboBox),
      m_tree(new DifferenceTree), m_noMatch(new TextLabel(Type::Table, Tone::Muted)), m_detail(new BeforeNow),
      m_times(new Card), m_statement(new TextLabel(Type::Note, Tone::Muted)), m_bars(new PairedBars),
      m_tabs(new QTabBar) {
    auto* content = new QVBoxLayout(this);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(px(12));
    content->addWidget(buildDecision());
    content->addWidget(buildTiles());
    auto* columns = new QHBoxLayout;
    columns->setSpacing(px(12));
    columns->addWidget(buildTree(), 33);
    auto* right = m_right = new QVBoxLayout;
    right->setSpacing(px(12));
    m_tabs->addTab(tr("Detail"));
    m_tabs->addTab(tr("Response times"));
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("Detail or response times"));
    right->addWidget(m_tabs);
    right->addWidget(m_detail, 1);
    right->addWidget(buildTimes());
    columns->addLayout(right, 67);
    content->addLayout(columns, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { setLow(m_low); });
    connect(m_tree, &DifferenceTree::rowChosen, this, &ComparisonView::showRow);
    connect(m_detail, &BeforeNow::noteWanted, this, &ComparisonView::askNote);
    connect(m_detail, &BeforeNow::stepWanted, this, &ComparisonView::nextDifference);
}

QWidget* ComparisonView::buildDecision() {
    QBoxLayout* box = nullptr;
    m_decision = rowWidget(&box, 0, 0, 10);
    m_decisionIcon = new IconLabel({}, Tone::Muted);
    m_decisionText = new TextLabel(Type::Table);
    m_decisionText->setObjectName(QStringLiteral("decidedBy"));
    box->addWidget(m_decisionIcon, 0, Qt::AlignTop);
    box->addWidget(m_decisionText, 1);
    return m_decision;
}

/// The one difference, or the one area, that made the verdict what it is.
void ComparisonView::refreshDecision() {
    const Comparison& c = m_comparison;
    const Tone ink = c.verdict == Verdict::Worse ? Tone::Failed : Tone::Needs;
    m_decision->setVisible(c.verdict >= Verdict::Look && !c.decidedBy.isEmpty());
    m_decisionIcon->setIcon(verdictIcon(c.verdict), ink);
    m_decisionText->setSpans(spansOf(tr("Decided by: %1"), {strong(c.decidedBy.left(400))}));
    m_decisionText->setToolTip(toolTipOf(c.decidedBy));
}

QWidget* ComparisonView::buildTiles() {
    m_tileRow = new QWidget;
    auto* box = new QGridLayout(m_tileRow);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(px(10));
    m_tileGroup->setExclusive(false);
    const auto groups = areaGroups();
    for (int i = 0; i < groups.size(); ++i) {
        auto* tile = new Tile;
        box->addWidget(tile, 0, i);
        m_tiles.append(tile);
        connect(tile, &Tile::clicked, this, [this, i, groups](bool on) {
            for (int k = 0; k < m_tiles.size(); ++k)
                m_tiles[k]->setChecked(on && k == i);
            m_area = on ? groups[i].id : QString();
            refreshTree();
        });
    }
    return m_tileRow;
}

/// One row of tiles where each can show its verdict whole; else two.
void ComparisonView::placeTiles() {
    auto* grid = static_cast<QGridLayout*>(m_tileRow->layout());
    QVector<Tile*> shown;
    int widest = 0;
    for (Tile* t : std::as_const(m_tiles))
        if (!t->isHidden()) {
            shown.append(t);
            widest = std::max(widest, t->minimumSizeHint().width());
        }
    const int room = width(), count = static_cast<int>(shown.size());
    const bool one = count * widest + (count - 1) * px(10) <= room;
    const int columns = std::max(1, one ? count : (count + 1) / 2);
    if (columns == m_tileColumns)
        return;
    m_tileColumns = columns;
    for (int i = 0; i < shown.size(); ++i)
        grid->addWidget(shown[i], i / columns, i % columns);
    for (int c = 0; c < m_tiles.size(); ++c)
        grid->setColumnStretch(c, c < columns ? 1 : 0);
}

QWidget* ComparisonView::buildTree() {
    auto* card = new Card;
    QBoxLayout* box = nullptr;
    QWidget* head = rowWidget(&box, 10, 8, 8);
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find a difference"));
    m_find->setClearButtonEnabled(true);
    nameClearButton(m_find, tr("Clear"));
    makeCompact(m_find);
    addLeadingIcon(m_find, QStringLiteral("search"));
    for (const QString& word :
         {tr("Differences"), tr("To look at"), tr("Added"), tr("Removed"), tr("Changed"), tr("The same too")})
        m_which->addItem(word);
    m_which->setAccessibleName(tr("Which differences"));
    makeCompact(m_which);
    box->addWidget(m_find, 1);
    box->addWidget(m_which);
    card->addRow(head);
    m_noMatch->setContentsMargins(px(14), px(12), px(14), px(12));
    card->addRow(m_noMatch);
    card->addRow(m_tree, 1);
    card->keepCorners();
    card->setMinimumWidth(px(230));
    card->setMinimumHeight(px(220));
    connect(m_find, &QLineEdit::textChanged, this, &ComparisonView::refreshTree);
    connect(m_which, &QComboBox::currentIndexChanged, this, &ComparisonView::refreshTree);
    return card;
}

QWidget* ComparisonView::buildTimes() {
    QBoxLayout* head = nullptr;
    QWidget* headRow = columnWidget(&head, 14, 8, 2);
    auto* title = new TextLabel(Type::Table);
    title->setSpans(
        {strong(tr("Response times")),
         {QStringLiteral("   ")},
         muted(tr("upper bar: before · lower bar: now · whisker: the middle half of the calls"))});
    head->addWidget(title);
    head->addWidget(m_statement);
    m_times->addRow(headRow);
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 14, 8, 0);
    box->addWidget(m_bars);
    auto* area = new QScrollArea;
    area->setWidget(row);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Response times"));
    area->viewport()->setAutoFillBackground(false);
    row->setAutoFillBackground(false);
    area->setMinimumHeight(px(110));
    m_times->addRow(area, 1);
    m_times->keepCorners();
    return m_times;
}

void ComparisonView::refreshTimes() {
    const auto times = pairedTimes(m_beforeShot, m_nowShot, m_comparison.times);
    m_hasTimes = !times.isEmpty();
    m_bars->show(times);
    m_statement->setText(m_comparison.times.statement);
    m_statement->setVisible(!m_comparison.times.statement.isEmpty());
}

void ComparisonView::refreshTiles() {
    const auto groups = areaGroups();
    for (int i = 0; i < groups.size(); ++i) {
        TileValues v{groups[i].name, Verdict::Same, false, {}};
        int added = 0, removed = 0, changed = 0, before = 0, after = 0;
        QString why;
        for (const AreaComparison& a : m_comparison.areas) {
            if (groupOfArea(a.id) != groups[i].id)
                continue;
            v.verdict = std::max(v.verdict, a.verdict);
            if (!a.notCollected.isEmpty()) {
                why = a.notCollected;
                v.collected = v.collected || a.verdict > Verdict::Same; // no longer seen: that counts too
                continue;
            }
            v.collected = true;
            before += a.before;
            after += a.after;
            for (const Difference& d : a.differences)
                (d.kind == Difference::Kind::Added     ? added
                 : d.kind == Difference::Kind::Removed ? removed
                                                       : changed)++;
        }
        QStringList parts{before == after ? tr("%n value(s)", nullptr, after)
                                          : QStringLiteral("%1 → %2").arg(before).arg(after)};
        if (added)
            parts << QStringLiteral("+%1").arg(added);
        if (removed)
            parts << QStringLiteral("−%1").arg(removed);
        if (changed)
            parts << QStringLiteral("≠%1").arg(changed);
        if (before == 0 && after == 0 && !why.isEmpty())
            parts = QStringList{why};
        v.brief = added + removed + changed ? parts.mid(1).join(QStringLiteral("  ")) : QString();
        v.note = v.collected ? parts.join(QStringLiteral("  ")) : why.isEmpty() ? tr("not measured") : why;
        m_tiles[i]->show(v);
        if (groups[i].id == QLatin1String("other"))
            m_tiles[i]->setVisible(v.collected || !why.isEmpty());
    }
    m_tileColumns = 0;
    placeTiles();
}

void ComparisonView::show(const Snapshot& before, const Snapshot& now, const Comparison& comparison,
                          const QString& beforeName, const QString& nowName) {
    m_beforeShot = before;
    m_nowShot = now;
    m_comparison = comparison;
    m_detail->setNames(beforeName, nowName);
    refreshDecision();
    refreshTimes();
    refreshTiles();
    refreshTree();
    setLow(m_low);
}

void ComparisonView::setNotes(const QVector<DifferenceNote>& notes) {
    m_notes = notes;
    m_tree->setNotes(notes);
    showRow();
}

void ComparisonView::setNotesPossible(bool possible) { m_detail->setNotesPossible(possible); }

QString ComparisonView::nothingToShow() const {
    const QString text = m_find->text().trimmed();
    if (!text.isEmpty())
        return tr("No difference contains '%1'.").arg(text);
    return m_which->currentIndex() > 0 || !m_area.isEmpty()
               ? tr("No difference here.")
               : tr("All %1 values are the same as before.").arg(m_comparison.valuesCompared());
}

void ComparisonView::refreshTree() {
    const DifferenceFilter filter{m_find->text().trimmed(),
                                  static_cast<DifferenceFilter::Which>(m_which->currentIndex()), m_area};
    m_tree->show(m_comparison, filter, m_nowShot);
    m_tree->setNotes(m_notes);
    const bool none = m_tree->differences().rowCount() == 0;
    m_noMatch->setVisible(none);
    m_noMatch->setText(nothingToShow());
    if (none)
        m_detail->clear(m_which->currentIndex() > 0 || !m_area.isEmpty() || !filter.text.isEmpty()
                            ? tr("No difference to show.")
                            : tr("Nothing differs."));
    else
        m_tree->goToFirst();
}

void ComparisonView::showRow() {
    const DifferenceModel& model = m_tree->differences();
    const QModelIndex at = m_tree->currentIndex();
    const auto d = at.isValid() ? model.differenceAt(at) : std::nullopt;
    if (!d)
        return;
    const QString area = model.areaAt(at);
    m_detail->show(*d, detailText(area, *d, m_beforeShot, m_nowShot), noteFor(m_notes, area, *d),
                   model.placeOf(at), model.differenceCount());
}

void ComparisonView::askNote() {
    const QModelIndex at = m_tree->currentIndex();
    const auto d = m_tree->differences().differenceAt(at);
    if (!d)
        return;
    const QString area = m_tree->differences().areaAt(at), label = d->label.isEmpty() ? d->item : d->label;
    const DifferenceNote* old = noteFor(m_notes, area, *d);
    auto* dialog = new NoteDialog(
        (d->attribute.isEmpty() ? label : QStringLiteral("%1 · %2").arg(label, d->attribute))
            .left(200)
            .simplified(),
        old ? *old : DifferenceNote{area, d->item, d->attribute, printOf(*d), {}, true, {}}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT noteMade(dialog->note()); });
    dialog->open();
}

void ComparisonView::nextDifference(bool backwards) { m_tree->goNext(backwards); }

void ComparisonView::find() {
    m_find->setFocus();
    m_find->selectAll();
}

void ComparisonView::setLow(bool low) {
    m_low = low;
    m_tabs->setVisible(low && m_hasTimes);
    m_right->setSpacing(low ? 0 : px(12)); // a tab stands on its card
    m_detail->setVisible(!low || !m_hasTimes || m_tabs->currentIndex() == 0);
    m_times->setVisible(m_hasTimes && (!low || m_tabs->currentIndex() == 1));
    m_times->setMaximumHeight(low ? QWIDGETSIZE_MAX : px(230));
}

void ComparisonView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeTiles();
}

QString comparisonTitle(const Comparison& comparison, const QVector<DifferenceNote>& notes) {
    int look = 0, worse = 0;
    const auto count = [&](Verdict v) {
        look += v == Verdict::Look ? 1 : 0;
        worse += v == Verdict::Worse ? 1 : 0;
    };
    for (const AreaComparison& a : comparison.areas) {
        if (!a.notCollected.isEmpty())
            count(a.verdict); // can't be seen any more
        for (const Difference& d : a.differences)
            if (const DifferenceNote* note =
                    notes.isEmpty() || d.verdict < Verdict::Look ? nullptr : noteFor(notes, a.id, d);
                !note || !note->accepted)
                count(d.verdict);
    }
    if (worse)
        return ComparisonView::tr("%n thing(s) got worse", nullptr, worse);
    if (look)
        return ComparisonView::tr("As expected, with %n thing(s) to look at", nullptr, look);
    if (comparison.verdict >= Verdict::Look)
        return ComparisonView::tr("As expected; what is to be looked at was accepted");
    return comparison.verdict == Verdict::Same ? ComparisonView::tr("Everything is the same as before")
                                               : ComparisonView::tr("Everything is as expected");
}

QString comparisonCounts(const Comparison& comparison, const QString& sentence,
                         const QVector<DifferenceNote>& notes) {
    int same = 0, different = 0;
    for (const AreaComparison& a : comparison.areas) {
        same += a.same;
        different += static_cast<int>(a.differences.size());
    }
    const QString counts = sentence.arg(comparison.valuesCompared()).arg(same).arg(different);
    const int accepted = notes.isEmpty() ? 0 : acceptedIn(comparison, notes).accepted;
    return accepted ? ComparisonView::tr("%1 %n known and accepted.", nullptr, accepted).arg(counts) : counts;
}

} // namespace df

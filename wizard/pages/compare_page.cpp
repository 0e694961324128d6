#include "pages/compare_page.h"

#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/flow.h"
#include "flow/run_step.h"
#include "models/difference_model.h"
#include "theme/icons.h"
#include "theme/tool_tip.h"
#include "theme/wizard_style.h"
#include "widgets/before_now.h"
#include "widgets/controls.h"
#include "widgets/difference_tree.h"
#include "widgets/error_card.h"
#include "widgets/paired_bars.h"
#include "widgets/secret_edit.h"
#include "widgets/tile.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTabBar>

namespace df {

ComparePage::ComparePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.compareStep(), parent), m_compare(flow.compareStep()), m_verdict(new Tag(this)),
      m_error(new ErrorCard), m_waiting(new Card), m_waitingText(new TextLabel), m_content(new QWidget),
      m_tileGroup(new QButtonGroup(this)), m_find(new QLineEdit), m_which(new QComboBox),
      m_tree(new DifferenceTree), m_noMatch(new TextLabel(Type::Table, Tone::Muted)), m_detail(new BeforeNow),
      m_times(new Card), m_bars(new PairedBars), m_tabs(new QTabBar) {
    body()->setSpacing(px(12));
    body()->addWidget(m_error);
    QBoxLayout* wait = nullptr;
    QWidget* waitRow = rowWidget(&wait, 20, 18, 14);
    wait->addWidget(new IconLabel(stateIcon(StateWord::Running), Tone::Accent, 22));
    wait->addWidget(m_waitingText, 1);
    m_waiting->addRow(waitRow);
    body()->addWidget(m_waiting);
    auto* content = new QVBoxLayout(m_content);
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
    body()->addWidget(m_content, 1);
    body()->addStretch();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { setSpace(-1, m_low); });
    connect(m_tree, &DifferenceTree::differenceChosen, m_detail,
            QOverload<const Difference&>::of(&BeforeNow::show));
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            m_compare.collect();
        else
            Q_EMIT closeRequested();
    });
    refresh();
}

QWidget* ComparePage::buildDecision() {
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
void ComparePage::refreshDecision(Tone ink) {
    const Comparison& c = m_compare.comparison();
    m_decision->setVisible(c.verdict >= Verdict::Look && !c.decidedBy.isEmpty());
    m_decisionIcon->setIcon(verdictIcon(c.verdict), ink);
    m_decisionText->setSpans(spansOf(tr("Decided by: %1"), {strong(c.decidedBy.left(400))}));
    m_decisionText->setToolTip(toolTipOf(c.decidedBy));
}

QWidget* ComparePage::buildTiles() {
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
void ComparePage::placeTiles() {
    auto* grid = static_cast<QGridLayout*>(m_tileRow->layout());
    QVector<Tile*> shown;
    int widest = 0;
    for (Tile* t : std::as_const(m_tiles))
        if (!t->isHidden()) {
            shown.append(t);
            widest = std::max(widest, t->minimumSizeHint().width());
        }
    const QMargins m = body()->contentsMargins();
    const int room = width() - m.left() - m.right(), count = static_cast<int>(shown.size());
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

QWidget* ComparePage::buildTree() {
    auto* card = new Card;
    QBoxLayout* box = nullptr;
    QWidget* head = rowWidget(&box, 10, 8, 8);
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find a difference"));
    m_find->setClearButtonEnabled(true);
    nameClearButton(m_find, tr("Clear"));
    makeCompact(m_find);
    addLeadingIcon(m_find, QStringLiteral("search"));
    m_which->addItem(tr("Differences"));
    m_which->addItem(tr("To look at"));
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
    connect(m_find, &QLineEdit::textChanged, this, &ComparePage::refreshTree);
    connect(m_which, &QComboBox::currentIndexChanged, this, &ComparePage::refreshTree);
    return card;
}

QWidget* ComparePage::buildTimes() {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 14, 8, 8);
    auto* title = new TextLabel(Type::Table);
    title->setSpans(
        {strong(tr("Response times")),
         {QStringLiteral("   ")},
         muted(tr("upper bar: before · lower bar: now · whisker: the middle half of the calls"))});
    head->addWidget(title, 1);
    m_times->addRow(headRow);
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 14, 8, 0);
    box->addWidget(m_bars);
    m_times->addRow(row);
    return m_times;
}

QString ComparePage::title() const {
    switch (m_compare.state()) {
    case StateWord::Running:
        return tr("Measuring again, to compare");
    case StateWord::Skipped:
        return tr("There is nothing to compare with");
    case StateWord::Done:
        break;
    default:
        return tr("Compare before with now");
    }
    int look = 0, worse = 0;
    const auto count = [&](Verdict v) {
        look += v == Verdict::Look ? 1 : 0;
        worse += v == Verdict::Worse ? 1 : 0;
    };
    for (const AreaComparison& a : m_compare.comparison().areas) {
        if (!a.notCollected.isEmpty())
            count(a.verdict); // can't be seen any more
        for (const Difference& d : a.differences)
            count(d.verdict);
    }
    if (worse)
        return tr("%n thing(s) got worse", nullptr, worse);
    if (look)
        return tr("As expected, with %n thing(s) to look at", nullptr, look);
    return m_compare.comparison().verdict == Verdict::Same ? tr("Everything is the same as before")
                                                           : tr("Everything is as expected");
}

QString ComparePage::subtitle() const {
    if (m_compare.state() != StateWord::Done)
        return {};
    const Comparison& c = m_compare.comparison();
    int same = 0, different = 0;
    for (const AreaComparison& a : c.areas) {
        same += a.same;
        different += static_cast<int>(a.differences.size());
    }
    return (flow().moves() ? tr("%1 values of the old server and the new one. %2 the same, %3 differ.")
                           : tr("%1 values before and now. %2 the same, %3 differ."))
        .arg(c.valuesCompared())
        .arg(same)
        .arg(different);
}

QString ComparePage::helpText() const {
    return tr("Every value that was recorded before is put beside the same value now.\n\nSame: no "
              "difference. As expected: "
              "what this release is known to change. Look: nothing explains it; see whether it is what you "
              "want. Worse: "
              "something is lost or fails.\n\nF8 goes to the next difference, Shift+F8 back, Ctrl+F finds "
              "one. A tile shows "
              "only its area.\n\nKeep ends the upgrade. Going back restores the server as it was before the "
              "switch; what users "
              "wrote since is kept aside and listed first.");
}

bool ComparePage::decided() const {
    const RunPhase phase = flow().runStep().run().phase;
    return phase == RunPhase::Kept || phase == RunPhase::WentBack;
}

QVector<PageButton> ComparePage::buttons() {
    QVector<PageButton> all;
    if (m_compare.busy()) {
        all.append({QStringLiteral("stop"),
                    tr("&Stop measuring"),
                    ButtonRole::Plain,
                    true,
                    {},
                    [this] { m_compare.cancel(); },
                    false,
                    {}});
        return all;
    }
    all.append({QStringLiteral("report"),
                tr("Save r&eport…"),
                ButtonRole::Plain,
                true,
                {},
                [this] { Q_EMIT reportRequested(); },
                false,
                {}});
    if (decided()) {
        all.append(nextButton(tr("&Next: Result"), true));
        return all;
    }
    const RunStep& run = flow().runStep();
    const bool serves = run.run().phase == RunPhase::Switched;
    // The marked one is what the comparison speaks for.
    const bool worse =
        m_compare.state() == StateWord::Done && m_compare.comparison().verdict == Verdict::Worse;
    PageButton back{QStringLiteral("go-back"),
                    flow().moves() ? tr("&Go back…") : tr("&Go back to %1…").arg(run.plan().from),
                    worse ? ButtonRole::Primary : ButtonRole::Plain,
                    serves,
                    QStringLiteral("state-undone"),
                    [this] { askGoBack(); },
                    true,
                    {}};
    PageButton keepIt{QStringLiteral("keep"),
                      tr("&Keep %1").arg(flow().moves() ? flow().newServerTitle() : run.plan().to),
                      worse ? ButtonRole::Plain : ButtonRole::Primary,
                      serves,
                      {},
                      [this] { keep(); },
                      true,
                      {}};
    if (worse)
        all << keepIt << back;
    else
        all << back << keepIt;
    return all;
}

void ComparePage::keep() {
    flow().runStep().keep();
    Q_EMIT pageRequested(QStringLiteral("done"));
}

void ComparePage::askGoBack() {
    const Plan& plan = flow().runStep().plan();
    if (flow().moves()) {
        const QString name = flow().newServerTitle();
        confirm(tr("Put %1 back as it was?").arg(name),
                tr("Its own database, files and settings take their place again. What was written there "
                   "since the "
                   "switch is kept aside on it, in %1. The old server is opened to its users again.")
                    .arg(plan.runFolder),
                tr("&Put %1 back").arg(name), [this] { goBack(); });
        return;
    }
    confirm(tr("Go back to %1?").arg(plan.from),
            tr("The old release, its database and its files come back as they were at the switch. Users are "
               "cut off for some "
               "seconds.\n\nWhat users have written since then is not in the old database. The new database "
               "and files are kept "
               "aside on the server, in %1.")
                .arg(plan.runFolder),
            tr("&Go back to %1").arg(plan.from), [this] { goBack(); });
}

void ComparePage::goBack() {
    flow().runStep().goBack();
    Q_EMIT pageRequested(QStringLiteral("run"));
}

QWidget* ComparePage::headerWidget() { return m_compare.state() == StateWord::Done ? m_verdict : nullptr; }

void ComparePage::enter() {
    if (m_compare.state() == StateWord::NotStarted)
        m_compare.collect();
}

void ComparePage::checkAgain() {
    if (!m_compare.busy() && !decided())
        m_compare.collect();
}

QWidget* ComparePage::initialFocus() { return m_tree; }

void ComparePage::refresh() {
    const auto error = m_compare.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().newServerTitle(), {}, {}, true, {}, flow().truthLine()}));
    const bool done = m_compare.state() == StateWord::Done;
    m_waiting->setVisible(!done && !error);
    m_waitingText->setText(m_compare.state() == StateWord::Skipped
                               ? tr("Nothing was recorded before, so there is nothing to compare with. Try "
                                    "your API yourself, then keep the new release or go back.")
                           : flow().moves()
                               ? tr("The same is measured on the new server as before on the old one.")
                               : tr("The same is measured as before the upgrade."));
    m_content->setVisible(done);
    m_verdict->setVisible(done);
    if (!done)
        return;
    const Verdict v = m_compare.comparison().verdict;
    const Tone ink = v == Verdict::Worse        ? Tone::Failed
                     : v == Verdict::Look       ? Tone::Needs
                     : v == Verdict::AsExpected ? Tone::Done
                                                : Tone::Muted;
    const Tone ground = v == Verdict::Worse        ? Tone::FailedTint
                        : v == Verdict::Look       ? Tone::NeedsTint
                        : v == Verdict::AsExpected ? Tone::DoneTint
                                                   : Tone::Sunken;
    m_verdict->set(verdictTitle(v), ink, ground, verdictIcon(v));
    refreshDecision(ink);
    const QByteArray key = QJsonDocument(toJson(m_compare.comparison())).toJson();
    if (key == m_shown)
        return;
    m_shown = key;
    const Snapshot& before = flow().beforeStep().snapshot();
    const auto name = [](const Snapshot& s) {
        return QStringLiteral("%1 · %2").arg(s.release,
                                             s.takenAt.toLocalTime().toString(QStringLiteral("HH:mm")));
    };
    m_detail->setNames(name(before), name(m_compare.after()));
    auto times = pairedTimes(before, m_compare.after());
    m_bars->show(times.mid(0, 4));
    refreshTiles();
    refreshTree();
    setSpace(-1, m_low);
}

void ComparePage::refreshTiles() {
    const auto groups = areaGroups();
    for (int i = 0; i < groups.size(); ++i) {
        TileValues v{groups[i].name, Verdict::Same, false, {}};
        int added = 0, removed = 0, changed = 0, before = 0, after = 0;
        QString why;
        for (const AreaComparison& a : m_compare.comparison().areas) {
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

void ComparePage::refreshTree() {
    const DifferenceFilter filter{m_find->text().trimmed(), m_which->currentIndex() == 1, m_area};
    m_tree->show(m_compare.comparison(), filter);
    const int count = m_tree->differences().differenceCount();
    m_noMatch->setVisible(count == 0);
    const bool filtered = !filter.text.isEmpty() || filter.onlyLook || !filter.area.isEmpty();
    m_noMatch->setText(
        !filter.text.isEmpty() ? tr("No difference contains '%1'.").arg(filter.text)
        : filtered
            ? tr("No difference here.")
            : tr("All %1 values are the same as before.").arg(m_compare.comparison().valuesCompared()));
    if (count == 0)
        m_detail->clear(filtered ? tr("No difference to show.") : tr("Nothing differs."));
    else
        m_tree->goToFirst();
}

void ComparePage::nextDifference(bool backwards) { m_tree->goNext(backwards); }

void ComparePage::find() {
    m_find->setFocus();
    m_find->selectAll();
}

void ComparePage::setSpace(int side, bool low) {
    if (side >= 0)
        Page::setSpace(side, low);
    m_low = low;
    // Little height: detail and response times share one place.
    const bool times = !pairedTimes(flow().beforeStep().snapshot(), m_compare.after()).isEmpty();
    m_tabs->setVisible(low && times);
    m_right->setSpacing(low ? 0 : px(12)); // a tab stands on its card
    m_detail->setVisible(!low || !times || m_tabs->currentIndex() == 0);
    m_times->setVisible(times && (!low || m_tabs->currentIndex() == 1));
}

void ComparePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    placeTiles();
}

} // namespace df

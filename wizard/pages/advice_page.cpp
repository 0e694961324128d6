#include "pages/advice_page.h"

#include "advise/catalogue.h"
#include "advise/disk_claims.h"
#include "advise/text.h"
#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "models/vendor_checklist.h"
#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/finding_list.h"
#include "widgets/flow_layout.h"
#include "widgets/reasons_body.h"
#include "widgets/sideways_area.h"
#include "widgets/stops_list.h"
#include "widgets/taken_strip.h"
#include "widgets/ways_table.h"
#include "words/error_words.h"
#include "words/way_words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace df {

namespace {

constexpr int kLeastFindings = 250; ///< grid pixels in which findings may scroll by themselves
constexpr int kGoal = -1;           ///< the row of the stop that was taken; the others are remedies

} // namespace

AdvicePage::AdvicePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.adviceStep(), parent), m_advice(flow.adviceStep()), m_look(flow.lookStep()),
      m_plan(flow.planStep()), m_chooser(new QWidget(this)), m_releases(new QComboBox),
      m_error(new ErrorCard), m_waysCard(new Card), m_ways(new WaysTable), m_stops(new StopsList),
      m_because(new TextLabel(Type::Table)), m_findingsCard(new Card), m_counts(new TextLabel(Type::Table)),
      m_checked(new TextLabel(Type::Table, Tone::Muted)), m_taken(new TakenStrip),
      m_findings(new FindingList) {
    buildChooser();
    body()->addWidget(m_error);
    buildWays();
    buildFindings();
    connect(m_error, &ErrorCard::chosen, this, [this] { checkAgain(); });
    const auto renew = [this] {
        refresh();
        Q_EMIT changed();
    };
    connect(&m_look, &FlowStep::changed, this, renew);
    if (flow.moves())
        connect(&flow.newLookStep(), &FlowStep::changed, this, renew);
    refresh();
}

void AdvicePage::buildWays() {
    auto* sideways = new SidewaysArea(m_ways);
    connect(sideways, &SidewaysArea::moved, m_ways, &WaysTable::keepNames);
    m_waysCard->addRow(sideways);
    m_waysCard->addRow(m_stops);
    QBoxLayout* foot = nullptr;
    QWidget* footRow = rowWidget(&foot, 14, 6, 10);
    foot->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted), 0, Qt::AlignVCenter);
    foot->addWidget(m_because, 1);
    auto* why = linkButton(tr("Wh&y, with sources…"));
    connect(why, &QPushButton::clicked, this, &AdvicePage::showReasons);
    foot->addWidget(why);
    m_waysCard->addRow(footRow);
    m_waysCard->addRow(buildLinks());
    m_waysCard->keepCorners();
    body()->addWidget(m_waysCard);
    connect(m_ways, &WaysTable::chosen, this, [this](Way way) { m_advice.chooseWay(way); });
    connect(m_stops, &StopsList::firstTaken, this, [this] { m_advice.takeFirstStop(); });
}

QWidget* AdvicePage::buildLinks() {
    auto* row = new QWidget;
    auto* links = new FlowLayout(row, px(18), px(2));
    links->setContentsMargins(px(14), px(4), px(14), px(4));
    const auto link = [this, links](const QString& text, const char* iconName, void (AdvicePage::*open)()) {
        QPushButton* b = linkButton(text, QLatin1String(iconName));
        connect(b, &QPushButton::clicked, this, open);
        links->addWidget(b);
        return b;
    };
    m_disagree = link(QString(), "should-know", &AdvicePage::showReasons);
    m_disagree->setObjectName(QStringLiteral("disagree"));
    m_checklist = link(QString(), "tick", &AdvicePage::showChecklist);
    m_checklist->setObjectName(QStringLiteral("checklist"));
    link(tr("The vendor's version &table…"), "document", &AdvicePage::showVendorTable)
        ->setObjectName(QStringLiteral("vendorTable"));
    m_notes = link(QString(), "note", &AdvicePage::showNotes);
    m_notes->setObjectName(QStringLiteral("notes"));
    return row;
}

void AdvicePage::buildFindings() {
    m_findingsCard->addHead(buildFindingsHead());
    m_checked->setContentsMargins(px(14), px(6), px(14), px(6));
    m_checked->setObjectName(QStringLiteral("checkedAgain"));
    m_findingsCard->addRow(m_checked);
    m_findingsCard->addRow(m_taken);
    m_findingsCard->addRow(m_findings, 1);
    m_findingsCard->keepCorners();
    m_findingsCard->setMinimumHeight(px(kLeastFindings));
    body()->addWidget(m_findingsCard, 1);
    connect(m_findings, &FindingList::ticked, this,
            [this](const QString& id, bool on) { m_advice.accept(id, on); });
    connect(m_findings, &FindingList::remedyAsked, this, &AdvicePage::remedy);
    connect(m_findings, &FindingList::copyAsked, this,
            [this](const QString& id) { QGuiApplication::clipboard()->setText(flow().findingText(id)); });
    connect(m_taken, &TakenStrip::takenBack, this, [this](int id) {
        if (id == kGoal)
            m_advice.takeGoal();
        else
            takeBack(static_cast<Remedy>(id));
    });
}

void AdvicePage::buildChooser() {
    auto* box = new QHBoxLayout(m_chooser);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(px(8));
    box->addWidget(fieldLabel(tr("&Upgrade to"), m_releases));
    box->addWidget(m_releases);
    m_releases->setAccessibleName(tr("Release to upgrade to"));
    connect(m_releases, &QComboBox::activated, this, [this](int row) {
        const QString tag = m_releases->itemData(row).toString();
        if (!tag.isEmpty() && tag != m_look.releases().chosen.tag)
            m_look.chooseRelease(tag);
    });
}

QWidget* AdvicePage::buildFindingsHead() {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 14, 3, 12);
    m_counts->setFit(TextLabel::Fit::Elide);
    box->addWidget(m_counts, 1);
    auto* save = linkButton(tr("&Save findings…"));
    save->setObjectName(QStringLiteral("saveFindings"));
    connect(save, &QPushButton::clicked, this, &AdvicePage::askSaveFindings);
    box->addWidget(save);
    auto* copy = linkButton(tr("Copy a&ll as text"));
    copy->setObjectName(QStringLiteral("copyFindings"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(flow().findingsText()); });
    box->addWidget(copy);
    auto* again = smallButton(tr("Check again"), QStringLiteral("refresh"));
    again->setProperty("keyHint", QStringLiteral("F5"));
    again->setObjectName(QStringLiteral("checkAgain"));
    connect(again, &QPushButton::clicked, this, &AdvicePage::checkAgain);
    box->addWidget(again);
    return row;
}

void AdvicePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (parentWidget())
        parentWidget()->installEventFilter(this); // the window on this page, where it is taller than that
    fitFindings();
}

void AdvicePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    fitFindings();
}

bool AdvicePage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        fitFindings();
    return Page::eventFilter(watched, event);
}

/// Where little room is left below the ways the findings scroll with the page, never in a box of their own.
void AdvicePage::fitFindings() {
    if (!parentWidget() || !isVisible())
        return;
    const int room = parentWidget()->height() - m_findingsCard->y() - body()->contentsMargins().bottom();
    const bool grown = room < px(kLeastFindings);
    m_findingsCard->setMinimumHeight(grown ? 0 : px(kLeastFindings));
    m_findings->setGrown(grown);
}

bool AdvicePage::looksOnly() const { return flow().task == Task::Look; }

bool AdvicePage::busy() const { return m_look.busy() || (flow().moves() && flow().newLookStep().busy()); }

bool AdvicePage::readsAnother() const {
    const QString& wanted = m_look.wantedRelease;
    return !flow().moves() && busy() && !wanted.isEmpty() && wanted != QLatin1String("newest") &&
           wanted != m_advice.advice().to;
}

QString AdvicePage::title() const {
    const Advice& a = m_advice.advice();
    if (busy())
        return readsAnother() ? tr("Checking what %1 needs").arg(m_look.wantedRelease) : tr("Checking again");
    if (flow().moves())
        return tr("Moving %1 to %2").arg(flow().serverTitle(), flow().newServerTitle());
    switch (m_advice.way()) {
    case Way::InPlace:
        return tr("Upgrade in place to %1, in one step").arg(a.to);
    case Way::InSteps:
        return tr("Upgrade to %1 in steps: %2").arg(a.to, a.hops.join(QStringLiteral(", ")));
    case Way::Migration:
        return a.to.isEmpty() ? tr("Move to a new server") : tr("Move to a new server with %1").arg(a.to);
    case Way::Stay:
        return tr("Stay on %1").arg(a.from);
    case Way::None:
        break;
    }
    return a.from.isEmpty() ? tr("Advice")
           : a.to.isEmpty() ? tr("No way is open from %1").arg(a.from)
                            : tr("No way is open from %1 to %2").arg(a.from, a.to);
}

QString AdvicePage::subtitle() const {
    if (busy())
        return readsAnother()   ? tr("Its own files are read from this server's remote.")
               : flow().moves() ? tr("Both servers are looked at again; nothing on them changes.")
                                : tr("The server is looked at again; nothing on it changes.");
    const Advice& a = m_advice.advice();
    if (a.reasons.isEmpty())
        return {};
    const QString why = a.reasons.first().text.left(220);
    return m_advice.way() == a.way ? why : tr("Recommended is “%1”. %2").arg(wayName(a.way, a.from), why);
}

QString AdvicePage::helpText() const {
    return tr("The ways stand side by side. The recommended one is chosen; a way that can't be gone says "
              "why.\n\nMust fix: "
              "blocks the start. Fix it on the server, then check again (F5).\n\nShould know: one tick each, "
              "so that nothing "
              "surprises you. A tick holds only while the sentence stays the same.\n\nFine: what was checked "
              "and is in "
              "order. Click a row to see what it means, what to do and where it comes from.\n\nKeys: arrows "
              "go from "
              "row to row, Enter opens one, * opens all, Space ticks it, Ctrl+C copies it.");
}

QString AdvicePage::blockedBy() const { return busy() || looksOnly() ? QString() : m_advice.blockedBy(); }

bool AdvicePage::isComplete() const {
    return !busy() && (looksOnly() ? m_look.state() == StateWord::Done : m_advice.canGoOn());
}

QVector<PageButton> AdvicePage::buttons() {
    return {backButton(), nextButton(looksOnly()      ? tr("&Next: Report")
                                     : flow().moves() ? tr("&Next: Settings")
                                                      : tr("&Next: Record the state before"),
                                     isComplete())};
}

/// In a move the release is the one that the new server has.
QWidget* AdvicePage::headerWidget() { return flow().moves() ? nullptr : m_chooser; }

void AdvicePage::enter() {
    if (m_advice.state() == StateWord::NotStarted)
        m_advice.recompute();
}

void AdvicePage::checkAgain() {
    if (!busy() && !isReadOnly())
        m_advice.checkAgain();
}

QWidget* AdvicePage::initialFocus() { return m_findings; }

void AdvicePage::setReadOnly(bool readOnly) {
    Page::setReadOnly(readOnly);
    m_releases->setEnabled(!readOnly);
    m_findings->setReadOnly(readOnly);
    refresh();
}

/// What is disabled while a release is read gives the keyboard away; it gets it back unless it was taken
/// elsewhere since.
void AdvicePage::keepFocus(QWidget* before) {
    QWidget* now = window()->focusWidget();
    if (busy() && before && before != now && !before->isEnabled()) {
        m_lostFocus = before;
        m_standIn = now;
    } else if (!busy() && m_lostFocus) {
        if (now == m_standIn && m_lostFocus->isEnabled())
            m_lostFocus->setFocus(Qt::OtherFocusReason);
        m_lostFocus.clear();
    }
}

void AdvicePage::refresh() {
    const Advice& a = m_advice.advice();
    QWidget* focus = window()->focusWidget();
    const auto& error = m_look.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    refreshChooser();
    if (flow().moves())
        m_chooser->hide();
    m_waysCard->setVisible(!a.options.isEmpty() && !flow().moves());
    m_ways->show(a, m_advice.way(), freeText());
    m_ways->setEnabled(!readsAnother() && !isReadOnly());
    m_stops->show(a.from, a.to, a.stops);
    if (QPushButton* begin = m_stops->firstButton())
        begin->setEnabled(!busy() && !isReadOnly());
    refreshBecause(a);
    refreshLinks();
    m_findingsCard->setVisible(!a.findings.isEmpty());
    m_findings->show(a.findings, m_advice.accepted());
    refreshFindingsHead(a);
    refreshTaken();
    keepFocus(focus);
}

QString AdvicePage::freeText() const {
    const Installation* i = m_look.installation();
    const FileSystemFact* disk = i ? fileSystemOf(m_look.facts().machine, i->path) : nullptr;
    return disk ? bytesText(disk->freeBytes) : QString(); // as the advice counts
}

void AdvicePage::refreshBecause(const Advice& a) {
    if (a.reasons.isEmpty()) {
        m_because->setText(tr("No release was read yet."));
        return;
    }
    const QString what = a.wouldChange.isEmpty() ? tr("Nothing that was found on this server.")
                                                 : a.wouldChange.join(QLatin1Char(' '));
    m_because->setSpans(spansOf(tr("%1 %2"), {strong(tr("What would change this:")), {what}}));
}

void AdvicePage::refreshLinks() {
    const auto name = [](QPushButton* button, QString text) {
        button->setText(text);
        button->setAccessibleName(text.remove(u'&'));
    };
    const auto& reasons = m_advice.advice().reasons;
    const auto vendorRows = builtInCatalogue().vendorRows;
    const auto differing = std::count_if(reasons.begin(), reasons.end(),
                                         [&vendorRows](const Reason& r) { return disagrees(r, vendorRows); });
    m_disagree->setVisible(differing > 0);
    name(m_disagree, tr("Sources disagree on %n point(s)…", nullptr, static_cast<int>(differing)));
    const auto& notes = m_look.releases().chosen.notes;
    m_notes->setVisible(!notes.isEmpty());
    name(m_notes, tr("N&otes of %n release(s)…", nullptr, static_cast<int>(notes.size())));
    const Installation* i = m_look.installation();
    m_checklist->setVisible(i != nullptr);
    if (!i)
        return;
    const auto items = vendorChecklist(*i, m_advice.advice());
    int ticked = 0;
    for (const ChecklistItem& item : items)
        ticked += item.yours && m_advice.checklist().contains(item.id) ? 1 : 0;
    const int yours = yoursAmong(items);
    name(m_checklist, ticked > 0
                          ? tr("The vendor's &checklist: %1 of %2 are yours, %3 ticked…")
                                .arg(yours)
                                .arg(items.size())
                                .arg(ticked)
                          : tr("The vendor's &checklist: %1 of %2 are yours…").arg(yours).arg(items.size()));
}

void AdvicePage::refreshTaken() {
    QVector<TakenRow> rows;
    if (m_advice.choices.phpBesideOld)
        rows.append(
            {static_cast<int>(Remedy::InstallPhpBeside),
             tr("The plan may install the PHP that %1 needs beside the old one.").arg(m_advice.advice().to),
             tr("Don't let it")});
    if (const QString goal = m_advice.goal(); !goal.isEmpty())
        rows.append({kGoal,
                     tr("%1 is a stop on the way to %2. When it runs, upgrade again to go on.")
                         .arg(m_look.wantedRelease, goal),
                     tr("Choose %1 again").arg(goal)});
    if (m_plan.choices.databaseAdmin)
        rows.append({static_cast<int>(Remedy::GiveDatabaseAdmin),
                     tr("The scratch database is made by %1.").arg(m_plan.choices.databaseAdminUser),
                     tr("Take the account back")});
    if (!m_plan.commercialFolder.isEmpty())
        rows.append({static_cast<int>(Remedy::GiveCommercialFiles),
                     tr("The files of the commercial edition are in %1.").arg(m_plan.commercialFolder),
                     tr("Take the files back")});
    m_taken->set(rows, !busy() && !isReadOnly());
}

void AdvicePage::refreshChooser() {
    const auto& tags = m_look.releases().tags;
    if (busy() && tags.isEmpty()) { // they are being read: what is asked for stays in sight
        const QSignalBlocker quiet(m_releases);
        if (const int row = m_releases->findData(m_look.wantedRelease); row >= 0)
            m_releases->setCurrentIndex(row);
        m_releases->setEnabled(false);
        return;
    }
    const QString chosen = m_look.releases().chosen.tag;
    QVector<std::pair<QString, QString>> wanted;
    for (qsizetype i = tags.size() - 1; i >= 0; --i) {
        const QString tag = tags[i].tag;
        wanted.append({i == tags.size() - 1 ? tr("%1, the newest").arg(tag) : tag, tag});
    }
    if (m_releases->count() != wanted.size() ||
        (m_releases->count() > 0 && m_releases->itemData(0).toString() != wanted.first().second)) {
        const QSignalBlocker quiet(m_releases);
        m_releases->clear();
        for (const auto& [text, tag] : wanted)
            m_releases->addItem(text, tag);
    }
    const QSignalBlocker quiet(m_releases);
    m_releases->setCurrentIndex(m_releases->findData(chosen));
    m_releases->setEnabled(!busy() && !isReadOnly() && m_releases->count() > 0);
}

void AdvicePage::tell(const QString& sentence) {
    m_checked->setText(sentence);
    m_checked->setVisible(!sentence.isEmpty());
}

void AdvicePage::refreshFindingsHead(const Advice& a) {
    tell(checkedAgainText());
    int must = 0, know = 0, fine = 0;
    for (const Finding& f : a.findings)
        (f.severity == Severity::MustFix ? must : f.severity == Severity::ShouldKnow ? know : fine)++;
    if (must + know == 0) {
        m_counts->setSpans(
            {{tr("Nothing to fix, nothing you need to know. %n check(s) were fine.", nullptr, fine)}});
        return;
    }
    m_counts->setSpans(spansOf(tr("Findings: %1 · %2 · %3"), {strong(tr("%n must fix", nullptr, must)),
                                                              strong(tr("%n should know", nullptr, know)),
                                                              muted(tr("%n fine", nullptr, fine))}));
}

QString AdvicePage::checkedAgainText() const {
    const auto& result = m_advice.checkedAgain();
    if (busy())
        return m_advice.advice().findings.isEmpty() ? QString() : tr("Being checked again…");
    if (!result)
        return {};
    QStringList news;
    if (result->mustFixGone > 0)
        news << tr("%n must fix is gone", nullptr, result->mustFixGone);
    if (result->mustFixNew > 0)
        news << tr("%n must fix is new", nullptr, result->mustFixNew);
    if (result->shouldKnowGone > 0)
        news << tr("%n should know is gone", nullptr, result->shouldKnowGone);
    if (result->shouldKnowNew > 0)
        news << tr("%n should know is new", nullptr, result->shouldKnowNew);
    const QString what = news.isEmpty() ? tr("nothing has changed") : news.join(QStringLiteral(", "));
    const QString at = QLocale().toString(result->at.time(), QLocale::ShortFormat);
    return result->releaseToo
               ? tr("Checked again at %1: %2. The server and the release's files were read again.")
                     .arg(at, what)
               : tr("Checked again at %1: %2. The server was read again; the release's files are still those "
                    "read before.")
                     .arg(at, what);
}

} // namespace df

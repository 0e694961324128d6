#include "pages/pair_look_page.h"

#include "advise/catalogue.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/both_looks.h"
#include "models/pair_rows.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/facts_table.h"
#include "widgets/get_dreamfactory_card.h"
#include "widgets/installation_chooser.h"
#include "widgets/server_head.h"
#include "widgets/steps_strip.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace df {

namespace {

constexpr int lookAgainMs = 30'000; ///< while somebody installs DreamFactory over there

QString noteOf(const LookStep& look, const QString& which) {
    const Installation* i = look.installation();
    if (!i)
        return which;
    const QString version =
        i->code.version.isEmpty() ? PairLookPage::tr("release not known") : i->code.version;
    return QStringLiteral("%1 · %2 · %3").arg(which, version, i->path);
}

int countOf(const QVector<FactRow>& rows, const QVector<FactRow::State>& states) {
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&states](const FactRow& r) {
        return !r.group && states.contains(r.state);
    }));
}

} // namespace

PairLookPage::PairLookPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.bothLooks(), parent), m_both(flow.bothLooks()), m_old(flow.lookStep()),
      m_new(flow.newLookStep()), m_steps(new StepsStrip), m_stop(smallButton(tr("Sto&p"))),
      m_oldError(new ErrorCard), m_newError(new ErrorCard), m_get(new GetDreamFactoryCard),
      m_oldChooser(new InstallationChooser(flow.lookStep(), QStringLiteral("installation"),
                                           tr("Old server: choose the one to move."))),
      m_newChooser(new InstallationChooser(flow.newLookStep(), QStringLiteral("newInstallation"),
                                           tr("New server: choose the one to move into."))),
      m_tableCard(new Card), m_table(new FactsTable(FactsTable::About::TwoServers)) {
    body()->addWidget(buildHeads());
    QBoxLayout* wait = nullptr;
    m_waitRow = rowWidget(&wait, 0, 0, 10);
    wait->addWidget(m_steps, 1);
    wait->addWidget(m_stop);
    body()->addWidget(m_waitRow);
    for (QWidget* part :
         {static_cast<QWidget*>(m_oldError), static_cast<QWidget*>(m_newError), static_cast<QWidget*>(m_get),
          static_cast<QWidget*>(m_oldChooser), static_cast<QWidget*>(m_newChooser)})
        body()->addWidget(part);
    body()->addWidget(buildCounts());
    m_tableCard->addRow(m_table, 1);
    m_tableCard->keepCorners();
    m_tableCard->setMinimumHeight(px(180));
    body()->addWidget(m_tableCard, 1);
    body()->addStretch(0);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_both.cancel(); });
    for (const auto& [card, look] : {std::pair(m_oldError, &m_old), std::pair(m_newError, &m_new)})
        connect(card, &ErrorCard::chosen, this, [this, at = look](const QString& action) {
            if (action == QLatin1String("close"))
                Q_EMIT closeRequested();
            else
                at->look();
        });
    auto* again = new QTimer(this);
    again->setInterval(lookAgainMs);
    connect(again, &QTimer::timeout, this, [this] {
        if (isVisible() && m_new.foundNone() && !m_new.busy() && !isReadOnly())
            m_new.look();
    });
    again->start();
    refresh();
}

QWidget* PairLookPage::buildHeads() {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 0, 0, 10);
    m_oldHead = new ServerHead(tr("only read"), QStringLiteral("eye"));
    m_newHead = new ServerHead(tr("written to, in Run"), QStringLiteral("note"));
    box->addWidget(m_oldHead, 1);
    box->addWidget(new IconLabel(QStringLiteral("arrow-right"), Tone::Accent, 20));
    box->addWidget(m_newHead, 1);
    return row;
}

QWidget* PairLookPage::buildCounts() {
    QBoxLayout* box = nullptr;
    m_countRow = rowWidget(&box, 0, 0, 12);
    m_counts = new TextLabel(Type::Table);
    m_onlyDifferent = new QCheckBox(tr("&Only what differs"));
    m_onlyDifferent->setAccessibleName(tr("Only what differs"));
    m_onlyDifferent->setChecked(true);
    connect(m_onlyDifferent, &QCheckBox::toggled, this, &PairLookPage::refreshTable);
    box->addWidget(m_counts, 1);
    box->addWidget(m_onlyDifferent);
    return m_countRow;
}

QString PairLookPage::title() const {
    if (m_both.state() == StateWord::Done)
        return tr("The two servers, side by side");
    if (m_new.foundNone() && !m_new.busy())
        return tr("The new server has no DreamFactory yet");
    return m_both.state() == StateWord::NeedsYou ? tr("Which installations is it about?")
                                                 : tr("What is on the two servers");
}

QString PairLookPage::subtitle() const {
    return m_both.state() == StateWord::Done
               ? tr("What differs, and what that means for the move.")
               : tr("Both are read at the same time. Nothing is started, nothing is written.");
}

QString PairLookPage::helpText() const {
    return tr("Both servers are read at the same time; nothing is started on either, and nothing is "
              "written.\n\nThe table puts what was found side by side. What is the same on both is left out "
              "until you untick “Only what differs”.\n\nWhat follows from it, with what must be fixed, is on "
              "the next page.\n\nA new server without DreamFactory: the page shows how to get it, and looks "
              "again by itself.\n\nF5 looks again.");
}

QVector<PageButton> PairLookPage::buttons() {
    PageButton again;
    again.id = QStringLiteral("check-again");
    again.text = tr("Look &again");
    again.icon = QStringLiteral("refresh");
    again.enabled = !m_both.busy() && !isReadOnly();
    again.action = [this] { checkAgain(); };
    return {backButton(), again, nextButton(tr("&Next: Advice"), isComplete())};
}

void PairLookPage::enter() {
    for (LookStep* look : {&m_old, &m_new})
        if (look->state() == StateWord::NotStarted)
            look->look();
}

void PairLookPage::checkAgain() {
    if (!m_both.busy() && !isReadOnly())
        m_both.look();
}

QWidget* PairLookPage::initialFocus() { return m_table; }

void PairLookPage::refresh() {
    m_oldHead->show(flow().serverTitle(), noteOf(m_old, tr("Old")));
    m_newHead->show(flow().newServerTitle(), noteOf(m_new, tr("New")));
    m_waitRow->setVisible(m_both.busy());
    m_steps->set({{m_old.state(), tr("Read the old server")}, {m_new.state(), tr("Read the new server")}});
    m_oldChooser->refresh(isReadOnly());
    m_newChooser->refresh(isReadOnly());
    refreshTrouble();
    refreshTable();
}

void PairLookPage::refreshTrouble() {
    const auto show = [](ErrorCard* card, const LookStep& look, const QString& host) {
        const auto error = look.error();
        card->setVisible(error && !look.busy());
        if (error)
            card->show(wordsFor(*error, {host, {}, {}, false}));
    };
    show(m_oldError, m_old, flow().connectStep().settings.host);
    show(m_newError, m_new, flow().newConnectStep().settings.host);
    const bool none = m_new.foundNone() && !m_new.busy();
    m_get->setVisible(none);
    if (!none)
        return;
    m_newError->setVisible(false); // the card says it, with what to do
    const auto& releases = builtInCatalogue().releases;
    m_get->show(getDreamFactory(m_new.facts().machine, releases.isEmpty() ? QString() : releases.last().tag));
}

void PairLookPage::refreshTable() {
    const Installation *old = m_old.installation(), *fresh = m_new.installation();
    const bool both = old && fresh;
    m_tableCard->setVisible(both);
    m_countRow->setVisible(both);
    if (!both)
        return;
    const auto rows = pairRows(m_old.facts(), *old, m_new.facts(), *fresh);
    using State = FactRow::State;
    const int trouble = countOf(rows, {State::Trouble}), unclear = countOf(rows, {State::Unclear});
    const Span first =
        trouble ? strong(tr("%n in the way", nullptr, trouble)) : muted(tr("nothing in the way"));
    const Span fine = muted(tr("%n fine", nullptr, countOf(rows, {State::Found, State::NotFound})));
    m_counts->setSpans(
        unclear ? spansOf(tr("%1 · %2 · %3"), {first, strong(tr("%n to look at", nullptr, unclear)), fine})
                : spansOf(tr("%1 · %2"), {first, fine}));
    m_table->setRows(m_onlyDifferent->isChecked() ? onlyDifferent(rows) : rows);
}

QStringList PairLookPage::offers(const QString& key) const {
    return key.startsWith(QLatin1String("new")) ? m_newChooser->offers(key) : m_oldChooser->offers(key);
}

bool PairLookPage::fill(const QJsonObject& answers, QString* missing) {
    return m_oldChooser->fill(answers, missing) && m_newChooser->fill(answers, missing);
}

} // namespace df

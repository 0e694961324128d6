#include "pages/advice_page.h"

#include "flow/flow.h"
#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/finding_list.h"
#include "widgets/help_dialog.h"
#include "widgets/ways_table.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>

namespace df {

AdvicePage::AdvicePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.adviceStep(), parent), m_advice(flow.adviceStep()), m_look(flow.lookStep()),
      m_chooser(new QWidget(this)), m_releases(new QComboBox), m_error(new ErrorCard), m_waysCard(new Card),
      m_ways(new WaysTable), m_because(new TextLabel(Type::Table)), m_findingsCard(new Card),
      m_counts(new TextLabel(Type::Table)), m_findings(new FindingList) {
    buildChooser();
    body()->addWidget(m_error);
    m_waysCard->addRow(m_ways);
    QBoxLayout* foot = nullptr;
    QWidget* footRow = rowWidget(&foot, 14, 6, 10);
    foot->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted));
    foot->addWidget(m_because, 1);
    auto* why = linkButton(tr("&Why, with sources…"));
    connect(why, &QPushButton::clicked, this, &AdvicePage::showReasons);
    foot->addWidget(why);
    m_waysCard->addRow(footRow);
    m_waysCard->keepCorners();
    body()->addWidget(m_waysCard);
    m_findingsCard->addHead(buildFindingsHead());
    m_findingsCard->addRow(m_findings, 1);
    m_findingsCard->keepCorners();
    m_findingsCard->setMinimumHeight(px(250));
    body()->addWidget(m_findingsCard, 1);
    connect(m_ways, &WaysTable::chosen, this, [this](Way way) { m_advice.chooseWay(way); });
    connect(m_findings, &FindingList::ticked, this,
            [this](const QString& id, bool on) { m_advice.accept(id, on); });
    connect(m_error, &ErrorCard::chosen, this, [this] { checkAgain(); });
    connect(&m_look, &FlowStep::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
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
    auto* copy = linkButton(tr("Copy a&ll as text"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(findingsAsText(m_advice.advice().findings)); });
    box->addWidget(copy);
    auto* again = smallButton(tr("Check again"), QStringLiteral("refresh"));
    again->setProperty("keyHint", QStringLiteral("F5"));
    again->setObjectName(QStringLiteral("checkAgain"));
    connect(again, &QPushButton::clicked, this, &AdvicePage::checkAgain);
    box->addWidget(again);
    return row;
}

bool AdvicePage::looksOnly() const { return flow().task == Task::Look; }

bool AdvicePage::busy() const { return m_look.busy(); }

QString AdvicePage::title() const {
    const Advice& a = m_advice.advice();
    if (busy())
        return tr("Checking what that release needs");
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
    const auto& reasons = m_advice.advice().reasons;
    return reasons.isEmpty() ? QString() : reasons.first().text.left(220);
}

QString AdvicePage::helpText() const {
    return tr("The ways stand side by side. The recommended one is chosen; a way that can't be gone says "
              "why.\n\nMust fix: "
              "blocks the start. Fix it on the server, then check again (F5).\n\nShould know: one tick each, "
              "so that nothing "
              "surprises you. A tick holds only while the sentence stays the same.\n\nFine: what was checked "
              "and is in "
              "order. Click a row to see what it means, what to do and where it comes from.");
}

QString AdvicePage::blockedBy() const { return busy() || looksOnly() ? QString() : m_advice.blockedBy(); }

bool AdvicePage::isComplete() const {
    return !busy() && (looksOnly() ? m_look.state() == StateWord::Done : m_advice.canGoOn());
}

QVector<PageButton> AdvicePage::buttons() {
    return {backButton(), nextButton(looksOnly() ? tr("&Next: Report") : tr("&Next: Record the state before"),
                                     isComplete())};
}

void AdvicePage::enter() {
    if (m_advice.state() == StateWord::NotStarted)
        m_advice.recompute();
}

void AdvicePage::checkAgain() {
    if (!busy() && !isReadOnly())
        m_look.look();
}

QWidget* AdvicePage::initialFocus() { return m_findings; }

void AdvicePage::setReadOnly(bool readOnly) {
    Page::setReadOnly(readOnly);
    m_releases->setEnabled(!readOnly);
    m_findings->setItemsExpandable(true);
}

void AdvicePage::refresh() {
    const Advice& a = m_advice.advice();
    const auto& error = m_look.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    refreshChooser();
    m_waysCard->setVisible(!a.options.isEmpty());
    m_ways->show(a, m_advice.way());
    m_ways->setEnabled(!busy() && !isReadOnly());
    m_because->setText(a.reasons.isEmpty() ? tr("No release was read yet.") : a.reasons.last().text);
    m_findingsCard->setVisible(!a.findings.isEmpty());
    m_findings->show(a.findings, m_advice.accepted());
    m_findings->setEnabled(!busy());
    refreshFindingsHead(a);
}

void AdvicePage::refreshChooser() {
    const auto& tags = m_look.releases().tags;
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

void AdvicePage::refreshFindingsHead(const Advice& a) {
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

void AdvicePage::showReasons() {
    QStringList paragraphs;
    for (const Reason& r : m_advice.advice().reasons)
        paragraphs << (r.source.isEmpty() ? r.text : tr("%1\n[%2]").arg(r.text, r.source));
    auto* dialog = new HelpDialog(tr("Why, with sources"), paragraphs.join(QStringLiteral("\n\n")), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

bool AdvicePage::fill(const QJsonObject& answers, QString* missing) {
    if (busy())
        return true; // filled again when the release was read
    const QString release = answers.value(QLatin1String("release")).toString();
    if (!release.isEmpty() && release != QLatin1String("newest") && release != m_look.releases().chosen.tag) {
        const int row = m_releases->findData(release);
        if (row < 0) {
            *missing = QStringLiteral("release");
            return false;
        }
        m_releases->setCurrentIndex(row);
        Q_EMIT m_releases->activated(row);
        return true;
    }
    const QString way = answers.value(QLatin1String("way")).toString(QStringLiteral("recommended"));
    for (const WayOption& o : m_advice.advice().options)
        if (way == toString(o.way))
            if (QRadioButton* r = m_ways->radio(o.way))
                r->click();
    const QJsonArray accept = answers.value(QLatin1String("accept")).toArray();
    for (const QJsonValue& v : accept) {
        const QString id = v.toString().section(u'#', 0, 0), content = v.toString().section(u'#', 1);
        const auto findings = m_advice.advice().findings; // ticking makes new advice
        for (const Finding& f : findings)
            if (f.id == id && (content.isEmpty() || content == f.content()))
                m_findings->tick(id, true);
    }
    return true;
}

} // namespace df

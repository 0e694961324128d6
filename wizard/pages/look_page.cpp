#include "pages/look_page.h"

#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/facts_table.h"
#include "widgets/installation_chooser.h"
#include "widgets/steps_strip.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QJsonObject>
#include <QLocale>
#include <QPushButton>

namespace df {

LookPage::LookPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.lookStep(), parent), m_look(flow.lookStep()), m_steps(new StepsStrip),
      m_stop(smallButton(tr("Sto&p"))), m_error(new ErrorCard),
      m_chooser(new InstallationChooser(flow.lookStep(), QStringLiteral("installation"),
                                        tr("Choose the one to upgrade."))),
      m_tableCard(new Card), m_table(new FactsTable) {
    QBoxLayout* top = nullptr;
    QWidget* topRow = rowWidget(&top, 0, 0, 10);
    top->addWidget(m_steps, 1);
    top->addWidget(m_stop);
    body()->addWidget(topRow);
    body()->addWidget(m_error);
    m_waiting =
        new TextLabel(tr("One script reads everything in one go: releases, PHP, web server, database, "
                         "disk. It takes some seconds and changes nothing. The facts appear here."),
                      Type::Body, Tone::Muted);
    body()->addWidget(m_waiting);
    body()->addWidget(m_chooser);
    m_tableCard->addRow(m_table, 1);
    m_tableCard->keepCorners();
    m_tableCard->setMinimumHeight(px(180));
    body()->addWidget(m_tableCard, 1);
    body()->addStretch(0);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_look.cancel(); });
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("close"))
            Q_EMIT closeRequested();
        else
            m_look.look();
    });
    refresh();
}

QString LookPage::title() const {
    const Installation* i = m_look.installation();
    if (m_look.state() == StateWord::Done && i) {
        const QString version = i->code.version.isEmpty() ? tr("of unknown release") : i->code.version;
        return tr("DreamFactory %1 on %2").arg(version, m_look.facts().machine.osName.left(60));
    }
    if (m_look.state() == StateWord::NeedsYou)
        return tr("Which installation is it about?");
    return tr("What is on this server");
}

QString LookPage::subtitle() const {
    const ServerFacts& f = m_look.facts();
    if (f.installations.isEmpty())
        return tr("The wizard reads what is there. It runs nothing of DreamFactory and writes nothing.");
    const QString who = f.machine.root && f.machine.signedInUser != QLatin1String("root")
                            ? tr("Signed in as %1 with administrator rights.").arg(f.machine.signedInUser)
                            : tr("Signed in as %1.").arg(f.machine.signedInUser);
    return tr("%1 %2 facts in %3 s, with %n round trip(s).", nullptr, f.roundTrips)
        .arg(who)
        .arg(m_facts)
        .arg(QLocale().toString(f.seconds, 'f', 1));
}

QString LookPage::helpText() const {
    return tr(
        "All facts come from reading files, configuration and running programs. Nothing of DreamFactory is "
        "started, "
        "nothing is written, secret values never leave the server.\n\nThe state says whether a fact was "
        "found, or "
        "whether sources disagree. What follows from the facts is on the next page.\n\nF5 looks again.");
}

QString LookPage::blockedBy() const {
    return m_look.state() == StateWord::NeedsYou ? tr("No installation is chosen.") : QString();
}

QVector<PageButton> LookPage::buttons() {
    PageButton again;
    again.id = QStringLiteral("check-again");
    again.text = tr("Look &again");
    again.icon = QStringLiteral("refresh");
    again.enabled = !m_look.busy() && !isReadOnly();
    again.action = [this] { checkAgain(); };
    return {backButton(), again, nextButton(tr("&Next: Advice"), isComplete())};
}

void LookPage::enter() {
    if (m_look.state() == StateWord::NotStarted)
        m_look.look();
}

void LookPage::checkAgain() {
    if (!m_look.busy() && !isReadOnly())
        flow().adviceStep().checkAgain();
}

QWidget* LookPage::initialFocus() { return m_table; }

void LookPage::refresh() {
    m_chooser->refresh(isReadOnly());
    const bool have = !m_look.facts().installations.isEmpty();
    const bool busy = m_look.busy();
    const auto error = m_look.error();
    m_steps->parentWidget()->setVisible(busy);
    m_waiting->setVisible(busy && !have && !m_look.error());
    const bool reading = busy && have && m_look.installation();
    m_steps->set(
        {{reading ? StateWord::Done : StateWord::Running, tr("Read the server")},
         {reading ? StateWord::Running : StateWord::NotStarted, tr("Read the releases of its own remote")}});
    m_error->setVisible(error.has_value() || m_look.releasesError());
    if (error) {
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    } else if (const auto& trouble = m_look.releasesError()) {
        Words w = wordsFor(*trouble, {flow().connectStep().settings.host, {}, {}, false});
        w.look = Words::Look::NeedsYou;
        w.title = tr("The releases of this server's remote could not be read.");
        m_error->show(w);
    }
    m_tableCard->setVisible(m_look.installation() != nullptr);
    if (const Installation* i = m_look.installation()) {
        const auto rows = factRows(m_look.facts(), *i, m_look.releases());
        m_facts = factCount(rows);
        m_table->setRows(rows);
    }
}

QStringList LookPage::offers(const QString& key) const { return m_chooser->offers(key); }

bool LookPage::fill(const QJsonObject& answers, QString* missing) {
    const QString release = answers.value(QLatin1String("release")).toString();
    if (!release.isEmpty() && m_look.releases().chosen.tag.isEmpty())
        m_look.wantedRelease = release; // read at once, instead of the newest first
    return m_chooser->fill(answers, missing);
}

} // namespace df

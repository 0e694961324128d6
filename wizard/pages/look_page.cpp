#include "pages/look_page.h"

#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "widgets/choice_list.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/facts_table.h"
#include "widgets/steps_strip.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QDir>
#include <QJsonObject>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace df {

namespace {

QString pathOf(const QJsonObject& wanted) {
    const QString path = wanted.value(QLatin1String("path")).toString();
    return path.isEmpty() ? QString() : QDir::cleanPath(path);
}

/// Every particular that was given is this one's.
bool isWanted(const Installation& i, const QJsonObject& wanted) {
    const auto fits = [&wanted](const char* key, const QString& own) {
        const QString given = wanted.value(QLatin1String(key)).toString();
        return given.isEmpty() || given == own;
    };
    const QString path = pathOf(wanted);
    // A path alone is one on the machine itself: every container may have the same inside.
    const bool pathAlone = wanted.size() == 1 && !path.isEmpty();
    if (pathAlone && i.kind != InstallationKind::Machine)
        return false;
    return (path.isEmpty() || path == i.path) && fits("kind", toString(i.kind)) &&
           fits("container", i.container) && fits("namespace", i.nameSpace) && fits("pod", i.pod);
}

/// "/opt/dreamfactory", "container df-web-1", "pod dreamfactory/df-7c9".
QString nameOf(const Installation& i) {
    if (i.kind == InstallationKind::Docker && !i.container.isEmpty())
        return LookPage::tr("container %1").arg(i.container);
    if (i.kind == InstallationKind::Kubernetes && !i.pod.isEmpty())
        return i.nameSpace.isEmpty() ? LookPage::tr("pod %1").arg(i.pod)
                                     : LookPage::tr("pod %1/%2").arg(i.nameSpace, i.pod);
    return i.path;
}

/// Containers are named, not looked into: of them the image is known.
QString servicesOf(const Installation& i) {
    const QString key = QStringLiteral("service");
    if (!i.image.isEmpty() && !i.database.counts.contains(key))
        return i.image;
    return i.database.counts.contains(key) ? LookPage::tr("%1 services").arg(i.database.counts.value(key))
                                           : LookPage::tr("services not counted");
}

QString answersOn(const Installation& i) {
    if (i.kind != InstallationKind::Machine && i.web.localUrl.isEmpty())
        return LookPage::tr("in a container");
    return i.web.localUrl.isEmpty() ? LookPage::tr("no web site points to it")
                                    : LookPage::tr("answers on %1").arg(i.web.localUrl);
}

} // namespace

LookPage::LookPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.lookStep(), parent), m_look(flow.lookStep()), m_steps(new StepsStrip),
      m_stop(smallButton(tr("Sto&p"))), m_error(new ErrorCard), m_folderRow(new QWidget),
      m_folder(new QLineEdit), m_chooser(new QWidget), m_chooserTitle(new TextLabel(Type::Section)),
      m_choices(new ChoiceList), m_tableCard(new Card), m_table(new FactsTable) {
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
    buildFolderRow();
    body()->addWidget(m_folderRow);
    auto* chooser = new QVBoxLayout(m_chooser);
    chooser->setContentsMargins(0, 0, 0, 0);
    chooser->setSpacing(px(8));
    chooser->addWidget(m_chooserTitle);
    chooser->addWidget(m_choices);
    body()->addWidget(m_chooser);
    m_tableCard->addRow(m_table, 1);
    m_tableCard->keepCorners();
    m_tableCard->setMinimumHeight(px(180));
    body()->addWidget(m_tableCard, 1);
    body()->addStretch(0);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_look.cancel(); });
    connect(m_choices, &ChoiceList::chosen, this, [this](int row) {
        if (!isReadOnly())
            m_look.choose(row);
    });
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("close"))
            Q_EMIT closeRequested();
        else
            m_look.look();
    });
    refresh();
}

void LookPage::buildFolderRow() {
    auto* row = new QHBoxLayout(m_folderRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(10));
    m_folder->setPlaceholderText(QStringLiteral("/opt/dreamfactory"));
    auto* look = plainButton(tr("&Look in this folder"));
    connect(look, &QPushButton::clicked, this, &LookPage::lookInFolder);
    connect(m_folder, &QLineEdit::returnPressed, this, &LookPage::lookInFolder);
    row->addWidget(fieldLabel(tr("&Folder of DreamFactory on the server"), m_folder));
    row->addWidget(m_folder, 1);
    row->addWidget(look, 0, Qt::AlignVCenter);
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
    useWanted();
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
    m_folderRow->setVisible(error && error->code == ErrorCode::NoInstallation);
    refreshInstallations();
    m_tableCard->setVisible(m_look.installation() != nullptr);
    if (const Installation* i = m_look.installation()) {
        const auto rows = factRows(m_look.facts(), *i, m_look.releases());
        m_facts = factCount(rows);
        m_table->setRows(rows);
    }
}

void LookPage::refreshInstallations() {
    const auto& all = m_look.facts().installations;
    m_chooser->setVisible(all.size() > 1);
    m_chooserTitle->setSpans(
        {{tr("%n installation(s) on this server", nullptr, static_cast<int>(all.size()))},
         {QStringLiteral("   ")},
         aside(tr("Choose the one to upgrade."))});
    QVector<ChoiceRow> rows;
    for (const Installation& i : all) {
        const QString version = i.code.version.isEmpty() ? tr("not known") : i.code.version;
        rows.append({i.kind == InstallationKind::Machine ? QStringLiteral("server") : QStringLiteral("cube"),
                     {nameOf(i), version, servicesOf(i), answersOn(i)},
                     tr("%1, release %2, %3").arg(nameOf(i), version, answersOn(i))});
    }
    m_choices->set(rows, m_look.chosen());
}

void LookPage::lookInFolder() {
    const QString folder = m_folder->text().trimmed();
    if (!folder.isEmpty() && !m_look.extraPaths.contains(folder))
        m_look.extraPaths.append(folder);
    m_look.look();
}

QVector<int> LookPage::wantedRows() const {
    const auto& all = m_look.facts().installations;
    QVector<int> rows;
    for (int i = 0; i < all.size(); ++i)
        if (isWanted(all[i], m_wanted))
            rows << i;
    return rows;
}

void LookPage::useWanted() {
    if (m_wanted.isEmpty() || m_look.busy() || m_look.state() == StateWord::NotStarted)
        return;
    const QVector<int> rows = wantedRows();
    if (rows.size() == 1) {
        m_wanted = {};
        if (m_look.chosen() != rows.first())
            m_look.choose(rows.first());
        return;
    }
    const QString path = pathOf(m_wanted);
    if (!rows.isEmpty() || path.isEmpty() || std::exchange(m_wantedLooked, true))
        return;
    m_look.extraPaths.append(path);
    m_look.look();
}

QStringList LookPage::offers(const QString& key) const {
    QStringList all;
    if (key.startsWith(QLatin1String("installation")))
        for (const Installation& i : m_look.facts().installations)
            all << nameOf(i);
    return all;
}

bool LookPage::fill(const QJsonObject& answers, QString* missing) {
    const QJsonObject wanted = answers.value(QLatin1String("installation")).toObject();
    const QString release = answers.value(QLatin1String("release")).toString();
    if (!release.isEmpty() && m_look.releases().chosen.tag.isEmpty())
        m_look.wantedRelease = release; // read at once, instead of the newest first
    if (wanted.isEmpty() && m_look.state() == StateWord::NeedsYou) {
        *missing = QStringLiteral("installation.path");
        return false;
    }
    if (wanted.isEmpty())
        return true;
    m_wanted = wanted;
    m_folder->setText(pathOf(wanted));
    useWanted();
    const bool nothingFound = m_look.facts().installations.isEmpty() && pathOf(wanted).isEmpty();
    if (m_look.busy() || m_wanted.isEmpty() || m_look.state() == StateWord::NotStarted || nothingFound)
        return true;
    const bool none = wantedRows().isEmpty();
    *missing = none && wanted.contains(QLatin1String("container")) ? QStringLiteral("installation.container")
               : none && wanted.contains(QLatin1String("path"))    ? QStringLiteral("installation.path")
                                                                   : QStringLiteral("installation");
    return false;
}

} // namespace df

#include "pages/look_page.h"

#include "flow/flow.h"
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
    return tr("%1 %2 facts in %3 s.").arg(who).arg(m_facts).arg(QLocale().toString(f.seconds, 'f', 1));
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
    again.action = [this] { m_look.look(); };
    return {backButton(), again, nextButton(tr("&Next: Advice"), isComplete())};
}

void LookPage::enter() {
    if (m_look.state() == StateWord::NotStarted)
        m_look.look();
}

void LookPage::checkAgain() {
    if (!m_look.busy() && !isReadOnly())
        m_look.look();
}

QWidget* LookPage::initialFocus() { return m_table; }

void LookPage::refresh() {
    useWantedPath();
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
        const QString services =
            i.database.counts.contains(QStringLiteral("service"))
                ? tr("%1 services").arg(i.database.counts.value(QStringLiteral("service")))
                : tr("services not counted");
        const QString where = i.web.localUrl.isEmpty() ? tr("no web site points to it")
                                                       : tr("answers on %1").arg(i.web.localUrl);
        if (i.kind != InstallationKind::Machine) {
            const QString name = i.pod.isEmpty() ? i.container : i.nameSpace + QLatin1Char('/') + i.pod;
            rows.append({QStringLiteral("cube"),
                         {name, i.code.version, i.image, tr("in a container")},
                         tr("%1, in a container of the image %2").arg(name, i.image)});
            continue;
        }
        rows.append({QStringLiteral("server"),
                     {i.path, i.code.version, services, where},
                     tr("%1, release %2, %3").arg(i.path, i.code.version, where)});
    }
    m_choices->set(rows, m_look.chosen());
}

void LookPage::lookInFolder() {
    const QString folder = m_folder->text().trimmed();
    if (!folder.isEmpty() && !m_look.extraPaths.contains(folder))
        m_look.extraPaths.append(folder);
    m_look.look();
}

void LookPage::useWantedPath() {
    if (m_wantedPath.isEmpty() || m_look.busy() || m_look.state() == StateWord::NotStarted)
        return;
    const auto& all = m_look.facts().installations;
    for (int i = 0; i < all.size(); ++i)
        if (all[i].kind == InstallationKind::Machine && all[i].path == m_wantedPath) {
            m_wantedPath.clear();
            if (m_look.chosen() != i)
                m_look.choose(i);
            return;
        }
    if (std::exchange(m_wantedLooked, true))
        return;
    m_look.extraPaths.append(m_wantedPath);
    m_look.look();
}

namespace {

/// Is it the container or pod that the answer names? What it leaves out fits all.
bool isWanted(const Installation& i, const QJsonObject& wanted) {
    const auto fits = [&](const char* key, const QString& value) {
        const QString text = wanted.value(QLatin1String(key)).toString();
        return text.isEmpty() || text == value;
    };
    return fits("kind", toString(i.kind)) && fits("container", i.container) &&
           fits("namespace", i.nameSpace) && fits("pod", i.pod) && fits("path", i.path);
}

bool namesContainer(const QJsonObject& wanted) {
    const QString kind = wanted.value(QLatin1String("kind")).toString();
    return !kind.isEmpty() && kind != QLatin1String("machine");
}

} // namespace

/// False: there was a look, and it found none that fits.
bool LookPage::useWantedContainer() {
    if (m_wantedContainer.isEmpty() || m_look.busy() || m_look.state() == StateWord::NotStarted)
        return true;
    const auto& all = m_look.facts().installations;
    for (int i = 0; i < int(all.size()); ++i)
        if (isWanted(all[i], m_wantedContainer)) {
            m_wantedContainer = {};
            if (m_look.chosen() != i)
                m_look.choose(i);
            return true;
        }
    return false;
}

bool LookPage::fill(const QJsonObject& answers, QString* missing) {
    const QJsonObject installation = answers.value(QLatin1String("installation")).toObject();
    if (namesContainer(installation)) {
        m_wantedContainer = installation;
        if (!useWantedContainer()) {
            *missing = QStringLiteral("installation.container");
            return false;
        }
        return true;
    }
    const QString path = installation.value(QLatin1String("path")).toString();
    const QString release = answers.value(QLatin1String("release")).toString();
    if (!release.isEmpty() && m_look.releases().chosen.tag.isEmpty())
        m_look.wantedRelease = release; // read at once, instead of the newest first
    if (path.isEmpty() && m_look.state() == StateWord::NeedsYou) {
        *missing = QStringLiteral("installation.path");
        return false;
    }
    if (!path.isEmpty()) {
        m_wantedPath = QDir::cleanPath(path);
        m_folder->setText(m_wantedPath);
        useWantedPath();
        const bool gaveUp = m_wantedLooked && !m_look.busy() && !m_wantedPath.isEmpty();
        if (gaveUp) {
            *missing = QStringLiteral("installation.path");
            return false;
        }
    }
    return true;
}

} // namespace df

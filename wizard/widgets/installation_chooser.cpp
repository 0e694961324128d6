#include "widgets/installation_chooser.h"

#include "flow/look_step.h"
#include "theme/metrics.h"
#include "widgets/choice_list.h"
#include "widgets/controls.h"

#include <QBoxLayout>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

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
        return InstallationChooser::tr("container %1").arg(i.container);
    if (i.kind == InstallationKind::Kubernetes && !i.pod.isEmpty())
        return i.nameSpace.isEmpty() ? InstallationChooser::tr("pod %1").arg(i.pod)
                                     : InstallationChooser::tr("pod %1/%2").arg(i.nameSpace, i.pod);
    return i.path;
}

/// Containers are named, not looked into: of them the image is known.
QString servicesOf(const Installation& i) {
    const QString key = QStringLiteral("service");
    if (!i.image.isEmpty() && !i.database.counts.contains(key))
        return i.image;
    return i.database.counts.contains(key)
               ? InstallationChooser::tr("%1 services").arg(i.database.counts.value(key))
               : InstallationChooser::tr("services not counted");
}

QString answersOn(const Installation& i) {
    if (i.kind != InstallationKind::Machine && i.web.localUrl.isEmpty())
        return InstallationChooser::tr("in a container");
    return i.web.localUrl.isEmpty() ? InstallationChooser::tr("no web site points to it")
                                    : InstallationChooser::tr("answers on %1").arg(i.web.localUrl);
}

} // namespace

InstallationChooser::InstallationChooser(LookStep& look, const QString& key, const QString& question,
                                         QWidget* parent)
    : QWidget(parent), m_look(look), m_key(key), m_question(question), m_folderRow(new QWidget),
      m_folder(new QLineEdit), m_chooser(new QWidget), m_title(new TextLabel(Type::Section)),
      m_choices(new ChoiceList) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(px(14));
    buildFolderRow();
    box->addWidget(m_folderRow);
    auto* chooser = new QVBoxLayout(m_chooser);
    chooser->setContentsMargins(0, 0, 0, 0);
    chooser->setSpacing(px(8));
    chooser->addWidget(m_title);
    chooser->addWidget(m_choices);
    box->addWidget(m_chooser);
    connect(m_choices, &ChoiceList::chosen, this, [this](int row) {
        if (!m_readOnly)
            m_look.choose(row);
    });
    refresh(false);
}

void InstallationChooser::buildFolderRow() {
    auto* row = new QHBoxLayout(m_folderRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(10));
    m_folder->setPlaceholderText(QStringLiteral("/opt/dreamfactory"));
    auto* look = plainButton(tr("&Look in this folder"));
    connect(look, &QPushButton::clicked, this, &InstallationChooser::lookInFolder);
    connect(m_folder, &QLineEdit::returnPressed, this, &InstallationChooser::lookInFolder);
    row->addWidget(fieldLabel(tr("&Folder of DreamFactory on the server"), m_folder));
    row->addWidget(m_folder, 1);
    row->addWidget(look, 0, Qt::AlignVCenter);
}

void InstallationChooser::refresh(bool readOnly) {
    m_readOnly = readOnly;
    useWanted();
    const auto error = m_look.error();
    const auto& all = m_look.facts().installations;
    const bool none = error && error->code == ErrorCode::NoInstallation;
    m_folderRow->setVisible(none);
    m_chooser->setVisible(all.size() > 1);
    setVisible(none || all.size() > 1);
    m_title->setSpans({{tr("%n installation(s) on this server", nullptr, static_cast<int>(all.size()))},
                       {QStringLiteral("   ")},
                       aside(m_question)});
    QVector<ChoiceRow> rows;
    for (const Installation& i : all) {
        const QString version = i.code.version.isEmpty() ? tr("not known") : i.code.version;
        rows.append({i.kind == InstallationKind::Machine ? QStringLiteral("server") : QStringLiteral("cube"),
                     {nameOf(i), version, servicesOf(i), answersOn(i)},
                     tr("%1, release %2, %3").arg(nameOf(i), version, answersOn(i))});
    }
    m_choices->set(rows, m_look.chosen());
}

void InstallationChooser::lookInFolder() {
    const QString folder = m_folder->text().trimmed();
    if (!folder.isEmpty() && !m_look.extraPaths.contains(folder))
        m_look.extraPaths.append(folder);
    m_look.look();
}

QVector<int> InstallationChooser::wantedRows() const {
    const auto& all = m_look.facts().installations;
    QVector<int> rows;
    for (int i = 0; i < all.size(); ++i)
        if (isWanted(all[i], m_wanted))
            rows << i;
    return rows;
}

void InstallationChooser::useWanted() {
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

QStringList InstallationChooser::offers(const QString& key) const {
    QStringList all;
    if (key.startsWith(m_key))
        for (const Installation& i : m_look.facts().installations)
            all << nameOf(i);
    return all;
}

bool InstallationChooser::fill(const QJsonObject& answers, QString* missing) {
    const QJsonObject wanted = answers.value(m_key).toObject();
    if (wanted.isEmpty() && m_look.state() == StateWord::NeedsYou) {
        *missing = m_key + QStringLiteral(".path");
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
    *missing = none && wanted.contains(QLatin1String("container")) ? m_key + QStringLiteral(".container")
               : none && wanted.contains(QLatin1String("path"))    ? m_key + QStringLiteral(".path")
                                                                   : m_key;
    return false;
}

} // namespace df

// The Advice page worked by an answer file: the same widgets, pressed in the order in which a person would.
#include "pages/advice_page.h"

#include "flow/advice_step.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "widgets/commercial_files_dialog.h"
#include "widgets/database_admin_dialog.h"
#include "widgets/finding_list.h"
#include "widgets/secret_edit.h"
#include "widgets/stops_list.h"
#include "widgets/taken_strip.h"
#include "widgets/ways_table.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QPushButton>
#include <QRadioButton>

namespace df {

namespace {

QString text(const QJsonObject& json, const char* key) { return json.value(QLatin1String(key)).toString(); }

} // namespace

bool AdvicePage::fill(const QJsonObject& answers, QString* missing) {
    if (busy() || m_plan.commercialFetch().busy())
        return true; // filled again when the release or the files were read
    const QString release = text(answers, "release");
    if (!release.isEmpty() && release != QLatin1String("newest") && release != m_look.releases().chosen.tag &&
        m_advice.goal() != release)
        return fillRelease(release, missing);
    if (!fillGiven(answers, missing))
        return false;
    fillPhp(answers);
    const QString way = answers.value(QLatin1String("way")).toString(QStringLiteral("recommended"));
    for (const WayOption& o : m_advice.advice().options)
        if (way == toString(o.way))
            if (QRadioButton* r = m_ways->radio(o.way))
                r->click();
    if (QPushButton* begin = m_stops->firstButton(); way == toString(Way::InSteps) && begin && !looksOnly())
        begin->click(); // filled again when that release was read
    fillTicks(answers);
    return true;
}

bool AdvicePage::fillRelease(const QString& release, QString* missing) {
    const int row = m_releases->findData(release);
    if (row < 0) {
        *missing = QStringLiteral("release");
        return false;
    }
    m_releases->setCurrentIndex(row);
    Q_EMIT m_releases->activated(row);
    return true;
}

QStringList AdvicePage::offers(const QString& key) const {
    QStringList all;
    for (int row = 0; key == QLatin1String("release") && row < m_releases->count(); ++row)
        all << m_releases->itemData(row).toString();
    return all;
}

QPushButton* AdvicePage::remedyButton(Remedy remedy) {
    for (const Finding& f : m_advice.advice().findings)
        if (f.remedy == remedy)
            if (QPushButton* button = m_findings->remedyButton(f.id))
                return button;
    return nullptr;
}

/// Where no finding asks for them they are taken all the same: the Plan page shows them.
bool AdvicePage::fillGiven(const QJsonObject& answers, QString* missing) {
    const QJsonObject admin = answers.value(QLatin1String("databaseAdmin")).toObject();
    const QString user = text(admin, "user");
    if (!user.isEmpty() && !m_plan.choices.databaseAdmin)
        fillDatabaseAdmin(user, Secret(text(admin, "password")));
    if (text(answers, "commercialFiles").isEmpty() || !m_plan.commercialFolder.isEmpty() ||
        fillCommercialFiles(answers))
        return true;
    *missing = QStringLiteral("commercialFiles");
    return false;
}

void AdvicePage::fillDatabaseAdmin(const QString& user, const Secret& password) {
    QPushButton* button = remedyButton(Remedy::GiveDatabaseAdmin);
    if (!button) {
        m_plan.giveDatabaseAdmin(user, password);
        return;
    }
    button->click();
    auto* dialog = findChild<DatabaseAdminDialog*>();
    dialog->passwordEdit()->give(password);
    dialog->userEdit()->clear(); // so that the same name counts as given, too
    dialog->userEdit()->setText(user);
    dialog->verbButton()->click();
}

/// False: the dialog complains. Where it has to fetch them first, it stays open until it has.
bool AdvicePage::fillCommercialFiles(const QJsonObject& answers) {
    const QString folder = text(answers, "commercialFiles");
    QPushButton* button = remedyButton(Remedy::GiveCommercialFiles);
    if (!button && !isSftpAddress(folder)) {
        m_plan.giveCommercialFolder(folder);
        return true;
    }
    if (button)
        button->click();
    else
        askCommercialFiles();
    auto* dialog = findChild<CommercialFilesDialog*>();
    dialog->folderEdit()->setText(folder);
    if (const QString password = text(answers, "commercialPassword"); !password.isEmpty())
        dialog->passwordEdit()->give(Secret(password));
    dialog->verbButton()->click();
    const bool taken = dialog->result() == QDialog::Accepted || m_plan.commercialFetch().busy();
    if (!taken)
        dialog->reject();
    return taken;
}

void AdvicePage::fillPhp(const QJsonObject& answers) {
    const QJsonValue wanted = answers.value(QLatin1String("phpBesideOld"));
    if (!wanted.isBool() || wanted.toBool() == m_advice.choices.phpBesideOld)
        return;
    QPushButton* button = wanted.toBool() ? remedyButton(Remedy::InstallPhpBeside)
                                          : m_taken->button(static_cast<int>(Remedy::InstallPhpBeside));
    if (button)
        button->click();
}

void AdvicePage::fillTicks(const QJsonObject& answers) {
    const QJsonArray accept = answers.value(QLatin1String("accept")).toArray();
    for (const QJsonValue& v : accept) {
        const QString id = v.toString().section(u'#', 0, 0), content = v.toString().section(u'#', 1);
        const auto findings = m_advice.advice().findings; // ticking makes new advice
        for (const Finding& f : findings)
            if (f.id == id && (content.isEmpty() || content == f.content()))
                m_findings->tick(id, true);
    }
}

} // namespace df

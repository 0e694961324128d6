// What opens beside the Advice page: to read, and to give what a finding waits for.
#include "pages/advice_page.h"

#include "advise/catalogue.h"
#include "advise/ways.h"
#include "flow/advice_step.h"
#include "flow/flow.h"
#include "flow/local_files.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "models/vendor_checklist.h"
#include "pages/commercial_files.h"
#include "theme/metrics.h"
#include "widgets/checklist_dialog.h"
#include "widgets/commercial_files_dialog.h"
#include "widgets/database_admin_dialog.h"
#include "widgets/finding_list.h"
#include "widgets/reading_dialog.h"
#include "widgets/reasons_body.h"
#include "widgets/release_notes_dialog.h"
#include "widgets/secret_edit.h"
#include "widgets/vendor_table_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>

namespace df {

namespace {

void open(QDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void AdvicePage::showReasons() {
    const Advice& a = m_advice.advice();
    const auto vendorRows = builtInCatalogue().vendorRows;
    QVector<Reason> why, disagreeing, change;
    for (const Reason& r : a.reasons)
        (disagrees(r, vendorRows) ? disagreeing : why).append(r);
    for (const QString& sentence : a.wouldChange)
        change.append({{}, sentence, {}});
    auto* dialog = new ReadingDialog(tr("Why, with sources"),
                                     reasonsBody(title(), {{tr("Reasons"), why},
                                                           {tr("Where sources disagree"), disagreeing},
                                                           {tr("What would change this"), change}}),
                                     {px(700), px(600)}, this);
    dialog->setObjectName(QStringLiteral("reasons"));
    open(dialog);
}

void AdvicePage::showVendorTable() {
    const Advice& a = m_advice.advice();
    const auto from = Version::parse(a.from), to = Version::parse(a.to);
    QSet<QString> ofThisJump;
    if (from && to)
        for (const VendorRow& row :
             vendorRowsFor(builtInCatalogue(), from->number(0), to->number(0), m_advice.way()))
            ofThisJump.insert(row.id);
    open(new VendorTableDialog(builtInCatalogue().vendorRows, ofThisJump, this));
}

void AdvicePage::showNotes() { open(new ReleaseNotesDialog(m_look.releases().chosen.notes, this)); }

void AdvicePage::showChecklist() {
    if (!m_look.installation())
        return;
    auto* dialog = new ChecklistDialog(vendorChecklist(*m_look.installation(), m_advice.advice()),
                                       m_advice.checklist(), this);
    connect(dialog, &ChecklistDialog::ticked, this,
            [this](const QString& id, bool on) { m_advice.tickChecklist(id, on); });
    open(dialog);
}

void AdvicePage::askSaveFindings() {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QString name = QStringLiteral("findings.txt");
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save findings"), folder.exists() ? folder.filePath(name) : QDir::home().filePath(name),
        tr("Text (*.txt)"));
    if (!file.isEmpty())
        saveFindings(file);
}

void AdvicePage::saveFindings(const QString& file) {
    if (const auto saved = writePrivately(file, flow().findingsText().toUtf8()); !saved)
        showTrouble(saved.error());
    else
        tell(tr("The findings are in %1.").arg(file));
}

void AdvicePage::remedy(Remedy remedy) {
    if (isReadOnly() || busy())
        return;
    switch (remedy) {
    case Remedy::ChooseRelease:
        m_releases->setFocus(Qt::OtherFocusReason);
        break;
    case Remedy::InstallPhpBeside:
        m_advice.letPlanInstallPhp(true);
        break;
    case Remedy::GiveDatabaseAdmin:
        askDatabaseAdmin();
        break;
    case Remedy::GiveCommercialFiles:
        askCommercialFiles();
        break;
    case Remedy::SignInOtherwise:
        Q_EMIT pageRequested(QStringLiteral("connect"));
        break;
    case Remedy::ResumeRun:
        Q_EMIT closeRequested();
        break;
    case Remedy::None:
        break;
    }
}

void AdvicePage::takeBack(Remedy remedy) {
    if (remedy == Remedy::InstallPhpBeside)
        m_advice.letPlanInstallPhp(false);
    else if (remedy == Remedy::GiveDatabaseAdmin)
        m_plan.giveDatabaseAdmin({}, {});
    else if (remedy == Remedy::GiveCommercialFiles)
        m_plan.giveCommercialFolder({});
}

void AdvicePage::askDatabaseAdmin() {
    auto* dialog = new DatabaseAdminDialog(m_plan.choices.databaseAdminUser, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_plan.giveDatabaseAdmin(dialog->userEdit()->text().trimmed(), dialog->passwordEdit()->take());
    });
    open(dialog);
}

void AdvicePage::askCommercialFiles() { open(commercialFilesDialog(m_plan, m_advice.advice().to, this)); }

} // namespace df

#include "pages/commercial_files.h"

#include "flow/plan_step.h"
#include "widgets/commercial_files_dialog.h"

#include <QLineEdit>

namespace df {

CommercialFilesDialog* commercialFilesDialog(PlanStep& plan, const QString& release, QWidget* parent) {
    CommercialFetch& fetch = plan.commercialFetch();
    auto* dialog = new CommercialFilesDialog(release, plan.commercialFolder, fetch, parent);
    QObject::connect(dialog, &QDialog::accepted, &plan, [&plan, &fetch, dialog] {
        if (auto files = fetch.takeFiles())
            plan.giveCommercialFiles(fetch.address(), std::move(files), fetch.byPassword());
        else
            plan.giveCommercialFolder(dialog->folderEdit()->text().trimmed());
    });
    return dialog;
}

} // namespace df

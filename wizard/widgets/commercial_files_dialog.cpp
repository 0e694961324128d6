#include "widgets/commercial_files_dialog.h"

#include "flow/local_files.h"
#include "widgets/controls.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace df {

CommercialFilesDialog::CommercialFilesDialog(const QString& release, const QString& folder, QWidget* parent)
    : GiveDialog(
          tr("Files of the commercial edition"),
          tr("A folder on this computer with composer.json, composer.lock and composer.json-dist that the "
             "vendor gave you for %1. Nothing is sent before the run.")
              .arg(release),
          tr("&Use these files"), parent),
      m_folder(new QLineEdit(folder)) {
    addField(tr("&Folder"), m_folder);
    auto* choose = linkButton(tr("&Choose…"));
    choose->setAccessibleName(tr("Choose the folder"));
    connect(choose, &QPushButton::clicked, this, &CommercialFilesDialog::choose);
    addWidget(choose);
    connect(m_folder, &QLineEdit::textChanged, this, [this](const QString& now) {
        complain({});
        setReady(!now.trimmed().isEmpty());
    });
    setReady(!folder.isEmpty());
    m_folder->setFocus();
}

void CommercialFilesDialog::choose() {
    const QString folder = QFileDialog::getExistingDirectory(this, windowTitle());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

QString CommercialFilesDialog::wrong() {
    const auto read = readCommercialFiles(m_folder->text().trimmed());
    return read ? QString() : read.error().what;
}

} // namespace df

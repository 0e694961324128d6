#pragma once

#include "widgets/give_dialog.h"

namespace df {

/// Asks for the folder on this computer that holds the three composer files of the commercial edition, made
/// for one release.
class CommercialFilesDialog : public GiveDialog {
    Q_OBJECT
public:
    CommercialFilesDialog(const QString& release, const QString& folder, QWidget* parent);
    [[nodiscard]] QLineEdit* folderEdit() const { return m_folder; }

protected:
    QString wrong() override;

private:
    void choose();
    QLineEdit* m_folder;
};

} // namespace df

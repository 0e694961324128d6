#pragma once

#include "models/vendor_checklist.h"
#include "widgets/reading_dialog.h"

class QCheckBox;

namespace df {

/// The vendor's checklist before an upgrade: what the program does, with where and when, and what is the
/// user's, to be ticked. The ticks block nothing.
class ChecklistDialog : public ReadingDialog {
    Q_OBJECT
public:
    ChecklistDialog(const QVector<ChecklistItem>& items, const QStringList& ticked, QWidget* parent);
    [[nodiscard]] QCheckBox* box(const QString& itemId) const; ///< null: the program does it

Q_SIGNALS:
    void ticked(const QString& itemId, bool on);

private:
    [[nodiscard]] static QWidget* list(const QVector<ChecklistItem>& items, const QStringList& ticked);
};

} // namespace df

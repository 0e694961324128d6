#pragma once

#include "advise/catalogue.h"
#include "widgets/reading_dialog.h"

#include <QSet>

namespace df {

/// The vendor's version table row by row: from, to, what it says, whether that holds, what is true, and where
/// that comes from. The rows that speak of this jump are marked.
class VendorTableDialog : public ReadingDialog {
    Q_OBJECT
public:
    /// `ofThisJump`: ids of rows.
    VendorTableDialog(const QVector<VendorRow>& rows, const QSet<QString>& ofThisJump, QWidget* parent);
};

} // namespace df

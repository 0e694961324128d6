#pragma once

#include "advise/advice.h"
#include "advise/catalogue.h"

#include <QString>
#include <QVector>

class QWidget;

namespace df {

/// Reasons under a heading; one without reasons is left out.
struct ReasonsSection {
    QString heading;
    QVector<Reason> reasons;
};

/// What stands behind an advice, to read: each reason with its source below it.
[[nodiscard]] QWidget* reasonsBody(const QString& title, const QVector<ReasonsSection>& sections);

/// It tells of sources that say different things: the release's files against the catalogue, or either
/// against the vendor's table.
[[nodiscard]] bool disagrees(const Reason& reason, const QVector<VendorRow>& vendorRows);

} // namespace df

#pragma once

#include "advise/advice.h"

#include <QString>
#include <QStringList>

namespace df {

/// What stands above the findings when they go to a colleague.
struct FindingsHead {
    QString server, installation, release; ///< "deploy@api.example.com", "/opt/dreamfactory", "6.3.0"
    QString lookedAt;                      ///< "22 November 2026, 14:02 UTC"
    QString way;                           ///< "In place, as recommended"
};

/// Advice and findings as plain text: head, ways, must fix, should know (ticked or not), fine; each finding
/// with what it means, what to do and where it comes from. `accepted`: as AdviceStep::accepted().
[[nodiscard]] QString findingsText(const FindingsHead& head, const Advice& advice,
                                   const QStringList& accepted);

/// One finding as it stands there.
[[nodiscard]] QString findingText(const Finding& finding, const QStringList& accepted);

} // namespace df

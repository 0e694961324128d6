#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// Fills way, reasons and options of an advice whose findings are complete.
void weighWays(const Case& c, Advice& advice);

/// The rows of the vendor's table that speak of going from one major version to another on this way.
[[nodiscard]] QVector<VendorRow> vendorRowsFor(const Catalogue& tables, int fromMajor, int toMajor, Way way);

} // namespace df

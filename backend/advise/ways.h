#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// Fills way, reasons and options of an advice whose findings are complete.
void weighWays(const Case& c, Advice& advice);

/// The vendor's rows that speak of going from one major version to another, the vendor's words and what is
/// true.
[[nodiscard]] QVector<VendorRow> vendorRowsFor(const Catalogue& tables, int fromMajor, int toMajor);

} // namespace df

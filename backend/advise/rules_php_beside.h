#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// What rules_php.cpp says where the site's PHP doesn't fit and another one can stand beside it.

/// What the user may let the plan do about it; nothing if there is nothing.
[[nodiscard]] QStringList besideOffer(const Case& c);
/// What makes it possible later: a package source; nothing where that would not help.
[[nodiscard]] QStringList besideAfterwards(const Case& c);
/// The user wants it: says what the plan does, and tells the plan.
void phpComesBeside(const Case& c, Advice& a);
/// The PHP that will run the release, with the extensions that it has already.
[[nodiscard]] PhpFacts phpInTheEnd(const Case& c);
/// Will the plan install this extension ("mbstring") for it?
[[nodiscard]] bool comesWithPhpBeside(const Case& c, const QString& extension);

} // namespace df

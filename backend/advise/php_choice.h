#pragma once

#include "advise/php_beside.h"
#include "advise/platform.h"

namespace df {

/// Which PHP runs composer and artisan of the new release: it must satisfy the release, and be of the same
/// minor version as the PHP that serves the web site.
struct PhpChoice {
    enum class Problem {
        None,
        NoPhp,          ///< no PHP was found at all
        SiteDoesNotFit, ///< the PHP of the web site doesn't satisfy the release
        NoCommandLine,  ///< the site's PHP fits, but it has no command-line sibling here
    } problem = Problem::None;
    PhpFacts php;                    ///< the chosen one; otherwise the nearest to judge extensions by
    QString siteVersion;             ///< what serves the web site ("8.2.29")
    QVector<PlatformNeed> unmet;     ///< by the site's version
    QString otherFitting;            ///< a PHP of this server that would fit, though the site doesn't run it
    bool commandLineDiffers = false; ///< plain "php" is another minor than the site's
    std::optional<PhpBeside> beside; ///< only where the site's PHP does not fit
};

[[nodiscard]] PhpChoice choosePhp(const MachineFacts& machine, const Installation& installation,
                                  const ReleaseNeeds& needs);

/// A PHP minor that runs the new release and, by its composer.json, the installed one as well; empty if there
/// is none.
[[nodiscard]] QString phpForBoth(const QString& installedComposerJson, const ReleaseNeeds& needs);

/// "8.2.29-1~deb12u1" → "8.2".
[[nodiscard]] QString minorOf(const QString& phpVersion);

} // namespace df

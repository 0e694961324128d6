#pragma once

#include "inspect/server_facts.h"

#include <optional>

namespace df {

struct ReleaseNeeds;

/// A PHP that satisfies the release and can serve the site beside the one that does so now. The old one stays
/// installed and running, and stays what plain "php" means, until the user lets it go.
struct PhpBeside {
    QString minor;            ///< "8.3"
    QString version;          ///< "8.3.14-1~deb12u1", as far as known
    bool installed = false;   ///< its FPM and command line are here; else the package sources have them
    QString binary{};         ///< its command line, which may have to be installed first: "/usr/bin/php8.3"
    QString oldBinary{};      ///< the command line of the PHP that serves the site now
    QStringList packages{};   ///< what the plan installs, where it isn't there
    QStringList wanted{};     ///< what the old PHP has besides: installed where the package sources have it
    QStringList extensions{}; ///< what the site's new PHP must have loaded in the end
};

/// Why the plan can't put another PHP beside the one of this site, whatever the package sources have: one
/// sentence; empty if it can. Debian and its kin alone (apt), and a site that reaches FPM by a socket file.
[[nodiscard]] QString whyNoPhpBeside(const MachineFacts& machine, const Installation& installation);

/// The oldest PHP newer than the site's that suits the release and is here or to be had; one that is here is
/// preferred. Nothing where there is none, or where whyNoPhpBeside() says why.
[[nodiscard]] std::optional<PhpBeside> phpBeside(const MachineFacts& machine,
                                                 const Installation& installation, const ReleaseNeeds& needs);

} // namespace df

#pragma once

#include <QString>

namespace df {

struct Case;

/// Where a statement comes from, in words that the user can follow up: a file of a release, a manual, or
/// what this server itself said. Here are those that several rules name.
namespace source {

// What this server said
[[nodiscard]] QString keyTest();          ///< its APP_KEY, tried on what is stored
[[nodiscard]] QString installedRelease(); ///< what says which release is installed
[[nodiscard]] QString composerFiles();    ///< composer.json and composer.lock of the tree
[[nodiscard]] QString seLinux();
[[nodiscard]] QString container(const Case& c); ///< its definition

// What others wrote
[[nodiscard]] QString catalogue();                ///< the list of releases that the wizard brings
[[nodiscard]] QString serviceTypes();             ///< and that of service types
[[nodiscard]] QString configFiles(const Case& c); ///< of the two releases: what .env means to them
[[nodiscard]] QString laravelFile(const Case& c, const char* name); ///< of the wanted release's Laravel
[[nodiscard]] QString migrations();                                 ///< of the vendor's packages
[[nodiscard]] QString passwordHashing();              ///< what a log-in does to a stored password
[[nodiscard]] QString tokenTime();                    ///< what a log-in does with DF_JWT_TTL
[[nodiscard]] QString encryption();                   ///< which keys Laravel can use
[[nodiscard]] QString installer(const char* release); ///< the vendor's, for Linux
[[nodiscard]] QString containerStart(const Case& c);  ///< what the vendor's image or chart does at its start

} // namespace source
} // namespace df

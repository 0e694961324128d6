#pragma once

#include "advise/adviser.h"
#include "advise/catalogue.h"
#include "advise/php_choice.h"
#include "advise/platform.h"

#include <optional>

namespace df {

/// All that a rule may look at: what was given to advise(), and what follows from it. Refers to advise()'s
/// arguments.
struct Case {
    const ServerFacts& server;
    const Installation& here;
    const QVector<ReleaseTag>& tags;
    const ReleaseFacts& target;
    const AdviceChoices& choices;
    const Catalogue& tables;

    ReleaseNeeds needs;
    PhpChoice php;
    std::optional<Version> from, to; ///< by number; nothing if the installed release isn't known
    QString fromText, toText;
    int fromLaravel = 0, toLaravel = 0; ///< 0: not found out

    [[nodiscard]] bool besideWanted() const { return php.beside && choices.phpBesideOld; }
    [[nodiscard]] bool sameCommit() const;
    /// The target is what is installed, by commit or by number.
    [[nodiscard]] bool sameRelease() const;
    [[nodiscard]] bool toAtLeast(const char* release) const;
    [[nodiscard]] bool fromBefore(const char* release) const;
    /// Has the release with that number and that Laravel crossed the rule's border? The Laravel in the lock
    /// decides; where there is none, the number does.
    [[nodiscard]] static bool beyond(const std::optional<Version>& release, int laravel, const EnvRule& rule);
    [[nodiscard]] bool crosses(const EnvRule& rule) const;
    [[nodiscard]] QString targetFile(const char* name) const; ///< "composer.lock of 7.3.3"
    /// "$ sudo -u dreamfactory git -C /opt/dreamfactory " + words: git works for the owner only (facts §8).
    [[nodiscard]] QString gitCommand(const QString& words) const;
    /// The same for `php artisan`, as who runs the web site: its caches must stay writable for it.
    [[nodiscard]] QString artisanCommand(const QString& words) const;
    [[nodiscard]] QString composerCommand(const QString& words) const; ///< as the owner, without any cd
};

[[nodiscard]] Case makeCase(const ServerFacts& server, const Installation& here,
                            const QVector<ReleaseTag>& tags, const ReleaseFacts& target,
                            const AdviceChoices& choices, const Catalogue& tables);

} // namespace df

#include "advise/php_choice.h"

#include <algorithm>

namespace df {
namespace {

QVector<PhpFacts> candidates(const Installation& i) {
    QVector<PhpFacts> all;
    if (!i.php.binary.isEmpty())
        all << i.php;
    for (const PhpFacts& p : i.otherPhp)
        if (!p.binary.isEmpty())
            all << p;
    return all;
}

bool fits(const ReleaseNeeds& needs, const PhpFacts& p) { return unmetPhp(needs, p.version).isEmpty(); }

} // namespace

QString minorOf(const QString& phpVersion) {
    const Version v = platformVersion(phpVersion);
    return QString::number(v.number(0)) + QLatin1Char('.') + QString::number(v.number(1));
}

PhpChoice choosePhp(const MachineFacts& machine, const Installation& i, const ReleaseNeeds& needs) {
    PhpChoice choice;
    const QVector<PhpFacts> all = candidates(i);
    const auto first = [&](auto match) { return std::find_if(all.begin(), all.end(), match); };
    const bool siteKnown = i.fpm.found && !i.fpm.version.isEmpty();
    if (all.isEmpty() && !siteKnown) {
        choice.problem = PhpChoice::Problem::NoPhp;
        return choice;
    }
    const QString minor = siteKnown ? minorOf(i.fpm.version) : QString();
    const auto asSite = [&](const PhpFacts& p) { return !siteKnown || minorOf(p.version) == minor; };
    const auto chosen = first([&](const PhpFacts& p) { return asSite(p) && fits(needs, p); });
    if (chosen != all.end()) {
        choice.php = *chosen;
        choice.siteVersion = siteKnown ? i.fpm.version : chosen->version;
        choice.commandLineDiffers = siteKnown && !i.php.binary.isEmpty() && minorOf(i.php.version) != minor;
        return choice;
    }
    choice.siteVersion = siteKnown ? i.fpm.version : all.first().version;
    choice.unmet = unmetPhp(needs, choice.siteVersion);
    choice.problem =
        choice.unmet.isEmpty() ? PhpChoice::Problem::NoCommandLine : PhpChoice::Problem::SiteDoesNotFit;
    if (const auto other = first([&](const PhpFacts& p) { return fits(needs, p); }); other != all.end())
        choice.otherFitting = other->binary;
    if (const auto near = first(asSite); near != all.end())
        choice.php = *near;
    if (choice.problem == PhpChoice::Problem::SiteDoesNotFit)
        choice.beside = phpBeside(machine, i, needs);
    return choice;
}

QString phpForBoth(const QString& installedComposerJson, const ReleaseNeeds& needs) {
    ReleaseFacts installed;
    installed.composerJson = installedComposerJson;
    const ReleaseNeeds old = readNeeds(installed);
    if (old.php.isEmpty())
        return {}; // before 3.1.0 composer.json named none: nothing says that a newer PHP would do
    for (const QString& minor : fittingPhp(needs))
        if (unmetPhp(old, minor + QLatin1String(".90")).isEmpty())
            return minor;
    return {};
}

} // namespace df

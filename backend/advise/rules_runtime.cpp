#include "advise/end_of_life.h"
#include "advise/rules.h"
#include "advise/text.h"

#include <QRegularExpression>

namespace df {
namespace {

/// php.ini's "128M" in bytes; -1: no limit, or not understood.
qint64 iniBytes(const QString& text) {
    static const QRegularExpression form(QStringLiteral("^\\s*(\\d{1,12})\\s*([kmg]?)b?\\s*$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto m = form.match(text);
    if (!m.hasMatch())
        return -1;
    const QString unit = m.captured(2).toLower();
    const int shift = unit == QLatin1String("g")   ? 30
                      : unit == QLatin1String("m") ? 20
                      : unit == QLatin1String("k") ? 10
                                                   : 0;
    return m.captured(1).toLongLong() << shift;
}

constexpr qint64 usualLimit = 128LL << 20, tightLimit = 64LL << 20; // PHP's own default; half of it

} // namespace

void ruleMemoryLimit(const Case& c, Advice& a) {
    const FpmFacts& f = c.here.fpm;
    const qint64 limit = iniBytes(f.memoryLimit);
    if (limit < 0 || limit >= usualLimit)
        return;
    const QString text =
        Say::tr("PHP-FPM gives a request of the web site %1 of memory; PHP's default is 128M.")
            .arg(f.memoryLimit);
    const QStringList todo{
        Say::tr("Raise memory_limit for the pool in %1, and reload PHP-FPM.").arg(f.poolFile)};
    if (limit < tightLimit)
        shouldKnow(a, "fpm-memory-limit", text,
                   Say::tr("A newer release needs more: large answers and the API documentation may end with "
                           "error 500."),
                   todo, f.poolFile);
    else
        fine(a, "fpm-memory-limit", text, Say::tr("Large answers and the API documentation may need more."),
             f.poolFile, todo);
}

void ruleSharedMaster(const Case& c, Advice& a) {
    const FpmFacts& f = c.here.fpm;
    if (f.poolsOfMaster.size() < 2)
        return;
    fine(a, "fpm-shared",
         Say::tr("One PHP-FPM serves several sites; its pools are %1.").arg(listText(f.poolsOfMaster, 6)),
         Say::tr("When the plan reloads it for the new code, requests that run in the other pools at that "
                 "moment may be cut off."),
         f.configFile);
}

void rulePhpAge(const Case& c, Advice& a) {
    if (c.php.siteVersion.isEmpty())
        return;
    const QString minor = minorOf(c.php.siteVersion);
    const QDate end = phpEndOfLife(minor);
    if (end.isValid() && c.server.machine.clock.isValid() && end < c.server.machine.clock.date())
        fine(a, "php-end", Say::tr("PHP %1 has had no security fixes since %2.").arg(minor, monthText(end)),
             Say::tr("DreamFactory works on with it, but holes in PHP stay open."),
             QStringLiteral("php.net/supported-versions.php"));
}

} // namespace df

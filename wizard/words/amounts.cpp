#include "words/amounts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace df {

namespace {

struct Amount {
    Q_DECLARE_TR_FUNCTIONS(df::Amount)
};

QString number(double value, int digits) { return QLocale().toString(value, 'f', digits); }

} // namespace

QString duration(double seconds) {
    if (seconds < 10 && std::fabs(seconds - std::round(seconds)) > 0.05)
        return Amount::tr("%1 s").arg(number(seconds, 1));
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return Amount::tr("%1 s").arg(whole);
    if (whole < 3600)
        return Amount::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return Amount::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString cutOff(const DowntimeFact& downtime) {
    QStringList each;
    for (const Absence& absence : downtime.absences)
        each << duration(absence.seconds);
    if (each.size() < 2)
        return duration(downtime.seconds);
    return Amount::tr("%1 in all (%2)")
        .arg(duration(downtime.seconds), each.join(Amount::tr(" and ", "between two durations")));
}

QString shortDuration(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return duration(seconds);
    if (whole < 3600)
        return Amount::tr("%1 m %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    return Amount::tr("%1 h %2 m").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString durationRange(int minSeconds, int maxSeconds) {
    if (maxSeconds < 90) {
        if (maxSeconds <= minSeconds)
            return Amount::tr("%1 s").arg(std::max(1, maxSeconds));
        return Amount::tr("%1–%2 s").arg(minSeconds).arg(maxSeconds);
    }
    const int lo = std::max(1, minSeconds / 60), hi = (maxSeconds + 59) / 60;
    if (minSeconds < 60)
        return Amount::tr("%1 s – %2 min").arg(std::max(1, minSeconds)).arg(hi);
    return lo >= hi ? Amount::tr("%1 min").arg(hi) : Amount::tr("%1–%2 min").arg(lo).arg(hi);
}

QString bytes(qint64 count) {
    if (count < 1024)
        return Amount::tr("%1 bytes").arg(count);
    if (count < 1024 * 1024)
        return Amount::tr("%1 KB").arg(number(static_cast<double>(count) / 1024.0, 0));
    const double mb = static_cast<double>(count) / 1024.0 / 1024.0;
    if (mb < 1000)
        return Amount::tr("%1 MB").arg(number(mb, mb < 10 ? 1 : 0));
    const double gb = mb / 1024.0;
    return Amount::tr("%1 GB").arg(number(gb, gb < 10 ? 1 : 0));
}

QString clockTime(double secondsSince1970) {
    if (secondsSince1970 <= 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(secondsSince1970 * 1000))
        .toLocalTime()
        .toString(QStringLiteral("HH:mm"));
}

} // namespace df

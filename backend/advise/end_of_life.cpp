#include "advise/end_of_life.h"

#include <QLocale>

namespace df {
namespace {

struct End {
    const char* id;
    const char* version; ///< as in os-release; a major version stands for all of its minor ones
    const char* day;
};

// php.net/supported-versions.php, php.net/eol.php
constexpr End phpEnds[] = {
    {"php", "5.6", "2018-12-31"}, {"php", "7.0", "2019-01-10"}, {"php", "7.1", "2019-12-01"},
    {"php", "7.2", "2020-11-30"}, {"php", "7.3", "2021-12-06"}, {"php", "7.4", "2022-11-28"},
    {"php", "8.0", "2023-11-26"}, {"php", "8.1", "2025-12-31"}, {"php", "8.2", "2026-12-31"},
    {"php", "8.3", "2027-12-31"}, {"php", "8.4", "2028-12-31"}, {"php", "8.5", "2029-12-31"}};

// wiki.debian.org/LTS · ubuntu.com/about/release-cycle (standard support) ·
// access.redhat.com/support/policy/updates/errata · centos.org · wiki.almalinux.org/release-notes ·
// rockylinux.org · oracle.com/support (lifetime support, premier) · docs.fedoraproject.org/releases ·
// aws.amazon.com/amazon-linux-2/faqs
constexpr End systemEnds[] = {
    {"debian", "9", "2022-06-30"},     {"debian", "10", "2024-06-30"},    {"debian", "11", "2026-08-31"},
    {"debian", "12", "2028-06-30"},    {"debian", "13", "2030-06-30"},    {"ubuntu", "16.04", "2021-04-30"},
    {"ubuntu", "18.04", "2023-05-31"}, {"ubuntu", "20.04", "2025-05-31"}, {"ubuntu", "22.04", "2027-04-30"},
    {"ubuntu", "24.04", "2029-05-31"}, {"rhel", "7", "2024-06-30"},       {"rhel", "8", "2029-05-31"},
    {"rhel", "9", "2032-05-31"},       {"rhel", "10", "2035-05-31"},      {"centos", "7", "2024-06-30"},
    {"centos", "8", "2021-12-31"},     {"centos", "9", "2027-05-31"},     {"almalinux", "8", "2029-03-01"},
    {"almalinux", "9", "2032-05-31"},  {"almalinux", "10", "2035-05-31"}, {"rocky", "8", "2029-05-31"},
    {"rocky", "9", "2032-05-31"},      {"rocky", "10", "2035-05-31"},     {"ol", "7", "2024-12-31"},
    {"ol", "8", "2029-07-31"},         {"ol", "9", "2032-06-30"},         {"fedora", "36", "2023-05-16"},
    {"fedora", "37", "2023-12-05"},    {"fedora", "38", "2024-05-21"},    {"fedora", "39", "2024-11-26"},
    {"fedora", "40", "2025-05-13"},    {"fedora", "41", "2025-12-15"},    {"amzn", "2", "2026-06-30"},
    {"amzn", "2023", "2029-06-30"}};

template<std::size_t n>
QDate endIn(const End (&table)[n], const QString& id, const QString& version) {
    for (const End& e : table) {
        const QLatin1String known(e.version);
        if (id == QLatin1String(e.id) && (version == known || version.startsWith(known + QLatin1Char('.'))))
            return QDate::fromString(QLatin1String(e.day), Qt::ISODate);
    }
    return {};
}

} // namespace

QDate phpEndOfLife(const QString& minor) { return endIn(phpEnds, QStringLiteral("php"), minor); }

QDate systemEndOfLife(const QString& id, const QString& version) { return endIn(systemEnds, id, version); }

QString monthText(const QDate& date) { return QLocale::c().toString(date, QStringLiteral("MMM yyyy")); }

} // namespace df

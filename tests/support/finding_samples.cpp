#include "support/finding_samples.h"

#include <algorithm>

namespace df::test {

namespace {

struct Sample {
    Area area;
    Remedy remedy;
    const char *id, *text, *means, *doThis, *command, *source;
};

constexpr Sample kMust[] = {
    {Area::Php, Remedy::InstallPhpBeside, "php-version",
     "The web site runs PHP 8.1.2; release 7.6.0 needs 8.3 or newer.",
     "7.6.0 would not start, and its packages can't be installed.",
     "Let the plan install PHP 8.3.14 from this server's package sources beside PHP 8.1.2. Your PHP 8.1.2 "
     "stays as it is.",
     "apt-get install php8.3-cli php8.3-fpm php8.3-mongodb",
     "composer.json of 7.6.0 on this server's own remote"},
    {Area::Database, Remedy::GiveDatabaseAdmin, "no-scratch",
     "The account dfadmin may not make a database on 127.0.0.1.",
     "The copy of the database can't be proven in a scratch database.", "Name an account that may.", "",
     "grants of dfadmin"},
    {Area::Machine, Remedy::None, "disk-space", "On / 1.2 GB are free; the run needs 2.1 GB.",
     "It would fail half-way for want of room.", "Make room.", "du -xh --max-depth=2 / | sort -h | tail",
     "df"},
    {Area::Access, Remedy::SignInOtherwise, "no-root", "deploy can't become root with sudo.",
     "The run can't reload PHP-FPM.", "Sign in as an account that may.", "", "sudo -v"},
    {Area::Leftovers, Remedy::ResumeRun, "unfinished-run",
     "The run 20261122-141800-7f3a waits at the switch.", "Two runs at once would undo each other.",
     "Finish it first.", "", "/var/lib/df-upgrade"},
};

constexpr Sample kKnow[] = {
    {Area::Database, Remedy::None, "password-costs",
     "Without BCRYPT_ROUNDS=10 the first log-in would destroy each of the 42 passwords. The plan sets it.",
     "Laravel 11 hashes a password again at log-in where its cost differs.", "Nothing: the plan does it.", "",
     "table user"},
    {Area::Services, Remedy::None, "service-types",
     "2 services of the type mongodb can't run in 7.6.0: “orders” and “archive”.",
     "Their rows stay in the database; calls to them fail.",
     "Get the commercial edition, or tell their users.", "", "service types of 7.6.0"},
    {Area::Code, Remedy::None, "local-changes",
     "3 files of the release were changed here: config/app.php, public/index.php and server/nginx.conf.",
     "The new release brings its own.", "Look at the differences.", "git -C /opt/dreamfactory diff",
     "git status"},
    {Area::Env, Remedy::None, "config-cached",
     "A cached configuration in /opt/dreamfactory/bootstrap/cache/config.php hides changes of .env.",
     "What .env says now is not what runs.", "Nothing: the plan writes it anew.", "", "bootstrap/cache"},
};

constexpr const char* kFine[] = {
    "/ has 38 GB free; the run needs 2.1 GB.",
    "deploy becomes root with sudo.",
    "PHP 8.2.29 runs 7.6.0, which asks for ^8.2.",
    "Composer 2.5.5 is new enough.",
    "7.6.0 is the vendor's release of 2026-05-01.",
    "The commit 68531bb is the tag 6.3.0.",
    "CACHE_DRIVER=file becomes CACHE_STORE=file.",
    "APP_KEY opens 12 of 12 stored secrets.",
    "MariaDB 10.11.11 answers; 61 tables, 6.3 MB.",
    "Each of the 12 services runs in 7.6.0.",
    "2 lines of crontab and 1 worker are paused and resumed.",
    "nginx 1.22.1 limits log-ins; the wizard logs in once.",
};
constexpr Area kFineAreas[] = {Area::Machine,  Area::Access,   Area::Php,       Area::Composer,
                               Area::Release,  Area::Code,     Area::Env,       Area::AppKey,
                               Area::Database, Area::Services, Area::Schedules, Area::Web};

Finding findingOf(const Sample& s, Severity severity, int number) {
    Finding f;
    f.id = QLatin1String(s.id) + (number > 0 ? QStringLiteral("-%1").arg(number) : QString());
    f.severity = severity;
    f.area = s.area;
    f.remedy = s.remedy;
    f.text = QString::fromUtf8(s.text);
    f.means = QString::fromUtf8(s.means);
    f.doThis << QString::fromUtf8(s.doThis);
    if (*s.command)
        f.doThis << QStringLiteral("$ ") + QString::fromUtf8(s.command);
    f.source = QString::fromUtf8(s.source);
    return f;
}

template<int N>
void addSome(QVector<Finding>& to, const Sample (&samples)[N], Severity severity, int count) {
    for (int i = 0; i < count; ++i)
        to << findingOf(samples[i % N], severity, i / N);
}

} // namespace

Advice sampleAdvice(const Advice& ways, int mustFix, int shouldKnow, int fine) {
    Advice a = ways;
    a.to = QStringLiteral("7.6.0");
    a.findings.clear();
    addSome(a.findings, kMust, Severity::MustFix, mustFix);
    addSome(a.findings, kKnow, Severity::ShouldKnow, shouldKnow);
    for (int i = 0; i < fine; ++i) {
        const int n = i % int(std::size(kFine));
        Finding f;
        f.id = QStringLiteral("fine-%1").arg(i);
        f.severity = Severity::Fine;
        f.area = kFineAreas[n];
        f.text = QString::fromUtf8(kFine[n]);
        f.means = QStringLiteral("Nothing has to be done.");
        f.source = QStringLiteral("the look");
        a.findings << f;
    }
    std::stable_sort(a.findings.begin(), a.findings.end(), [](const Finding& x, const Finding& y) {
        return std::pair(x.severity, x.area) < std::pair(y.severity, y.area);
    });
    a.wouldChange = {QStringLiteral(
        "If this server's package sources had no PHP 8.3, moving to a new server would be recommended.")};
    return a;
}

Advice sampleStops(Advice advice) {
    advice.way = Way::InSteps;
    advice.hops = {QStringLiteral("4.14.1"), QStringLiteral("7.6.0")};
    advice.stops = {{QStringLiteral("4.14.1"),
                     QStringLiteral("It is the last release that runs the PHP 7.2 of this server."),
                     QStringLiteral("PHP 7.4, which is installed here.")}};
    advice.reasons.prepend(
        {QStringLiteral("stop"), advice.stops.first().why, QStringLiteral("the wizard's list of releases")});
    for (WayOption& o : advice.options)
        if (o.way == Way::InSteps) {
            o.possible = true;
            o.whyNot.clear();
            o.needs = QStringLiteral("PHP 7.4 and 8.3 one after the other");
            o.usersCutOff = QStringLiteral("twice 5–20 s");
            o.takes = QStringLiteral("20–30 min");
            o.diskNeeded = QStringLiteral("2.4 GB");
            o.risk = QStringLiteral("low: each stop is rehearsed on a copy");
            o.wayBack = QStringLiteral("one button for each stop");
        }
    return advice;
}

} // namespace df::test

#include "verify/judge.h"

namespace df {
namespace {

using Kind = Difference::Kind;

Judgement same(const QString& reason) { return {Verdict::Same, reason}; }
Judgement expected(const QString& reason) { return {Verdict::AsExpected, reason}; }
Judgement look(const QString& reason) { return {Verdict::Look, reason}; }
Judgement worse(const QString& reason) { return {Verdict::Worse, reason}; }

bool whole(const Difference& d) { return d.attribute.isEmpty(); }
bool isOneOf(const QString& word, std::initializer_list<const char*> words) {
    for (const char* w : words)
        if (word == QLatin1String(w))
            return true;
    return false;
}

Judgement byDefault(const Difference& d) {
    if (!whole(d))
        return look(CompareText::tr("It has another value than before."));
    return d.kind == Kind::Removed ? worse(CompareText::tr("It was there before and is gone."))
                                   : look(CompareText::tr("It wasn't there before."));
}

/// A version text that should now name the target. Some tags carry a wrong one (facts §1), so it never
/// decides alone.
Judgement versionText(const Difference& d, const CompareContext& c) {
    if (!c.upgraded())
        return look(CompareText::tr("Another version answers."));
    if (sameVersion(d.after, c.expected.toRelease))
        return expected(CompareText::tr("This is the release that was installed."));
    return look(
        CompareText::tr("The version text isn't the release's name. Some releases carry a wrong text."));
}

Judgement services(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Added && c.upgraded() &&
        isOneOf(d.item, {"system", "api_docs", "files", "logs", "db", "email", "user"}))
        return expected(CompareText::tr("The upgrade creates the services that come with DreamFactory."));
    if (d.attribute == QLatin1String("configuration"))
        return d.after == QLatin1String("readable")
                   ? expected(CompareText::tr("Its configuration can be read again."))
               : d.before == QLatin1String("readable")
                   ? worse(CompareText::tr("Its configuration can no longer be read."))
                   : look(CompareText::tr("Its configuration can't be read, as before."));
    const bool setting =
        d.attribute.startsWith(QLatin1String("config.")) || d.attribute.startsWith(QLatin1String("stored "));
    if (setting && d.kind == Kind::Added && c.upgraded())
        return expected(CompareText::tr("The new release has a setting more."));
    if (d.attribute == QLatin1String("type") && c.upgraded() &&
        isOneOf(d.before, {"sql_db", "script", "bitbucket2"}))
        return expected(CompareText::tr("A migration renames this type."));
    if (d.attribute == QLatin1String("active") && d.after == QLatin1String("no"))
        return worse(CompareText::tr("The service is switched off."));
    return byDefault(d);
}

Judgement serviceTypes(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed && c.typesInUse.contains(d.item))
        return worse(CompareText::tr("Services of this type can no longer be called."));
    if (whole(d) && d.kind == Kind::Removed && c.upgraded())
        return expected(CompareText::tr("The new release doesn't have this type. No service uses it."));
    return c.upgraded() ? expected(CompareText::tr("The new release brings it.")) : byDefault(d);
}

Judgement people(const Difference& d, const CompareContext&) {
    return d.attribute == QLatin1String("last log-in") ? same(CompareText::tr("Log-ins go on."))
                                                       : byDefault(d);
}

Judgement apps(const Difference& d, const CompareContext& c) {
    const bool shipped = isOneOf(d.item, {"admin", "api_docs", "file_manager"});
    if (d.attribute == QLatin1String("API key"))
        return worse(
            shipped && c.upgraded()
                ? CompareText::tr("The API key was set back to the one that comes with DreamFactory.")
                : CompareText::tr("Clients with the old API key are refused."));
    if (shipped && c.upgraded() && d.kind != Kind::Removed)
        return expected(CompareText::tr("The upgrade writes the apps that come with DreamFactory anew."));
    return byDefault(d);
}

Judgement lookups(const Difference& d, const CompareContext&) {
    return d.attribute == QLatin1String("stored value")
               ? look(CompareText::tr("The value was saved anew. Whether it is another one can't be seen."))
               : byDefault(d);
}

Judgement templates(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Added && c.upgraded() &&
        isOneOf(d.item, {"User Invite Default", "User Registration Default", "Password Reset Default"}))
        return expected(CompareText::tr("The upgrade creates the templates that come with DreamFactory."));
    return byDefault(d);
}

Judgement counted(const Difference& d, const CompareContext& c) {
    if (d.after.toLongLong() < d.before.toLongLong())
        return worse(CompareText::tr("There are fewer than before."));
    return c.upgraded() ? expected(CompareText::tr("The upgrade creates what comes with DreamFactory."))
                        : look(CompareText::tr("There are more than before."));
}

Judgement status(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("version"))
        return versionText(d, c);
    if (d.item == QLatin1String("last_admin_login"))
        return same(CompareText::tr("Log-ins go on."));
    if (d.item.startsWith(QLatin1String("resources ")) && d.kind == Kind::Changed)
        return counted(d, c);
    if (c.upgraded() && (d.item == QLatin1String("license") || d.kind == Kind::Added))
        return expected(CompareText::tr("The new release answers so."));
    return whole(d) ? look(CompareText::tr("The answer of /status has another form.")) : byDefault(d);
}

Judgement ui(const Difference& d, const CompareContext& c) {
    if (d.attribute == QLatin1String("leads to") && d.after.startsWith(QLatin1String("/setup")))
        return worse(CompareText::tr("The start page asks for a set-up, as if the database were empty."));
    if (d.attribute == QLatin1String("answer"))
        return d.after == QLatin1String("HTTP 200")
                   ? expected(CompareText::tr("The start page can be reached."))
                   : worse(CompareText::tr("The start page can't be reached."));
    return c.upgraded() ? expected(CompareText::tr("The admin pages come with the release."))
                        : look(CompareText::tr("The start page is another one."));
}

/// PHP extensions come and go with PHP itself: a missing one needs a look, whether anything needs it isn't
/// known here.
Judgement extension(const Difference& d) {
    if (whole(d) && d.item.contains(QLatin1String("extension ")) && d.kind == Kind::Added)
        return same(CompareText::tr("Another PHP extension is loaded."));
    return whole(d) && d.kind == Kind::Removed ? look(CompareText::tr("It was there before and is gone."))
                                               : byDefault(d);
}

Judgement system(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("config/app.php"))
        return versionText(d, c);
    if (d.item == QLatin1String("commit") && c.upgraded())
        return expected(CompareText::tr("The code is the new release's."));
    if (d.item == QLatin1String("APP_KEY mark"))
        return worse(CompareText::tr("APP_KEY is another one: what was encrypted before can't be read."));
    if (d.item == QLatin1String("maintenance"))
        return d.after == QLatin1String("yes")
                   ? worse(CompareText::tr("Maintenance is on: users are shut out."))
                   : expected(CompareText::tr("Maintenance is off."));
    return extension(d);
}

Judgement environment(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("platform version"))
        return versionText(d, c);
    if (d.item == QLatin1String("platform cache_driver") &&
        c.expected.envKeysChanged.contains(QStringLiteral("CACHE_STORE")))
        return expected(CompareText::tr("The plan changes this setting."));
    if (c.upgraded() && isOneOf(d.item, {"platform license", "platform install_type"}))
        return expected(CompareText::tr("The new release answers so."));
    return extension(d);
}

Judgement packages(const Difference& d, const CompareContext& c) {
    if (!c.upgraded() || c.targetPackages.isEmpty())
        return whole(d) && d.kind == Kind::Removed && !c.upgraded()
                   ? byDefault(d)
                   : look(CompareText::tr("The installed packages differ."));
    const QString wanted = c.targetPackages.value(d.item);
    if (d.kind == Kind::Removed && whole(d))
        return wanted.isEmpty()
                   ? expected(CompareText::tr("The new release doesn't use this package."))
                   : worse(CompareText::tr("The new release needs this package, and it isn't installed."));
    if (wanted.isEmpty())
        return look(CompareText::tr("The release's lock doesn't list this package."));
    const QString has = whole(d) ? QString() : d.after;
    return has.isEmpty() || sameVersion(has, wanted)
               ? expected(CompareText::tr("The release's lock asks for this version."))
               : worse(CompareText::tr("The release's lock asks for another version."));
}

Judgement migrations(const Difference& d, const CompareContext& c) {
    return d.kind == Kind::Added && c.upgraded()
               ? expected(CompareText::tr("A migration of the new release."))
               : byDefault(d);
}

Judgement tables(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return d.kind == Kind::Added && c.upgraded()
                   ? expected(CompareText::tr("A migration of the new release creates it."))
                   : byDefault(d);
    if (isOneOf(d.item, {"token_map", "cache", "cache_locks", "sessions", "jobs", "failed_jobs",
                         "password_resets", "password_reset_tokens", "task_log"}))
        return same(CompareText::tr("This table comes and goes with use."));
    bool wasNumber = false, isNumber = false;
    const qlonglong was = d.before.toLongLong(&wasNumber), now = d.after.toLongLong(&isNumber);
    if (!wasNumber || !isNumber)
        return same(CompareText::tr("The table is too big to be counted in time."));
    if (now < was)
        return isOneOf(d.item, {"user", "role", "app", "service", "lookup", "role_service_access",
                                "user_to_app_to_role", "cors_config", "email_template", "event_script",
                                "script_config", "limits", "scheduler_tasks", "migrations"}) ||
                       d.item.endsWith(QLatin1String("_config"))
                   ? worse(CompareText::tr("It has fewer rows than before."))
                   : look(CompareText::tr("It has fewer rows than before."));
    if (c.upgraded() && isOneOf(d.item, {"migrations", "service", "app", "email_template", "system_config"}))
        return expected(CompareText::tr("The upgrade adds rows."));
    // one row each for the services "files" and "logs", where the old release didn't have them yet
    if (c.upgraded() && d.item == QLatin1String("file_service_config") && now <= was + 2)
        return expected(CompareText::tr("The upgrade creates the services that come with DreamFactory."));
    return look(CompareText::tr("It has more rows than before."));
}

Judgement passwords(const Difference& d, const CompareContext&) {
    if (d.attribute == QLatin1String("form"))
        return worse(CompareText::tr(
            "The stored password was rewritten in another form: this person may not be able to log in."));
    if (d.attribute == QLatin1String("stored"))
        return look(CompareText::tr("The stored password is another one."));
    return byDefault(d);
}

Judgement keyProof(const Difference& d, const CompareContext&) {
    const bool more = d.after.toLongLong() > d.before.toLongLong();
    if (d.attribute == QLatin1String("bad") && more)
        return worse(CompareText::tr("Values can't be decrypted with the APP_KEY."));
    if (d.attribute == QLatin1String("bad") || (d.attribute == QLatin1String("good") && more))
        return same(CompareText::tr("More values can be decrypted than before."));
    if (whole(d) && d.kind == Kind::Added)
        return same(CompareText::tr("A new table with encrypted values."));
    return look(CompareText::tr("The number of encrypted values differs."));
}

Judgement env(const Difference& d, const CompareContext& c) {
    if (c.expected.envKeysChanged.contains(d.item))
        return expected(CompareText::tr("The plan changes this setting."));
    if (d.item == QLatin1String("APP_KEY"))
        return worse(CompareText::tr("APP_KEY is another one: what was encrypted before can't be read."));
    return whole(d) ? look(d.kind == Kind::Added ? CompareText::tr("The setting is new.")
                                                 : CompareText::tr("The setting is gone."))
                    : look(CompareText::tr("The setting has another value."));
}

Judgement owners(const Difference& d, const CompareContext&) {
    if (d.attribute == QLatin1String("not writable"))
        return d.after.toLongLong() > d.before.toLongLong()
                   ? worse(CompareText::tr("There are folders that the web user can't write."))
                   : same(CompareText::tr("Fewer folders are closed to the web user."));
    if (whole(d) && d.item.startsWith(QLatin1String("storage/framework/")))
        return same(CompareText::tr("A folder for caches: it comes and goes with use."));
    if (whole(d))
        return look(d.kind == Kind::Added ? CompareText::tr("It wasn't there before.")
                                          : CompareText::tr("It was there before and is gone."));
    return look(CompareText::tr("Owner or mode differs."));
}

Judgement serviceStates(const Difference& d, const CompareContext&) {
    if (d.attribute == QLatin1String("number") || d.attribute == QLatin1String("by"))
        return same(CompareText::tr("The number of processes varies."));
    if (whole(d))
        return d.kind == Kind::Removed ? worse(CompareText::tr("It ran before and doesn't run now."))
                                       : look(CompareText::tr("It didn't run before."));
    return d.after == QLatin1String("active") ? look(CompareText::tr("It didn't run before."))
                                              : worse(CompareText::tr("It ran before and doesn't run now."));
}

int httpCode(const QString& answer) { return answer.mid(5).toInt(); } // "HTTP 200"; "none" is 0

Judgement responseTimes(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return same(CompareText::tr("This call was made only once."));
    if (d.attribute == QLatin1String("typical time"))
        return same(CompareText::tr("Named only: a few calls don't tell whether a server is slower."));
    const int was = httpCode(d.before), is = httpCode(d.after);
    if (is == 0 || is >= 500)
        return worse(CompareText::tr("The call fails."));
    if (is >= 200 && is < 400)
        return c.upgraded() ? expected(was >= 400 ? CompareText::tr("The call works now.")
                                                  : CompareText::tr("The new release answers so."))
                            : look(CompareText::tr("The answer differs."));
    return d.item.startsWith(QLatin1String("POST ")) ? worse(CompareText::tr("The log-in is refused."))
                                                     : look(CompareText::tr("The call is refused."));
}

Judgement log(const Difference& d, const CompareContext&) {
    if (d.attribute == QLatin1String("last"))
        return same(CompareText::tr("When it was last seen."));
    if (whole(d))
        return d.kind == Kind::Added ? worse(CompareText::tr("An error that wasn't in the log before."))
                                     : same(CompareText::tr("It is no longer in the last lines of the log."));
    return d.after.toLongLong() > d.before.toLongLong()
               ? look(CompareText::tr("This error came again."))
               : same(CompareText::tr("It is no longer in the last lines of the log."));
}

/// In a move the machine's part is the new server's own: its log with what was before, its processes, its
/// settings.
Judgement onAnotherMachine(const QString& area, const Judgement& here) {
    if (area == QLatin1String("env") && here.verdict == Verdict::Look)
        return expected(CompareText::tr("The table of .env decided which server's setting counts."));
    if (area == QLatin1String("log") && here.verdict == Verdict::Worse)
        return look(CompareText::tr("It is in the new server's own log, perhaps from before the move."));
    if (area == QLatin1String("service-states") && here.verdict == Verdict::Worse)
        return look(CompareText::tr(
            "It runs on the old server. The new one has processes and schedules of its own."));
    return here;
}

Judgement plain(const Difference& d, const CompareContext&) { return byDefault(d); }

using Rule = Judgement (*)(const Difference&, const CompareContext&);

Rule ruleOf(const QString& area) {
    static const QHash<QString, Rule> rules{
        {QStringLiteral("services"), services},
        {QStringLiteral("service-types"), serviceTypes},
        {QStringLiteral("users"), people},
        {QStringLiteral("admins"), people},
        {QStringLiteral("apps"), apps},
        {QStringLiteral("lookups"), lookups},
        {QStringLiteral("email-templates"), templates},
        {QStringLiteral("status"), status},
        {QStringLiteral("ui"), ui},
        {QStringLiteral("system"), system},
        {QStringLiteral("environment"), environment},
        {QStringLiteral("packages"), packages},
        {QStringLiteral("migrations"), migrations},
        {QStringLiteral("tables"), tables},
        {QStringLiteral("passwords"), passwords},
        {QStringLiteral("key-proof"), keyProof},
        {QStringLiteral("env"), env},
        {QStringLiteral("owners"), owners},
        {QStringLiteral("service-states"), serviceStates},
        {QStringLiteral("response-times"), responseTimes},
        {QStringLiteral("log"), log},
    };
    return rules.value(area, plain);
}

} // namespace

bool sameVersion(const QString& a, const QString& b) {
    const auto bare = [](const QString& v) { return v.startsWith(QLatin1Char('v')) ? v.mid(1) : v; };
    return bare(a) == bare(b);
}

Judgement judge(const QString& area, const Difference& difference, const CompareContext& context) {
    const Judgement here = ruleOf(area)(difference, context);
    return context.expected.otherMachine ? onAnotherMachine(area, here) : here;
}

} // namespace df

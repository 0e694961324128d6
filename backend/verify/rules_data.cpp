#include "verify/rules.h"

namespace df::rules {
namespace {

/// Rows are those that have run; where the collector names those that have not, they say so.
Judgement migrations(const Difference& d, const CompareContext& c) {
    const QString state =
        whole(d) ? valueNow(c, QStringLiteral("migrations"), d.item, QStringLiteral("state")) : d.after;
    if (state == QLatin1String("pending"))
        return worse(CompareText::tr("The installed release brings this migration, and it has not run."));
    if (!whole(d) && d.before == QLatin1String("pending"))
        return expected(CompareText::tr("The migration has run."));
    if (is(d, "batch"))
        return same(CompareText::tr("In which run a migration was made says nothing."));
    return d.kind == Kind::Added && c.upgraded()
               ? expected(CompareText::tr("A migration of the new release."))
               : byDefault(d, c);
}

Judgement fewerRows(const Difference& d) {
    const QString reason = CompareText::tr("It has fewer rows than before.");
    return knownChanges().tablesKept.contains(d.item) || d.item.endsWith(QLatin1String("_config"))
               ? worse(reason)
               : look(reason);
}

Judgement tables(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return d.kind == Kind::Added && c.upgraded()
                   ? expected(CompareText::tr("A migration of the new release creates it."))
                   : byDefault(d, c);
    if (knownChanges().tablesOfUse.contains(d.item))
        return same(CompareText::tr("This table comes and goes with use."));
    bool wasNumber = false, isNumber = false;
    const qlonglong was = d.before.toLongLong(&wasNumber), now = d.after.toLongLong(&isNumber);
    if (!wasNumber || !isNumber)
        return same(CompareText::tr("The table is too big to be counted in time."));
    if (now < was)
        return fewerRows(d);
    if (c.upgraded() && knownChanges().tablesSeeded.contains(d.item))
        return expected(CompareText::tr("The upgrade adds rows."));
    // one row each for the services "files" and "logs", where the old release didn't have them yet
    if (c.upgraded() && d.item == QLatin1String("file_service_config") && now <= was + 2)
        return expected(CompareText::tr("The upgrade creates the services that come with DreamFactory."));
    return look(CompareText::tr("It has more rows than before."));
}

Judgement passwords(const Difference& d, const CompareContext& c) {
    if (is(d, "form"))
        return worse(CompareText::tr(
            "The stored password was rewritten in another form: this person may not be able to log in."));
    if (is(d, "stored"))
        return look(CompareText::tr("The stored password is another one."));
    return byDefault(d, c);
}

Judgement keyProof(const Difference& d, const CompareContext&) {
    const bool more = d.after.toLongLong() > d.before.toLongLong();
    if (is(d, "bad") && more)
        return worse(CompareText::tr("Values can't be decrypted with the APP_KEY."));
    if (is(d, "bad") || (is(d, "good") && more))
        return same(CompareText::tr("More values can be decrypted than before."));
    if (whole(d) && d.kind == Kind::Added)
        return same(CompareText::tr("A new table with encrypted values."));
    return look(CompareText::tr("The number of encrypted values differs."));
}

} // namespace

Rules data() {
    return {{QStringLiteral("migrations"), migrations},
            {QStringLiteral("tables"), tables},
            {QStringLiteral("passwords"), passwords},
            {QStringLiteral("key-proof"), keyProof}};
}

} // namespace df::rules

#include "advise/platform.h"
#include "advise/rules_pair.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

QString unusableKey(const EnvFacts& e) {
    if (e.appKeyForm == QLatin1String("missing"))
        return Say::tr("APP_KEY is missing in the old server's .env.");
    if (e.appKeyForm == QLatin1String("placeholder"))
        return Say::tr("APP_KEY in the old server's .env is still the placeholder.");
    if (e.appKeyForm == QLatin1String("no-prefix"))
        return Say::tr("APP_KEY in the old server's .env lacks base64: before its value.");
    if (e.appKeyForm == QLatin1String("wrong-length"))
        return Say::tr("APP_KEY in the old server's .env has a wrong length.");
    return {};
}

QStringList putTheKeyBack() {
    return {
        Say::tr("Put back, on the old server, the key that it had when its secrets were stored, and check "
                "again."),
        Say::tr("Don't make a new one: that would make every stored secret unreadable.")};
}

void keyProof(const DatabaseFacts& d, Advice& a) {
    const int all = d.keyGood + d.keyBad;
    if (all == 0) {
        fine(a, "pair-app-key", Say::tr("The old server's APP_KEY has a form that DreamFactory can use."),
             Say::tr("No stored secret is there to prove it with."), source::keyTest());
    } else if (d.keyBad == 0) {
        fine(
            a, "pair-app-key",
            Say::tr("The old server's APP_KEY opens every stored secret (%n proved).", nullptr, all),
            Say::tr("It goes to the new server before anything is written there, and is proved there again."),
            source::keyTest());
    } else if (d.keyGood == 0) {
        mustFix(
            a, "pair-app-key",
            Say::tr("The old server's APP_KEY is not the key that its stored secrets were written with: it "
                    "opens none of %1 (%2).")
                .arg(QString::number(all), listText(d.keyBadIn, 4)),
            Say::tr("Services with passwords and lookups can't work with it, on the old server as on the new "
                    "one."),
            putTheKeyBack(), source::keyTest());
    } else {
        shouldKnow(
            a, "pair-app-key",
            Say::tr("The old server's APP_KEY opens %1 of %2 stored secrets; the others were written with "
                    "another key (%3).")
                .arg(QString::number(d.keyGood), QString::number(all), listText(d.keyBadIn, 4)),
            Say::tr("What it doesn't open doesn't work today, nor on the new server, where these values "
                    "stay as they are."),
            {Say::tr("Enter these passwords anew, or name the other key in APP_PREVIOUS_KEYS after the "
                     "move (from 7.0.1 on).")},
            source::keyTest());
    }
}

bool keyIsShort(const EnvFacts& e) { return e.appKeyForm.endsWith(QLatin1String("-16")); }

/// From 7.0.1 on tokens are signed by lcobucci/jwt, which refuses keys under 256 bits.
bool refusesShortTokens(const PairView& v) {
    const Version signer =
        platformVersion(v.pair.fresh.code.lockedPackages.value(QStringLiteral("lcobucci/jwt")));
    const EnvMergeRow* algorithm = v.row("JWT_ALGO");
    const bool hashed =
        !algorithm || algorithm->result.isEmpty() || algorithm->result.startsWith(QLatin1String("HS"));
    return hashed && v.old.toLaravel >= 11 && signer >= *Version::parse(QStringLiteral("4.2.0"));
}

bool isChange(const EnvMergeRow& r) { return r.choice != EnvMergeRow::Choice::New && !r.same; }

/// Where a container's or pod's variables are changed.
QStringList whereVariablesAre(const Installation& in) {
    if (in.kind == InstallationKind::Kubernetes)
        return {
            Say::tr(
                "Change them in the Secret or ConfigMap that the pod's Deployment names. The vendor's chart "
                "has APP_KEY as app-key in its Secret, and every \"helm upgrade\" makes a new one: save "
                "the Secret before it, and put it back afterwards."),
            QStringLiteral("$ kubectl -n %1 get deployments,secrets,configmaps")
                .arg(shellWord(in.nameSpace))};
    return {
        Say::tr(
            "Change them in the compose file, under environment, with single quotes around APP_KEY; for a "
            "container made by \"run\", in its -e or its env-file. Then the container has to be made anew."),
        QStringLiteral("$ %1 inspect --format '{{json .Config.Labels}}' %2")
            .arg(in.foundBy == QLatin1String("podman") ? QStringLiteral("podman") : QStringLiteral("docker"),
                 shellWord(in.container))};
}

/// The image writes its variables into .env whenever the container starts: the merged .env holds till then.
void variablesBeatEnv(const PairView& v, const QStringList& keys, Advice& a) {
    shouldKnow(
        a, "pair-env-overridden",
        Say::tr("The definition of the new server's container sets what the move takes from the old one: %1.")
            .arg(listText(keys, 6)),
        !keys.contains(QStringLiteral("APP_KEY"))
            ? Say::tr("The vendor's image writes these into .env whenever the container starts: "
                      "then the values of the old server are gone.")
            : Say::tr("The vendor's image writes these into .env whenever the container starts: "
                      "with another APP_KEY than the old server's nothing stored can be read any "
                      "more."),
        QStringList{
            Say::tr("Give them the old server's values in the definition as well, before the container "
                    "is started again.")} +
            whereVariablesAre(v.pair.fresh),
        source::containerStart(v.fresh));
}

} // namespace

void rulePairAppKey(const PairView& v, Advice& a) {
    const EnvFacts& e = v.pair.old.env;
    if (!e.readable || e.appKeyForm.isEmpty())
        return;
    const QString site = e.overridden.value(QStringLiteral("APP_KEY"));
    const QString wrong = unusableKey(e);
    if (!site.isEmpty())
        mustFix(
            a, "pair-app-key",
            Say::tr("The old server's site uses another APP_KEY than its .env has: %1 sets it.").arg(site),
            Say::tr("The key in .env would go to the new server, and not the one that is in use."),
            {Say::tr("Write the key that the site uses into the old server's .env, and check again.")}, site);
    else if (!wrong.isEmpty())
        mustFix(a, "pair-app-key", wrong,
                Say::tr("With it, the stored passwords and secrets can't be read on the new server."),
                putTheKeyBack(), source::encryption());
    else
        keyProof(v.pair.old.database, a);
}

void rulePairCipher(const PairView& v, Advice& a) {
    const EnvFacts& e = v.pair.old.env;
    const bool shortCipher = e.appCipher.contains(QLatin1String("128"));
    const bool unsuited =
        (keyIsShort(e) && !shortCipher) || (e.appKeyForm.endsWith(QLatin1String("-32")) && shortCipher);
    if (e.readable && unsuited)
        mustFix(
            a, "pair-app-cipher",
            Say::tr("APP_KEY in the old server's .env is %1 bytes long, which doesn't suit %2.")
                .arg(keyIsShort(e) ? QStringLiteral("16") : QStringLiteral("32"),
                     e.appCipher.isEmpty() ? QStringLiteral("AES-256-CBC") : e.appCipher),
            Say::tr("Neither server can read a stored secret with the two together."),
            {v.pair.old.database.keyGood > 0
                 ? Say::tr("The key is the right one, as stored secrets prove. Set APP_CIPHER=%1 in the old "
                           "server's .env, and check again.")
                       .arg(keyIsShort(e) ? QStringLiteral("AES-128-CBC") : QStringLiteral("AES-256-CBC"))
                 : putTheKeyBack().first()},
            source::encryption());
    else if (e.readable && shortCipher)
        fine(a, "pair-app-cipher", Say::tr("The old server's secrets are written in %1.").arg(e.appCipher),
             Say::tr("The new server gets the same setting."), source::encryption());
}

void rulePairTokenKey(const PairView& v, Advice& a) {
    const EnvMergeRow* word = v.row("JWT_SECRET");
    if (!refusesShortTokens(v) || !v.pair.old.env.readable)
        return;
    const bool shortWord =
        v.pair.old.env.problems.contains(QStringLiteral("JWT_SECRET is shorter than 32 bytes"));
    const bool own = word && word->inOld && word->choice == EnvMergeRow::Choice::Old;
    const bool newOnes = word && word->inNew && word->choice == EnvMergeRow::Choice::New;
    if (newOnes || (own ? !shortWord : !keyIsShort(v.pair.old.env)))
        return;
    mustFix(
        a, "pair-token-key",
        own ? Say::tr("JWT_SECRET in the old server's .env is shorter than 32 bytes.")
            : Say::tr("The old server's APP_KEY is shorter than 32 bytes, and there is no JWT_SECRET."),
        Say::tr("%1 refuses to sign sessions with so short a key: nobody could log in.").arg(v.old.toText),
        {Say::tr("Write a JWT_SECRET of 32 bytes or more into the new server's .env, check again, and choose "
                 "it among the settings. Users have to log in again. This makes one:"),
         QStringLiteral("$ php -r 'echo bin2hex(random_bytes(32)), \"\\n\";'")},
        QStringLiteral("lcobucci/jwt %1")
            .arg(v.pair.fresh.code.lockedPackages.value(QStringLiteral("lcobucci/jwt"))));
}

void rulePairOverridden(const PairView& v, Advice& a) {
    QStringList key, others, defined;
    for (const EnvMergeRow& r : v.env)
        if (!r.newSetBy.isEmpty() && isChange(r)) {
            (r.key == QLatin1String("APP_KEY") ? key : others) << Say::tr("%1 in %2").arg(r.key, r.newSetBy);
            if (v.pair.fresh.containerEnv.contains(r.key))
                defined << r.key;
        }
    if (!defined.isEmpty() && defined.size() == key.size() + others.size())
        return variablesBeatEnv(v, defined, a);
    const QString means = Say::tr("On the site these beat .env: what comes from the old server would have no "
                                  "effect there.");
    if (!key.isEmpty())
        mustFix(a, "pair-env-overridden",
                Say::tr("The new server's APP_KEY is set outside of its .env: %1.").arg(key.first()),
                means + QLatin1Char(' ') +
                    Say::tr("Its site would go on with its own key and could not read the stored secrets."),
                {Say::tr("Take APP_KEY out there, so that .env counts, and check again.")},
                v.row("APP_KEY")->newSetBy);
    else if (!others.isEmpty())
        shouldKnow(
            a, "pair-env-overridden",
            Say::tr("Settings of the new server are set outside of its .env: %1.").arg(listText(others, 6)),
            means, {Say::tr("Change them there after the move, or take them out so that .env counts.")},
            QStringLiteral(".env"));
}

void rulePairLicence(const PairView& v, Advice& a) {
    const EnvMergeRow* r = v.row("DF_LICENSE_KEY");
    if (r && r->inOld)
        fine(a, "pair-license", Say::tr("The licence key goes to the new server."),
             Say::tr("Both servers have it from then on; ask the vendor if the old one is to stay in use."),
             QStringLiteral(".env"));
    else if (r && v.pair.fresh.code.commercial)
        fine(a, "pair-license", Say::tr("The new server keeps its own licence key."), {},
             QStringLiteral(".env"));
}

void rulePairEnv(const PairView& v, Advice& a) {
    if (!v.pair.old.env.readable || !v.pair.fresh.env.readable)
        return;
    const auto open = std::count_if(v.env.begin(), v.env.end(), [](const EnvMergeRow& r) { return r.asks; });
    fine(a, "pair-env",
         open == 0 ? Say::tr("The new server's settings follow from the two .env files by rules.")
                   : Say::tr("%n setting(s) can't be decided by a rule.", nullptr, int(open)),
         Say::tr("You see each key, and which rule decides it, before anything is written."),
         source::configFiles(v.old));
}

} // namespace df

#include "core/version.h"
#include "inspect/version_decider.h"

namespace df {

namespace {

/// Packages that only the commercial edition has, by facts §7 and §13. Some were free in 2.x: the release
/// decides.
const QStringList& paidPackages() {
    static const QStringList names =
        QStringLiteral("df-adldap df-azure-ad df-databricks df-dremio df-excel df-hadoop df-hana df-ibmdb2 "
                       "df-informix df-logger df-memsql df-mongodb df-mysqldb df-notification df-oidc "
                       "df-oracledb df-salesforce df-saml df-script df-snowflake df-soap df-sqlanywhere "
                       "df-sqlsrv df-trino df-ai-chat df-limits df-scheduler df-compliance df-bigquery "
                       "df-shopify df-ai df-agents df-schema-contracts")
            .split(QLatin1Char(' '));
    return names;
}

QStringList paidIn(const CodeFacts& code, const QVector<KnownRelease>& releases) {
    QMap<QString, QString> ofRelease;
    for (const auto& r : releases)
        if (r.tag == code.version)
            ofRelease = r.packages;
    const auto version = Version::parse(code.version), three = Version::parse(QStringLiteral("3.0.0"));
    if (ofRelease.isEmpty() && version && *version < *three)
        return {}; // an unknown 2.x: these packages were free then
    QStringList found;
    for (const QString& name : paidPackages()) {
        const QString full = QStringLiteral("dreamfactory/") + name;
        if ((code.lockedPackages.contains(full) || code.installedPackages.contains(full)) &&
            !ofRelease.contains(full))
            found << name;
    }
    return found;
}

bool hasLicenceKey(const EnvFacts& env) {
    for (const auto& e : env.entries)
        if (e.active && e.key == QLatin1String("DF_LICENSE_KEY") && !e.empty)
            return true;
    return false;
}

} // namespace

void decideEdition(Installation& in, const QVector<KnownRelease>& releases) {
    in.code.commercialReasons.clear();
    const QStringList paid = paidIn(in.code, releases);
    if (!paid.isEmpty())
        in.code.commercialReasons << QStringLiteral("composer.lock lists ") + paid.join(QStringLiteral(", "));
    if (hasLicenceKey(in.env))
        in.code.commercialReasons << QStringLiteral(".env holds a DF_LICENSE_KEY");
    in.code.commercial = !in.code.commercialReasons.isEmpty();
    if (!in.code.commercial)
        return;
    QStringList replaced;
    for (const auto& name : {QStringLiteral("composer.json"), QStringLiteral("composer.lock"),
                             QStringLiteral("composer.json-dist")})
        if (in.code.modified.contains(name))
            replaced << name;
    if (!replaced.isEmpty())
        in.code.commercialReasons << QStringLiteral("differs from the release: ") +
                                         replaced.join(QStringLiteral(", "));
}

} // namespace df

#pragma once

#include "core/version.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

namespace df {

/// What is known beforehand about one release (resources/data/releases.json). The release's own files come
/// first.
struct CatalogueRelease {
    QString tag, commit, date, phpConstraint, laravel;
    QStringList sameCommitAs;
    bool prerelease = false;
    bool ownInterface = true; ///< its admin interface comes with it, so that it can be installed at any time
};

/// A service type and the packages that bring it (resources/data/service-types.json).
struct ServiceType {
    struct Package {
        QString name, first, last; ///< versions that define the type; empty: no limit
    };
    QString name, label;
    QVector<Package> packages;
    bool withdrawn = false;
};

/// A row of the vendor's upgrade table and what the releases say about it
/// (resources/data/version-table.json).
struct VendorRow {
    QString id, document, from, to, method, says, verdict, reality, source;
};

/// A rule about a key of .env (resources/data/env-keys.json, where the fields are explained).
struct EnvRule {
    enum class Kind { Rename, Unit, LowerCase, LinkPath } kind = Kind::Rename;
    QStringList keys; ///< Rename: the old key
    QString newKey, only, since, why, source;
    QStringList notYet, pages;
    int laravel = 0, factor = 1;
};

/// A release that changes more than its number says (resources/data/jumps.json, where the fields are
/// explained).
struct Jump {
    enum class Kind { Php, Types, Package, Laravel, Interface, SameCommit } kind = Kind::Php;
    QString id, release, says, source;
    QStringList names;
};

/// What one release adds to the database.
struct SchemaStep {
    QString release, adds;
};

/// A release in between that must be visited: those that come from before it need what it brings, and
/// `droppedBy` no longer brings it.
struct NeededStop {
    QString release, droppedBy, why, needs, source;
};

/// A stop that somebody asks for though it brings nothing, on the way from before `before` to `beyond` or
/// later.
struct AskedStop {
    QString id, before, beyond, asks, reality, source;
};

/// What lies between releases (resources/data/jumps.json).
struct JumpTable {
    QVector<Jump> jumps;
    QVector<SchemaStep> schema;
    QVector<NeededStop> stops;
    QVector<AskedStop> askedStops;
    QString keptFrom, readTo, source; ///< the releases whose migrations were compared, and how
};

/// The tables of resources/data as values. Reading them is cheap enough to be done once per advise().
struct Catalogue {
    QVector<CatalogueRelease> releases;
    QHash<QString, ServiceType> serviceTypes;
    QVector<VendorRow> vendorRows;
    QVector<EnvRule> envRules;
    JumpTable between;

    [[nodiscard]] const CatalogueRelease* byTag(const QString& tag) const;
    [[nodiscard]] const CatalogueRelease* byCommit(const QString& commit) const;
};

/// The tables the program carries, read at first use.
[[nodiscard]] const Catalogue& builtInCatalogue();

/// Pure readers, for tests and for tables from elsewhere. Wrong types give empty values.
[[nodiscard]] QVector<CatalogueRelease> readReleaseTable(const QByteArray& json);
[[nodiscard]] QHash<QString, ServiceType> readServiceTypes(const QByteArray& json);
[[nodiscard]] QVector<VendorRow> readVendorTable(const QByteArray& json);
[[nodiscard]] QVector<EnvRule> readEnvRules(const QByteArray& json);
[[nodiscard]] JumpTable readJumpTable(const QByteArray& json);

} // namespace df

#pragma once

#include <QMap>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace df::test {

/// A small installation with everything a look asks about: a real clone of a real remote with release tags,
/// .env, a system database (SQLite or a throw-away MariaDB or PostgreSQL), nginx and PHP-FPM of its own. As
/// root the tree belongs to www-data. All of it ends and goes away with this object.
class LookServer {
public:
    enum class Database { Sqlite, MariaDb, PostgreSql };
    explicit LookServer(Database database);
    ~LookServer();
    LookServer(const LookServer&) = delete;
    LookServer& operator=(const LookServer&) = delete;

    /// Builds and starts everything; what went wrong, or nothing.
    [[nodiscard]] QString start();

    [[nodiscard]] QString root() const { return path(QStringLiteral("srv/dreamfactory")); }
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString owner() const; ///< of the tree
    [[nodiscard]] int webPort() const { return m_webPort; }
    [[nodiscard]] int databasePort() const { return m_databasePort; }
    /// MariaDB: the socket; PostgreSQL: its folder.
    [[nodiscard]] QString databaseSocket() const;
    [[nodiscard]] QString commitOf(const QString& tag) const;

    /// Each file, folder and link below `folder`: mode, owner, size, times in nanoseconds and content's hash.
    [[nodiscard]] static QMap<QString, QString> fingerprint(const QString& folder);
    /// Checksums of all tables, or the hash of the SQLite file and the names beside it.
    [[nodiscard]] QByteArray databaseFingerprint() const;
    /// A statement as the database's root.
    [[nodiscard]] QByteArray sql(const QString& statement) const;
    /// From now on the database server keeps every statement that it is sent (not SQLite).
    void keepStatements();
    /// What it was sent since then; it keeps no more.
    [[nodiscard]] QStringList statements();
    /// Writes a file of the tree, owned like the rest.
    void write(const QString& relative, const QByteArray& text, bool executable = false) const;
    [[nodiscard]] bool git(const QStringList& arguments, const QString& folder,
                           QByteArray* output = nullptr) const;

private:
    [[nodiscard]] QString makeRemote();
    [[nodiscard]] QString makeTree();
    [[nodiscard]] QString startMariaDb();
    [[nodiscard]] QString startPostgreSql();
    [[nodiscard]] QString startWeb();
    [[nodiscard]] QString launch(const QString& program, const QStringList& arguments,
                                 const QString& waitFor);
    void chownTree() const;

    Database m_database;
    QTemporaryDir m_dir;
    int m_webPort = 0, m_databasePort = 0;
    qint64 m_logSize = 0;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace df::test

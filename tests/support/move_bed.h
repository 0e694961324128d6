#pragma once

#include "inspect/server_facts.h"
#include "plan/plan.h"
#include "support/local_host.h"
#include "support/look_server.h"

namespace df::test {

/// Two installations, and the run of a move between them of which each step can be tried by itself, on the
/// server's own tools. The new one's database is called "fresh" and holds what a set-up leaves: a temporary
/// administrator and a table of its release, "mcp_sessions". On the new one's database server there is also
/// somebody else's "dreamfactory". Not for SQLite, where a database is a file.
class MoveBed {
public:
    struct Said {
        int exitCode = -1;
        QByteArray text; ///< what it wrote, in order
    };

    explicit MoveBed(LookServer::Database database);
    ~MoveBed();
    MoveBed(const MoveBed&) = delete;
    MoveBed& operator=(const MoveBed&) = delete;

    /// Both servers; an error text, or nothing.
    [[nodiscard]] QString start();
    /// Looks at both, plans the move of `paths`, writes the run folder, and takes and proves the new one's
    /// own copy. An error text, or nothing.
    [[nodiscard]] QString plan(const QStringList& paths = {});
    /// Everything that moves is brought by the courier, once more if it was. An error text, or nothing.
    [[nodiscard]] QString deliver() const;
    /// A step of the run ("import.prove", "move.database.undo"), as the supervisor runs it.
    [[nodiscard]] Said step(const QString& id) const;
    /// Steps one after the other; what the first that fails said, or nothing.
    [[nodiscard]] QString steps(const QStringList& ids) const;
    /// A script by hand, under the usual umask: $OLD and $NEW are the roots, $W a folder to work in, and db
    /// (as root) and db_old, db_new (as the .env's account) are clients of the two servers.
    [[nodiscard]] Said byHand(const QString& script) const;

    /// Values of a statement, one row a line.
    [[nodiscard]] QByteArray oldSql(const QString& statement) const;
    [[nodiscard]] QByteArray newSql(const QString& statement, const QString& database = {}) const;
    [[nodiscard]] const Plan& thePlan() const { return m_plan; }
    [[nodiscard]] QString in() const; ///< where deliveries lie

    LookServer oldServer, newServer;

private:
    [[nodiscard]] QString look(const LookServer& server, ServerFacts* facts, int* index);
    [[nodiscard]] QByteArray sql(const LookServer& server, const QString& database,
                                 const QString& statement) const;
    void makeFresh() const;

    LookServer::Database m_database;
    QTemporaryDir m_dir;
    mutable LocalHost m_host;
    ServerFacts m_oldFacts, m_newFacts;
    int m_old = -1, m_new = -1;
    Plan m_plan;
};

} // namespace df::test

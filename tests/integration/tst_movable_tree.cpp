// The list of what can go along, made by the server's own PHP on trees that a test made up.
#include "inspect/movable.h"
#include "support/local_host.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// A made-up installation with a repository, and something outside of it.
class Tree {
public:
    Tree() {
        git({S("init"), S("-q")});
        put("storage/wsdl/release.wsdl", "a");
        put("public/index.php", "<?php");
        put("public/img/logo.png", "x");
        put("storage/app/.gitignore", "*\n!.gitignore\n");
        git({S("add"), S("-A")});
        git({S("-c"), S("user.name=a"), S("-c"), S("user.email=a@b.c"), S("commit"), S("-qm"), S("x")});
        m_in.path = root();
        m_in.php.binary = QStandardPaths::findExecutable(S("php"));
        m_in.code.uiGeneration = S("angular");
    }
    [[nodiscard]] QString root() const { return m_dir.path() + S("/df"); }
    [[nodiscard]] QString outside(const char* name) const {
        return m_dir.path() + QLatin1Char('/') + S(name);
    }
    Installation& in() { return m_in; }

    void put(const char* name, const QByteArray& text) const {
        write(root() + QLatin1Char('/') + S(name), text);
    }
    static void write(const QString& path, const QByteArray& text) {
        (void)QDir().mkpath(path.section(QLatin1Char('/'), 0, -2));
        QFile f(path);
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(text);
    }
    void git(QStringList words) const {
        (void)QDir().mkpath(root());
        QVERIFY(runLocal(S("git"), QStringList{S("-C"), root()} + words));
    }
    [[nodiscard]] Movable read() {
        LocalHost host;
        const auto m = readMovable(host, m_in, CancelToken());
        if (!m)
            qWarning("%s %s", qPrintable(m.error().what), qPrintable(m.error().detail));
        return m.value_or(Movable());
    }

private:
    QTemporaryDir m_dir;
    Installation m_in;
};

const MovableEntry* entry(const Movable& m, const QString& path) {
    const auto it = std::find_if(m.entries.begin(), m.entries.end(),
                                 [&](const MovableEntry& e) { return e.path == path; });
    return it == m.entries.end() ? nullptr : &*it;
}

bool names(const Movable& m, const char* word) {
    return std::any_of(m.cannotMove.begin(), m.cannotMove.end(),
                       [&](const CannotMove& c) { return c.what.contains(S(word)); });
}

} // namespace

class TestMovableTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storage() {
        Tree t;
        t.put("storage/app/docs/a.txt", "12345");
        t.put("storage/databases/system.sqlite", "sss");
        t.put("storage/databases/system.sqlite-wal", "w");
        t.put("storage/databases/shop.sqlite", "1234567");
        t.put("storage/wsdl/own.wsdl", "12");
        t.put("storage/keys/k.pem", "123");
        t.put("storage/logs/dreamfactory.log", "long");
        t.put("storage/framework/cache/x", "y");
        t.in().database.engine = DatabaseEngine::Sqlite;
        t.in().database.name = t.root() + S("/storage/databases/system.sqlite");
        const Movable m = t.read();
        QStringList paths;
        for (const MovableEntry& e : m.entries)
            paths << e.path;
        QCOMPARE(paths, (QStringList{S("storage/app"), S("storage/databases"), S("storage/keys"),
                                     S("storage/wsdl")}));
        QCOMPARE(entry(m, S("storage/app"))->bytes, 5);
        QCOMPARE(entry(m, S("storage/app"))->except, QStringList{S("storage/app/.gitignore")});
        QCOMPARE(entry(m, S("storage/databases"))->bytes, 7);
        QCOMPARE(entry(m, S("storage/databases"))->except.size(), 2);
        QCOMPARE(entry(m, S("storage/wsdl"))->files, 1);
        QCOMPARE(entry(m, S("storage/wsdl"))->except, QStringList{S("storage/wsdl/release.wsdl")});
    }

    void anIndexOfTheFourthVersion() {
        Tree t;
        t.put("storage/wsdl/own.wsdl", "12");
        t.git({S("update-index"), S("--index-version"), S("4")});
        const Movable m = t.read();
        QVERIFY(entry(m, S("storage/wsdl")));
        QCOMPARE(entry(m, S("storage/wsdl"))->files, 1);
    }

    void withoutARepository() {
        Tree t;
        QVERIFY(QDir(t.root() + S("/.git")).removeRecursively());
        t.put("public/mine.html", "x");
        const Movable m = t.read();
        QCOMPARE(entry(m, S("storage/wsdl"))->files, 1); // nobody can tell that it is the release's
        QVERIFY(!entry(m, S("public/mine.html")));
    }

    void whatServicesName() {
        Tree t;
        t.put("storage/app/docs/a.txt", "1");
        Tree::write(t.outside("files/big"), QByteArray(100000, 'x'));
        Tree::write(t.outside("ca.pem"), "12");
        Tree::write(t.outside("erp.db"), "123");
        t.in().database.servicePaths = {S("docs: ") + t.root() + S("/storage/app/docs"),
                                        S("again: ") + t.outside("files/big"),
                                        S("share: ") + t.outside("files") + QLatin1Char('/'),
                                        S("pg: ") + t.outside("ca.pem"),
                                        S("erp: ") + t.outside("erp.db"),
                                        S("gone: ") + t.outside("gone"),
                                        S("py: /usr/bin/env"),
                                        S("etc: /etc"),
                                        S("nul: /dev/null")};
        const Movable m = t.read();
        QCOMPARE(entry(m, S("storage/app"))->neededBy, QStringList{S("docs")});
        QCOMPARE(entry(m, t.outside("files"))->bytes, 100000);
        QCOMPARE(entry(m, t.outside("files"))->neededBy, (QStringList{S("share"), S("again")}));
        QVERIFY(!entry(m, t.outside("files/big"))); // whatever the order
        QCOMPARE(int(entry(m, t.outside("ca.pem"))->kind), int(MovableKind::Certificate));
        QCOMPARE(int(entry(m, t.outside("erp.db"))->kind), int(MovableKind::ServiceDatabase));
        QVERIFY(!entry(m, t.outside("gone")));
        QVERIFY(names(m, "/usr/bin/env") && names(m, "etc: /etc") && names(m, "/dev/null"));
    }

    void linksLeadNowhere() {
        Tree t;
        Tree::write(t.outside("data/huge"), QByteArray(50000, 'x'));
        t.put("storage/app/a", "12");
        QVERIFY(QFile::link(t.outside("data"), t.root() + S("/storage/app/link")));
        QVERIFY(QFile::link(t.root(), t.root() + S("/storage/app/round")));
        QVERIFY(QFile::link(t.outside("data"), t.root() + S("/storage/elsewhere")));
        const Movable m = t.read();
        QVERIFY(entry(m, S("storage/app"))->bytes < 1000);
        QCOMPARE(entry(m, S("storage/elsewhere"))->linkTo, t.outside("data")); // the entry itself is followed
        QCOMPARE(entry(m, S("storage/elsewhere"))->bytes, 50000);
    }

    void theWebFolder() {
        Tree t;
        t.put("public/img/own.png", "12");
        t.put("public/shop/index.html", "123");
        t.put("public/main.4711.js", "1");
        t.put("public/dreamfactory/dist/index.html", "1");
        const Movable m = t.read();
        QVERIFY(entry(m, S("public/img/own.png")) && entry(m, S("public/shop")) &&
                entry(m, S("public/main.4711.js")));
        QVERIFY(!entry(m, S("public/index.php")) && !entry(m, S("public/dreamfactory")));
        t.in().code.uiGeneration = S("6.x"); // there scripts lie loose
        QVERIFY(!entry(t.read(), S("public/main.4711.js")));
    }

    void commercialFiles() {
        Tree t;
        t.put("composer.lock", "{}");
        QVERIFY(!entry(t.read(), S("composer.lock")));
        t.in().code.commercial = true;
        const Movable m = t.read();
        QVERIFY(entry(m, S("composer.lock")) && !entry(m, S("composer.lock"))->ticked);
    }

    void oddNames() {
        Tree t;
        t.put("storage/it's \"odd\" $(x)/f", "12");
        const QByteArray broken = t.root().toUtf8() + "/storage/br\xff"
                                                      "ken";
        const bool made = ::symlink("/nowhere", broken.constData()) == 0;
        const Movable m = t.read();
        QVERIFY(entry(m, S("storage/it's \"odd\" $(x)")));
        if (made)
            QVERIFY(names(m, "storage/br"));
        for (const MovableEntry& e : m.entries)
            QVERIFY(!e.path.contains(QChar::ReplacementCharacter));
    }

    void nothingIsChangedAndNothingIsRun() {
        Tree t;
        t.put("storage/app/a", "12");
        t.put("storage/app/run.php", "<?php touch(__DIR__ . '/ran');");
        t.git({S("config"), S("core.fsmonitor"), S("touch ") + t.outside("ran")});
        t.git({S("config"), S("core.hooksPath"), t.outside("hooks")});
        QByteArray before, after;
        const QString list = S("cd '%1' && find . -printf '%p %T@ %m %s\\n' | sort").arg(t.root());
        QVERIFY(runLocal(S("sh"), {S("-c"), list}, {}, &before));
        QVERIFY(!t.read().entries.isEmpty());
        QVERIFY(runLocal(S("sh"), {S("-c"), list}, {}, &after));
        QCOMPARE(after, before);
        QVERIFY(!QFile::exists(t.outside("ran")));
    }

    void manyFiles() {
        Tree t;
        QVERIFY(runLocal(S("sh"), {S("-c"), S("mkdir -p '%1/storage/app/m' && cd '%1/storage/app/m' && "
                                              "seq 1 30000 | xargs touch && truncate -s 500G huge")
                                                .arg(t.root())}));
        const Movable m = t.read();
        QCOMPARE(entry(m, S("storage/app"))->files, 30001);
        QCOMPARE(entry(m, S("storage/app"))->bytes, 500LL << 30);
    }
};

QTEST_GUILESS_MAIN(TestMovableTree)
#include "tst_movable_tree.moc"

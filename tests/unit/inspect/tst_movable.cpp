#include "inspect/movable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace df;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QByteArray answer(const QByteArray& json) { return "banner\n<<df n begin>>\n" + json + "\n<<df n end>>\n"; }

Installation installation() {
    Installation in;
    in.path = S("/opt/dreamfactory");
    return in;
}

QStringList paths(const Movable& m) {
    QStringList list;
    for (const MovableEntry& e : m.entries)
        list << e.path;
    return list;
}

QStringList whats(const QVector<CannotMove>& all) {
    QStringList list;
    for (const CannotMove& one : all)
        list << one.what;
    return list;
}

} // namespace

/// What can go along, as values.
class TestMovable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswer() {
        const auto m = parseMovable(answer(R"({"entries":[
              {"path":"storage/app","kind":"storage-folder","folder":true,"bytes":700,"files":3,"neededBy":["docs"]},
              {"path":"/srv/ca.pem","kind":"certificate","bytes":20,"files":1,"atLeast":true},
              {"path":"composer.lock","kind":"commercial-file","bytes":9,"files":1,"ticked":false}],
              "cannotMove":[{"what":"py: /usr/bin/python3"}]})"),
                                    S("n"), installation());
        QVERIFY(m);
        QCOMPARE(paths(*m), (QStringList{S("storage/app"), S("/srv/ca.pem"), S("composer.lock")}));
        QCOMPARE(m->tickedByDefault(), (QStringList{S("storage/app"), S("/srv/ca.pem")}));
        QCOMPARE(m->bytesOf({S("storage/app"), S("/srv/ca.pem"), S("nowhere")}), 720);
        QVERIFY(m->atLeast({S("/srv/ca.pem")}) && !m->atLeast({S("storage/app")}));
        QVERIFY(m->cannotMove.first().what.contains(S("/usr/bin/python3")));
        QVERIFY(!m->cannotMove.first().doThis.isEmpty());
        for (const MovableEntry& e : m->entries)
            QVERIFY(!e.why().isEmpty());
        const QJsonObject json = toJson(*m);
        QCOMPARE(toJson(movableFromJson(json)), json);
    }

    void noAnswer() {
        for (const QByteArray& text : {QByteArray(), QByteArray("<<df n begin>>\n{}"), answer("no json"),
                                       answer("[]"), QByteArray("<<df m begin>>\n{}\n<<df m end>>")})
            QVERIFY2(!parseMovable(text, S("n"), installation()), text.constData());
    }

    /// An answer is a server's word: no path leads out of where it says it is.
    void oddPaths() {
        QJsonArray entries;
        for (const char* path : {"", "/", "../etc", "storage/../../etc", "storage//app", "a/./b",
                                 "two\nlines", "storage/app/", "fine"})
            entries.append(QJsonObject{{S("path"), S(path)}, {S("bytes"), -5}});
        entries.append(QJsonObject{{S("path"), S("fine")}});
        entries.append(7);
        const Movable m = movableFromJson({{S("entries"), entries}});
        QCOMPARE(paths(m), QStringList{S("fine")});
        QCOMPARE(m.entries.first().bytes, 0);
    }

    void sumsDoNotOverflow() {
        QJsonArray entries;
        for (const char* path : {"a", "b", "c"})
            entries.append(QJsonObject{{S("path"), S(path)}, {S("bytes"), 9e18}});
        QVERIFY(movableFromJson({{S("entries"), entries}}).bytesOf({S("a"), S("b"), S("c")}) > 0);
    }

    void whatNoCopyBrings() {
        Installation in = installation();
        const auto few = cannotMove(in).size();
        in.php.extensions = {{S("sqlsrv"), S("5.11")}, {S("json"), {}}};
        in.fpm.extensions = QStringList{S("oci8")};
        in.schedules = {{S("crontab"), S("root"), S("x"), S("* * * * * php artisan schedule:run")},
                        {S("process"), S("www-data"), S("7"), S("php artisan queue:work")}};
        const QStringList all = whats(cannotMove(in));
        QCOMPARE(all.size(), few + 3);
        QVERIFY(all[0].contains(S("sqlsrv")) && all[0].contains(S("oci8")) && !all[0].contains(S("json")));
        QVERIFY(all[1].contains(S("schedule:run")) && all[2].contains(S("queue:work")));
    }

    /// Names from a server don't become words of the command.
    void theCommandCarriesNamesAsData() {
        Installation in = installation();
        in.path = S("/opt/it's $(here)");
        in.php.binary = S("/usr/bin/php 8");
        in.database.servicePaths = QStringList{S("x: /srv/'); system('id'); //")};
        const Command c = movableCommand(S("n"), in, Privilege::Root);
        QVERIFY(c.script.contains(S("DF_PHP='/usr/bin/php 8'")));
        QVERIFY(!c.script.contains(S("$(here)")) && !c.input.contains("system('id')"));
        QVERIFY(c.input.startsWith("<?php\n") && c.input.indexOf("<?php", 5) < 0);
        QCOMPARE(int(c.privilege), int(Privilege::Root));
        QVERIFY(c.timeout <= std::chrono::seconds(90));
    }
};

QTEST_GUILESS_MAIN(TestMovable)
#include "tst_movable.moc"

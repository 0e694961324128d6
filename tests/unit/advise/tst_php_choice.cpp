#include "advise/php_beside.h"
#include "advise/platform.h"
#include "advise/text.h"
#include "support/advice_case.h"

#include <QtTest>

using namespace df;
using df::test::AdviceCase;
using df::test::findingIn;
using df::test::severityOf;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// The site runs PHP 8.1, the release wants 8.3 or newer, the package sources have several.
struct TooOld : AdviceCase {
    TooOld() {
        here.php.version = here.fpm.version = S("8.1.29");
        here.php.binary = S("/usr/bin/php8.1");
        here.code.composerJson = test::composerJson({{S("php"), S("8.1.*")}});
        target.composerJson =
            test::composerJson({{S("php"), S("^8.3")}, {S("laravel/framework"), S("^11.15")}});
        server.machine.root = true;
        server.machine.phpInstallable = {{S("8.4"), S("8.4.2-1")},
                                         {S("8.3"), S("8.3.14-1")},
                                         {S("8.2"), S("8.2.1-1")},
                                         {S("7.4"), S("7.4.33-1")}};
    }
    [[nodiscard]] std::optional<PhpBeside> beside() const {
        return phpBeside(server.machine, here, readNeeds(target));
    }
};

} // namespace

class TestPhpChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfCommandsStayWords() {
        QCOMPARE(shellWord(S("php8.3-fpm")), S("php8.3-fpm"));
        for (const char* word : {"", "-x y", "a b", "$(x)", "a\n", "a\nb"})
            QVERIFY2(shellWord(S(word)).startsWith(u'\''), word);
    }
    void theOldestThatSuits() {
        const TooOld c;
        const auto beside = c.beside();
        QVERIFY(beside && beside->minor == S("8.3") && !beside->installed);
        QCOMPARE(beside->version, S("8.3.14-1"));
        QCOMPARE(beside->binary, S("/usr/bin/php8.3"));
        QCOMPARE(beside->oldBinary, S("/usr/bin/php8.1"));
    }

    void whatIsInstalledComesFirst() {
        TooOld c;
        PhpFacts other = c.here.php;
        other.binary = S("/usr/bin/php8.4");
        other.version = S("8.4.2");
        c.here.otherPhp = {other};
        QCOMPARE(c.beside()->minor, S("8.3")); // a command line alone serves no site
        c.server.machine.tools << S("php-fpm8.4");
        QVERIFY(c.beside()->installed && c.beside()->minor == S("8.4"));
    }

    void itsPackages() {
        TooOld c;
        c.here.php.extensions.insert(S("sqlsrv"), S("5.11"));
        c.here.php.extensions.insert(S("x'; reboot #"), QString()); // a server may say anything
        PhpBeside b = *c.beside();
        for (const char* name : {"php8.3-cli", "php8.3-fpm", "php8.3-mbstring", "php8.3-mysql"})
            QVERIFY2(b.packages.contains(S(name)), name);
        QVERIFY(!b.packages.contains(S("php8.3-mongodb")) && !b.extensions.contains(S("mongodb")));
        QVERIFY(b.extensions.contains(S("pdo_mysql")));
        QVERIFY(b.wanted.contains(S("php8.3-sqlite3")) && b.wanted.contains(S("php8.3-sqlsrv")));
        QVERIFY(!b.wanted.contains(S("php8.3-mysql")));
        for (const QString& name : b.wanted)
            QVERIFY2(!name.contains(QLatin1Char(' ')) && !name.contains(QLatin1Char('\'')), qPrintable(name));
        c.server.machine.mongodbInstallable = {S("8.3")};
        b = *c.beside();
        QVERIFY(b.packages.contains(S("php8.3-mongodb")) && b.extensions.contains(S("mongodb")));
    }

    void onlyOnTheUsersWord() {
        TooOld c;
        Advice a = c.advice();
        QCOMPARE(severityOf(a, "php-version"), S("must-fix"));
        QVERIFY(findingIn(a, "php-version")->remedy == Remedy::InstallPhpBeside);
        QVERIFY(a.way == Way::InPlace && a.phpBinary.isEmpty());
        c.choices.phpBesideOld = true;
        a = c.advice();
        QCOMPARE(severityOf(a, "php-version"), S("fine"));
        QCOMPARE(a.phpBinary, S("/usr/bin/php8.3"));
        QVERIFY(a.way == Way::InPlace);
    }

    void withoutASourceItIsSaidWhereOneIs() {
        TooOld c;
        c.server.machine.phpInstallable.clear();
        c.server.machine.osId = S("debian");
        const Advice a = c.advice();
        QVERIFY(a.way == Way::Migration && findingIn(a, "php-version")->remedy == Remedy::None);
        QVERIFY(findingIn(a, "php-version")->doThis.join(QLatin1Char('\n')).contains(S("$ apt-get update")));
    }

    void whereItCantBe_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("why");
        QTest::newRow("mod_php") << S("mod_php") << S("mod_php");
        QTest::newRow("over the network") << S("socket") << S("127.0.0.1:9000");
        QTest::newRow("no root") << S("root") << S("root's rights");
        QTest::newRow("no service manager") << S("services") << S("service manager");
        QTest::newRow("no site file") << S("site") << S("file");
        QTest::newRow("no command line of the old one") << S("cli") << S("8.1");
    }

    void whereItCantBe() {
        QFETCH(QString, what);
        QFETCH(QString, why);
        TooOld c;
        c.choices.phpBesideOld = true;
        QCOMPARE(severityOf(c.advice(), "php-version"), S("fine"));
        if (what == S("mod_php")) {
            c.here.web.kind = S("apache");
            c.here.fpm = {};
        } else if (what == S("socket")) {
            c.here.fpm.socket = S("127.0.0.1:9000");
        } else if (what == S("root")) {
            c.server.machine.root = false;
        } else if (what == S("services")) {
            c.server.machine.serviceManager = ServiceManager::None;
        } else if (what == S("site")) {
            c.here.web.siteFile.clear();
        } else {
            c.here.php.version = S("7.4.33");
        }
        QVERIFY(!c.beside());
        const Advice a = c.advice();
        QCOMPARE(severityOf(a, "php-version"), S("must-fix"));
        const QString todo = findingIn(a, "php-version")->doThis.join(QLatin1Char(' '));
        QVERIFY2(todo.contains(why), qPrintable(todo));
    }
};

QTEST_GUILESS_MAIN(TestPhpChoice)
#include "tst_php_choice.moc"

#include "advise/platform.h"
#include "support/release_table.h"
#include "support/sample_facts.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// A throw-away project whose lock holds one package per need, on a platform of our choice. Composer takes a
/// locked project's platform from the lock ("platform-overrides"), where it was put by config.platform.
class Project {
public:
    explicit Project(const QVector<PlatformNeed>& needs) {
        for (const PlatformNeed& n : needs) {
            const QString name = S("oracle/n%1").arg(m_packages.size());
            m_packages.append(QJsonObject{{S("name"), name},
                                          {S("version"), S("1.0.0")},
                                          {S("type"), S("metapackage")},
                                          {S("require"), QJsonObject{{n.name, n.constraint}}}});
            m_require.insert(name, S("1.0.0"));
        }
    }

    /// The numbers of the needs that Composer finds unmet; an error's text instead where it didn't decide.
    [[nodiscard]] QSet<int> unmet(const QJsonObject& platform, QString& error) const {
        const QString out = run({S("install"), S("--dry-run")}, platform, error);
        QSet<int> numbers;
        static const QRegularExpression line(S("^ +- oracle/n(\\d+) 1\\.0\\.0 requires "),
                                             QRegularExpression::MultilineOption);
        for (auto it = line.globalMatch(out); it.hasNext();)
            numbers.insert(it.next().captured(1).toInt());
        const bool decided = out.contains(S("Verifying lock file contents")) &&
                             (numbers.isEmpty() ? out.contains(S("Package operations"))
                                                : out.contains(S("compatible set of packages")));
        if (!decided && error.isEmpty())
            error = out.left(2000);
        return numbers;
    }

    /// `check-platform-reqs` judges by the PHP that runs it: name → "success", "failed", "missing".
    [[nodiscard]] QMap<QString, QString> checked(QString& error) const {
        const QString out = run({S("check-platform-reqs"), S("--lock"), S("--format=json")}, {}, error);
        QMap<QString, QString> status;
        for (const auto& v : QJsonDocument::fromJson(out.mid(out.indexOf(QLatin1Char('['))).toUtf8()).array())
            status.insert(v[S("name")].toString(), v[S("status")].toString());
        if (status.isEmpty())
            error = out.left(2000);
        return status;
    }

private:
    void write(const char* name, const QJsonObject& json) const {
        QFile f(m_folder.filePath(S(name)));
        QVERIFY(f.open(QIODevice::WriteOnly) && f.write(QJsonDocument(json).toJson()) > 0);
    }

    [[nodiscard]] QString run(const QStringList& arguments, const QJsonObject& platform,
                              QString& error) const {
        const QJsonObject config{{S("platform"), platform}};
        write("composer.json", {{S("name"), S("oracle/project")},
                                {S("require"), m_require},
                                {S("config"), config},
                                {S("repositories"), QJsonArray{QJsonObject{{S("packagist.org"), false}}}}});
        write("composer.lock", {{S("content-hash"), S("x")},
                                {S("packages"), m_packages},
                                {S("packages-dev"), QJsonArray()},
                                {S("aliases"), QJsonArray()},
                                {S("minimum-stability"), S("stable")},
                                {S("stability-flags"), QJsonObject()},
                                {S("prefer-stable"), false},
                                {S("prefer-lowest"), false},
                                {S("platform"), QJsonObject()},
                                {S("platform-dev"), QJsonObject()},
                                {S("platform-overrides"), platform},
                                {S("plugin-api-version"), S("2.3.0")}});
        QProcess composer;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(S("COMPOSER_HOME"), m_folder.filePath(S("home")));
        environment.insert(S("COMPOSER_ALLOW_SUPERUSER"), S("1"));
        environment.insert(S("COMPOSER_DISABLE_NETWORK"), S("1"));
        composer.setProcessEnvironment(environment);
        composer.setWorkingDirectory(m_folder.path());
        composer.setProcessChannelMode(arguments.first() == S("install") ? QProcess::MergedChannels
                                                                         : QProcess::SeparateChannels);
        composer.start(S("composer"), arguments + QStringList{S("--no-plugins"), S("--no-interaction"),
                                                              S("--no-ansi"), S("--no-cache")});
        if (!composer.waitForFinished(120'000))
            error = S("composer did not run: ") + composer.errorString();
        return QString::fromUtf8(composer.readAllStandardOutput());
    }

    QTemporaryDir m_folder;
    QJsonArray m_packages;
    QJsonObject m_require;
};

QString told(const PlatformNeed& n, const QString& version, bool composerAccepts) {
    return S("%1 %2 on %3: composer says %4")
        .arg(n.name, n.constraint, version, composerAccepts ? S("met") : S("unmet"));
}

// --- constraints, by a fixed seed

class Generator {
public:
    explicit Generator(quint32 seed) : m_random(seed) {}

    [[nodiscard]] QString constraint() {
        QStringList alternatives;
        for (int i = 0, n = 1 + pick(3) / 2; i < n; ++i)
            alternatives << (pick(4) == 0 ? hyphen() : conjunction());
        static const char* const ors[] = {"||", " || ", "|", " | "};
        return alternatives.join(S(ors[pick(4)]));
    }

    [[nodiscard]] QString version() { return S("%1.%2.%3").arg(6 + pick(4)).arg(pick(6)).arg(pick(40)); }

private:
    int pick(int n) { return int(m_random.bounded(n)); }

    QString number(int parts) {
        QStringList n{QString::number(5 + pick(5))};
        for (int i = 1; i < parts; ++i)
            n << QString::number(pick(i == 1 ? 6 : 40));
        return n.join(QLatin1Char('.'));
    }

    QString suffix() {
        static const char* const all[] = {"",     "",     "",       "",       "",     "",
                                          "-dev", "-RC1", "-beta2", "-alpha", "@dev", "@stable"};
        return S(all[pick(12)]);
    }

    QString simple() {
        static const char* const signs[] = {">=", ">", "<", "<=", "!=", "=", "==", ""};
        switch (pick(6)) {
        case 0:
            return S("^") + number(1 + pick(3)) + suffix();
        case 1:
            return S("~") + number(1 + pick(3)) + suffix();
        case 2:
            return number(1 + pick(2)) + S(pick(2) ? ".*" : ".x");
        case 3:
            return pick(8) == 0 ? S("*") : S(pick(2) ? ">=" : "<") + number(2);
        case 4:
            return pick(10) == 0 ? S("dev-master") : number(3) + suffix();
        default:
            return S(signs[pick(8)]) + S(pick(3) ? "" : " ") + number(1 + pick(3)) + suffix();
        }
    }

    QString conjunction() {
        static const char* const ands[] = {" ", ", ", ","};
        const QString one = simple();
        return pick(3) ? one : one + S(ands[pick(3)]) + simple();
    }

    /// Its ends in order: of a range that ends before it begins Composer's own verdict depends on what stands
    /// beside it.
    QString hyphen() {
        return S("6.") + QString::number(pick(6)) + S(" - ") + QString::number(7 + pick(3)) +
               (pick(2) ? S(".3") : S(".3.5"));
    }

    QRandomGenerator m_random;
};

} // namespace

/// What the wizard says about PHP and extensions, held against Composer's own resolver.
class TestComposerOracle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// On a sample of edges: the needs of the release on the PHPs of the releases that could be installed.
    void realReleases() {
        const ReleaseTable table = releaseTable(S(DF_TEST_DATA));
        QVERIFY(table.tags.size() > 60);
        int verdicts = 0;
        for (int i = 0; i < table.tags.size(); i += 6) {
            const ReleaseNeeds needs = readNeeds(table.releases[table.tags[i]]);
            const QVector<PlatformNeed> all = needs.php + needs.extensions;
            const Project project(all);
            for (const char* php : {"7.2.34", "7.4.33", "8.1.29", "8.3.6", "8.5.0"})
                compare(project, all, php, i % 12 ? "1.17.2" : "2.2.1", verdicts);
        }
        QVERIFY2(verdicts > 3000, qPrintable(QString::number(verdicts)));
    }

    void generatedConstraints() {
        Generator generate(20260801);
        QVector<PlatformNeed> all;
        while (all.size() < 1200) {
            const QString c = generate.constraint();
            if (Constraint::parse(c))
                all.append({all.size() % 3 ? S("php") : S("ext-mongodb"), c, {}});
        }
        const Project project(all);
        int verdicts = 0;
        for (int i = 0; i < 6; ++i)
            compare(project, all, generate.version().toLatin1().constData(),
                    generate.version().toLatin1().constData(), verdicts);
        QCOMPARE(verdicts, 7200);
    }

    /// check-platform-reqs, of the PHP that is here.
    void thePhpThatIsHere() {
        QProcess php;
        php.start(S("php"), {S("-r"), S("echo json_encode([PHP_VERSION, array_map('strtolower', "
                                        "get_loaded_extensions())]);")});
        QVERIFY(php.waitForFinished(30'000));
        const QJsonArray said = QJsonDocument::fromJson(php.readAllStandardOutput()).array();
        PhpFacts here;
        here.version = said.at(0).toString();
        for (const auto& name : said.at(1).toArray())
            here.extensions.insert(name.toString(), here.version);
        here.extensions.remove(S("mongodb")); // has a version of its own
        const ReleaseTable table = releaseTable(S(DF_TEST_DATA));
        for (const char* tag : {"3.1.0", "4.14.1", "5.4.1", "7.0.1", "7.3.3", "7.7.0"}) {
            const ReleaseNeeds needs = readNeeds(table.releases[S(tag)]);
            QString error;
            QVector<PlatformNeed> all;
            for (const PlatformNeed& n : needs.php + needs.extensions)
                if (n.name != S("ext-mongodb"))
                    all << n;
            const auto checked = Project(all).checked(error);
            QVERIFY2(error.isEmpty(), qPrintable(error));
            QCOMPARE(checked[S("php")] == S("success"), unmetPhp(needs, here.version).isEmpty());
            ReleaseNeeds bare = needs; // the project has no polyfills
            bare.provided.clear();
            QStringList missing, unmet;
            for (auto it = checked.begin(); it != checked.end(); ++it)
                if (it.key().startsWith(S("ext-")) && it.value() != S("success"))
                    missing << it.key();
            for (const PlatformNeed& n : unmetExtensions(bare, here))
                if (n.name != S("ext-mongodb"))
                    unmet << n.name;
            QCOMPARE(unmet, missing);
        }
    }

private:
    static void compare(const Project& project, const QVector<PlatformNeed>& needs, const char* php,
                        const char* mongodb, int& verdicts) {
        QJsonObject platform{{S("php"), S(php)}};
        QMap<QString, QString> versions{{S("php"), S(php)}};
        for (const PlatformNeed& n : needs)
            if (n.name != S("php")) {
                versions.insert(n.name, n.name == S("ext-mongodb") ? S(mongodb) : S(php));
                platform.insert(n.name, versions[n.name]);
            }
        QString error;
        const QSet<int> unmet = project.unmet(platform, error);
        QVERIFY2(error.isEmpty(), qPrintable(error));
        QStringList differing;
        for (int i = 0; i < needs.size(); ++i, ++verdicts)
            if (meets(versions[needs[i].name], needs[i]) == unmet.contains(i))
                differing << told(needs[i], versions[needs[i].name], !unmet.contains(i));
        QVERIFY2(differing.isEmpty(), qPrintable(differing.mid(0, 20).join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TestComposerOracle)
#include "tst_composer_oracle.moc"

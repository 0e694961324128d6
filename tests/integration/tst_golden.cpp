#include "advise/catalogue.h"
#include "advise/platform.h"
#include "support/advice_case.h"
#include "support/release_table.h"

#include <QFile>
#include <QtTest>

#include <algorithm>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
QString goldenFile() { return S(DF_TEST_DATA) + S("/advise/golden.tsv"); }

const char* const kAbout = "# What the wizard advises for every edge of the release catalogue, from 2.14.2 "
                           "on, on a usual server of the\n"
                           "# release that is installed (README, Tests). Edges with the same advice stand in "
                           "one line: from any release of\n"
                           "# the first column to any later one of the second. PHP: of the server, and what "
                           "the release needs. Then the way\n"
                           "# and the open must-fix findings, without and with other PHPs in the package "
                           "sources (and with the user's leave\n"
                           "# to install one); what the user should know; keys that the plan changes in "
                           ".env; jumps that are named.\n"
                           "# To write it anew: DF_WRITE_GOLDEN=1 build/ci/bin/tst_golden\n"
                           "# from\tto\tedges\tPHP\twithout\twith\tshould know\t.env\tjumps\n";

QString idsOf(const Advice& a, Severity severity) {
    QStringList ids;
    for (const Finding& f : a.findings)
        if (f.severity == severity)
            ids << f.id;
    ids.sort();
    return ids.join(QLatin1Char(' '));
}

QString wayOf(const Advice& a) {
    const QString open = idsOf(a, Severity::MustFix);
    const QString way = a.way == Way::InSteps ? a.hops.join(QLatin1Char('>')) : toString(a.way);
    return open.isEmpty() ? way : way + S(" (") + open + S(")");
}

QString jumpsOf(const Advice& a) {
    QStringList ids;
    for (const Reason& r : a.reasons)
        if (r.id.startsWith(S("jump-")) || r.id.startsWith(S("asked-")))
            ids << r.id.section(QLatin1Char('-'), 1);
    return ids.join(QLatin1Char(' '));
}

QString envOf(const Advice& a) {
    QStringList keys;
    for (const EnvChange& e : a.envChanges)
        keys << e.key;
    return keys.join(QLatin1Char(' '));
}

QString orDash(const QString& text) { return text.isEmpty() ? S("-") : text; }

/// All edges, in classes.
class Edges {
public:
    explicit Edges(const ReleaseTable& table) : m_table(table) {
        for (const QString& tag : table.tags) {
            m_tags.append({tag, table.releases[tag].commit});
            m_fitting.append(fittingPhp(readNeeds(table.releases[tag])));
        }
        for (const QString& from : table.tags)
            for (const bool sources : {false, true})
                m_servers.append(usualServer(table, from, sources));
        const int n = int(table.tags.size());
        for (int i = 0; i < n; ++i) {
            m_signs.append(QStringList());
            for (int j = 0; j < n; ++j)
                m_signs[i] << (j > i ? sign(i, j) : QString());
        }
    }

    [[nodiscard]] QString text() const {
        const QVector<QVector<int>> from = classes(true), to = classes(false);
        QStringList lines;
        for (const auto& f : from)
            for (const auto& t : to)
                if (const QString l = line(f, t); !l.isEmpty())
                    lines << l;
        return QString::fromUtf8(kAbout) + lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
    }

private:
    [[nodiscard]] Advice advice(int from, int to, bool sources) const {
        const ServerFacts& server = m_servers[2 * from + (sources ? 1 : 0)];
        AdviceChoices choices;
        choices.canBeRoot = true;
        choices.phpBesideOld = sources;
        return advise(server, server.installations.first(), m_tags, m_table.releases[m_table.tags[to]],
                      choices);
    }

    [[nodiscard]] QString sign(int from, int to) const {
        const Advice without = advice(from, to, false);
        const Finding* php = findingIn(without, "php-version");
        const Advice with = php && php->severity == Severity::MustFix ? advice(from, to, true) : without;
        const QStringList& fitting = m_fitting[to];
        const QString phps =
            phpOfItsTime(m_table.tags[from]) + S(" → ") +
            (fitting.size() > 1 ? fitting.first() + S("–") + fitting.last() : fitting.value(0));
        return QStringList{phps,
                           wayOf(without),
                           wayOf(with),
                           orDash(idsOf(with, Severity::ShouldKnow)),
                           orDash(envOf(with)),
                           orDash(jumpsOf(with))}
            .join(QLatin1Char('\t'));
    }

    /// Do two neighbours have the same advice on every edge that both have?
    [[nodiscard]] bool alike(int a, int b, bool byFrom) const {
        for (int k = 0; k < int(m_signs.size()); ++k) {
            const QString x = byFrom ? m_signs[a][k] : m_signs[k][a],
                          y = byFrom ? m_signs[b][k] : m_signs[k][b];
            if (!x.isEmpty() && !y.isEmpty() && x != y)
                return false;
        }
        return true;
    }

    [[nodiscard]] QVector<QVector<int>> classes(bool byFrom) const {
        QVector<QVector<int>> all;
        for (int i = 0; i < int(m_signs.size()); ++i) {
            const bool joins =
                !all.isEmpty() && std::all_of(all.last().begin(), all.last().end(),
                                              [&](int member) { return alike(member, i, byFrom); });
            if (joins)
                all.last() << i;
            else
                all.append(QVector<int>{i});
        }
        return all;
    }

    [[nodiscard]] QString range(const QVector<int>& members) const {
        const QString first = m_table.tags[members.first()], last = m_table.tags[members.last()];
        return first == last ? first : first + S("–") + last;
    }

    /// One line per different advice in the block: hardly ever more than one.
    [[nodiscard]] QString line(const QVector<int>& from, const QVector<int>& to) const {
        QMap<QString, int> count;
        for (const int i : from)
            for (const int j : to)
                if (j > i)
                    ++count[m_signs[i][j]];
        QStringList lines;
        for (auto it = count.begin(); it != count.end(); ++it)
            lines << QStringList{range(from), range(to), QString::number(*it), it.key()}.join(
                QLatin1Char('\t'));
        return lines.join(QLatin1Char('\n'));
    }

    const ReleaseTable& m_table;
    QVector<ReleaseTag> m_tags;
    QVector<ServerFacts> m_servers;
    QVector<QStringList> m_fitting;
    QVector<QStringList> m_signs;
};

} // namespace

/// Advice for every edge of the catalogue, held against a table that people have read.
class TestGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableIsTheCatalogue() {
        const ReleaseTable table = releaseTable(S(DF_TEST_DATA));
        QCOMPARE(table.tags.size(), 71);
        QCOMPARE(table.tags.first(), S("2.14.2"));
        for (const CatalogueRelease& r : builtInCatalogue().releases) {
            if (!table.releases.contains(r.tag))
                continue;
            const ReleaseNeeds needs = readNeeds(table.releases[r.tag]);
            QCOMPARE(needs.packages.value(S("laravel/framework")), r.laravel);
            QCOMPARE(needs.php.first().by == S("composer.json") ? needs.php.first().constraint : QString(),
                     r.phpConstraint);
        }
    }

    void everyEdge() {
        const ReleaseTable table = releaseTable(S(DF_TEST_DATA));
        const QString now = Edges(table).text();
        QFile f(goldenFile());
        if (qEnvironmentVariableIsSet("DF_WRITE_GOLDEN")) {
            QVERIFY(f.open(QIODevice::WriteOnly) && f.write(now.toUtf8()) > 0);
            return;
        }
        QVERIFY(f.open(QIODevice::ReadOnly));
        const QStringList golden = QString::fromUtf8(f.readAll()).split(QLatin1Char('\n')),
                          lines = now.split(QLatin1Char('\n'));
        QStringList differing;
        for (const QString& line : golden)
            if (!lines.contains(line))
                differing << S("- ") + line;
        for (const QString& line : lines)
            if (!golden.contains(line))
                differing << S("+ ") + line;
        QVERIFY2(differing.isEmpty(),
                 qPrintable(S("\n") + differing.join(QLatin1Char('\n')) +
                            S("\nIf the new advice is right: DF_WRITE_GOLDEN=1 build/ci/bin/tst_golden")));
    }
};

QTEST_GUILESS_MAIN(TestGolden)
#include "tst_golden.moc"

#include "core/shell.h"

#include <QProcess>
#include <QTest>

using namespace df;

class TstShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordSurvivesTheShell_data();
    void wordSurvivesTheShell();
    void listOfWords();
    void nulIsDropped();
};

namespace {
QByteArray sh(const QString& script) {
    QProcess p;
    p.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
    p.waitForFinished();
    return p.readAllStandardOutput();
}
} // namespace

void TstShell::wordSurvivesTheShell_data() {
    QTest::addColumn<QString>("word");
    for (const char* word : {"",     "plain", "two words", "it's", "''",        "'",         "\"$HOME\"",
                             "`id`", "$(id)", "a\\b",      "\\",   "new\nline", "*",         "~",
                             "-n",   "ö ü",   "!x",        "#",    ";|&<>",     "tab\there", "\x7f\x01"})
        QTest::newRow(qPrintable(QString::fromUtf8(word).toHtmlEscaped() + QLatin1Char('.')))
            << QString::fromUtf8(word);
}

void TstShell::wordSurvivesTheShell() {
    QFETCH(QString, word);
    QCOMPARE(QString::fromUtf8(sh(QStringLiteral("printf '%s' ") + shellQuote(word))), word);
    QCOMPARE(QString::fromUtf8(
                 sh(QStringLiteral("eval ") + shellQuote(QStringLiteral("printf '%s' ") + shellQuote(word)))),
             word);
}

void TstShell::listOfWords() {
    const QStringList words{QStringLiteral("a b"), QString(), QStringLiteral("it's"), QStringLiteral("*")};
    QCOMPARE(sh(QStringLiteral("printf '<%s>' ") + shellQuote(words)), QByteArray("<a b><><it's><*>"));
}

void TstShell::nulIsDropped() { QCOMPARE(shellQuote(QString::fromUtf8("a\0b", 3)), QStringLiteral("'ab'")); }

QTEST_GUILESS_MAIN(TstShell)
#include "tst_shell.moc"

#include "secrets/redactor.h"

#include "support/fair_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace df;

class TstRedactor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownSecretInAllSpellings_data();
    void knownSecretInAllSpellings();
    void base64InsideALongerText();
    void shortSecretsAreLeftAlone();
    void looksLikeASecret_data();
    void looksLikeASecret();
    void innocentTextStays_data();
    void innocentTextStays();
    void twiceIsTheSame();
    void hugeTextIsCheap();
    void longValueIsHidden();
};

void TstRedactor::knownSecretInAllSpellings_data() {
    QTest::addColumn<QString>("text");
    const QString s = QStringLiteral("pa'ss w/ö\"rd+&1");
    QTest::newRow("plain") << s;
    QTest::newRow("base64") << QString::fromLatin1(s.toUtf8().toBase64());
    QTest::newRow("url") << QString::fromLatin1(QUrl::toPercentEncoding(s));
    QTest::newRow("form")
        << QString::fromLatin1(QUrl::toPercentEncoding(s, " ")).replace(QLatin1Char(' '), QLatin1Char('+'));
    QTest::newRow("json") << QString::fromUtf8(QJsonDocument(QJsonArray{s}).toJson(QJsonDocument::Compact));
    QTest::newRow("php json") << QStringLiteral("pa'ss w\\/\\u00f6\\\"rd+&1");
    QTest::newRow("html") << s.toHtmlEscaped();
    QTest::newRow("shell") << QStringLiteral("'pa'\\''ss w/ö\"rd+&1'");
}

void TstRedactor::knownSecretInAllSpellings() {
    QFETCH(QString, text);
    Redactor r;
    r.add(Secret(QStringLiteral("pa'ss w/ö\"rd+&1")));
    const QString clean = r.redact(QStringLiteral("before ") + text + QStringLiteral(" after"));
    QVERIFY2(clean.contains(Redactor::hidden()), qPrintable(clean));
    QVERIFY2(!clean.contains(QLatin1String("ss w")) && !clean.contains(QLatin1String("rd+")),
             qPrintable(clean));
    QVERIFY(clean.startsWith(QLatin1String("before ")) && clean.endsWith(QLatin1String(" after")));
}

void TstRedactor::base64InsideALongerText() {
    const QByteArray secret = "correct horse battery";
    Redactor r;
    r.add(Secret(secret));
    for (const char* user : {"", "a", "bb", "ccc", "admin@example.com:"}) {
        const QByteArray inner = (user + secret + ":tail").toBase64();
        const QString clean = r.redact(QString::fromLatin1(inner));
        QVERIFY2(clean.contains(Redactor::hidden()), inner.constData());
        QVERIFY(!QByteArray::fromBase64(clean.toLatin1()).contains("battery"));
    }
}

void TstRedactor::shortSecretsAreLeftAlone() {
    Redactor r;
    r.add(Secret(QByteArray("abc")));
    r.add(Secret());
    QCOMPARE(r.redact(QStringLiteral("abc abcd")), QStringLiteral("abc abcd"));
    r.add(Secret(QByteArray("abcd")));
    QCOMPARE(r.redact(QStringLiteral("abc abcd")), QStringLiteral("abc [hidden]"));
}

void TstRedactor::looksLikeASecret_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const char* text, const char* clean) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(clean);
    };
    row("env", "DB_PASSWORD=s3cr3t\nDB_HOST=localhost", "DB_PASSWORD=[hidden]\nDB_HOST=localhost");
    row("env quoted", "MAIL_PASSWORD=\"two words\" # x", "MAIL_PASSWORD=[hidden] # x");
    row("app key", "APP_KEY=base64:qk3TB0vQ2X9pX4Zx1o8mX0cXh1bq1r5yXc5cXyXzXwQ=", "APP_KEY=[hidden]");
    row("bare key", "key is base64:qk3TB0vQ2X9pX4Zx1o8mX0cXh1bq1r5yXc5cXyXzXwQ=.", "key is base64:[hidden].");
    row("json", R"({"password":"a\"b","user":"x"})", R"({"password":[hidden],"user":"x"})");
    row("php array", R"('secret' => 'it\'s', 'x' => 1)", "'secret' => [hidden], 'x' => 1");
    row("cut json", R"({"password":"abc)", R"({"password":[hidden])");
    row("url", "mysql://df:p%40ss@10.0.0.1/df", "mysql://df:[hidden]@10.0.0.1/df");
    row("git url", "https://x-token:ghp_abcdef@github.com/a/b.git",
        "https://x-token:[hidden]@github.com/a/b.git");
    row("basic", "Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [hidden]");
    row("bearer", "authorization: Bearer abc.def-ghi", "authorization: Bearer [hidden]");
    row("session", "X-DreamFactory-Session-Token: abc123", "X-DreamFactory-Session-Token: [hidden]");
    row("api key", "X-DreamFactory-API-Key: 6498a8ad1beb9d84d63035c5d1120c007fad6de706734db9689f8996707e0f7d",
        "X-DreamFactory-API-Key: [hidden]");
    row("option", "mysqldump --user=df --password=abc df", "mysqldump --user=df --password=[hidden] df");
    row("option apart", "tool --token abc --x", "tool --token [hidden] --x");
    row("mysql -p", "mysql -u root -ps3cret df", "mysql -u root -p[hidden] df");
    row("bcrypt", "hash $2y$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234 end",
        "hash [hidden] end");
    row("private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\nbnNz\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY----- [hidden] -----END OPENSSH PRIVATE KEY-----");
    row("cut private key", "-----BEGIN RSA PRIVATE KEY-----\nb3Bl\nbnNz",
        "-----BEGIN RSA PRIVATE KEY----- [hidden] ");
}

void TstRedactor::looksLikeASecret() {
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(Redactor().redact(text), clean);
}

void TstRedactor::innocentTextStays_data() {
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"sudo: 1 incorrect password attempt", "PWD=/opt/dreamfactory", "https://example.com:8080/path",
          "http://[::1]:80/a@b", "keys: 3", "ssh://git@github.com:22/x", "Signed in with password",
          "mysql -u root -p df", "commit 5c2d9e8a1b2c3d4e5f60718293a4b5c6d7e8f901", "DB_PASSWORD=\nDB_HOST=x",
          "base64:short", "for user 'a'@'b' (using password: YES)"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TstRedactor::innocentTextStays() {
    QFETCH(QString, text);
    QCOMPARE(Redactor().redact(text), text);
}

void TstRedactor::twiceIsTheSame() {
    Redactor r;
    r.add(Secret(QByteArray("s3cr3t-value")));
    const QString once = r.redact(
        QStringLiteral("password=s3cr3t-value Authorization: Basic s3cr3t-value u://a:s3cr3t-value@h"));
    QVERIFY(!once.contains(QLatin1String("s3cr3t")));
    QCOMPARE(r.redact(once), once);
}

void TstRedactor::hugeTextIsCheap() {
    df::test::FairClock timer;
    timer.start();
    for (const char* piece : {"a", "a.", "-p", "://", "password", "authorization: ", "mysql ", "eyJ"})
        (void)Redactor().redact(QString::fromLatin1(piece).repeated(300'000 / int(qstrlen(piece))));
    QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
}

void TstRedactor::longValueIsHidden() {
    const QString value(2'000'000, QLatin1Char('v'));
    QCOMPARE(Redactor().redact(QStringLiteral("secret: \"") + value + QStringLiteral("\" x")),
             QStringLiteral("secret: [hidden] x"));
    QCOMPARE(Redactor().redact(QStringLiteral("secret: ") + value), QStringLiteral("secret: [hidden]"));
}

QTEST_GUILESS_MAIN(TstRedactor)
#include "tst_redactor.moc"

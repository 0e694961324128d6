#include "ssh/sftp_address.h"

#include <QTest>

using namespace df;

/// What is taken as an SFTP address, and that no password gets past it.
class TstSftpAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTakenApart_data();
    void isTakenApart();
    void isRefused_data();
    void isRefused();
    void knowsItsOwnKind();
};

void TstSftpAddress::isTakenApart_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts"); ///< user host port folder
    QTest::addColumn<QString>("url");
    const auto row = [](const char* text, const char* parts, const char* url = nullptr) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(parts)
                            << QString::fromUtf8(url ? url : text);
    };
    row("sftp://ann@files.example.com/7.6.0/gold", "ann|files.example.com|22|/7.6.0/gold");
    row("sftp://ann@files.example.com:2222/7.6.0", "ann|files.example.com|2222|/7.6.0");
    row("sftp://ann@files.example.com:22/x", "ann|files.example.com|22|/x", "sftp://ann@files.example.com/x");
    row("  SFTP://ann@Files.Example.com/x ", "ann|files.example.com|22|/x", "sftp://ann@files.example.com/x");
    row("sftp://files.example.com/x", "|files.example.com|22|/x");
    row("sftp://ann@h", "ann|h|22|.");
    row("sftp://ann@h/", "ann|h|22|/");
    row("sftp://ann@h/~", "ann|h|22|.", "sftp://ann@h");
    row("sftp://ann@h/~/gold/7.6", "ann|h|22|gold/7.6");
    row("sftp://ann@h/~/", "ann|h|22|./", "sftp://ann@h/~/./");
    row("sftp://ann@h/~//x", "ann|h|22|.//x", "sftp://ann@h/~/.//x");
    row("sftp://ann@h/~bob/x", "ann|h|22|/~bob/x");
    row("sftp://ann@h/a/../b", "ann|h|22|/a/../b");
    row("sftp://ann@h/with%20space/%C3%A4%23%3F", "ann|h|22|/with space/ä#?");
    row("sftp://ann@h/a@b:c", "ann|h|22|/a@b:c");
    row("sftp://h:2222/a@b", "|h|2222|/a@b");
    row("sftp://ann%40firm@h/x", "ann@firm|h|22|/x");
    row("sftp://ann@[::1]:2222/x", "ann|::1|2222|/x");
    row("sftp://[fe80::1]/a@b", "|fe80::1|22|/a@b");
}

void TstSftpAddress::isTakenApart() {
    QFETCH(QString, text);
    QFETCH(QString, parts);
    QFETCH(QString, url);
    const auto a = parseSftpAddress(text);
    QVERIFY2(a, a ? "" : qPrintable(a.error().what));
    QCOMPARE(QStringList({a->user, a->host, QString::number(a->port), a->folder}).join(u'|'), parts);
    QCOMPARE(a->toUrl(), url);
    const auto again = parseSftpAddress(a->toUrl());
    QVERIFY(again);
    QCOMPARE(again->folder, a->folder);
    QCOMPARE(again->user, a->user);
}

void TstSftpAddress::isRefused_data() {
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* text, const char* reason) {
        QTest::newRow(text) << QString::fromUtf8(reason);
    };
    for (const char* text : {"sftp://ann:sesame@h/x", "sftp://ann:@h/x", "sftp://ann:se/same@h/x",
                             "sftp://ann:se#same@h/x", "sftp://ann:se?same@h/x", "sftp://ann:se@same@h/x",
                             "sftp://:sesame@h/x", "sftp://ann:%73esame@h/x", "sftp://ann:sesame@[::1]/x"})
        row(text, "password");
    for (const char* text : {"sftp:", "sftp:/h/x", "sftp:h", "http://h/x", "/home/ann", "sftp://h h/x",
                             "sftp://ann@h/%zz", "sftp://ann@h:port/x"})
        row(text, "form");
    row("sftp:///x", "host");
    row("sftp://ann@/x", "host");
    row("sftp://ann@h:0/x", "port");
    row("sftp://ann@h:65536/x", "form");
    row("sftp://ann@h/x?y", "extra");
    row("sftp://ann@h/x#y", "extra");
    row("sftp://ann@h/x%00y", "folder");
    row("sftp://ann@h/x%0Ay", "folder");
    row("sftp://a%0An@h/x", "host");
}

void TstSftpAddress::isRefused() {
    QFETCH(QString, reason);
    const auto a = parseSftpAddress(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(!a, a ? qPrintable(a->toUrl()) : "");
    QCOMPARE(a.error().facts, QStringList{reason});
    QVERIFY(!(a.error().what + a.error().detail).contains(QLatin1String("same")));
}

void TstSftpAddress::knowsItsOwnKind() {
    QVERIFY(isSftpAddress(QStringLiteral(" SFTP:x")));
    QVERIFY(isSftpAddress(QStringLiteral("sftp://h")));
    QVERIFY(!isSftpAddress(QStringLiteral("/sftp:")));
    QVERIFY(!isSftpAddress(QStringLiteral("sftp")));
    QVERIFY(!isSftpAddress(QString()));
}

QTEST_GUILESS_MAIN(TstSftpAddress)
#include "tst_sftp_address.moc"

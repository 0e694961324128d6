#include "core/secret.h"

#include <QTest>

#include <type_traits>

using namespace df;

// A secret can't slip into a string, a comparison or a stream.
template<class T>
concept Streamable = requires(QDebug d, T t) {
    d << t;
};
static_assert(!Streamable<Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<QByteArray, Secret> && !std::is_convertible_v<QString, Secret>);
static_assert(!std::equality_comparable<Secret>);

class TstSecret : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsItsBytes();
    void doesNotShareMemory();
    void wipesItsMemory();
    void sharedBytesAreLeftToTheirOwner();
    void movedFromIsEmpty();
};

void TstSecret::holdsItsBytes() {
    QVERIFY(Secret().isEmpty());
    QCOMPARE(Secret(QStringLiteral("pä")).reveal(), QByteArray("p\xc3\xa4"));
    QCOMPARE(Secret(QByteArray("a\0b", 3)).reveal().size(), 3);
}

void TstSecret::doesNotShareMemory() {
    const QByteArray source("source text");
    const Secret a(source);
    QVERIFY(a.reveal().constData() != source.constData());
    const Secret b(a);
    QVERIFY(b.reveal().constData() != a.reveal().constData());
    QCOMPARE(b.reveal(), a.reveal());
}

void TstSecret::wipesItsMemory() {
    QByteArray bytes("to be wiped");
    bytes.detach();
    const char* memory = bytes.constData();
    wipeBytes(bytes);
    QCOMPARE(bytes.constData(), memory); // in place, not in a copy
    QCOMPARE(bytes, QByteArray(11, '\0'));
}

void TstSecret::sharedBytesAreLeftToTheirOwner() {
    QByteArray bytes("shared");
    bytes.detach();
    const QByteArray other = bytes;
    wipeBytes(bytes);
    QCOMPARE(other, QByteArray("shared"));
}

void TstSecret::movedFromIsEmpty() {
    Secret a(QByteArray("value"));
    const Secret b(std::move(a));
    QVERIFY(a.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is promised
    QCOMPARE(b.reveal(), QByteArray("value"));
    Secret c;
    c = b;
    QCOMPARE(c.reveal(), b.reveal());
}

QTEST_GUILESS_MAIN(TstSecret)
#include "tst_secret.moc"

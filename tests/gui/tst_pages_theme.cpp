#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/theme.h"
#include "theme/theme_switch.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QtTest>

using namespace df;

/// The promises of the palette: contrasts computed from the tokens, shapes that differ without colour, a live
/// switch.
class tst_pages_theme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tableIsInOrder();
    void textContrast_data();
    void textContrast();
    void outlineContrast_data();
    void outlineContrast();
    void stateIconsDifferBySilhouette();
    void iconsFollowThePalette();
    void highContrastKeepsThePlatformsColours();
    void switchesWhileItRuns();
    void sizesFollowTheFont();
};

void tst_pages_theme::tableIsInOrder() {
    for (size_t i = 0; i < kTokens.size(); ++i)
        QCOMPARE(static_cast<size_t>(kTokens[i].tone), i);
}

void tst_pages_theme::textContrast_data() {
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("ground");
    const QVector<Tone> grounds = {Tone::Bg, Tone::Surface, Tone::Sunken, Tone::Rail};
    const auto add = [](const char* name, Tone ink, Tone ground) {
        QTest::addRow("%s on %d", name, static_cast<int>(ground))
            << static_cast<int>(ink) << static_cast<int>(ground);
    };
    for (const Tone g : grounds) {
        add("text", Tone::Text, g);
        add("muted", Tone::Muted, g);
        add("accent", Tone::Accent, g);
        add("done", Tone::Done, g);
        add("needs", Tone::Needs, g);
        add("failed", Tone::Failed, g);
        add("undone", Tone::Undone, g);
    }
    for (const auto& [ink, ground] :
         {std::pair(Tone::OnAccent, Tone::Accent), std::pair(Tone::Text, Tone::AccentTint),
          std::pair(Tone::Muted, Tone::AccentTint), std::pair(Tone::Accent, Tone::AccentTint),
          std::pair(Tone::Done, Tone::DoneTint), std::pair(Tone::Needs, Tone::NeedsTint),
          std::pair(Tone::Text, Tone::NeedsTint), std::pair(Tone::Failed, Tone::FailedTint),
          std::pair(Tone::Text, Tone::FailedTint), std::pair(Tone::Undone, Tone::UndoneTint),
          std::pair(Tone::Text, Tone::AddedLine), std::pair(Tone::Text, Tone::AddedMark),
          std::pair(Tone::Text, Tone::RemovedLine), std::pair(Tone::Text, Tone::RemovedMark),
          std::pair(Tone::Added, Tone::AddedLine), std::pair(Tone::Removed, Tone::RemovedLine)})
        QTest::addRow("pair %d on %d", static_cast<int>(ink), static_cast<int>(ground))
            << static_cast<int>(ink) << static_cast<int>(ground);
}

void tst_pages_theme::textContrast() {
    QFETCH(int, ink);
    QFETCH(int, ground);
    for (const bool dark : {false, true}) {
        const double c =
            contrast(tokenColor(static_cast<Tone>(ink), dark), tokenColor(static_cast<Tone>(ground), dark));
        QVERIFY2(c >= 4.5, qPrintable(QStringLiteral("%1 in %2")
                                          .arg(c)
                                          .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
}

void tst_pages_theme::outlineContrast_data() {
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("ground");
    for (const Tone g : {Tone::Bg, Tone::Surface, Tone::Sunken})
        QTest::addRow("control on %d", static_cast<int>(g))
            << static_cast<int>(Tone::Control) << static_cast<int>(g);
    QTest::addRow("bar before") << static_cast<int>(Tone::BarBefore) << static_cast<int>(Tone::Surface);
    QTest::addRow("bar now") << static_cast<int>(Tone::Accent) << static_cast<int>(Tone::Surface);
}

void tst_pages_theme::outlineContrast() {
    QFETCH(int, line);
    QFETCH(int, ground);
    for (const bool dark : {false, true}) {
        const double c =
            contrast(tokenColor(static_cast<Tone>(line), dark), tokenColor(static_cast<Tone>(ground), dark));
        QVERIFY2(c >= 3.0, qPrintable(QString::number(c)));
    }
}

namespace {

QImage drawn(const QString& name, const QColor& ink, const QColor& ground) {
    QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter p(&image);
    paintIcon(p, name, QRectF(0, 0, 40, 40), ink, ground);
    return image;
}

/// Shapes without their colour: where something is painted, and whether it is ink or ground.
QByteArray silhouette(const QImage& image) {
    QByteArray out;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width(); x += 2) {
            const QColor c = image.pixelColor(x, y);
            out += c.alpha() < 128 ? ' ' : c.lightness() < 128 ? '#' : '.';
        }
    return out;
}

} // namespace

void tst_pages_theme::stateIconsDifferBySilhouette() {
    const QVector<StateWord> states = {StateWord::NotStarted, StateWord::NeedsYou, StateWord::Running,
                                       StateWord::Done,       StateWord::Skipped,  StateWord::Failed,
                                       StateWord::Undone};
    QSet<QByteArray> shapes;
    QSet<QString> words;
    for (const StateWord s : states) {
        const QByteArray shape = silhouette(drawn(stateIcon(s), Qt::black, Qt::white));
        QVERIFY2(shape.contains('#'), qPrintable(stateIcon(s)));
        for (const QByteArray& other : shapes) {
            int different = 0;
            for (int i = 0; i < shape.size(); ++i)
                different += shape[i] != other[i];
            QVERIFY2(different > 20, qPrintable(stateIcon(s)));
        }
        shapes.insert(shape);
        words.insert(stateText(s));
    }
    QCOMPARE(words.size(), 7);
    // Every icon file draws something and takes its ink from us, but for the program's own.
    const QStringList files = QDir(QStringLiteral(":/df/icons")).entryList({QStringLiteral("*.svg")});
    QVERIFY(files.size() > 30);
    for (const QString& file : files) {
        const QImage red = drawn(file.chopped(4), Qt::red, Qt::red);
        bool any = false;
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 40; ++x)
                if (const QColor c = red.pixelColor(x, y); c.alpha() > 200) {
                    any = true;
                    QVERIFY2(file == QLatin1String("app.svg") || (c.red() > 200 && c.green() < 60),
                             qPrintable(file));
                }
        QVERIFY2(any, qPrintable(file));
    }
}

void tst_pages_theme::iconsFollowThePalette() {
    const QIcon one = icon(QStringLiteral("state-not-started"), Tone::Text);
    const auto darkest = [&one] {
        const QImage i = one.pixmap(QSize(40, 40)).toImage();
        int lightness = -1;
        for (int y = 0; y < i.height(); ++y)
            for (int x = 0; x < i.width(); ++x)
                if (i.pixelColor(x, y).alpha() > 250)
                    lightness = i.pixelColor(x, y).lightness();
        return lightness;
    };
    QApplication::setPalette(wizardPalette(false));
    QVERIFY(darkest() < 100);
    QApplication::setPalette(wizardPalette(true));
    QVERIFY(darkest() > 150);
}

void tst_pages_theme::highContrastKeepsThePlatformsColours() {
    QPalette p(Qt::black);
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        p.setColor(role, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(role, Qt::white);
    QVERIFY(isHighContrast(p));
    QVERIFY(!isHighContrast(wizardPalette(true)));
    QVERIFY(!isHighContrast(wizardPalette(false)));
    QCOMPARE(color(Tone::FailedTint, p), QColor(Qt::black));
    QCOMPARE(color(Tone::Failed, p), QColor(Qt::white));
}

void tst_pages_theme::switchesWhileItRuns() {
    ThemeSwitch theme(*qApp);
    theme.setColours(Colours::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QVERIFY(isWizardPalette(QApplication::palette()));
    QWidget w;
    w.show();
    theme.setColours(Colours::Light);
    QTRY_VERIFY(!isDark(w.palette()));
    QCOMPARE(w.palette().color(QPalette::Window), tokenColor(Tone::Bg, false));
}

void tst_pages_theme::sizesFollowTheFont() {
    const QFont before = QApplication::font();
    QFont f = before;
    f.setPixelSize(14);
    QApplication::setFont(f);
    QCOMPARE(px(34), 34);
    f.setPixelSize(28);
    QApplication::setFont(f);
    QCOMPARE(px(34), 68);
    QVERIFY(typeFont(Type::PageTitle).pixelSize() >= 43);
    QVERIFY(typeFont(Type::Code).pixelSize() >= 23);
    QApplication::setFont(before);
}

QTEST_MAIN(tst_pages_theme)
#include "tst_pages_theme.moc"

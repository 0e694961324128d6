// The look into the widgets finds what is shown wherever it may stand, and nothing that is hidden by dots:
// the tests that say "no secret is shown" lean on it.
#include "watch/shown_log.h"
#include "widgets/code_box.h"
#include "widgets/secret_edit.h"
#include "widgets/text_label.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTextEdit>
#include <QTreeView>

#include <functional>
#include <memory>

using namespace df;
using namespace df::test;

using Make = std::function<void(QWidget& window, const QString& canary)>;
Q_DECLARE_METATYPE(Make)

namespace {

const QString canary = QStringLiteral("canary-8d1f");

/// A widget whose text stands in no property.
class PaintsOnly : public QWidget {
public:
    explicit PaintsOnly(QWidget* parent) : QWidget(parent) { resize(300, 40); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).drawText(10, 20, canary); }
};

class DrawsCanary : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex&) const override {
        painter->drawText(option.rect.translated(0, 2), canary);
    }
};

QTreeView* treeWith(QWidget& window, const QVariant& value, int role) {
    auto* model = new QStandardItemModel(&window);
    auto* parent = new QStandardItem(QStringLiteral("parent"));
    auto* deep = new QStandardItem(QStringLiteral("child"));
    deep->setData(value, role);
    parent->appendRow({new QStandardItem(QStringLiteral("first")), deep});
    model->appendRow({parent, new QStandardItem(QStringLiteral("second"))});
    auto* view = new QTreeView(&window);
    view->setModel(model);
    return view;
}

QString placesOf(const QString& word) {
    QStringList places;
    const auto texts = shownTexts();
    for (const ShownText& t : texts)
        if (t.text.contains(word))
            places << t.where;
    return places.join(QLatin1Char('\n'));
}

} // namespace

class TestShownText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatIsShown_data();
    void findsWhatIsShown();
    void leavesOutWhatIsDots();
    void toolTipsAreNoMarkup();
    void knowsWhatCanBeSeen();
    void writesDownWhatWasThereForAMoment();
};

void TestShownText::findsWhatIsShown_data() {
    QTest::addColumn<Make>("make");
    const auto row = [](const char* name, const Make& make) { QTest::newRow(name) << make; };
    row("label", [](QWidget& w, const QString& c) { new QLabel(QStringLiteral("it is ") + c, &w); });
    row("our label", [](QWidget& w, const QString& c) { new TextLabel(c, Type::Body, Tone::Text, &w); });
    row("window title", [](QWidget& w, const QString& c) { w.setWindowTitle(c); });
    row("tool tip", [](QWidget& w, const QString& c) { w.setToolTip(c); });
    row("what's this", [](QWidget& w, const QString& c) { w.setWhatsThis(c); });
    row("status tip", [](QWidget& w, const QString& c) { w.setStatusTip(c); });
    row("accessible name", [](QWidget& w, const QString& c) { w.setAccessibleName(c); });
    row("accessible description", [](QWidget& w, const QString& c) { w.setAccessibleDescription(c); });
    row("line edit", [](QWidget& w, const QString& c) { new QLineEdit(c, &w); });
    row("placeholder of a secret",
        [](QWidget& w, const QString& c) { (new SecretEdit(QString(), &w))->setPlaceholderText(c); });
    row("secret that is shown", [](QWidget& w, const QString& c) {
        auto* edit = new SecretEdit(QString(), &w);
        edit->setText(c);
        edit->actions().constLast()->setChecked(true); // the eye
    });
    row("plain document",
        [](QWidget& w, const QString& c) { new QPlainTextEdit(QStringLiteral("a\nb %1\nc").arg(c), &w); });
    row("link of a document", [](QWidget& w, const QString& c) {
        new QTextEdit(QStringLiteral("<a href=\"%1\">x</a>").arg(c), &w);
    });
    row("combo box", [](QWidget& w, const QString& c) { (new QComboBox(&w))->addItem(QString(), c); });
    row("action", [](QWidget& w, const QString& c) { w.addAction(new QAction(c, &w)); });
    row("dynamic property", [](QWidget& w, const QString& c) { w.setProperty("mine", c); });
    row("painted only", [](QWidget& w, const QString&) { new PaintsOnly(&w); });
    row("painted by a delegate", [](QWidget& w, const QString&) {
        auto* view = treeWith(w, QStringLiteral("x"), Qt::DisplayRole);
        view->setItemDelegate(new DrawsCanary(view));
    });
    row("second column of a child",
        [](QWidget& w, const QString& c) { treeWith(w, c, Qt::DisplayRole)->hide(); });
    row("tool tip of a cell", [](QWidget& w, const QString& c) { treeWith(w, c, Qt::ToolTipRole); });
    row("own role", [](QWidget& w, const QString& c) { treeWith(w, c, Qt::UserRole + 17); });
    row("map in an own role", [](QWidget& w, const QString& c) {
        treeWith(w, QVariantMap{{QStringLiteral("k"), QStringList{c}}}, Qt::UserRole + 1);
    });
    row("hidden page", [](QWidget& w, const QString& c) { (new QLabel(c, &w))->hide(); });
    row("another window", [](QWidget& w, const QString& c) { (new QDialog(&w))->setWindowTitle(c); });
    row("clipboard", [](QWidget&, const QString& c) { QApplication::clipboard()->setText(c); });
}

void TestShownText::findsWhatIsShown() {
    QFETCH(Make, make);
    QWidget window;
    window.resize(500, 300);
    QCOMPARE(placesOf(canary), QString());
    make(window, canary);
    window.show();
    QVERIFY(!placesOf(canary).isEmpty());
    QApplication::clipboard()->clear();
}

/// A tool tip decides by itself whether it is rich text: a server's words may look so.
void TestShownText::toolTipsAreNoMarkup() {
    TextLabel label;
    label.setFit(TextLabel::Fit::Elide);
    label.setText(QStringLiteral("it is <img src='file:///x'> & <b>bold</b>"));
    QVERIFY(Qt::mightBeRichText(label.text()));
    QTextDocument shown;
    shown.setHtml(label.toolTip());
    QCOMPARE(shown.toPlainText(), label.text());
    label.setText(QStringLiteral("4 < 5"));
    QCOMPARE(label.toolTip(), label.text());
}

void TestShownText::leavesOutWhatIsDots() {
    QWidget window;
    window.resize(500, 300);
    auto* edit = new SecretEdit(QString(), &window);
    edit->setText(canary);
    edit->selectAll();
    window.show();
    QCOMPARE(placesOf(canary), QString());
    QVERIFY(edit->displayText() != canary && !placesOf(edit->displayText()).isEmpty()); // the dots are seen
    (void)edit->take();
    QCOMPARE(placesOf(canary), QString());
}

void TestShownText::knowsWhatCanBeSeen() {
    QWidget window;
    window.resize(500, 300);
    auto* label = new QLabel(canary, &window);
    window.show();
    QVERIFY(placesOf(canary).contains(QLatin1String("shown QWidget/QLabel.text")));
    QVERIFY(placesOf(canary).contains(QLatin1String("painted ")));
    label->hide();
    QVERIFY(placesOf(canary).contains(QLatin1String("hidden QWidget/QLabel.text")));
    QVERIFY(!placesOf(canary).contains(QLatin1String("painted ")));
}

void TestShownText::writesDownWhatWasThereForAMoment() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("seen"));
    {
        ShownLog log(path);
        QWidget window;
        QLabel label(&window);
        window.show();
        label.setText(canary);
        QTest::qWait(200);
        label.setText(QStringLiteral("something else"));
        QTest::qWait(200);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray seen = file.readAll();
    QVERIFY(seen.contains("QLabel.text\tcanary-8d1f\n") && seen.contains("\tsomething else\n"));
    QCOMPARE(seen.count("QLabel.text\tcanary-8d1f\n"), 1);
}

QTEST_MAIN(TestShownText)
#include "tst_shown_text.moc"

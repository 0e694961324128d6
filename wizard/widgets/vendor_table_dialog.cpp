#include "widgets/vendor_table_dialog.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

namespace df {

namespace {

enum Column { Jump, Says, Holds, True, Columns };

/// The ground of a row that speaks of this jump.
class MarkedGround : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        p.fillRect(rect(), color(Tone::AccentTint, palette()));
        p.fillRect(QRect(isRightToLeft() ? width() - 3 : 0, 0, 3, height()), color(Tone::Accent, palette()));
    }
};

QString jumpText(const VendorRow& row) {
    if (row.from != QLatin1String("*"))
        return VendorTableDialog::tr("%1.x → %2.x").arg(row.from, row.to);
    return row.to == QLatin1String("same")     ? VendorTableDialog::tr("Within one major version")
           : row.to == QLatin1String("higher") ? VendorTableDialog::tr("To a higher major version")
           : row.to == QLatin1String("any")    ? VendorTableDialog::tr("Any upgrade")
                                               : VendorTableDialog::tr("To another server");
}

QString methodText(const QString& method) {
    if (method.isEmpty())
        return {};
    return method == QLatin1String("in-place")    ? VendorTableDialog::tr("in place")
           : method == QLatin1String("migration") ? VendorTableDialog::tr("full migration")
                                                  : VendorTableDialog::tr("in place or migration");
}

struct Judgement {
    QString icon, word;
    Tone tone;
};

Judgement judgementOf(const QString& verdict) {
    if (verdict == QLatin1String("holds"))
        return {QStringLiteral("fine"), VendorTableDialog::tr("Holds"), Tone::Done};
    if (verdict == QLatin1String("partly"))
        return {QStringLiteral("should-know"), VendorTableDialog::tr("Partly"), Tone::Needs};
    return {QStringLiteral("not-equal"), VendorTableDialog::tr("Does not hold"), Tone::Failed};
}

QWidget* cell(std::initializer_list<TextLabel*> labels) {
    QBoxLayout* box = nullptr;
    QWidget* w = columnWidget(&box, 10, 8, 2);
    for (TextLabel* label : labels)
        box->addWidget(label);
    box->addStretch();
    return w;
}

QWidget* judgementCell(const VendorRow& row) {
    const Judgement judgement = judgementOf(row.verdict);
    QBoxLayout* box = nullptr;
    QWidget* w = rowWidget(&box, 10, 8, 8);
    box->addWidget(new IconLabel(judgement.icon, judgement.tone), 0, Qt::AlignTop);
    box->addWidget(new TextLabel(judgement.word, Type::Table, judgement.tone), 1, Qt::AlignTop);
    return w;
}

void addRow(QGridLayout* grid, const VendorRow& row, bool marked) {
    const int at = grid->rowCount();
    grid->addWidget(new Line, at, 0, 1, Columns);
    if (marked)
        grid->addWidget(new MarkedGround, at + 1, 0, 1, Columns);
    auto* jump = new TextLabel(jumpText(row), Type::TableStrong);
    QStringList notes{methodText(row.method)};
    if (marked)
        notes << VendorTableDialog::tr("speaks of this jump");
    notes.removeAll(QString());
    auto* method =
        new TextLabel(notes.join(QStringLiteral(" · ")), Type::Note, marked ? Tone::Text : Tone::Muted);
    grid->addWidget(cell({jump, method}), at + 1, Jump);
    grid->addWidget(
        cell({new TextLabel(row.says, Type::Table), new TextLabel(row.document, Type::Note, Tone::Muted)}),
        at + 1, Says);
    grid->addWidget(judgementCell(row), at + 1, Holds);
    grid->addWidget(
        cell({new TextLabel(row.reality, Type::Table), new TextLabel(row.source, Type::Note, Tone::Muted)}),
        at + 1, True);
}

QWidget* table(const QVector<VendorRow>& rows, const QSet<QString>& ofThisJump) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 18, 10);
    box->addWidget(new TextLabel(
        VendorTableDialog::tr("The vendor's version table, held against the releases"), Type::CardTitle));
    box->addWidget(new TextLabel(
        VendorTableDialog::tr(
            "The advice follows the chosen release's own files first, then the commits of known "
            "releases, and this table last. Where they disagree, the last column says what is so."),
        Type::Table, Tone::Muted));
    auto* grid = new QGridLayout;
    grid->setSpacing(0);
    const std::pair<QString, int> heads[Columns] = {{VendorTableDialog::tr("From and to"), 20},
                                                    {VendorTableDialog::tr("What the vendor says"), 33},
                                                    {VendorTableDialog::tr("Verdict"), 14},
                                                    {VendorTableDialog::tr("What is true"), 33}};
    for (int c = 0; c < Columns; ++c) {
        grid->addWidget(cell({new TextLabel(heads[c].first, Type::Note, Tone::Muted)}), 0, c);
        grid->setColumnStretch(c, heads[c].second);
    }
    for (const VendorRow& row : rows)
        if (!row.verdict.isEmpty())
            addRow(grid, row, ofThisJump.contains(row.id));
    box->addLayout(grid);
    box->addStretch();
    return body;
}

} // namespace

VendorTableDialog::VendorTableDialog(const QVector<VendorRow>& rows, const QSet<QString>& ofThisJump,
                                     QWidget* parent)
    : ReadingDialog(tr("The vendor's version table"), table(rows, ofThisJump), {px(960), px(660)}, parent) {}

} // namespace df

#include "widgets/checklist_dialog.h"

#include "widgets/card.h"
#include "widgets/controls.h"

#include <QBoxLayout>
#include <QCheckBox>

namespace df {

namespace {

QWidget* mark(const ChecklistItem& item, bool ticked) {
    if (!item.yours)
        return new IconLabel(QStringLiteral("fine"), Tone::Done);
    auto* box = new QCheckBox;
    box->setObjectName(QStringLiteral("tick-") + item.id);
    box->setAccessibleName(item.text);
    box->setAccessibleDescription(item.how);
    box->setChecked(ticked);
    return box;
}

QWidget* itemRow(const ChecklistItem& item, bool ticked) {
    QBoxLayout* line = nullptr;
    QWidget* row = rowWidget(&line, 16, 10, 12);
    QWidget* sign = mark(item, ticked);
    sign->setFixedWidth(px(22));
    line->addWidget(sign, 0, Qt::AlignTop);
    QBoxLayout* column = nullptr;
    QWidget* texts = columnWidget(&column, 0, 0, 2);
    auto* head = new TextLabel(Type::TableStrong);
    head->setSpans(
        {{item.text},
         aside(QStringLiteral("   ") +
               (item.yours ? ChecklistDialog::tr("yours") : ChecklistDialog::tr("done by the program")))});
    column->addWidget(head);
    column->addWidget(new TextLabel(item.how, Type::Table, Tone::Muted));
    line->addWidget(texts, 1);
    return row;
}

} // namespace

QWidget* ChecklistDialog::list(const QVector<ChecklistItem>& items, const QStringList& ticked) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 18, 10);
    box->addWidget(new TextLabel(tr("The vendor's checklist before an upgrade"), Type::CardTitle));
    box->addWidget(
        new TextLabel(tr("%1 of %2 are yours: tick what is done. The ticks are kept with this upgrade; "
                         "none of them blocks it.")
                          .arg(yoursAmong(items))
                          .arg(items.size()),
                      Type::Table, Tone::Muted));
    QString document;
    Card* card = nullptr;
    for (const ChecklistItem& item : items) {
        if (item.document != document || !card) {
            document = item.document;
            card = new Card;
            box->addWidget(card);
            QBoxLayout* head = nullptr;
            QWidget* row = rowWidget(&head, 16, 6, 8);
            head->addWidget(new TextLabel(tr("The vendor: “%1”").arg(document), Type::TableStrong));
            card->addHead(row);
        }
        card->addRow(itemRow(item, ticked.contains(item.id)));
    }
    box->addStretch();
    return body;
}

ChecklistDialog::ChecklistDialog(const QVector<ChecklistItem>& items, const QStringList& ticked,
                                 QWidget* parent)
    : ReadingDialog(tr("The vendor's checklist"), list(items, ticked), {px(700), px(640)}, parent) {
    for (const ChecklistItem& item : items)
        if (QCheckBox* tick = box(item.id))
            connect(tick, &QCheckBox::toggled, this,
                    [this, id = item.id](bool on) { Q_EMIT this->ticked(id, on); });
}

QCheckBox* ChecklistDialog::box(const QString& itemId) const {
    return findChild<QCheckBox*>(QStringLiteral("tick-") + itemId);
}

} // namespace df

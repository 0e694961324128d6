#include "widgets/facts_table.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace df {

namespace {

class FactDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {px(100), px(index.data(FactsModel::RowRole).value<FactRow>().group ? 28 : 32)};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto row = index.data(FactsModel::RowRole).value<FactRow>();
        const QPalette& pal = option.palette;
        const bool chosen = !row.group && (option.state & QStyle::State_Selected);
        p->fillRect(option.rect, color(row.group ? Tone::Sunken
                                       : chosen  ? Tone::AccentTint
                                                 : Tone::Surface,
                                       pal));
        p->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                    color(Tone::Line, pal));
        const Mirrored m(*p, option.rect, option.direction, pal);
        const bool strong = row.group && index.column() == FactsModel::Name;
        const QFont face = typeFont(strong                                 ? Type::TableStrong
                                    : index.column() == FactsModel::Source ? Type::Note
                                                                           : Type::Table);
        QRect r = option.rect.adjusted(px(12), 0, -px(8), 0);
        Tone ink = index.column() == FactsModel::Value || strong ? Tone::Text : Tone::Muted;
        if (index.column() == FactsModel::State && !row.group)
            r.setLeft(r.left() + paintState(m, row, r, &ink));
        p->setFont(face);
        p->setPen(color(ink, pal));
        m.text(r, Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(face).elidedText(index.data().toString(), Qt::ElideRight, r.width()));
    }

private:
    static int paintState(const Mirrored& m, const FactRow& row, const QRect& r, Tone* ink) {
        QString name = QStringLiteral("fine");
        Tone tone = Tone::Done;
        switch (row.state) {
        case FactRow::State::Found:
            break;
        case FactRow::State::NotFound:
            name = QStringLiteral("state-skipped");
            tone = Tone::Muted;
            break;
        case FactRow::State::Unclear:
            name = QStringLiteral("should-know");
            tone = *ink = Tone::Needs;
            break;
        case FactRow::State::Trouble:
            name = QStringLiteral("must-fix");
            tone = *ink = Tone::Failed;
            break;
        }
        m.icon(name, QRectF(r.left(), r.center().y() - px(9) + 1, px(18), px(18)), tone);
        return px(26);
    }
};

} // namespace

FactsTable::FactsTable(QWidget* parent) : QTableView(parent) {
    setModel(&m_model);
    setItemDelegate(new FactDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Facts about this server"));
    applyWidths();
}

void FactsTable::setRows(const QVector<FactRow>& rows) {
    if (rows == m_model.rows())
        return;
    m_model.setRows(rows);
    clearSpans();
    for (int i = 0; i < rows.size(); ++i)
        if (rows[i].group)
            setSpan(i, FactsModel::Name, 1, FactsModel::State);
}

QSize FactsTable::sizeHint() const { return {px(400), px(160)}; }

void FactsTable::applyWidths() {
    horizontalHeader()->setFont(typeFont(Type::Note));
    horizontalHeader()->setFixedHeight(px(30));
    const int w = viewport()->width();
    const int name = px(170), state = px(140);
    const int rest = std::max(px(200), w - name - state);
    setColumnWidth(FactsModel::Name, name);
    setColumnWidth(FactsModel::Value, rest * 62 / 100);
    setColumnWidth(FactsModel::Source, rest - rest * 62 / 100);
    setColumnWidth(FactsModel::State, state);
}

void FactsTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    applyWidths();
}

void FactsTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        applyWidths();
    QTableView::changeEvent(event);
}

} // namespace df

#include "widgets/finding_delegate.h"

#include "advise/area_name.h"
#include "models/value_ranges.h"
#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "widgets/finding_detail.h"
#include "widgets/fold_tree.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace df {

namespace {

constexpr int kChevron = 46; ///< grid pixels before the sentence or its area's word

int tickWidth() {
    return QFontMetrics(typeFont(Type::Table)).horizontalAdvance(FindingDelegate::tr("Understood")) + px(56);
}

int tickRoom(const QModelIndex& index) {
    return index.data(Qt::CheckStateRole).isValid() ? tickWidth() : px(16);
}

QString tagOf(const QModelIndex& index) {
    return serverTag(index.data(FoldModel::PayloadRole).value<FindingRow>().finding);
}

int tagWidth(const QString& tag) {
    return QFontMetrics(typeFont(Type::Note)).horizontalAdvance(tag) + px(16);
}

int tagRoom(const QModelIndex& index) {
    const QString tag = tagOf(index);
    return tag.isEmpty() ? 0 : tagWidth(tag) + px(12);
}

/// The words of the column are some twenty, and every row asks for their width.
int measureColumn() {
    const QFontMetrics words(typeFont(Type::Note)), labels(typeFont(Type::Table));
    int widest = 0;
    for (const Area area : allAreas())
        widest = std::max(widest, words.horizontalAdvance(areaName(area)));
    for (const QString& label : FindingDetail::labels())
        widest = std::max(widest, labels.horizontalAdvance(label));
    return widest + px(16);
}

void paintFocus(QPainter* p, const QStyleOptionViewItem& option) {
    if (!(option.state & QStyle::State_HasFocus))
        return;
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(QPen(color(Tone::Accent, option.palette), 2));
    p->setBrush(Qt::NoBrush);
    p->drawRoundedRect(QRectF(option.rect).adjusted(3, 2, -3, -3), 4, 4);
}

} // namespace

QString serverTag(const Finding& finding) {
    if (finding.server == QLatin1String("old"))
        return FindingDelegate::tr("old server");
    return finding.server == QLatin1String("new") ? FindingDelegate::tr("new server") : QString();
}

FindingDelegate::FindingDelegate(FoldTree* tree) : QStyledItemDelegate(tree), m_tree(tree) {}

int FindingDelegate::columnLeft() { return px(kChevron); }

int FindingDelegate::columnWidth() {
    static std::pair<QString, int> measured; // for the font it was measured with
    const QString font = typeFont(Type::Note).key();
    if (measured.first != font)
        measured = {font, measureColumn()};
    return measured.second;
}

int FindingDelegate::textLeft(int rowWidth) {
    const int column = columnWidth();
    return columnLeft() + (rowWidth >= column * 6 ? column : 0); // narrow: the sentence needs the room
}

QRect FindingDelegate::textRect(const QRect& row, const QModelIndex& index) {
    return row.adjusted(textLeft(row.width()), 0, -tickRoom(index) - tagRoom(index), 0);
}

int FindingDelegate::layOut(QTextLayout& layout, const QModelIndex& index, int width,
                            Qt::LayoutDirection direction) {
    const QString text = index.data().toString();
    layout.setText(text);
    layout.setFont(typeFont(Type::Body));
    QVector<QTextLayout::FormatRange> formats;
    QTextCharFormat strong;
    strong.setFontWeight(QFont::DemiBold);
    for (const TextRange& range : valueRanges(text))
        formats.append({range.start, range.length, strong});
    layout.setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment((direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    layout.setTextOption(option);
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(y));
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (FoldModel::isGroup(index))
        return {px(200), px(34)};
    if (FoldModel::isDetail(index))
        return {px(200), detailHeight(m_tree, index)};
    const int width = textRect(QRect(0, 0, m_tree->viewport()->width(), 10), index).width();
    QTextLayout layout;
    return {px(200), std::max(px(40), layOut(layout, index, width, option.direction) + px(18))};
}

void FindingDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    p->save();
    p->fillRect(option.rect, color(FoldModel::isGroup(index) ? Tone::Sunken : Tone::Surface, option.palette));
    if (FoldModel::isGroup(index))
        paintGroup(p, option, index);
    else if (FoldModel::isItem(index))
        paintItem(p, option, index);
    p->restore();
}

bool FindingDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                  const QStyleOptionViewItem& option, const QModelIndex& index) {
    const QVariant check = index.data(Qt::CheckStateRole);
    if (!check.isValid() || !(option.state & QStyle::State_Enabled))
        return false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* e = static_cast<QMouseEvent*>(event);
        const QRect r = option.rect;
        const QRect tick(r.right() - tickWidth(), r.top(), tickWidth() + 1, r.height());
        const bool on = QStyle::visualRect(option.direction, r, tick).contains(e->position().toPoint());
        if (e->button() != Qt::LeftButton || !on)
            return false;
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key != Qt::Key_Space && key != Qt::Key_Select)
            return false;
    } else {
        return false;
    }
    return model->setData(index, check.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                          Qt::CheckStateRole);
}

void FindingDelegate::paintGroup(QPainter* p, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    const auto head = index.data(FoldModel::PayloadRole).value<FindingHeadRow>();
    const QRect r = option.rect;
    const Mirrored m(*p, r, option.direction, option.palette);
    p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, option.palette));
    if (index.row() == 0 || r.top() <= 0) // below the card's head; elsewhere the row above has one
        p->fillRect(QRect(r.left(), r.top(), r.width(), 1), color(Tone::Line, option.palette));
    const int s = px(18);
    m.icon(head.iconName, QRectF(r.left() + px(15), r.center().y() - s / 2.0 + 1, s, s), head.tone);
    const QFont strong = typeFont(Type::Strong), plain = typeFont(Type::Table);
    int x = r.left() + px(44);
    p->setFont(strong);
    p->setPen(color(Tone::Text, option.palette));
    m.text(QRect(x, r.top(), r.width(), r.height()), Qt::AlignVCenter | Qt::AlignLeft, head.name);
    x += QFontMetrics(strong).horizontalAdvance(head.name) + px(10);
    p->setFont(plain);
    p->setPen(color(Tone::Muted, option.palette));
    const QRect note(x, r.top(), r.right() - px(40) - x, r.height());
    m.text(note, Qt::AlignVCenter | Qt::AlignLeft,
           QFontMetrics(plain).elidedText(head.note, Qt::ElideRight, note.width()));
    if (m_tree->rows().rowCount(index) > 0)
        m.icon(m_tree->folded(index) ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
               QRectF(r.right() - px(34), r.center().y() - s / 2.0 + 1, s, s), Tone::Muted);
    paintFocus(p, option);
}

void FindingDelegate::paintItem(QPainter* p, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    const QRect r = option.rect;
    const QPalette& pal = option.palette;
    const Mirrored m(*p, r, option.direction, pal);
    if (option.state & QStyle::State_MouseOver)
        p->fillRect(r, color(Tone::Bg, pal));
    const bool open = !m_tree->folded(index);
    if (!open)
        p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, pal));
    const int s = px(18);
    m.icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
           QRectF(r.left() + px(16), r.center().y() - s / 2.0 + 1, s, s), Tone::Text);
    paintSentence(p, option, index, m);
    paintTag(p, option, index, m);
    if (const QVariant check = index.data(Qt::CheckStateRole); check.isValid())
        paintTick(p, option, check.toInt() == Qt::Checked);
    paintFocus(p, option);
}

void FindingDelegate::paintSentence(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index,
                                    const Mirrored& m) {
    const QRect place = textRect(option.rect, index);
    const auto row = index.data(FoldModel::PayloadRole).value<FindingRow>();
    if (row.firstOfArea && textLeft(option.rect.width()) > columnLeft()) {
        p->setFont(typeFont(Type::Note));
        p->setPen(color(Tone::Muted, option.palette));
        m.text(QRect(option.rect.left() + columnLeft(), place.top(), columnWidth(), place.height()),
               Qt::AlignVCenter | Qt::AlignLeft, areaName(row.finding.area));
    }
    QTextLayout layout;
    const int height = layOut(layout, index, place.width(), option.direction);
    p->setPen(color(Tone::Text, option.palette));
    const QRect at = m.at(place);
    layout.draw(p, QPointF(at.left(), at.top() + (at.height() - height) / 2.0));
}

void FindingDelegate::paintTag(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index,
                               const Mirrored& m) {
    const QString tag = tagOf(index);
    if (tag.isEmpty())
        return;
    p->setFont(typeFont(Type::Note));
    const QRect r = option.rect;
    const int width = tagWidth(tag), height = p->fontMetrics().height() + px(4);
    const QRect place(r.right() - tickRoom(index) - width, r.center().y() - height / 2, width, height);
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(Qt::NoPen);
    p->setBrush(color(Tone::Sunken, option.palette));
    p->drawRoundedRect(m.at(place), px(4), px(4));
    p->setPen(color(Tone::Muted, option.palette));
    m.text(place, Qt::AlignCenter, tag);
}

void FindingDelegate::paintTick(QPainter* p, const QStyleOptionViewItem& option, bool on) {
    const QRect r = option.rect;
    const Mirrored m(*p, r, option.direction, option.palette);
    const int s = px(16), x = r.right() - tickWidth() + px(8);
    QStyleOptionViewItem tick(option);
    tick.rect = m.at(QRect(x, r.center().y() - s / 2 + 1, s, s));
    tick.state = (option.state & QStyle::State_Enabled) | (on ? QStyle::State_On : QStyle::State_Off);
    option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &tick, p, option.widget);
    p->setFont(typeFont(Type::Table));
    p->setPen(color(Tone::Text, option.palette));
    m.text(QRect(x + s + px(10), r.top(), tickWidth(), r.height()), Qt::AlignVCenter | Qt::AlignLeft,
           FindingDelegate::tr("Understood"));
}

} // namespace df

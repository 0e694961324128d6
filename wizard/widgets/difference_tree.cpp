#include "widgets/difference_tree.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace df {

namespace {

constexpr int mostOpenRows = 2000;

Tone wordTone(Verdict v) {
    switch (v) {
    case Verdict::AsExpected:
        return Tone::Done;
    case Verdict::Look:
        return Tone::Needs;
    case Verdict::Worse:
        return Tone::Failed;
    case Verdict::Same:
        break;
    }
    return Tone::Muted;
}

class DifferenceDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {px(120), px(26)};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        p->save();
        const QPalette& pal = option.palette;
        const bool chosen = option.state & QStyle::State_Selected;
        const int level = index.data(DifferenceModel::LevelRole).toInt();
        const QRect r = option.rect;
        const Mirrored m(*p, r, option.direction, pal);
        if (chosen)
            p->fillRect(r, color(Tone::Accent, pal));
        else if (option.state & QStyle::State_MouseOver)
            p->fillRect(r, color(Tone::Bg, pal));
        const QFont face = typeFont(level == 0 ? Type::TableStrong : Type::Table);
        const auto verdict = static_cast<Verdict>(index.data(DifferenceModel::VerdictRole).toInt());
        const int person = index.data(DifferenceModel::PersonRole).toInt();
        const QString word = level == 0    ? index.data(DifferenceModel::CountRole).toString()
                             : person == 2 ? DifferenceTree::tr("accepted")
                                           : verdictWord(verdict);
        const QFont small = typeFont(Type::Note);
        const int wordWidth = QFontMetrics(small).horizontalAdvance(word);
        p->setFont(small);
        p->setPen(color(chosen                      ? Tone::OnAccent
                        : level == 0 || person == 2 ? Tone::Muted
                                                    : wordTone(verdict),
                        pal));
        m.text(QRect(r.right() - wordWidth - px(10), r.top(), wordWidth + 2, r.height()),
               Qt::AlignVCenter | Qt::AlignLeft, word);
        if (person > 0) {
            const int s = px(14);
            m.icon(QStringLiteral("note"),
                   QRectF(r.right() - wordWidth - px(14) - s, r.center().y() - s / 2.0 + 1, s, s),
                   chosen ? Tone::OnAccent : Tone::Muted);
        }
        int x = r.left() + px(4);
        if (level > 0)
            x += paintBadge(p, m, QRect(x, r.top(), px(18), r.height()),
                            index.data(DifferenceModel::SignRole).toString(), pal) +
                 px(8);
        const int atEnd = wordWidth + px(person > 0 ? 40 : 20);
        const QRect text(x, r.top(), r.right() - atEnd - x, r.height());
        p->setFont(face);
        p->setPen(color(chosen ? Tone::OnAccent : Tone::Text, pal));
        const QString label =
            QFontMetrics(face).elidedText(index.data().toString(), Qt::ElideRight, text.width());
        m.text(text, Qt::AlignVCenter | Qt::AlignLeft, label);
        const QString note = level == 1 ? index.data(DifferenceModel::NoteRole).toString() : QString();
        const int used = QFontMetrics(face).horizontalAdvance(label) + px(8);
        if (!note.isEmpty() && text.width() - used > px(60)) {
            p->setFont(small);
            p->setPen(color(chosen ? Tone::OnAccent : Tone::Muted, pal));
            m.text(text.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   QFontMetrics(small).elidedText(note, Qt::ElideRight, text.width() - used));
        }
        p->restore();
    }

private:
    static int paintBadge(QPainter* p, const Mirrored& m, const QRect& r, const QString& sign,
                          const QPalette& pal) {
        const int s = px(18);
        const QRectF box(r.left(), r.center().y() - s / 2.0 + 1, s, s);
        const bool added = sign == QLatin1String("plus"), removed = sign == QLatin1String("minus");
        p->setRenderHint(QPainter::Antialiasing);
        p->setPen(Qt::NoPen);
        p->setBrush(color(added ? Tone::AddedLine : removed ? Tone::RemovedLine : Tone::Sunken, pal));
        p->drawRoundedRect(m.at(box), 4, 4);
        const qreal i = s * 0.14;
        m.icon(sign, box.adjusted(i, i, -i, -i), added ? Tone::Added : removed ? Tone::Removed : Tone::Text);
        return s;
    }
};

} // namespace

DifferenceTree::DifferenceTree(QWidget* parent) : QTreeView(parent) {
    setModel(&m_model);
    setItemDelegate(new DifferenceDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setIndentation(px(18));
    setAccessibleName(tr("Differences"));
}

/// The view keeps something for each open row: with very many only the groups are open, and an item opens
/// when one of its differences is gone to.
void DifferenceTree::show(const Comparison& comparison, const DifferenceFilter& filter,
                          const Snapshot& after) {
    m_model.show(comparison, filter, after);
    expandToDepth(m_model.rowsInAll() <= mostOpenRows ? 1 : 0);
}

QSize DifferenceTree::sizeHint() const { return {px(240), px(160)}; }

void DifferenceTree::goNext(bool backwards) {
    const QModelIndex to = m_model.next(currentIndex(), backwards);
    if (to.isValid()) {
        setCurrentIndex(to);
        scrollTo(to);
    }
}

void DifferenceTree::goToFirst() {
    const QModelIndex to = m_model.firstToLookAt();
    if (to.isValid())
        setCurrentIndex(to);
}

void DifferenceTree::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    Q_EMIT rowChosen();
}

} // namespace df

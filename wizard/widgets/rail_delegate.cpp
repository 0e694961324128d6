#include "widgets/rail_delegate.h"

#include "models/rail_model.h"
#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QPainter>

namespace df {

namespace {

void paintSeparator(QPainter* painter, const QRect& r, bool folded, const Mirrored& m,
                    const QPalette& palette) {
    int x = r.left() + px(folded ? 12 : 16);
    if (!folded) {
        const QString text = RailDelegate::tr("changes start here");
        painter->setFont(typeFont(Type::Note));
        painter->setPen(color(Tone::Muted, palette));
        m.text(r.adjusted(px(16), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += QFontMetrics(typeFont(Type::Note)).horizontalAdvance(text) + px(8);
    }
    QPen pen(color(Tone::Control, palette), 1, Qt::CustomDashLine);
    pen.setDashPattern({3, 2});
    painter->setPen(pen);
    const QRect line =
        m.at(QRect(QPoint(x, r.center().y() + 1), QPoint(r.right() - px(folded ? 12 : 16), 0)));
    painter->drawLine(line.left(), r.center().y() + 1, line.right(), r.center().y() + 1);
}

void paintCurrentGround(const Mirrored& m, const QRect& r) {
    m.fill(r, Tone::Surface);
    m.fill(QRect(r.left(), r.top(), r.width(), 1), Tone::Line);
    m.fill(QRect(r.left(), r.bottom(), r.width(), 1), Tone::Line);
    m.fill(QRect(r.left(), r.top(), 3, r.height()), Tone::Accent);
}

} // namespace

int RailDelegate::rowHeight() const { return m_folded ? px(m_low ? 44 : 51) : px(m_low ? 44 : 50); }

int RailDelegate::separatorHeight() const { return px(m_folded ? (m_low ? 8 : 20) : 26); }

QSize RailDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto item = index.data(RailModel::ItemRole).value<RailItem>();
    return {option.rect.width(), rowHeight() + (item.changesStartHere ? separatorHeight() : 0)};
}

void RailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto item = index.data(RailModel::ItemRole).value<RailItem>();
    const QPalette& p = option.palette;
    painter->save();
    QRect r = option.rect;
    const Mirrored m(*painter, option.rect, option.direction, p);
    if (item.changesStartHere) {
        paintSeparator(painter, QRect(r.left(), r.top(), r.width(), separatorHeight()), m_folded, m, p);
        r.setTop(r.top() + separatorHeight());
    }
    if (item.current)
        paintCurrentGround(m, r);
    else if (item.mayOpen && (option.state & QStyle::State_MouseOver))
        painter->fillRect(r, color(Tone::Line, p));

    const bool idle = item.state == StateWord::NotStarted || item.state == StateWord::Skipped;
    const Tone nameTone = idle && !item.current ? Tone::Muted : Tone::Text;
    QFont name = typeFont(m_folded ? Type::Table : Type::Body);
    name.setWeight(item.current ? QFont::DemiBold : QFont::Medium);
    const int s = px(18);
    if (m_folded) {
        const int top = r.top() + (r.height() - s - px(3) - QFontMetrics(name).height()) / 2;
        m.icon(stateIcon(item.state), QRectF(r.center().x() - s / 2.0 + 1, top, s, s), stateTone(item.state));
        painter->setFont(name);
        painter->setPen(color(nameTone, p));
        const QRect text(r.left() + 4, top + s + px(3), r.width() - 6, QFontMetrics(name).height());
        m.text(text, Qt::AlignCenter, QFontMetrics(name).elidedText(item.name, Qt::ElideRight, text.width()));
    } else {
        m.icon(stateIcon(item.state), QRectF(r.left() + px(17), r.center().y() - s / 2.0, s, s),
               stateTone(item.state));
        const int x = r.left() + px(48), w = r.right() - px(8) - x, mid = r.center().y();
        const QFont note = typeFont(Type::Note);
        painter->setFont(name);
        painter->setPen(color(nameTone, p));
        m.text(QRect(x, mid - px(19), w, px(20)), Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(name).elidedText(item.name, Qt::ElideRight, w));
        const bool coloured = item.state == StateWord::NeedsYou || item.state == StateWord::Running ||
                              item.state == StateWord::Failed || item.state == StateWord::Undone;
        painter->setFont(note);
        painter->setPen(color(coloured ? stateTone(item.state) : Tone::Muted, p));
        m.text(QRect(x, mid, w, px(18)), Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(note).elidedText(stateWithNote(item.state, item.note), Qt::ElideRight, w));
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(color(Tone::Accent, p), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(m.at(QRectF(r).adjusted(5, 3, -4, -3)), 4, 4);
    }
    painter->restore();
}

} // namespace df

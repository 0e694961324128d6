#include "widgets/stage_delegate.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "widgets/stage_list.h"

#include <QPainter>

namespace df {

namespace {

int textWidth(const QFont& f, const QString& text) { return QFontMetrics(f).horizontalAdvance(text); }

} // namespace

StageDelegate::StageDelegate(StageList* list) : QStyledItemDelegate(list), m_list(list) {}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const {
    if (FoldModel::isGroup(index))
        return {px(200), px(m_list->showsStates() ? 30 : 36)};
    if (FoldModel::isDetail(index))
        return {px(200), detailHeight(m_list, index)};
    return {px(200), px(30)};
}

void StageDelegate::paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    p->save();
    if (FoldModel::isGroup(index)) {
        paintHead(p, option, index);
    } else if (FoldModel::isItem(index)) {
        paintRow(p, option, index);
    } else {
        p->fillRect(option.rect, color(Tone::Surface, option.palette));
        p->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                    color(Tone::Line, option.palette));
    }
    p->restore();
}

void StageDelegate::paintHead(QPainter* p, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    const auto head = index.data(FoldModel::PayloadRole).value<PhaseHead>();
    const QPalette& pal = option.palette;
    const QRect r = option.rect;
    const Mirrored m(*p, r, option.direction, pal);
    p->fillRect(r, color(Tone::Sunken, pal));
    p->fillRect(QRect(r.left(), r.top(), r.width(), 1), color(Tone::Line, pal));
    p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, pal));
    const QFont name = typeFont(m_list->showsStates() ? Type::TableStrong : Type::Strong),
                small = typeFont(Type::Table);
    int right = r.right() - px(14);
    int x = r.left() + px(14);
    const int icon = px(16);
    if (!m_list->showsStates() && !head.tag.isEmpty()) {
        const int w = textWidth(small, head.tag) + icon + px(22),
                  h = std::max(px(22), QFontMetrics(small).height() + px(2));
        const QRectF box(right - w, r.center().y() - h / 2.0 + 0.5, w, h);
        p->setRenderHint(QPainter::Antialiasing);
        p->setPen(Qt::NoPen);
        p->setBrush(color(head.usersMayNotice ? Tone::NeedsTint : Tone::DoneTint, pal));
        p->drawRoundedRect(m.at(box), 4, 4);
        const Tone ink = head.usersMayNotice ? Tone::Needs : Tone::Done;
        m.icon(QStringLiteral("users"), QRectF(box.left() + px(8), box.center().y() - icon / 2.0, icon, icon),
               ink);
        p->setFont(small);
        p->setPen(color(ink, pal));
        m.text(box.adjusted(icon + px(14), 0, 0, 0).toRect(), Qt::AlignVCenter | Qt::AlignLeft, head.tag);
        right -= w + px(10);
    }
    p->setFont(name);
    p->setPen(color(Tone::Text, pal));
    m.text(QRect(x, r.top(), right - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft, head.name);
    x += textWidth(name, head.name) + px(10);
    if (m_list->showsStates() && head.usersMayNotice) {
        m.icon(QStringLiteral("users"), QRectF(x, r.center().y() - icon / 2.0 + 1, icon, icon), Tone::Needs);
        x += icon + px(8);
        p->setFont(small);
        p->setPen(color(Tone::Needs, pal));
        m.text(QRect(x, r.top(), right - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft, head.tag);
        x += textWidth(small, head.tag) + px(12);
    }
    p->setFont(small);
    p->setPen(color(Tone::Muted, pal));
    m.text(QRect(x, r.top(), right - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft,
           QFontMetrics(small).elidedText(head.note, Qt::ElideRight, right - x));
}

void StageDelegate::paintRow(QPainter* p, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const auto row = index.data(FoldModel::PayloadRole).value<StageRow>();
    const QPalette& pal = option.palette;
    const QRect r = option.rect;
    const Mirrored m(*p, r, option.direction, pal);
    const bool states = m_list->showsStates();
    const bool open = !m_list->folded(index);
    const bool hover = option.state & QStyle::State_MouseOver;
    p->fillRect(r, color(row.current ? Tone::AccentTint : hover ? Tone::Bg : Tone::Surface, pal));
    if (!open && !states)
        p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, pal));
    const int s = px(18);
    const QRectF mark(r.left() + px(16), r.center().y() - s / 2.0 + 1, s, s);
    if (states)
        m.icon(stateIcon(row.state), mark, stateTone(row.state));
    else
        m.icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), mark, Tone::Text);
    const bool idle = states && (row.state == StateWord::NotStarted || row.state == StateWord::Skipped);
    const QFont small = typeFont(Type::Table);
    QFont title = typeFont(states ? Type::Table : Type::Body);
    if (open || row.current || row.state == StateWord::Failed)
        title.setWeight(QFont::DemiBold);
    p->setFont(title);
    p->setPen(color(Tone::Muted, pal));
    m.text(QRect(r.left() + px(40), r.top(), px(24), r.height()), Qt::AlignVCenter | Qt::AlignRight,
           QString::number(row.number));
    int right = r.right() - px(16);
    p->setFont(small);
    const int timeWidth = std::max(px(74), textWidth(small, row.time) + px(4));
    m.text(QRect(right - timeWidth, r.top(), timeWidth, r.height()), Qt::AlignVCenter | Qt::AlignRight,
           row.time);
    right -= timeWidth + px(10);
    if (!row.stateText.isEmpty()) {
        const int w = textWidth(small, row.stateText);
        p->setPen(color(idle ? Tone::Muted : stateTone(row.state), pal));
        m.text(QRect(right - w, r.top(), w + 2, r.height()), Qt::AlignVCenter | Qt::AlignRight,
               row.stateText);
        right -= w + px(12);
    }
    const int x = r.left() + px(74);
    p->setFont(title);
    p->setPen(color(idle ? Tone::Muted : Tone::Text, pal));
    m.text(QRect(x, r.top(), right - x, r.height()), Qt::AlignVCenter | Qt::AlignLeft,
           QFontMetrics(title).elidedText(row.title, Qt::ElideRight, right - x));
    if (option.state & QStyle::State_HasFocus) {
        p->setRenderHint(QPainter::Antialiasing);
        p->setPen(QPen(color(Tone::Accent, pal), 2));
        p->setBrush(Qt::NoBrush);
        p->drawRoundedRect(QRectF(r).adjusted(3, 1.5, -3, -1.5), 4, 4);
    }
}

} // namespace df

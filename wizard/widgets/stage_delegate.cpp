#include "widgets/stage_delegate.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "widgets/stage_list.h"

#include <QPainter>

#include <algorithm>

namespace df {

namespace {

int textWidth(const QFont& f, const QString& text) { return QFontMetrics(f).horizontalAdvance(text); }

int wrappedHeight(const QFont& f, const QString& text, int width) {
    return QFontMetrics(f).boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
}

QFont nameFont(bool states) { return typeFont(states ? Type::TableStrong : Type::Strong); }

QFont titleFont(bool states, bool strong) {
    QFont title = typeFont(states ? Type::Table : Type::Body);
    if (strong)
        title.setWeight(QFont::DemiBold);
    return title;
}

int tagWidth(const QString& tag) { return textWidth(typeFont(Type::Table), tag) + px(38); }

/// Plan: what the head says of its phase, where it doesn't fit between the name and the tag; its height.
int noteBelow(const PhaseHead& head, int width) {
    const QFont small = typeFont(Type::Table);
    const int beside = width - px(28) - textWidth(nameFont(false), head.name) - px(10) -
                       (head.tag.isEmpty() ? 0 : tagWidth(head.tag) + px(10));
    return textWidth(small, head.note) <= beside ? 0 : wrappedHeight(small, head.note, width - px(28));
}

int timeWidth(const StageRow& row) {
    return std::max(px(74), textWidth(typeFont(Type::Table), row.time) + px(4));
}

/// What time and state leave to the title.
int titleRoom(const StageRow& row, int width) {
    const int state = row.stateText.isEmpty() ? 0 : textWidth(typeFont(Type::Table), row.stateText) + px(12);
    return width - px(74) - px(16) - timeWidth(row) - px(10) - state;
}

} // namespace

StageDelegate::StageDelegate(StageList* list) : QStyledItemDelegate(list), m_list(list) {}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const {
    if (FoldModel::isDetail(index))
        return {px(200), detailHeight(m_list, index)};
    const int width = m_list->viewport()->width();
    const bool states = m_list->showsStates();
    const QVariant payload = index.data(FoldModel::PayloadRole);
    if (FoldModel::isGroup(index)) {
        const int note = states ? 0 : noteBelow(payload.value<PhaseHead>(), width);
        return {px(200), states ? px(30) : px(36) + (note > 0 ? note + px(4) : 0)};
    }
    const auto row = payload.value<StageRow>();
    const int title = wrappedHeight(titleFont(states, true), row.title, titleRoom(row, width));
    return {px(200), std::max(px(30), title + px(12))};
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
    const QFont name = nameFont(m_list->showsStates()), small = typeFont(Type::Table);
    const int note = m_list->showsStates() ? 0 : noteBelow(head, r.width());
    const QRect line = note > 0 ? QRect(r.left(), r.top(), r.width(), px(36)) : r; // of name and tag
    int right = r.right() - px(14);
    int x = r.left() + px(14);
    const int icon = px(16);
    if (!m_list->showsStates() && !head.tag.isEmpty()) {
        const int w = tagWidth(head.tag), h = std::max(px(22), QFontMetrics(small).height() + px(2));
        const QRectF box(right - w, line.center().y() - h / 2.0 + 0.5, w, h);
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
    m.text(QRect(x, line.top(), right - x, line.height()), Qt::AlignVCenter | Qt::AlignLeft, head.name);
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
    if (note > 0)
        m.text(QRect(r.left() + px(14), line.bottom(), r.width() - px(28), note + px(4)),
               Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, head.note);
    else
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
    const QFont title = titleFont(states, open || row.current || row.state == StateWord::Failed);
    p->setFont(title);
    p->setPen(color(Tone::Muted, pal));
    m.text(QRect(r.left() + px(40), r.top(), px(24), r.height()), Qt::AlignVCenter | Qt::AlignRight,
           QString::number(row.number));
    int right = r.right() - px(16);
    p->setFont(small);
    const int time = timeWidth(row);
    m.text(QRect(right - time, r.top(), time, r.height()), Qt::AlignVCenter | Qt::AlignRight, row.time);
    right -= time + px(10);
    if (!row.stateText.isEmpty()) {
        const int w = textWidth(small, row.stateText);
        p->setPen(color(idle ? Tone::Muted : stateTone(row.state), pal));
        m.text(QRect(right - w, r.top(), w + 2, r.height()), Qt::AlignVCenter | Qt::AlignRight,
               row.stateText);
    }
    const int x = r.left() + px(74), room = titleRoom(row, r.width());
    p->setFont(title);
    p->setPen(color(idle ? Tone::Muted : Tone::Text, pal));
    m.text(QRect(x, r.top(), room, r.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
           row.title);
    if (option.state & QStyle::State_HasFocus) {
        p->setRenderHint(QPainter::Antialiasing);
        p->setPen(QPen(color(Tone::Accent, pal), 2));
        p->setBrush(Qt::NoBrush);
        p->drawRoundedRect(QRectF(r).adjusted(3, 1.5, -3, -1.5), 4, 4);
    }
}

} // namespace df

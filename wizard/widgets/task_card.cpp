#include "widgets/task_card.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace df {

TaskCard::TaskCard(const QString& title, const QString& description, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent), m_description(description), m_iconName(iconName) {
    setText(title);
    QString name = title;
    setAccessibleName(name.remove(u'&'));
    setAccessibleDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TaskCard::setWhyNot(const QString& sentence) {
    m_whyNot = sentence;
    setEnabled(sentence.isEmpty());
    setAccessibleDescription(note());
    updateGeometry();
    update();
}

void TaskCard::setSideWidget(QWidget* widget) {
    m_side = widget;
    widget->setParent(this);
    updateGeometry();
}

/// Below the text where it would take the title's room.
bool TaskCard::sideBelow(int width) const {
    if (!m_side)
        return false;
    const int side = m_side->sizeHint().width(),
              title = QFontMetrics(typeFont(Type::Section)).size(Qt::TextShowMnemonic, text()).width();
    return side > width * 2 / 5 || title + px(4) > width - px(76) - side - px(34);
}

int TaskCard::textWidth(int width) const {
    const int right = m_side ? (sideBelow(width) ? 0 : m_side->sizeHint().width() + px(16)) : px(24);
    return std::max(px(80), width - px(76) - right - px(18));
}

int TaskCard::textHeight(int width) const {
    const QFontMetrics title(typeFont(Type::Section)), note(typeFont(Type::Table));
    const int notes =
        note.boundingRect(0, 0, textWidth(width), 4000, Qt::TextWordWrap, this->note()).height();
    return title.height() + px(3) + notes;
}

int TaskCard::heightForWidth(int width) const {
    const int side = sideBelow(width) ? m_side->sizeHint().height() + px(8) : 0;
    return std::max(px(72), textHeight(width) + px(28)) + side;
}

QSize TaskCard::sizeHint() const { return {px(560), heightForWidth(px(560))}; }

QSize TaskCard::minimumSizeHint() const { return {px(300), px(72)}; }

void TaskCard::resizeEvent(QResizeEvent* /*event*/) {
    if (!m_side)
        return;
    const QSize s = m_side->sizeHint();
    const QRect place =
        sideBelow(width())
            ? QRect(px(76), height() - s.height() - px(10), std::min(s.width(), width() - px(90)), s.height())
            : QRect(width() - s.width() - px(18), (height() - s.height()) / 2, s.width(), s.height());
    m_side->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
}

void TaskCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void TaskCard::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Mirrored m(p, rect(), layoutDirection(), palette());
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool hot = isEnabled() && (underMouse() || isDown());
    p.setPen(QPen(color(hasFocus() ? Tone::Accent : Tone::Line, palette()), hasFocus() ? 2 : 1));
    p.setBrush(color(!isEnabled() ? Tone::Bg : hot ? Tone::Sunken : Tone::Surface, palette()));
    p.drawRoundedRect(hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, 8, 8);

    const int side = sideBelow(width()) ? m_side->sizeHint().height() + px(8) : 0;
    const int middle = (height() - side) / 2;
    const QRectF tile(px(18), middle - px(20), px(40), px(40)); // from left to right
    p.setPen(Qt::NoPen);
    p.setBrush(color(isEnabled() ? Tone::AccentTint : Tone::Sunken, palette()));
    p.drawRoundedRect(m.at(tile), 6, 6);
    const qreal inset = px(9);
    m.icon(m_iconName, tile.adjusted(inset, inset, -inset, -inset), isEnabled() ? Tone::Accent : Tone::Muted);

    const int x = px(76), w = textWidth(width());
    int y = middle - textHeight(width()) / 2;
    const QFont title = typeFont(Type::Section), small = typeFont(Type::Table);
    p.setFont(title);
    p.setPen(color(isEnabled() ? Tone::Text : Tone::Muted, palette()));
    m.text(QRect(x, y, w, QFontMetrics(title).height()),
           Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
    y += QFontMetrics(title).height() + px(3);
    p.setFont(small);
    p.setPen(color(Tone::Muted, palette()));
    m.text(QRect(x, y, w, height() - y), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, note());
    if (!m_side && isEnabled())
        m.icon(QStringLiteral("chevron-right"), QRectF(width() - px(38), middle - px(9), px(18), px(18)),
               Tone::Text);
}

void TaskCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

} // namespace df

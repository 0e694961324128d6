#include "widgets/card.h"

#include "theme/metrics.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace df {

/// Lies above a card's children and gives them round corners: paints what is outside the rounding, and the
/// border.
class CardOverlay : public QWidget {
public:
    explicit CardOverlay(Card* card) : QWidget(card), m_card(card) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        QPainterPath outside, inside;
        outside.addRect(rect());
        const QWidget* around = m_card->parentWidget();
        while (around && !qobject_cast<const Card*>(around))
            around = around->parentWidget();
        inside.addRoundedRect(QRectF(rect()), 8, 8);
        p.fillPath(outside.subtracted(inside), color(around ? Tone::Surface : Tone::Bg, palette()));
        m_card->paintBorder(p);
    }

private:
    Card* m_card;
};

// The layout is made when all members are there: adding it sends an event that reads them.
Card::Card(Look look, QWidget* parent) : QFrame(parent), m_look(look) {
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(1, 1, 1, 1);
    m_rows->setSpacing(0);
}

void Card::setLook(Look look) {
    if (m_look == look)
        return;
    m_look = look;
    update();
    if (m_overlay)
        m_overlay->update();
}

void Card::setTinted(bool tinted) {
    m_tinted = tinted;
    update();
}

void Card::addRow(QWidget* row, int stretch) { m_rows->addWidget(row, stretch); }

void Card::addHead(QWidget* row) {
    m_head = row;
    m_rows->insertWidget(0, row);
}

void Card::clearRows() {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_head = nullptr;
}

void Card::keepCorners() {
    if (!m_overlay)
        m_overlay = new CardOverlay(this);
    m_overlay->setGeometry(rect());
    m_overlay->raise();
}

QColor Card::lineColor() const {
    switch (m_look) {
    case Look::Needs:
        return color(Tone::Needs, palette());
    case Look::Failed:
        return color(Tone::Failed, palette());
    case Look::Accent:
        return color(Tone::Accent, palette());
    case Look::Undone:
        return color(Tone::Undone, palette());
    case Look::Done:
        return color(Tone::Done, palette());
    case Look::Plain:
    case Look::Sunken:
        break;
    }
    return color(Tone::Line, palette());
}

QColor Card::tintColor() const {
    switch (m_look) {
    case Look::Needs:
        return color(Tone::NeedsTint, palette());
    case Look::Failed:
        return color(Tone::FailedTint, palette());
    case Look::Accent:
        return color(Tone::AccentTint, palette());
    case Look::Undone:
        return color(Tone::UndoneTint, palette());
    case Look::Done:
        return color(Tone::DoneTint, palette());
    case Look::Plain:
    case Look::Sunken:
        break;
    }
    return color(Tone::Sunken, palette());
}

void Card::paintBorder(QPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(lineColor(), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void Card::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    p.fillPath(shape, m_tinted || m_look == Look::Sunken ? tintColor() : color(Tone::Surface, palette()));
    if (m_head && m_head->isVisibleTo(this)) {
        p.save();
        p.setClipPath(shape);
        p.fillRect(QRect(0, 0, width(), m_head->geometry().bottom() + 1), tintColor());
        p.restore();
    }
    p.setRenderHint(QPainter::Antialiasing, false);
    bool first = true;
    for (int i = 0; i < m_rows->count(); ++i) {
        const QWidget* w = m_rows->itemAt(i)->widget();
        if (!w || !w->isVisibleTo(this))
            continue;
        if (!first && !w->property("noLine").toBool()) {
            p.setPen(m_head && i == 1 && m_look != Look::Plain ? lineColor() : color(Tone::Line, palette()));
            p.drawLine(1, w->geometry().top(), width() - 2, w->geometry().top());
        }
        first = false;
    }
    p.setRenderHint(QPainter::Antialiasing);
    if (!m_overlay)
        paintBorder(p);
}

void Card::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    if (m_overlay)
        m_overlay->setGeometry(rect());
}

bool Card::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::ChildAdded) {
        update();
        if (m_overlay)
            m_overlay->raise();
    }
    return QFrame::event(event);
}

} // namespace df

#include "widgets/controls.h"

#include "theme/icons.h"
#include "theme/mirrored.h"
#include "theme/wizard_style.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace df {

namespace {

QPushButton* button(const QString& text, const QString& iconName) {
    auto* b = new QPushButton(text);
    b->setAutoDefault(false);
    if (!iconName.isEmpty())
        b->setIcon(icon(iconName));
    QString name = text;
    name.remove(u'&');
    b->setAccessibleName(name);
    return b;
}

} // namespace

QPushButton* plainButton(const QString& text, const QString& iconName) { return button(text, iconName); }

QPushButton* smallButton(const QString& text, const QString& iconName) {
    QPushButton* b = button(text, iconName);
    b->setFont(typeFont(Type::Table));
    makeCompact(b);
    return b;
}

QPushButton* primaryButton(const QString& text) {
    QPushButton* b = button(text, {});
    makePrimary(b);
    return b;
}

QPushButton* linkButton(const QString& text, const QString& iconName) {
    QPushButton* b = button(text, iconName);
    b->setFont(typeFont(Type::Table));
    makeLink(b);
    return b;
}

QPushButton* copyButton(std::function<QString()> text, const QString& accessibleName) {
    QPushButton* b = smallButton(QCoreApplication::translate("df::Controls", "Copy"), QStringLiteral("copy"));
    b->setAccessibleName(accessibleName);
    QObject::connect(b, &QPushButton::clicked, b, [b, text = std::move(text)] {
        QGuiApplication::clipboard()->setText(text());
        const QString before = b->text();
        b->setText(QCoreApplication::translate("df::Controls", "Copied"));
        b->setIcon(icon(QStringLiteral("tick"), Tone::Done));
        QTimer::singleShot(1500, b, [b, before] {
            b->setText(before);
            b->setIcon(icon(QStringLiteral("copy")));
        });
    });
    return b;
}

QLabel* fieldLabel(const QString& text, QWidget* buddy) {
    auto* label = new QLabel(text);
    label->setFont(typeFont(Type::Table));
    label->setForegroundRole(QPalette::PlaceholderText);
    // By itself a label goes by the direction of its text, and would stand on the far side of its field.
    label->setAlignment((QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) |
                        Qt::AlignAbsolute | Qt::AlignVCenter);
    if (buddy) {
        label->setBuddy(buddy);
        if (buddy->accessibleName().isEmpty()) {
            QString name = text;
            buddy->setAccessibleName(name.remove(u'&'));
        }
    }
    return label;
}

IconLabel::IconLabel(const QString& name, Tone tone, int gridSize, QWidget* parent)
    : QWidget(parent), m_name(name), m_tone(tone), m_gridSize(gridSize) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString& name, Tone tone) {
    m_name = name;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const { return {px(m_gridSize), px(m_gridSize)}; }

void IconLabel::paintEvent(QPaintEvent* /*event*/) {
    if (m_name.isEmpty())
        return;
    QPainter p(this);
    const int s = std::min(width(), height());
    if (m_name == QLatin1String("arrow-right") && isRightToLeft()) { // it points where reading goes
        p.translate(width(), 0);
        p.scale(-1, 1);
    }
    paintIcon(p, m_name, QRectF((width() - s) / 2, (height() - s) / 2, s, s), m_tone, palette());
}

Tag::Tag(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void Tag::set(const QString& text, Tone ink, Tone ground, const QString& iconName) {
    m_text = text;
    m_ink = ink;
    m_ground = ground;
    m_icon = iconName;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QFont Tag::face() const {
    QFont f = typeFont(Type::Table);
    f.setWeight(QFont::Medium);
    return f;
}

QSize Tag::sizeHint() const {
    const QFontMetrics fm(face());
    const int iconWidth = m_icon.isEmpty() ? 0 : px(22);
    return {fm.horizontalAdvance(m_text) + iconWidth + px(18), std::max(px(22), fm.height() + px(4))};
}

void Tag::paintEvent(QPaintEvent* /*event*/) {
    if (m_text.isEmpty())
        return;
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(color(m_ground, palette()));
    p.drawRoundedRect(rect(), 4, 4);
    const Mirrored m(p, rect(), layoutDirection(), palette());
    int x = px(9);
    if (!m_icon.isEmpty()) {
        m.icon(m_icon, QRectF(x - px(1), (height() - px(16)) / 2.0, px(16), px(16)), m_ink);
        x += px(22);
    }
    p.setFont(face());
    p.setPen(color(m_ink, palette()));
    m.text(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, m_text);
}

Line::Line(QWidget* parent) : QWidget(parent) { setFixedHeight(1); }

void Line::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.fillRect(rect(), color(Tone::Line, palette()));
}

QWidget* rowWidget(QBoxLayout** layout, int horizontal, int vertical, int spacing) {
    auto* w = new QWidget;
    *layout = new QHBoxLayout(w);
    (*layout)->setContentsMargins(px(horizontal), px(vertical), px(horizontal), px(vertical));
    (*layout)->setSpacing(px(spacing));
    return w;
}

QWidget* columnWidget(QBoxLayout** layout, int horizontal, int vertical, int spacing) {
    auto* w = new QWidget;
    *layout = new QVBoxLayout(w);
    (*layout)->setContentsMargins(px(horizontal), px(vertical), px(horizontal), px(vertical));
    (*layout)->setSpacing(px(spacing));
    return w;
}

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* w = item->widget()) {
            w->hide();
            w->deleteLater();
        } else if (QLayout* inner = item->layout()) {
            clearLayout(inner);
        }
        delete item;
    }
}

} // namespace df

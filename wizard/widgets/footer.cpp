#include "widgets/footer.h"

#include "theme/icons.h"
#include "theme/tool_tip.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace df {

namespace {

constexpr int kRing = 4; // the focus ring's room around a button, see WizardStyle

QString withoutMnemonic(QString text) { return text.remove(u'&'); }

} // namespace

Footer::Footer(QWidget* parent)
    : QWidget(parent), m_icon(new IconLabel({}, Tone::Text, 18, this)),
      m_truth(new TextLabel(Type::Body, Tone::Muted, this)),
      m_blocked(new TextLabel(Type::Table, Tone::Failed, this)) {
    m_truth->setObjectName(QStringLiteral("truthLine"));
    m_truth->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_blocked->setObjectName(QStringLiteral("blockedBy"));
    m_blocked->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_blocked->hide();
    // Not Fixed: that would hold the height of one row even where the width asks for two.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Footer::setTruth(const QString& truth, const QString& iconName, Tone tone) {
    m_icon->setIcon(iconName, tone);
    const qsizetype end = truth.indexOf(QLatin1String(". "));
    if (end < 0)
        m_truth->setSpans({{truth, true, false, Tone::Text}});
    else
        m_truth->setSpans({{truth.left(end + 1), true, false, Tone::Text}, {truth.mid(end + 1)}});
    updateGeometry();
}

void Footer::setBlockedBy(const QString& sentence) {
    m_blocked->setText(sentence);
    m_blocked->setVisible(!sentence.isEmpty());
    updateGeometry();
    resizeEvent(nullptr);
}

void Footer::apply(QPushButton* widget, const PageButton& value) {
    widget->setText(value.text);
    widget->setEnabled(value.enabled);
    widget->setToolTip(toolTipOf(value.hint));
    widget->setAccessibleName(withoutMnemonic(value.text));
    widget->setIcon(value.icon.isEmpty() ? QIcon() : icon(value.icon));
    widget->setProperty("startsChange", value.startsChange);
    // Enter presses the default button: never one that starts a change.
    widget->setDefault(value.role == ButtonRole::Primary && !value.startsChange);
}

bool Footer::event(QEvent* event) {
    // The buttons stand in no layout: what changes their size has to be passed on.
    if (event->type() == QEvent::ChildPolished || event->type() == QEvent::LayoutRequest ||
        event->type() == QEvent::Polish || event->type() == QEvent::Show) {
        updateGeometry();
        resizeEvent(nullptr);
    }
    return QWidget::event(event);
}

QString Footer::focusedId() const {
    for (const Entry& e : m_buttons)
        if (e.widget->hasFocus())
            return e.value.id;
    return {};
}

/// The keyboard stays in the footer when its buttons change: on the one that carries on, where Enter may
/// press it; else on one that starts nothing, until the former can be pressed again.
void Footer::keepFocus() {
    const Entry* carriesOn = nullptr;
    const Entry* safe = nullptr;
    for (const Entry& e : std::as_const(m_buttons)) {
        if (!e.widget->isEnabled() || e.value.startsChange)
            continue;
        if (e.value.role == ButtonRole::Primary)
            carriesOn = &e;
        else if (!safe || e.value.role != ButtonRole::Back)
            safe = &e;
    }
    const Entry* to = carriesOn ? carriesOn : safe;
    m_standIn = carriesOn || !to ? QString() : to->value.id;
    if (to)
        to->widget->setFocus(Qt::OtherFocusReason);
}

void Footer::focusSafest() {
    for (const Entry& e : std::as_const(m_buttons))
        if (e.widget->isEnabled() && !e.value.startsChange) {
            e.widget->setFocus(Qt::OtherFocusReason);
            return;
        }
}

void Footer::setButtons(const QVector<PageButton>& buttons) {
    const QString focused = focusedId();
    const bool same = buttons.size() == m_buttons.size() &&
                      std::equal(buttons.begin(), buttons.end(), m_buttons.begin(),
                                 [](const PageButton& b, const Entry& e) {
                                     return b.id == e.value.id && b.role == e.value.role;
                                 });
    if (!same) {
        for (const Entry& e : std::as_const(m_buttons)) {
            e.widget->hide();
            e.widget->deleteLater();
        }
        m_buttons.clear();
        for (const PageButton& b : buttons) {
            auto* w = b.role == ButtonRole::Primary ? primaryButton(b.text) : plainButton(b.text);
            w->setParent(this);
            w->setObjectName(QStringLiteral("button-") + b.id);
            const QString id = b.id;
            connect(w, &QPushButton::clicked, this, [this, id] {
                for (const Entry& e : std::as_const(m_buttons))
                    if (e.value.id == id && e.value.action) {
                        const auto action = e.value.action; // the click may replace the buttons
                        action();
                        return;
                    }
            });
            w->show();
            m_buttons.append({b, w});
        }
    }
    for (int i = 0; i < buttons.size(); ++i) {
        m_buttons[i].value = buttons[i];
        apply(m_buttons[i].widget, buttons[i]);
    }
    if (focused.isEmpty() || focused != m_standIn)
        m_standIn.clear();
    auto* still = button(focused);
    if (!focused.isEmpty() && (!still || !still->isEnabled() || !m_standIn.isEmpty()))
        keepFocus();
    else if (still && !still->hasFocus())
        still->setFocus(Qt::OtherFocusReason);
    updateGeometry();
    resizeEvent(nullptr);
}

QAbstractButton* Footer::button(const QString& id) const {
    for (const Entry& e : m_buttons)
        if (e.value.id == id)
            return e.widget;
    return nullptr;
}

void Footer::setLow(bool low) {
    m_low = low;
    updateGeometry();
}

void Footer::setSideMargin(int gridPixels) {
    m_side = gridPixels;
    updateGeometry();
    resizeEvent(nullptr);
}

Footer::Placement Footer::place(int width) const {
    Placement out;
    const int side = px(m_side), gap = px(8), pad = px(m_low ? 9 : 13), iconRoom = px(30);
    // Buttons in rows from the right; sizes without the ring.
    QVector<QVector<int>> rows(1);
    int used = 0;
    for (int i = 0; i < m_buttons.size(); ++i) {
        const int w = m_buttons[i].widget->sizeHint().width() - 2 * kRing;
        if (used > 0 && used + gap + w > width - 2 * side) {
            rows.append(QVector<int>());
            used = 0;
        }
        used += w + (used ? gap : 0);
        rows.last().append(i);
    }
    int rowWidth = 0, buttonHeight = 0;
    for (int i : rows.first()) {
        const QSize s = m_buttons[i].widget->sizeHint();
        rowWidth += s.width() - 2 * kRing + gap;
        buttonHeight = std::max(buttonHeight, s.height() - 2 * kRing);
    }
    buttonHeight = std::max(buttonHeight, px(34));
    int room = width - 2 * side - rowWidth - iconRoom - px(8);
    const int blockedWidth = m_blocked->isHidden() ? 0 : std::min(m_blocked->sizeHint().width(), px(260));
    if (blockedWidth)
        room -= blockedWidth + px(16);
    const int blockedHeight = blockedWidth ? m_blocked->heightForWidth(blockedWidth) : 0;
    const int mostBeside = std::max(buttonHeight + px(8), px(42));
    const bool beside = rows.size() == 1 && room >= px(150) && blockedHeight <= mostBeside &&
                        m_truth->heightForWidth(room) <= mostBeside;
    int y = pad;
    if (!beside) {
        const int w = width - 2 * side - iconRoom - (blockedWidth ? blockedWidth + px(16) : 0);
        const int h = std::max({m_truth->heightForWidth(std::max(w, px(60))), blockedHeight, px(20)});
        out.truth = QRect(side + iconRoom, y, w, h);
        out.blocked = QRect(width - side - blockedWidth, y, blockedWidth, h);
        y += h + px(8);
    } else {
        const int h = std::max(buttonHeight, m_truth->heightForWidth(room));
        out.truth = QRect(side + iconRoom, y + (buttonHeight - h) / 2, room, h);
        const int b = std::max(buttonHeight, blockedHeight);
        out.blocked = QRect(width - side - rowWidth - px(8) - blockedWidth, y + (buttonHeight - b) / 2,
                            blockedWidth, b);
    }
    out.buttons.resize(m_buttons.size());
    for (const QVector<int>& row : rows) {
        int x = width - side;
        for (qsizetype k = row.size() - 1; k >= 0; --k) {
            const QSize s = m_buttons[row[k]].widget->sizeHint();
            const int w = s.width() - 2 * kRing, h = s.height() - 2 * kRing;
            x -= w;
            out.buttons[row[k]] = QRect(x - kRing, y + (buttonHeight - h) / 2 - kRing, s.width(), s.height());
            x -= gap;
        }
        y += buttonHeight + gap;
    }
    out.height = y - gap + pad;
    return out;
}

int Footer::heightForWidth(int width) const { return place(width).height; }

QSize Footer::sizeHint() const { return {px(600), place(px(900)).height}; }

QSize Footer::minimumSizeHint() const {
    int widest = px(300);
    for (const Entry& e : m_buttons)
        widest = std::max(widest, e.widget->sizeHint().width() + 2 * px(m_side));
    return {widest, px(m_low ? 52 : 60)};
}

void Footer::resizeEvent(QResizeEvent* /*event*/) {
    const Placement p = place(width());
    const auto seen = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    for (int i = 0; i < m_buttons.size(); ++i)
        m_buttons[i].widget->setGeometry(seen(p.buttons[i]));
    m_truth->setGeometry(seen(p.truth));
    m_blocked->setGeometry(seen(p.blocked));
    const int s = px(18);
    m_icon->setGeometry(seen(QRect(px(m_side) + 1, p.truth.center().y() - s / 2 + 1, s, s)));
}

void Footer::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.fillRect(QRect(0, 0, width(), 1), color(Tone::Line, palette()));
}

void Footer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange) {
        updateGeometry();
        resizeEvent(nullptr);
    }
    QWidget::changeEvent(event);
}

} // namespace df

#include "theme/wizard_style.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleFactory>
#include <QStyleOption>

namespace df {

namespace {

constexpr int kRing = 4; ///< room around a button for the focus ring: 2 wide, 2 away

QString kind(const QWidget* w) { return w ? w->property("kind").toString() : QString(); }
bool compact(const QWidget* w) { return w && w->property("compact").toBool(); }
QString keyHint(const QWidget* w) { return w ? w->property("keyHint").toString() : QString(); }

void rounded(QPainter* painter, const QRectF& rect, qreal radius, const QColor& fill, const QColor& line,
             qreal width = 1) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal h = line.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(h, h, -h, -h), radius, radius);
    painter->restore();
}

QColor mixed(const QColor& a, const QColor& b, qreal part) {
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * part),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * part),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * part));
}

void focusRing(QPainter* painter, const QRectF& rect, qreal radius, const QPalette& palette) {
    rounded(painter, rect, radius, QColor(), color(Tone::Accent, palette), 2);
}

} // namespace

void makePrimary(QWidget* button) { button->setProperty("kind", QStringLiteral("primary")); }

void makeLink(QWidget* button) {
    button->setProperty("kind", QStringLiteral("link"));
    button->setCursor(Qt::PointingHandCursor);
}

void makeCompact(QWidget* control) { control->setProperty("compact", true); }

WizardStyle::WizardStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void WizardStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled;
    const bool down = option->state & (State_Sunken | State_On);
    const bool hover = enabled && (option->state & State_MouseOver);
    const QRectF box = QRectF(option->rect).adjusted(kRing, kRing, -kRing, -kRing);
    if (option->state & State_HasFocus)
        focusRing(painter, option->rect, 6 + kRing - 1, p);
    if (kind(widget) == QLatin1String("link"))
        return;
    QColor fill = color(Tone::Surface, p);
    QColor line = color(Tone::Control, p);
    if (!enabled) {
        fill = color(Tone::Bg, p);
        line = color(Tone::Line, p);
    } else if (kind(widget) == QLatin1String("primary") || (option->state & State_On)) {
        fill = color(Tone::Accent, p);
        line = fill;
        if (hover || (down && !(option->state & State_On)))
            fill = mixed(fill, color(Tone::Text, p), down ? 0.25 : 0.12);
    } else if (down || hover) {
        fill = down ? color(Tone::AccentTint, p) : color(Tone::Sunken, p);
    }
    rounded(painter, box, 6, fill, line);
}

void WizardStyle::drawButtonLabel(const QStyleOptionButton* option, QPainter* painter,
                                  const QWidget* widget) const {
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled;
    const QString k = kind(widget);
    const bool filled = enabled && (k == QLatin1String("primary") || (option->state & State_On));
    QColor ink = color(enabled ? Tone::Text : Tone::Muted, p);
    if (filled)
        ink = color(Tone::OnAccent, p);
    else if (k == QLatin1String("link") && enabled)
        ink = color(Tone::Accent, p);

    painter->save();
    QFont f = painter->font();
    if (k == QLatin1String("primary") && enabled)
        f.setWeight(QFont::DemiBold);
    if (k == QLatin1String("link") && (option->state & State_MouseOver))
        f.setUnderline(true);
    painter->setFont(f);
    const QFontMetrics fm(f);
    const QString hint = keyHint(widget);
    const int gap = px(8);
    const int textWidth = fm.size(Qt::TextShowMnemonic, option->text).width();
    const int iconSize = option->icon.isNull() ? 0 : option->iconSize.width();
    const int iconGap = iconSize && !option->text.isEmpty() ? gap : 0;
    const int hintWidth = hint.isEmpty() ? 0 : gap + fm.horizontalAdvance(hint);
    const bool menu = option->features & QStyleOptionButton::HasMenu;
    const int menuWidth = menu ? gap + px(14) : 0;
    const int total = iconSize + iconGap + textWidth + hintWidth + menuWidth;
    const QRect r = option->rect;
    const Mirrored m(*painter, r, option->direction, p);
    const bool left = widget && widget->property("leftAligned").toBool();
    int x = left ? r.left() : r.left() + (r.width() - total) / 2;
    if (iconSize) {
        const int top = r.center().y() - iconSize / 2 + 1; // whole pixels, or it blurs
        const QRectF box = m.at(QRectF(x, top, iconSize, iconSize));
        const QString name = option->icon.name();
        if (QVariant tone = widget ? widget->property("iconTone") : QVariant();
            tone.isValid() && enabled && !filled)
            paintIcon(*painter, name, box, static_cast<Tone>(tone.toInt()), p);
        else if (!name.isEmpty())
            paintIcon(*painter, name, box, ink, color(Tone::Surface, p));
        else
            option->icon.paint(painter, box.toRect());
        x += iconSize + iconGap;
    }
    painter->setPen(ink);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine |
                      (proxy()->styleHint(SH_UnderlineShortcut, option, widget) ? Qt::TextShowMnemonic
                                                                                : Qt::TextHideMnemonic);
    m.text(QRect(x, r.top(), textWidth + 2, r.height()), flags, option->text);
    x += textWidth;
    if (!hint.isEmpty()) {
        painter->setPen(filled ? ink : color(Tone::Muted, p));
        f.setWeight(QFont::Normal);
        painter->setFont(f);
        m.text(QRect(x + gap, r.top(), hintWidth, r.height()), Qt::AlignVCenter | Qt::AlignLeft, hint);
        x += hintWidth;
    }
    if (menu)
        paintIcon(*painter, QStringLiteral("chevron-down"),
                  m.at(QRectF(x + gap, r.center().y() - px(7) + 1, px(14), px(14))), ink, ink);
    painter->restore();
}

void WizardStyle::drawInput(const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled;
    const bool focus = enabled && (option->state & State_HasFocus);
    QColor line = color(enabled ? Tone::Control : Tone::Line, p);
    if (const QVariant v = widget ? widget->property("outline") : QVariant(); v.isValid())
        line = color(static_cast<Tone>(v.toInt()), p);
    if (focus)
        line = color(Tone::Accent, p);
    rounded(painter, option->rect, 6, color(enabled ? Tone::Surface : Tone::Bg, p), line, focus ? 2 : 1);
}

void WizardStyle::drawCheck(const QStyleOption* option, QPainter* painter) const {
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled;
    const bool on = option->state & (State_On | State_NoChange);
    const QColor line = color(enabled ? Tone::Control : Tone::Line, p);
    const QRectF box = option->rect;
    if (!on) {
        rounded(painter, box, 4, color(enabled ? Tone::Surface : Tone::Bg, p), line);
        return;
    }
    const QColor fill = color(enabled ? Tone::Accent : Tone::Control, p);
    rounded(painter, box, 4, fill, fill);
    const qreal inset = box.width() * 0.12;
    paintIcon(*painter, option->state & State_NoChange ? QStringLiteral("minus") : QStringLiteral("tick"),
              box.adjusted(inset, inset, -inset, -inset), color(Tone::OnAccent, p), fill);
}

void WizardStyle::drawRadio(const QStyleOption* option, QPainter* painter) const {
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled;
    const QRectF box = option->rect;
    const qreal r = box.width() / 2;
    if (!(option->state & State_On)) {
        rounded(painter, box, r, color(enabled ? Tone::Surface : Tone::Bg, p),
                color(enabled ? Tone::Control : Tone::Line, p));
        return;
    }
    const QColor fill = color(enabled ? Tone::Accent : Tone::Control, p);
    rounded(painter, box, r, fill, fill);
    const qreal inset = box.width() * 0.32;
    rounded(painter, box.adjusted(inset, inset, -inset, -inset), r, color(Tone::OnAccent, p), QColor());
}

void WizardStyle::drawCombo(const QStyleOptionComboBox* option, QPainter* painter,
                            const QWidget* widget) const {
    drawInput(option, painter, widget);
    const QColor ink = color(option->state & State_Enabled ? Tone::Text : Tone::Muted, option->palette);
    const int s = px(14);
    const int top = option->rect.center().y() - s / 2 + 1;
    const Mirrored m(*painter, option->rect, option->direction, option->palette);
    const QRectF arrow = m.at(QRectF(option->rect.right() - px(10) - s, top, s, s));
    paintIcon(*painter, QStringLiteral("chevron-down"), arrow, ink, ink);
}

void WizardStyle::drawScrollBar(const QStyleOptionSlider* option, QPainter* painter,
                                const QWidget* widget) const {
    if (option->minimum >= option->maximum)
        return;
    QRectF thumb = proxy()->subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const qreal inset = px(3);
    thumb.adjust(
        option->orientation == Qt::Vertical ? inset : 1, option->orientation == Qt::Vertical ? 1 : inset,
        option->orientation == Qt::Vertical ? -inset : -1, option->orientation == Qt::Vertical ? -1 : -inset);
    const bool active = option->activeSubControls & SC_ScrollBarSlider;
    const QColor c = color(Tone::Control, option->palette);
    rounded(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
            active ? color(Tone::Muted, option->palette) : c, QColor());
}

void WizardStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth > 0)
            drawInput(option, painter, widget);
        return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheck(option, painter);
        return;
    case PE_IndicatorRadioButton:
        drawRadio(option, painter);
        return;
    case PE_FrameDefaultButton:
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton*>(widget) || qobject_cast<const QComboBox*>(widget))
            return; // drawn with the button
        focusRing(painter, option->rect, 4, option->palette);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const int s = px(16);
            const QRect r(option->rect.center() - QPoint(s / 2, s / 2), QSize(s, s));
            const bool chosen = option->state & State_Selected;
            paintIcon(*painter,
                      option->state & State_Open ? QStringLiteral("chevron-down")
                                                 : QStringLiteral("chevron-right"),
                      r, chosen ? Tone::OnAccent : Tone::Text, option->palette);
        }
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WizardStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    if (element == CE_PushButtonLabel) {
        if (const auto* b = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            drawButtonLabel(b, painter, widget);
            return;
        }
    }
    if (element == CE_PushButtonBevel) {
        drawButton(option, painter, widget);
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, color(Tone::Surface, option->palette));
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          color(Tone::Line, option->palette));
        return;
    }
    if (element == CE_TabBarTabShape) {
        const bool chosen = option->state & State_Selected;
        painter->fillRect(option->rect, color(chosen ? Tone::Surface : Tone::Sunken, option->palette));
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 2),
                          color(chosen ? Tone::Accent : Tone::Line, option->palette));
        return;
    }
    if (element == CE_HeaderLabel) {
        if (const auto* h = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeader inset(*h);
            const bool rtl = h->direction == Qt::RightToLeft;
            inset.rect.adjust(px(rtl ? 6 : 10), 0, -px(rtl ? 10 : 6), 0);
            for (const QPalette::ColorRole role :
                 {QPalette::ButtonText, QPalette::WindowText, QPalette::Text})
                inset.palette.setColor(role, color(Tone::Muted, h->palette));
            QProxyStyle::drawControl(element, &inset, painter, widget);
            return;
        }
    }
    if (element == CE_ComboBoxLabel) {
        // Fusion draws the text one shade off and with its own margins.
        if (const auto* c = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            const QRect r = proxy()->subControlRect(CC_ComboBox, c, SC_ComboBoxEditField, widget);
            painter->setPen(color(c->state & State_Enabled ? Tone::Text : Tone::Muted, c->palette));
            painter->drawText(r, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                              c->fontMetrics.elidedText(c->currentText, Qt::ElideRight, r.width()));
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WizardStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                     QPainter* painter, const QWidget* widget) const {
    if (control == CC_ComboBox) {
        if (const auto* c = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            drawCombo(c, painter, widget);
            return;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto* s = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            drawScrollBar(s, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize WizardStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                    const QWidget* widget) const {
    const int height = px(compact(widget) ? 28 : 34);
    switch (type) {
    case CT_PushButton: {
        const auto* b = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool link = kind(widget) == QLatin1String("link");
        int w = contents.width() + (link ? px(2) : px(compact(widget) ? 22 : 32));
        if (b && !b->icon.isNull() && !b->text.isEmpty())
            w += px(4);
        if (b && kind(widget) == QLatin1String("primary")) {
            QFont f = widget->font();
            f.setWeight(QFont::DemiBold);
            w += QFontMetrics(f).horizontalAdvance(b->text) - b->fontMetrics.horizontalAdvance(b->text);
        }
        if (const QString hint = keyHint(widget); !hint.isEmpty() && b)
            w += px(8) + b->fontMetrics.horizontalAdvance(hint);
        if (b && (b->features & QStyleOptionButton::HasMenu))
            w += px(14);
        const int h = link ? contents.height() + px(2) : height;
        return {w + 2 * kRing, std::max(h, contents.height() + px(4)) + 2 * kRing};
    }
    case CT_LineEdit:
        return {contents.width() + px(16), std::max(height, contents.height() + px(8))};
    case CT_ComboBox:
        return {contents.width() + px(44), std::max(height, contents.height() + px(8))};
    case CT_MenuBarItem:
        return {contents.width() + px(16), px(28)};
    case CT_MenuItem:
        return QProxyStyle::sizeFromContents(type, option, contents, widget) + QSize(px(12), px(6));
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize s = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {s.width() + px(4), std::max(s.height(), px(22))};
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, contents, widget);
    }
}

int WizardStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return px(10);
    case PM_ScrollBarExtent:
        return px(14);
    case PM_ScrollBarSliderMin:
        return px(36);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
        return px(16);
    case PM_MenuBarItemSpacing:
        return px(4);
    case PM_MenuBarHMargin:
        return px(4);
    case PM_TreeViewIndentation:
        return px(18);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WizardStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* data) const {
    switch (hint) {
    case SH_UnderlineShortcut:
        return 1;
    case SH_EtchDisabledText:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QRect WizardStyle::subElementRect(SubElement element, const QStyleOption* option,
                                  const QWidget* widget) const {
    switch (element) {
    case SE_PushButtonLayoutItem:
        return option->rect.adjusted(kRing, kRing, -kRing, -kRing);
    case SE_PushButtonContents:
        return option->rect.adjusted(kRing + 2, kRing, -kRing - 2, -kRing);
    case SE_PushButtonFocusRect:
        return option->rect;
    case SE_LineEditContents:
        return option->rect.adjusted(px(6), 2, -px(6), -2);
    case SE_CheckBoxFocusRect:
    case SE_RadioButtonFocusRect:
        return option->rect;
    case SE_CheckBoxLayoutItem:
    case SE_RadioButtonLayoutItem:
    case SE_ComboBoxLayoutItem:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect WizardStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                  const QWidget* widget) const {
    if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(px(10), 2, -px(28), -2));
    if (control == CC_ComboBox && sub == SC_ComboBoxArrow)
        return visualRect(
            option->direction, option->rect,
            QRect(option->rect.right() - px(28), option->rect.top(), px(28), option->rect.height()));
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, sub, widget);

    const bool vertical = bar->orientation == Qt::Vertical;
    const int length = vertical ? bar->rect.height() : bar->rect.width();
    const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0)
        thumb = std::max<int>(static_cast<int>(length * static_cast<double>(bar->pageStep) /
                                               static_cast<double>(range + bar->pageStep)),
                              std::min(length, proxy()->pixelMetric(PM_ScrollBarSliderMin, option, widget)));
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                              bar->upsideDown);
    const auto part = [&](int from, int to) {
        return vertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), to - from)
                        : QRect(bar->rect.left() + from, bar->rect.top(), to - from, bar->rect.height());
    };
    switch (sub) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return part(start, start + thumb);
    case SC_ScrollBarSubPage:
        return part(0, start);
    case SC_ScrollBarAddPage:
        return part(start + thumb, length);
    default:
        return {};
    }
}

} // namespace df

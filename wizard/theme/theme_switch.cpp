#include "theme/theme_switch.h"

#include "theme/theme.h"
#include "theme/wizard_style.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QTimer>
#include <QToolTip>

namespace df {

ThemeSwitch::ThemeSwitch(QApplication& app)
    : QObject(&app), m_app(app), m_systemPointSize(QFontInfo(QApplication::font()).pointSizeF()) {
    QApplication::setStyle(new WizardStyle);
    apply();
    app.installEventFilter(this);
}

void ThemeSwitch::setColours(Colours colours) {
    m_colours = colours;
    apply();
}

void ThemeSwitch::setTextScale(double scale) {
    m_textScale = qBound(0.8, scale, 2.5);
    QFont f = QApplication::font();
    f.setPointSizeF(m_systemPointSize * m_textScale);
    QApplication::setFont(f);
}

bool ThemeSwitch::eventFilter(QObject* watched, QEvent* event) {
    const bool platformChanged = event->type() == QEvent::ThemeChange ||
                                 (event->type() == QEvent::ApplicationPaletteChange && watched == &m_app);
    if (platformChanged && !m_applying)
        QTimer::singleShot(0, this, &ThemeSwitch::apply); // not while Qt is handing the palette round
    return false;
}

void ThemeSwitch::apply() {
    if (m_applying)
        return;
    m_applying = true;
    QApplication::setPalette(QPalette()); // lets the platform's own palette through, to be read
    const QPalette platform = QApplication::palette();
    if (m_colours == Colours::AsSystem && isHighContrast(platform)) {
        QApplication::setPalette(platform);
    } else {
        const bool dark = m_colours == Colours::AsSystem ? isDark(platform) : m_colours == Colours::Dark;
        QApplication::setPalette(wizardPalette(dark));
    }
    QToolTip::setPalette(QApplication::palette());
    m_applying = false;
}

} // namespace df

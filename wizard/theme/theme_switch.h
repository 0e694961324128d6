#pragma once

#include <QObject>
#include <QPalette>

class QApplication;

namespace df {

enum class Colours { AsSystem, Light, Dark };

/// Gives the application the wizard's style and palette, and follows the platform between light and dark
/// while it runs. Made once in main(), after QApplication; GUI thread. Needs Qt 6.4 only, so it reads the
/// lightness of the platform's palette instead of asking for a colour scheme.
class ThemeSwitch : public QObject {
    Q_OBJECT
public:
    explicit ThemeSwitch(QApplication& app);

    void setColours(Colours colours);
    [[nodiscard]] Colours colours() const { return m_colours; }
    /// Text larger or smaller than the system's: 1.0 is the system's own size.
    void setTextScale(double scale);
    [[nodiscard]] double textScale() const { return m_textScale; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    QApplication& m_app;
    Colours m_colours = Colours::AsSystem;
    double m_textScale = 1.0;
    double m_systemPointSize;
    bool m_applying = false;
};

} // namespace df

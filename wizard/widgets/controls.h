#pragma once

#include "theme/metrics.h"
#include "theme/theme.h"
#include "widgets/text_label.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace df {

/// Small pieces that every page uses. All made here have an accessible name.
[[nodiscard]] QPushButton* plainButton(const QString& text, const QString& iconName = {});
[[nodiscard]] QPushButton* smallButton(const QString& text,
                                       const QString& iconName = {}); ///< 28 high, in rows
[[nodiscard]] QPushButton* primaryButton(const QString& text);
[[nodiscard]] QPushButton* linkButton(const QString& text, const QString& iconName = {});
/// Puts `text()` on the clipboard and says so on itself for a moment.
[[nodiscard]] QPushButton* copyButton(std::function<QString()> text, const QString& accessibleName);
/// A muted label above an input; Alt with its mnemonic leads there.
[[nodiscard]] QLabel* fieldLabel(const QString& text, QWidget* buddy);

/// A label drawn as an icon of ours, taking its colour from the palette. State icons carry the word as
/// accessible name.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(const QString& name, Tone tone = Tone::Text, int gridSize = 18,
                       QWidget* parent = nullptr);
    void setIcon(const QString& name, Tone tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    Tone m_tone;
    int m_gridSize;
};

/// A word on a tint: "Users notice nothing", "Recommended".
class Tag : public QWidget {
    Q_OBJECT
public:
    explicit Tag(QWidget* parent = nullptr);
    void set(const QString& text, Tone ink, Tone ground, const QString& iconName = {});
    [[nodiscard]] QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont face() const;
    QString m_text, m_icon;
    Tone m_ink = Tone::Muted, m_ground = Tone::Sunken;
};

/// A hairline.
class Line : public QWidget {
    Q_OBJECT
public:
    explicit Line(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A row widget with margins of the grid around a horizontal box.
[[nodiscard]] QWidget* rowWidget(QBoxLayout** layout, int horizontal = 16, int vertical = 10,
                                 int spacing = 12);
[[nodiscard]] QWidget* columnWidget(QBoxLayout** layout, int horizontal = 0, int vertical = 0,
                                    int spacing = 8);
/// Takes all widgets and spacers out of a layout and deletes them.
void clearLayout(QLayout* layout);

} // namespace df

#pragma once

#include "pages/page.h"

#include <QHash>
#include <QWidget>

class QPushButton;

namespace df {

class IconLabel;
class TextLabel;

/// The truth line at the left, the page's buttons at the right, the primary rightmost. Buttons never fold
/// away: if they don't fit beside the truth line, it wraps to two lines; if that isn't enough, they get rows
/// of their own.
class Footer : public QWidget {
    Q_OBJECT
public:
    explicit Footer(QWidget* parent = nullptr);
    /// The first sentence of `truth` is set strong.
    void setTruth(const QString& truth, const QString& iconName, Tone tone);
    void setBlockedBy(const QString& sentence);
    void setButtons(const QVector<PageButton>& buttons);
    [[nodiscard]] QAbstractButton* button(const QString& id) const;
    void setLow(bool low);
    void setSideMargin(int gridPixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    /// The first button that starts no change gets the keyboard.
    void focusSafest();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString focusedId() const;
    void keepFocus();
    QString m_standIn; ///< the button that has the keyboard until the primary can be pressed
    struct Entry {
        PageButton value;
        QPushButton* widget;
    };
    struct Placement {
        QVector<QRect> buttons;
        QRect truth, blocked;
        int height = 0;
    };
    [[nodiscard]] Placement place(int width) const;
    static void apply(QPushButton* widget, const PageButton& value);

    IconLabel* m_icon;
    TextLabel* m_truth;
    TextLabel* m_blocked;
    QVector<Entry> m_buttons;
    bool m_low = false;
    int m_side = 28;
};

} // namespace df

#pragma once

#include "theme/theme.h"

#include <QFrame>

class QVBoxLayout;

namespace df {

/// A rounded surface with a hairline. Rows are separated by hairlines; a head row may stand on a tint.
/// Painted, not styled by sheets, so that it follows the palette live.
class Card : public QFrame {
    Q_OBJECT
public:
    enum class Look { Plain, Sunken, Needs, Failed, Accent, Undone, Done };
    explicit Card(Look look = Look::Plain, QWidget* parent = nullptr);

    void setLook(Look look);
    /// The whole surface is tinted, not only the head row.
    void setTinted(bool tinted);
    /// `row` at the end; a hairline above it unless it is the first. The row brings its own margins.
    void addRow(QWidget* row, int stretch = 0);
    /// The first row, on the look's tint (Plain: sunken ground).
    void addHead(QWidget* row);
    void clearRows();
    [[nodiscard]] QVBoxLayout* rows() const { return m_rows; }
    /// For cards with views inside: redraws border and corners above the children.
    void keepCorners();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintBorder(QPainter& painter) const;
    [[nodiscard]] QColor lineColor() const;
    [[nodiscard]] QColor tintColor() const;
    friend class CardOverlay;

    Look m_look;
    bool m_tinted = false;
    QVBoxLayout* m_rows = nullptr;
    QWidget* m_head = nullptr;
    QWidget* m_overlay = nullptr;
};

} // namespace df

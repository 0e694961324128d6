#pragma once

#include "models/aligned_text.h"
#include "models/detail_text.h"

#include <QPlainTextEdit>

#include <functional>

namespace df {

class SyntaxColours;

/// One side of two texts beside each other: line numbers and signs in a gutter, changed lines on a tint, what
/// changed in them marked and underlined, places without a counterpart hatched. A fold opens by a click or
/// Enter.
class DiffSide : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit DiffSide(bool isNow, QWidget* parent = nullptr);
    /// `there`: false hatches the whole side.
    void show(const QVector<AlignedRow>& rows, Syntax syntax, bool there);
    using QPlainTextEdit::show;
    QSize sizeHint() const override;

Q_SIGNALS:
    void foldChosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    class Gutter;
    [[nodiscard]] QString sideText(const AlignedRow& row) const;
    [[nodiscard]] int number(const AlignedRow& row) const;
    [[nodiscard]] QString sign(const AlignedRow& row) const;
    [[nodiscard]] bool isHere(const AlignedRow& row) const;
    [[nodiscard]] int gutterWidth() const;
    /// Calls `paint` with each row on screen and its place in the viewport.
    void eachVisible(const std::function<void(const AlignedRow&, const QRect&)>& paint) const;
    void paintGutter(QPainter& painter) const;
    void mark();
    bool openFold(int row);

    bool m_now;
    bool m_there = true;
    QVector<AlignedRow> m_rows;
    Gutter* m_gutter;
    SyntaxColours* m_colours;
};

} // namespace df

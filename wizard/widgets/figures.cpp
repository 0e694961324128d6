#include "widgets/figures.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QPainter>

namespace df {

namespace {

/// One figure. It stands at the top of its row and asks for no more than its text.
class FigureCell : public QWidget {
public:
    explicit FigureCell(const Figure& figure) {
        auto* box = new QVBoxLayout(this);
        box->setContentsMargins(px(18), px(12), px(14), px(12));
        box->setSpacing(px(3));
        box->addWidget(new TextLabel(figure.value, Type::CardTitle));
        // No stretch here: it would make the whole card ask for the page's spare height.
        box->addWidget(new TextLabel(figure.note, Type::Table, Tone::Muted));
    }
};

/// The cells of a row, with hairlines of the row's whole height between them.
class FigureRow : public QWidget {
protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        for (int i = 1; i < layout()->count(); ++i) {
            const QRect cell = layout()->itemAt(i)->geometry();
            p.fillRect(isRightToLeft() ? cell.right() : cell.left(), 0, 1, height(),
                       color(Tone::Line, palette()));
        }
    }
};

} // namespace

Figures::Figures(QWidget* parent) : Card(Look::Plain, parent), m_row(new FigureRow) {
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    addRow(m_row);
}

void Figures::set(const QVector<Figure>& figures) {
    const auto same = [](const Figure& a, const Figure& b) { return a.value == b.value && a.note == b.note; };
    if (std::equal(figures.begin(), figures.end(), m_shown.begin(), m_shown.end(), same))
        return;
    m_shown = figures;
    clearLayout(m_row->layout());
    auto* row = static_cast<QHBoxLayout*>(m_row->layout());
    for (const Figure& f : figures)
        row->addWidget(new FigureCell(f), 1, Qt::AlignTop);
}

} // namespace df

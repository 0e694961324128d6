#include "widgets/figures.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QPainter>

namespace df {

namespace {

class FigureCell : public QWidget {
public:
    FigureCell(const Figure& figure, bool first) : m_first(first) {
        auto* box = new QVBoxLayout(this);
        box->setContentsMargins(px(18), px(12), px(14), px(12));
        box->setSpacing(px(3));
        box->addWidget(new TextLabel(figure.value, Type::CardTitle));
        // No stretch below it: that would make the whole card ask for the page's spare height.
        box->addWidget(new TextLabel(figure.note, Type::Table, Tone::Muted), 1, Qt::AlignTop);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        if (m_first)
            return;
        QPainter p(this);
        p.fillRect(0, 0, 1, height(), color(Tone::Line, palette()));
    }

private:
    bool m_first;
};

} // namespace

Figures::Figures(QWidget* parent) : Card(Look::Plain, parent), m_row(new QWidget) {
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
        row->addWidget(new FigureCell(f, row->count() == 0), 1);
}

} // namespace df

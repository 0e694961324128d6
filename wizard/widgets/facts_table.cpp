#include "widgets/facts_table.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace df {

namespace {

class FactDelegate final : public QStyledItemDelegate {
public:
    FactDelegate(QTableView* table, FactsModel::About about)
        : QStyledItemDelegate(table), m_table(table), m_two(about == FactsModel::About::TwoServers) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        const auto row = index.data(FactsModel::RowRole).value<FactRow>();
        if (row.group)
            return {px(100), px(28)};
        const QFont face = faceOf(row, index.column());
        const QString text = index.data().toString();
        const int width = place(QRect(0, 0, m_table->columnWidth(index.column()), 0), row, index).width();
        if (QFontMetrics(face).horizontalAdvance(text) <= width)
            return {px(100), px(32)};
        QTextLayout layout(text, face);
        return {px(100), std::max(px(32), layOut(layout, width, linesOf(index)) + px(14))};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto row = index.data(FactsModel::RowRole).value<FactRow>();
        const QPalette& pal = option.palette;
        const bool chosen = !row.group && (option.state & QStyle::State_Selected);
        const bool trouble = m_two && !row.group && row.state == FactRow::State::Trouble;
        p->fillRect(option.rect, color(row.group ? Tone::Sunken
                                       : trouble ? Tone::FailedTint
                                       : chosen  ? Tone::AccentTint
                                                 : Tone::Surface,
                                       pal));
        p->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                    color(Tone::Line, pal));
        const Mirrored m(*p, option.rect, option.direction, pal);
        const bool strong = row.group && index.column() == FactsModel::Name;
        const bool own = index.column() == FactsModel::Value || (m_two && index.column() > FactsModel::Name);
        Tone ink = own || strong ? Tone::Text : Tone::Muted;
        if (index.column() == FactsModel::State && !row.group)
            paintState(m, row, option.rect.adjusted(px(12), 0, 0, 0), &ink);
        const QFont face = faceOf(row, index.column());
        const QRect r = place(option.rect, row, index);
        p->setFont(face);
        p->setPen(color(ink, pal));
        const QString text = index.data().toString();
        if (QFontMetrics(face).horizontalAdvance(text) <= r.width())
            m.text(r, Qt::AlignVCenter | Qt::AlignLeft, text);
        else
            paintLines(p, m.at(r), face, text, linesOf(index), option.direction);
    }

private:
    [[nodiscard]] QFont faceOf(const FactRow& row, int column) const {
        return typeFont(row.group && column == FactsModel::Name  ? Type::TableStrong
                        : column == FactsModel::Source && !m_two ? Type::Note
                                                                 : Type::Table);
    }

    static QRect place(const QRect& cell, const FactRow& row, const QModelIndex& index) {
        const bool icon = index.column() == FactsModel::State && !row.group;
        return cell.adjusted(px(icon ? 38 : 12), 0, -px(8), 0);
    }

    /// A long list takes three lines; all of it is there while its row is the current one.
    [[nodiscard]] int linesOf(const QModelIndex& index) const {
        return index.row() == m_table->currentIndex().row() ? 60 : 3;
    }

    /// The height of at most `lines` lines.
    static int layOut(QTextLayout& layout, int width, int lines) {
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        qreal y = 0;
        layout.beginLayout();
        for (int i = 0; i < lines; ++i) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(width);
            line.setPosition({0, y});
            y += line.height();
        }
        layout.endLayout();
        return static_cast<int>(std::ceil(y));
    }

    static void paintLines(QPainter* p, const QRect& r, const QFont& face, const QString& text, int lines,
                           Qt::LayoutDirection direction) {
        QTextLayout layout(text, face);
        const int height = layOut(layout, r.width(), lines);
        int y = r.top() + (r.height() - height) / 2;
        const int side = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
        const QFontMetrics metrics(face);
        for (int i = 0; i < layout.lineCount(); ++i) {
            const QTextLine line = layout.lineAt(i);
            const bool last = i + 1 == layout.lineCount();
            const QString part =
                last ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, r.width())
                     : text.mid(line.textStart(), line.textLength()).trimmed();
            const int lineHeight = static_cast<int>(std::ceil(line.height()));
            p->drawText(QRect(r.left(), y, r.width(), lineHeight),
                        Qt::AlignVCenter | side | Qt::AlignAbsolute, part);
            y += lineHeight;
        }
    }

    static void paintState(const Mirrored& m, const FactRow& row, const QRect& r, Tone* ink) {
        QString name = QStringLiteral("fine");
        Tone tone = Tone::Done;
        switch (row.state) {
        case FactRow::State::Found:
            break;
        case FactRow::State::NotFound:
            name = QStringLiteral("state-skipped");
            tone = Tone::Muted;
            break;
        case FactRow::State::Unclear:
            name = QStringLiteral("should-know");
            tone = *ink = Tone::Needs;
            break;
        case FactRow::State::Trouble:
            name = QStringLiteral("must-fix");
            tone = *ink = Tone::Failed;
            break;
        }
        m.icon(name, QRectF(r.left(), r.center().y() - px(9) + 1, px(18), px(18)), tone);
    }

    QTableView* m_table;
    bool m_two;
};

} // namespace

FactsTable::FactsTable(About about, QWidget* parent) : QTableView(parent), m_model(about) {
    setModel(&m_model);
    setItemDelegate(new FactDelegate(this, about));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(about == About::TwoServers ? tr("The two servers side by side")
                                                 : tr("Facts about this server"));
    applyWidths();
}

void FactsTable::setRows(const QVector<FactRow>& rows) {
    if (rows == m_model.rows())
        return;
    m_model.setRows(rows);
    clearSpans();
    for (int i = 0; i < rows.size(); ++i)
        if (rows[i].group)
            setSpan(i, FactsModel::Name, 1, FactsModel::State);
}

QSize FactsTable::sizeHint() const { return {px(400), px(160)}; }

void FactsTable::applyWidths() {
    horizontalHeader()->setFont(typeFont(Type::Note));
    horizontalHeader()->setFixedHeight(px(30));
    const int w = viewport()->width();
    if (m_model.about() == About::TwoServers) {
        const int first = std::min(px(170), w / 4), each = std::max(px(90), (w - first) * 29 / 100);
        setColumnWidth(FactsModel::Name, first);
        setColumnWidth(FactsModel::Value, each);
        setColumnWidth(FactsModel::Source, each);
        setColumnWidth(FactsModel::State, std::max(px(120), w - first - 2 * each));
        return;
    }
    const int name = std::min(px(170), w / 4), state = std::min(px(140), w / 4);
    const int rest = std::max(px(200), w - name - state);
    setColumnWidth(FactsModel::Name, name);
    const QString head = m_model.headerData(FactsModel::Source, Qt::Horizontal, Qt::DisplayRole).toString();
    const int source =
        std::max(rest * 40 / 100, QFontMetrics(typeFont(Type::Note)).horizontalAdvance(head) + px(28));
    setColumnWidth(FactsModel::Value, std::max(px(100), rest - source));
    setColumnWidth(FactsModel::Source, source);
    setColumnWidth(FactsModel::State, state);
}

/// Ctrl+C: the fact and its value, as they are read.
void FactsTable::keyPressEvent(QKeyEvent* event) {
    const QVector<FactRow>& rows = m_model.rows();
    const int row = currentIndex().row();
    if (!event->matches(QKeySequence::Copy) || row < 0 || row >= rows.size()) {
        QTableView::keyPressEvent(event);
        return;
    }
    QGuiApplication::clipboard()->setText(
        rows[row].group ? rows[row].name
        : m_model.about() == About::TwoServers
            ? QStringLiteral("%1: %2 | %3 | %4")
                  .arg(rows[row].name, rows[row].value, rows[row].source, rows[row].stateText)
            : QStringLiteral("%1: %2").arg(rows[row].name, rows[row].value));
}

void FactsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    for (const int row : {previous.row(), current.row()})
        if (row >= 0)
            verticalHeader()->resizeSection(row, sizeHintForRow(row));
}

void FactsTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    applyWidths();
}

void FactsTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        applyWidths();
    QTableView::changeEvent(event);
}

} // namespace df

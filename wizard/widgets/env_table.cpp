#include "widgets/env_table.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace df {

namespace {

constexpr int dots = 12; ///< always as many: how long a secret is, is nobody's business

class EnvDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const override {
        return {px(80), index.data(EnvModel::GroupRole).toBool() ? px(27) : px(31)};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const bool group = index.data(EnvModel::GroupRole).toBool();
        const bool chosen = !group && (option.state & QStyle::State_Selected);
        const QPalette& pal = option.palette;
        p->fillRect(option.rect, color(group    ? Tone::Sunken
                                       : chosen ? Tone::AccentTint
                                                : Tone::Surface,
                                       pal));
        p->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                    color(Tone::Line, pal));
        const Mirrored m(*p, option.rect, option.direction, pal);
        if (group) {
            p->setFont(typeFont(Type::TableStrong));
            p->setPen(color(Tone::Text, pal));
            m.text(option.rect.adjusted(px(38), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   index.data().toString());
            return;
        }
        const auto row = index.data(EnvModel::RowRole).value<EnvMergeRow>();
        if (index.column() == EnvModel::Key)
            paintKey(p, m, option, row);
        else
            paintCell(p, m, option, index, row);
        if (index.column() == EnvModel::Result) // what counts is framed
            for (const int x : {option.rect.left(), option.rect.right() - 1})
                p->fillRect(QRect(x, option.rect.top(), 2, option.rect.height()), color(Tone::Line, pal));
    }

private:
    static void paintKey(QPainter* p, const Mirrored& m, const QStyleOptionViewItem& option,
                         const EnvMergeRow& row) {
        const QRect r = option.rect;
        const StateWord state = row.asks ? StateWord::NeedsYou : StateWord::Done;
        m.icon(row.asks ? stateIcon(state) : QStringLiteral("fine"),
               QRectF(r.left() + px(12), r.center().y() - px(8) + 1, px(16), px(16)), stateTone(state));
        QFont face = typeFont(Type::Code);
        face.setBold(row.asks);
        p->setFont(face);
        p->setPen(color(Tone::Text, option.palette));
        const QRect place = r.adjusted(px(38), 0, -px(6), 0);
        m.text(place, Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(face).elidedText(row.key, Qt::ElideMiddle, place.width()));
    }

    static void paintCell(QPainter* p, const Mirrored& m, const QStyleOptionViewItem& option,
                          const QModelIndex& index, const EnvMergeRow& row) {
        const int column = index.column();
        const bool absent = index.data(EnvModel::AbsentRole).toBool();
        const bool open = column == EnvModel::Result && row.asks;
        QRect r = option.rect.adjusted(px(12), 0, -px(10), 0);
        if (column == EnvModel::Result && !open) {
            const QString origin = originOf(row);
            p->setFont(typeFont(Type::Note));
            p->setPen(color(Tone::Muted, option.palette));
            m.text(r, Qt::AlignVCenter | Qt::AlignRight, origin);
            r.setRight(r.right() - p->fontMetrics().horizontalAdvance(origin) - px(8));
        }
        const QFont face = typeFont(column == EnvModel::Why ? Type::Table : Type::Code);
        p->setFont(face);
        p->setPen(color(open                                ? Tone::Needs
                        : absent || column == EnvModel::Why ? Tone::Muted
                                                            : Tone::Text,
                        option.palette));
        const QString text = index.data(EnvModel::HiddenRole).toBool() ? QString(dots, QChar(0x2022))
                                                                       : index.data().toString();
        m.text(r, Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(face).elidedText(text, Qt::ElideRight, std::max(0, r.width())));
    }
};

} // namespace

EnvTable::EnvTable(QWidget* parent) : QTableView(parent) {
    setModel(&m_model);
    setItemDelegate(new EnvDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Settings of the new server, key by key"));
    connect(this, &QTableView::doubleClicked, this, &EnvTable::acted);
    applyWidths();
}

void EnvTable::setRows(const QVector<EnvMergeRow>& rows, EnvFilter filter, const QString& find) {
    const QString key = currentKey();
    const QSignalBlocker quiet(this);
    m_model.setRows(rows, filter, find);
    clearSpans();
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const bool head = !m_model.at(i);
        verticalHeader()->resizeSection(i, head ? px(27) : px(31));
        if (head)
            setSpan(i, 0, 1, EnvModel::ColumnCount);
    }
    int row = m_model.rowOf(key);
    for (int i = 0; row < 0 && i < m_model.rowCount(); ++i)
        if (m_model.at(i))
            row = i;
    if (row >= 0)
        setCurrentIndex(m_model.index(row, EnvModel::Key));
}

QString EnvTable::currentKey() const {
    const EnvMergeRow* row = m_model.at(currentIndex().row());
    return row ? row->key : QString();
}

void EnvTable::goTo(const QString& key) {
    if (const int row = m_model.rowOf(key); row >= 0) {
        setCurrentIndex(m_model.index(row, EnvModel::Key));
        scrollTo(currentIndex());
    }
}

QSize EnvTable::sizeHint() const { return {px(500), px(200)}; }

void EnvTable::applyWidths() {
    horizontalHeader()->setFont(typeFont(Type::Note));
    horizontalHeader()->setFixedHeight(px(32));
    const int w = std::max(viewport()->width(), px(400));
    const int key = w * 21 / 100, value = w * 16 / 100, result = w * 24 / 100;
    setColumnWidth(EnvModel::Key, key);
    setColumnWidth(EnvModel::Old, value);
    setColumnWidth(EnvModel::New, value);
    setColumnWidth(EnvModel::Result, result);
    setColumnWidth(EnvModel::Why, std::max(px(80), viewport()->width() - key - 2 * value - result));
}

void EnvTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (const EnvMergeRow* row = m_model.at(current.row()); row && current.row() != previous.row())
        Q_EMIT keyChosen(row->key);
}

/// Heads are passed over: the keyboard goes from key to key.
QModelIndex EnvTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    QModelIndex to = QTableView::moveCursor(action, modifiers);
    const int step = to.row() < currentIndex().row() ? -1 : 1;
    int row = to.row();
    while (row >= 0 && row < m_model.rowCount() && !m_model.at(row))
        row += step;
    if (row < 0 || row >= m_model.rowCount())
        return currentIndex();
    return m_model.index(row, EnvModel::Key);
}

void EnvTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT acted();
    else
        QTableView::keyPressEvent(event);
}

void EnvTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    applyWidths();
}

void EnvTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange) {
        applyWidths();
        for (int i = 0; i < m_model.rowCount(); ++i)
            verticalHeader()->resizeSection(i, m_model.at(i) ? px(31) : px(27));
    }
    QTableView::changeEvent(event);
}

} // namespace df

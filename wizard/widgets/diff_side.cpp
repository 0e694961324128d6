#include "widgets/diff_side.h"

#include "theme/metrics.h"
#include "theme/theme.h"
#include "widgets/syntax_colours.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

namespace df {

using Kind = AlignedRow::Kind;

class DiffSide::Gutter : public QWidget {
public:
    explicit Gutter(DiffSide* side) : QWidget(side), m_side(side) {}

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        m_side->paintGutter(p);
    }

private:
    DiffSide* m_side;
};

DiffSide::DiffSide(bool isNow, QWidget* parent)
    : QPlainTextEdit(parent), m_now(isNow), m_gutter(new Gutter(this)),
      m_colours(new SyntaxColours(document(), this)) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setLayoutDirection(Qt::LeftToRight); // it is code
    setFont(typeFont(Type::Code));
    setAccessibleName(isNow ? tr("Now") : tr("Before"));
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(px(4));
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
}

QSize DiffSide::sizeHint() const { return {px(120), px(90)}; }

QString DiffSide::sideText(const AlignedRow& row) const { return m_now ? row.nowText : row.beforeText; }
int DiffSide::number(const AlignedRow& row) const { return m_now ? row.now : row.before; }
bool DiffSide::isHere(const AlignedRow& row) const { return number(row) > 0; }

QString DiffSide::sign(const AlignedRow& row) const {
    return row.kind == Kind::Changed             ? QStringLiteral("≠")
           : row.kind == Kind::Removed && !m_now ? QStringLiteral("−")
           : row.kind == Kind::Added && m_now    ? QStringLiteral("+")
                                                 : QString();
}

void DiffSide::show(const QVector<AlignedRow>& rows, Syntax syntax, bool there) {
    m_rows = rows;
    m_there = there;
    QStringList lines;
    lines.reserve(rows.size());
    for (const AlignedRow& row : rows)
        lines.append(sideText(row));
    setPlainText(there ? lines.join(u'\n') : QString());
    m_colours->setSyntax(syntax);
    setViewportMargins(gutterWidth(), 0, 0, 0);
    mark();
    viewport()->update();
    m_gutter->update();
}

int DiffSide::gutterWidth() const {
    int last = 9;
    for (const AlignedRow& row : m_rows)
        last = std::max(last, number(row));
    const QFontMetrics metrics(font());
    return metrics.horizontalAdvance(QString::number(last)) + metrics.horizontalAdvance(u'≠') + px(18);
}

void DiffSide::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    const QRect r = contentsRect();
    m_gutter->setGeometry(r.left(), r.top(), gutterWidth(), viewport()->height());
}

void DiffSide::eachVisible(const std::function<void(const AlignedRow&, const QRect&)>& paint) const {
    for (QTextBlock block = firstVisibleBlock(); block.isValid() && block.blockNumber() < m_rows.size();
         block = block.next()) {
        const QRectF r = blockBoundingGeometry(block).translated(contentOffset());
        if (r.top() > viewport()->height())
            return;
        const int height = int(block.layout()->boundingRect().height()); // the last block has the margin too
        paint(m_rows[block.blockNumber()], QRect(0, int(r.top()), viewport()->width(), height));
    }
}

void DiffSide::paintEvent(QPaintEvent* event) {
    QPainter p(viewport());
    p.fillRect(viewport()->rect(), color(Tone::Surface, palette()));
    const QBrush hatched(color(Tone::Line, palette()), Qt::BDiagPattern);
    if (!m_there)
        p.fillRect(viewport()->rect(), hatched);
    else
        eachVisible([&](const AlignedRow& row, const QRect& place) {
            if (!isHere(row))
                p.fillRect(place, hatched);
            else if (row.kind == Kind::Fold)
                p.fillRect(place, color(Tone::Sunken, palette()));
            else if (row.kind != Kind::Same)
                p.fillRect(place, color(m_now ? Tone::AddedLine : Tone::RemovedLine, palette()));
        });
    p.end();
    QPlainTextEdit::paintEvent(event);
}

void DiffSide::paintGutter(QPainter& p) const {
    p.fillRect(m_gutter->rect(), color(Tone::Surface, palette()));
    if (!m_there) {
        p.fillRect(m_gutter->rect(), QBrush(color(Tone::Line, palette()), Qt::BDiagPattern));
        return;
    }
    p.setFont(font());
    const QFontMetrics metrics(font());
    const int signWidth = metrics.horizontalAdvance(u'≠') + px(8);
    eachVisible([&](const AlignedRow& row, QRect place) {
        place.setWidth(m_gutter->width());
        if (!isHere(row)) {
            p.fillRect(place, QBrush(color(Tone::Line, palette()), Qt::BDiagPattern));
            return;
        }
        const Tone ink = m_now ? Tone::Added : Tone::Removed;
        const bool differs = !sign(row).isEmpty();
        if (differs)
            p.fillRect(place, color(m_now ? Tone::AddedLine : Tone::RemovedLine, palette()));
        else if (row.kind == Kind::Fold)
            p.fillRect(place, color(Tone::Sunken, palette()));
        p.setPen(color(Tone::Muted, palette()));
        if (row.kind != Kind::Fold)
            p.drawText(place.adjusted(0, 0, -signWidth, 0), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(number(row)));
        p.setPen(color(ink, palette()));
        p.drawText(place.adjusted(0, 0, -px(3), 0), Qt::AlignRight | Qt::AlignVCenter, sign(row));
    });
}

/// What changed inside the lines, marked and underlined.
void DiffSide::mark() {
    QList<QTextEdit::ExtraSelection> all;
    QTextCharFormat format;
    format.setBackground(color(m_now ? Tone::AddedMark : Tone::RemovedMark, palette()));
    format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    format.setUnderlineColor(color(m_now ? Tone::Added : Tone::Removed, palette()));
    for (int i = 0; m_there && i < m_rows.size(); ++i)
        for (const TextRange& range : m_now ? m_rows[i].nowMarks : m_rows[i].beforeMarks) {
            QTextCursor cursor(document()->findBlockByNumber(i));
            cursor.setPosition(cursor.position() + range.start);
            cursor.setPosition(cursor.position() + range.length, QTextCursor::KeepAnchor);
            all.append({cursor, format});
        }
    setExtraSelections(all);
}

void DiffSide::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_colours) {
        mark();
        m_colours->rehighlight();
    }
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(typeFont(Type::Code));
}

bool DiffSide::openFold(int row) {
    if (row < 0 || row >= m_rows.size() || m_rows[row].kind != Kind::Fold)
        return false;
    Q_EMIT foldChosen(row);
    return true;
}

void DiffSide::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || !openFold(textCursor().blockNumber()))
        QPlainTextEdit::keyPressEvent(event);
}

void DiffSide::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && !textCursor().hasSelection())
        openFold(cursorForPosition(event->pos()).blockNumber());
}

} // namespace df

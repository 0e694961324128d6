#include "widgets/before_now.h"

#include "models/difference_model.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/tile.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace df {

/// Text of one side on its tint; changed words are marked and underlined; nothing there: hatched.
class BeforeNow::Side : public QPlainTextEdit {
public:
    explicit Side(bool isNow) : m_now(isNow) {
        setReadOnly(true);
        setTabChangesFocus(true);
        setFrameShape(QFrame::NoFrame);
        setLineWrapMode(QPlainTextEdit::NoWrap);
        setFont(typeFont(Type::Code));
        setAccessibleName(isNow ? BeforeNow::tr("Now") : BeforeNow::tr("Before"));
        viewport()->setAutoFillBackground(false);
        document()->setDocumentMargin(px(10));
    }
    void show(const QString& text, const QString& other, bool there) {
        m_there = there;
        setPlainText(there ? text : QString());
        mark(text, other);
        viewport()->update();
    }
    using QPlainTextEdit::show;
    QSize sizeHint() const override { return {px(120), px(90)}; }

protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter p(viewport());
        p.fillRect(viewport()->rect(), color(Tone::Surface, palette()));
        if (!m_there)
            p.fillRect(viewport()->rect(), QBrush(color(Tone::Line, palette()), Qt::BDiagPattern));
        p.end();
        QPlainTextEdit::paintEvent(event);
    }
    void changeEvent(QEvent* event) override {
        if (event->type() == QEvent::PaletteChange)
            mark(toPlainText(), m_other);
        QPlainTextEdit::changeEvent(event);
    }

private:
    /// What lies between the common beginning and the common end is the change.
    void mark(const QString& text, const QString& other) {
        m_other = other;
        qsizetype from = 0, end = 0;
        const qsizetype most = std::min(text.size(), other.size());
        while (from < most && text[from] == other[from])
            ++from;
        while (end < most - from && text[text.size() - 1 - end] == other[other.size() - 1 - end])
            ++end;
        QTextEdit::ExtraSelection ground, word;
        ground.cursor = QTextCursor(document());
        ground.cursor.select(QTextCursor::Document);
        ground.format.setBackground(color(m_now ? Tone::AddedLine : Tone::RemovedLine, palette()));
        ground.format.setProperty(QTextFormat::FullWidthSelection, true);
        word.cursor = QTextCursor(document());
        word.cursor.setPosition(static_cast<int>(std::min<qsizetype>(from, toPlainText().size())));
        word.cursor.setPosition(
            static_cast<int>(std::clamp<qsizetype>(text.size() - end, 0, toPlainText().size())),
            QTextCursor::KeepAnchor);
        word.format.setBackground(color(m_now ? Tone::AddedMark : Tone::RemovedMark, palette()));
        word.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        word.format.setUnderlineColor(color(m_now ? Tone::Added : Tone::Removed, palette()));
        setExtraSelections(m_there ? QList<QTextEdit::ExtraSelection>{ground, word}
                                   : QList<QTextEdit::ExtraSelection>());
    }
    bool m_now;
    bool m_there = true;
    QString m_other;
};

/// The names of the two sides on sunken ground, and the line between the sides.
class BeforeNow::Ground : public QWidget {
protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const auto* grid = static_cast<QGridLayout*>(layout());
        const QRect name = grid->itemAtPosition(0, 0)->geometry(),
                    now = grid->itemAtPosition(0, 1)->geometry();
        QPainter p(this);
        p.fillRect(QRect(0, 0, width(), name.bottom() + 1), color(Tone::Sunken, palette()));
        const QColor line = color(Tone::Line, palette());
        p.fillRect(QRect(0, 0, width(), 1), line);
        p.fillRect(QRect(0, name.bottom() + 1, width(), 1), line);
        p.fillRect(QRect(std::max(name.left(), now.left()) - 1, 0, 1, height()), line);
    }
};

BeforeNow::BeforeNow(QWidget* parent)
    : Card(Look::Plain, parent), m_mark(new IconLabel({}, Tone::Muted)), m_title(new TextLabel(Type::Strong)),
      m_reason(new TextLabel(Type::Table, Tone::Muted)),
      m_beforeName(new TextLabel(Type::Table, Tone::Muted)),
      m_nowName(new TextLabel(Type::Table, Tone::Muted)), m_before(new Side(false)), m_now(new Side(true)),
      m_sides(new Ground) {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 15, 10, 12);
    head->addWidget(m_mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(1));
    texts->addWidget(m_title);
    texts->addWidget(m_reason);
    head->addLayout(texts, 1);
    addRow(headRow);
    auto* grid = new QGridLayout(m_sides);
    grid->setContentsMargins(0, 1, 0, 0);
    grid->setSpacing(1); // the lines' room
    for (TextLabel* l : {m_beforeName, m_nowName}) {
        l->setFit(TextLabel::Fit::Elide);
        l->setContentsMargins(px(12), px(6), px(12), px(6));
    }
    grid->addWidget(m_beforeName, 0, 0);
    grid->addWidget(m_nowName, 0, 1);
    grid->addWidget(m_before, 1, 0);
    grid->addWidget(m_now, 1, 1);
    grid->setRowStretch(1, 1);
    m_before->setMinimumHeight(px(70));
    connect(m_before->verticalScrollBar(), &QScrollBar::valueChanged, m_now->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_now->verticalScrollBar(), &QScrollBar::valueChanged, m_before->verticalScrollBar(),
            &QScrollBar::setValue);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    addRow(m_sides, 1);
    keepCorners();
}

void BeforeNow::setNames(const QString& before, const QString& now) {
    m_beforeName->setSpans({strong(tr("Before")), {QStringLiteral(" · ") + before}});
    m_nowName->setSpans({strong(tr("Now")), {QStringLiteral(" · ") + now}});
}

void BeforeNow::show(const Difference& d) {
    const QString label = d.label.isEmpty() ? d.item : d.label;
    const QString what = d.attribute.isEmpty() ? label : QStringLiteral("%1 · %2").arg(label, d.attribute);
    const Tone ink = d.verdict == Verdict::AsExpected ? Tone::Done
                     : d.verdict == Verdict::Look     ? Tone::Needs
                     : d.verdict == Verdict::Worse    ? Tone::Failed
                                                      : Tone::Muted;
    m_mark->setIcon(verdictIcon(d.verdict), ink);
    m_title->setSpans(
        {strong(what.left(300).simplified()), {QStringLiteral(" — ")}, toned(verdictWord(d.verdict), ink)});
    m_reason->setText(d.reason);
    m_sides->setVisible(true);
    // A whole item that came or went has no value of its own: its name stands for it.
    const auto side = [&](const QString& value, Difference::Kind only) {
        return d.attribute.isEmpty() && value.isEmpty() && d.kind == only ? label : value;
    };
    const QString before = side(d.before, Difference::Kind::Removed),
                  now = side(d.after, Difference::Kind::Added);
    m_before->show(before, now, d.kind != Difference::Kind::Added);
    m_now->show(now, before, d.kind != Difference::Kind::Removed);
}

void BeforeNow::clear(const QString& sentence) {
    m_mark->setIcon(QStringLiteral("same"), Tone::Muted);
    m_title->setText(sentence);
    m_reason->setText({});
    m_sides->setVisible(false);
}

} // namespace df

#include "widgets/log_fold.h"

#include "theme/icons.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>

namespace df {

namespace {
constexpr int kMostLines = 5000; // the whole log is in the run folder and in the report
}

LogFold::LogFold(QWidget* parent)
    : Card(Look::Plain, parent), m_fold(linkButton(tr("&Log"), QStringLiteral("chevron-right"))),
      m_last(new TextLabel(Type::Table, Tone::Muted)), m_text(new QPlainTextEdit), m_textRow(new QWidget) {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 14, 4, 10);
    m_fold->setProperty("iconTone", static_cast<int>(Tone::Text));
    m_fold->setAccessibleName(tr("Log"));
    box->addWidget(m_fold);
    m_last->setFit(TextLabel::Fit::Elide);
    box->addWidget(m_last, 1);
    box->addStretch(); // takes its room while the log is open
    auto* key = new TextLabel(QStringLiteral("Ctrl+L"), Type::Note, Tone::Muted);
    key->setFit(TextLabel::Fit::OneLine);
    box->addWidget(key);
    addRow(row);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(kMostLines);
    m_text->setFont(typeFont(Type::Code));
    m_text->viewport()->setAutoFillBackground(false);
    m_text->setAccessibleName(tr("Log of the run"));
    m_text->setMinimumHeight(px(150));
    auto* inner = new QHBoxLayout(m_textRow);
    inner->setContentsMargins(px(16), px(6), px(4), px(8));
    inner->addWidget(m_text);
    addRow(m_textRow, 1);
    m_textRow->hide();
    connect(m_fold, &QPushButton::clicked, this, [this] { setOpen(!isOpen()); });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

bool LogFold::isOpen() const { return !m_textRow->isHidden(); }

void LogFold::setOpen(bool open) {
    m_textRow->setVisible(open);
    m_last->setVisible(!open);
    m_fold->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
    if (open)
        m_text->setFocus();
    Q_EMIT opened(open);
}

void LogFold::showLast(const QString& line) { m_last->setSpans({code(line.left(300).simplified())}); }

void LogFold::setLines(const QStringList& lines) {
    m_text->setPlainText(lines.mid(std::max<qsizetype>(0, lines.size() - kMostLines)).join(u'\n'));
    showLast(lines.isEmpty() ? tr("nothing yet") : lines.last());
}

void LogFold::append(const QStringList& lines) {
    if (lines.isEmpty())
        return;
    QScrollBar* bar = m_text->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum() - 2;
    const int before = bar->value();
    m_text->appendPlainText(lines.join(u'\n'));
    bar->setValue(follows ? bar->maximum() : before);
    showLast(lines.last());
}

} // namespace df

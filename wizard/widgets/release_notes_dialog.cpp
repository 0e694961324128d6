#include "widgets/release_notes_dialog.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QShortcut>
#include <QTextCursor>

namespace df {

namespace {

/// The vendor writes headings and lists with marks of Markdown: "## Added", "- MCP". Nothing else of it
/// counts.
void writeLine(QTextCursor& cursor, const QString& line, const QTextCharFormat& plain) {
    static const QRegularExpression heading(QStringLiteral("^#{1,6}\\s+(.*)$"));
    static const QRegularExpression item(QStringLiteral("^(\\s*)[-*]\\s+(.*)$"));
    QTextCharFormat strong(plain);
    strong.setFont(typeFont(Type::Strong));
    if (const auto match = heading.match(line); match.hasMatch())
        cursor.insertText(u'\n' + match.captured(1), strong);
    else if (const auto entry = item.match(line); entry.hasMatch())
        cursor.insertText(u'\n' + entry.captured(1) + QStringLiteral("•  ") + entry.captured(2), plain);
    else
        cursor.insertText(u'\n' + line, plain);
}

void write(QPlainTextEdit* edit, const QVector<ReleaseNote>& notes) {
    QTextCursor cursor(edit->document());
    QTextCharFormat plain, head;
    head.setFont(typeFont(Type::Section));
    plain.setFont(typeFont(Type::Body));
    bool first = true;
    for (const ReleaseNote& note : notes) {
        if (!std::exchange(first, false))
            cursor.insertText(QStringLiteral("\n\n"), plain);
        cursor.insertText(note.date.isEmpty() ? note.tag : QStringLiteral("%1 · %2").arg(note.tag, note.date),
                          head);
        const QString text = note.text.trimmed();
        const QStringList lines =
            text.isEmpty() ? QStringList{ReleaseNotesDialog::tr("The vendor says nothing about it.")}
                           : text.split(u'\n');
        for (const QString& line : lines)
            writeLine(cursor, line, plain);
    }
}

} // namespace

QWidget* ReleaseNotesDialog::body() {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 18, 10);
    box->addWidget(new TextLabel(tr("What the vendor says about the releases on the way"), Type::CardTitle));
    QBoxLayout* line = nullptr;
    QWidget* row = rowWidget(&line, 0, 0, 10);
    auto* search = new QLineEdit;
    search->setObjectName(QStringLiteral("search"));
    search->setClearButtonEnabled(false);
    search->setPlaceholderText(tr("Find in the notes"));
    line->addWidget(fieldLabel(tr("&Find"), search));
    line->addWidget(search, 1);
    auto* next = smallButton(tr("&Next"));
    next->setObjectName(QStringLiteral("next"));
    line->addWidget(next);
    auto* found = new TextLabel(Type::Table, Tone::Muted);
    found->setObjectName(QStringLiteral("found"));
    found->setFit(TextLabel::Fit::Elide);
    line->addWidget(found, 1);
    box->addWidget(row);
    auto* text = new QPlainTextEdit;
    text->setObjectName(QStringLiteral("scrolls"));
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(tr("Notes of the releases"));
    box->addWidget(text, 1);
    return body;
}

ReleaseNotesDialog::ReleaseNotesDialog(const QVector<ReleaseNote>& notes, QWidget* parent)
    : ReadingDialog(tr("Notes of the releases"), body(), {px(760), px(600)}, parent),
      m_text(findChild<QPlainTextEdit*>(QStringLiteral("scrolls"))),
      m_search(findChild<QLineEdit*>(QStringLiteral("search"))),
      m_found(static_cast<TextLabel*>(findChild<QLabel*>(QStringLiteral("found")))) {
    write(m_text, notes);
    m_text->moveCursor(QTextCursor::Start);
    m_search->setFocus();
    // Enter in the search goes on; it doesn't close.
    for (QPushButton* button : findChildren<QPushButton*>())
        button->setDefault(false);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { findNext(); });
    connect(findChild<QPushButton*>(QStringLiteral("next")), &QPushButton::clicked, this,
            [this] { findNext(); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_text->moveCursor(QTextCursor::Start);
        findNext();
    });
    auto* key = new QShortcut(QKeySequence::Find, this);
    connect(key, &QShortcut::activated, m_search, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    auto* again = new QShortcut(QKeySequence::FindNext, this);
    connect(again, &QShortcut::activated, this, [this] { findNext(); });
}

void ReleaseNotesDialog::findNext(bool backwards) {
    const QString wanted = m_search->text();
    m_found->setText({});
    if (wanted.isEmpty())
        return;
    const QTextDocument::FindFlags flags =
        backwards ? QTextDocument::FindFlags(QTextDocument::FindBackward) : QTextDocument::FindFlags();
    if (m_text->find(wanted, flags))
        return;
    m_text->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start); // round the end, once
    if (!m_text->find(wanted, flags))
        m_found->setText(tr("Not in these notes."));
}

} // namespace df

#include "widgets/note_dialog.h"

#include "widgets/controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace df {

NoteDialog::NoteDialog(const QString& what, const DifferenceNote& note, QWidget* parent)
    : QDialog(parent), m_note(note), m_text(new QPlainTextEdit(note.text)),
      m_accepted(new QCheckBox(tr("&Known, accepted"))) {
    setWindowTitle(tr("Note on a difference"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(px(24), px(20), px(24), px(18));
    all->setSpacing(px(10));
    all->addWidget(new TextLabel(what, Type::CardTitle));
    all->addWidget(new TextLabel(
        tr("The note stands in the report. It holds as long as both sides are as they are now.")));
    m_text->setAccessibleName(tr("Note"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(px(80));
    all->addWidget(fieldLabel(tr("&Note"), m_text));
    all->addWidget(m_text, 1);
    m_accepted->setChecked(note.accepted);
    all->addWidget(m_accepted);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addStretch();
    auto* leave = plainButton(tr("&Leave it as it is"));
    auto* keep = primaryButton(tr("Keep the no&te"));
    keep->setObjectName(QStringLiteral("keepNote"));
    row->addWidget(leave);
    row->addWidget(keep);
    all->addLayout(row);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(px(440));
    m_text->setFocus();
}

DifferenceNote NoteDialog::note() const {
    DifferenceNote note = m_note;
    note.text = m_text->toPlainText().trimmed().left(4000);
    note.accepted = m_accepted->isChecked();
    note.at = QDateTime::currentDateTimeUtc();
    return note;
}

} // namespace df

#pragma once

#include "verify/difference_note.h"

#include <QDialog>

class QCheckBox;
class QPlainTextEdit;

namespace df {

/// Asks for a note on one difference: a person's words, and whether it is known and accepted.
class NoteDialog : public QDialog {
    Q_OBJECT
public:
    /// `what` names the difference; `note` is what there is already, empty for a new one.
    NoteDialog(const QString& what, const DifferenceNote& note, QWidget* parent);
    /// As it was, with the words and the tick of now, and the moment of now.
    [[nodiscard]] DifferenceNote note() const;

private:
    DifferenceNote m_note;
    QPlainTextEdit* m_text;
    QCheckBox* m_accepted;
};

} // namespace df

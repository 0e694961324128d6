#pragma once

#include "inspect/release_facts.h"
#include "widgets/reading_dialog.h"

class QLineEdit;
class QPlainTextEdit;

namespace df {

class TextLabel;

/// What the vendor says about the releases on the way, newest first, with a search. Plain text: it comes from
/// the server's remote.
class ReleaseNotesDialog : public ReadingDialog {
    Q_OBJECT
public:
    ReleaseNotesDialog(const QVector<ReleaseNote>& notes, QWidget* parent);
    [[nodiscard]] QPlainTextEdit* text() const { return m_text; }
    [[nodiscard]] QLineEdit* search() const { return m_search; }
    void findNext(bool backwards = false);

private:
    [[nodiscard]] static QWidget* body();
    QPlainTextEdit* m_text;
    QLineEdit* m_search;
    TextLabel* m_found;
};

} // namespace df

#pragma once

#include "run/journal.h"

#include <QWidget>

class QPushButton;

namespace df {

class Card;

/// All runs and looks with their reports.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPage(QWidget* parent = nullptr);
    void show(const QVector<JournalEntry>& entries);
    using QWidget::show;
    void setSnapshotsThere(bool there); ///< false: none are kept
    [[nodiscard]] QString helpText() const;

Q_SIGNALS:
    void resumeChosen(const df::JournalEntry& entry);
    void goBackChosen(const df::JournalEntry& entry); ///< way back still there
    void reportChosen(const QString& folder);
    void removeChosen(const df::JournalEntry& entry);
    void openSealedChosen();
    void snapshotsChosen();
    void backChosen();

private:
    QWidget* rowFor(const JournalEntry& entry);
    Card* m_list;
    QPushButton* m_snapshots;
};

} // namespace df

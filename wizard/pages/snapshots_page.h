#pragma once

#include "core/error.h"
#include "models/snapshot_list_model.h"

#include <QWidget>

class QBoxLayout;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace df {

class ComparisonView;
class ErrorCard;
class Tag;
class TextLabel;

/// The snapshots that are kept on this computer, and any two of them beside each other: before and after, old
/// server and new, staging and production, last month and today. No server is asked.
class SnapshotsPage : public QWidget {
    Q_OBJECT
public:
    /// `store` outlives it.
    explicit SnapshotsPage(SnapshotStore& store, QWidget* parent = nullptr);
    void showList();
    /// `before` and `now` by their ids.
    void compareTwo(const KeptSnapshot& before, const KeptSnapshot& now);
    [[nodiscard]] bool comparing() const;
    [[nodiscard]] ComparisonView& view() const { return *m_view; }
    [[nodiscard]] QString helpText() const;

Q_SIGNALS:
    void backChosen(); ///< away from this page

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildHead();
    [[nodiscard]] QWidget* buildTools();
    [[nodiscard]] QWidget* buildList();
    [[nodiscard]] QWidget* buildFooter();
    void reload();
    void refreshButtons();
    void refreshWords();
    void importOne();
    void exportOne();
    void removeOne();
    void goBack();
    void trouble(const Error& error);
    [[nodiscard]] const KeptSnapshot* current() const;

    SnapshotStore& m_store;
    SnapshotListModel m_model;
    TextLabel *m_title, *m_subtitle;
    Tag* m_verdict;
    ErrorCard* m_error;
    QStackedWidget* m_stack;
    QTreeView* m_list;
    TextLabel* m_empty;
    ComparisonView* m_view;
    QPushButton *m_export, *m_rename, *m_remove, *m_compare, *m_back;
    TextLabel* m_truth = nullptr;
    QVector<KeptSnapshot> m_two; ///< that are beside each other now
    Comparison m_comparison;
    QVector<DifferenceNote> m_notes;
};

} // namespace df

#pragma once

#include "advise/advice.h"
#include "widgets/fold_tree.h"

#include <QSet>

class QPushButton;

namespace df {

/// Findings in three groups: must fix, should know (one tick each), fine (folded); within a group by area.
class FindingList : public FoldTree {
    Q_OBJECT
public:
    explicit FindingList(QWidget* parent = nullptr);
    void show(const QVector<Finding>& findings, const QStringList& accepted);
    using QWidget::show;
    /// As a click on the tick.
    bool tick(const QString& findingId, bool on);
    /// The button of an open finding with which the wizard can do something about it; unfolds the finding.
    /// Null: there is none.
    [[nodiscard]] QPushButton* remedyButton(const QString& findingId);
    /// Nothing can be ticked or pressed any more; rows still fold.
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void ticked(const QString& findingId, bool on);
    void remedyAsked(df::Remedy remedy);
    void copyAsked(const QString& findingId); ///< Ctrl+C on a finding

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void markDetail(const QModelIndex& index, bool current);
    [[nodiscard]] FoldDetail* makeDetail(const QString& id);
    QVector<Finding> m_findings;
    QStringList m_accepted;
    QSet<QString> m_shownOnce; ///< must-fix findings that were unfolded when they came
    bool m_first = true;
    bool m_readOnly = false;
};

} // namespace df

#pragma once

#include "advise/advice.h"
#include "widgets/fold_tree.h"

#include <QSet>

namespace df {

/// Findings in three groups: must fix, should know (one tick each), fine (folded).
class FindingList : public FoldTree {
    Q_OBJECT
public:
    explicit FindingList(QWidget* parent = nullptr);
    void show(const QVector<Finding>& findings, const QStringList& accepted);
    using QWidget::show;
    /// As a click on the tick.
    bool tick(const QString& findingId, bool on);

Q_SIGNALS:
    void ticked(const QString& findingId, bool on);

private:
    [[nodiscard]] QWidget* makeDetail(const QString& id) const;
    QVector<Finding> m_findings;
    QSet<QString> m_shownOnce; ///< must-fix findings that were unfolded when they came
    bool m_first = true;
};

/// All findings as a text to paste somewhere.
[[nodiscard]] QString findingsAsText(const QVector<Finding>& findings);

} // namespace df

Q_DECLARE_METATYPE(df::Finding)

#pragma once

#include "advise/advice.h"
#include "widgets/fold_tree.h"

class QBoxLayout;
class QGridLayout;
class QPushButton;

namespace df {

/// An open finding: what it means, what to do, where it comes from, and a button where the wizard can do
/// something about it.
class FindingDetail : public FoldDetail {
    Q_OBJECT
public:
    /// `left`, `column`: where labels begin and values follow, in pixels.
    FindingDetail(const Finding& finding, int left, int column, QWidget* parent = nullptr);
    [[nodiscard]] static QStringList labels();
    [[nodiscard]] QPushButton* remedyButton() const { return m_button; } ///< null: none
    void setMarked(bool marked);                                         ///< draws the focus ring
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void remedyAsked(df::Remedy remedy);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addRow(QGridLayout* grid, const QString& name, QWidget* value);
    void addDoThis(QGridLayout* grid, const Finding& finding);
    void arrange(int width) const;
    QBoxLayout* m_columns;
    bool m_marked = false;
    QPushButton* m_button = nullptr;
};

/// "Let the plan install it"; empty for Remedy::None.
[[nodiscard]] QString remedyText(Remedy remedy);

} // namespace df

#pragma once

#include "pages/page.h"
#include "verify/difference_note.h"

namespace df {

class Card;
class CompareStep;
class ComparisonView;
class ErrorCard;
class Tag;
class TextLabel;

/// Before beside now: tiles per area, the tree of differences, one difference in full, response times. Keep
/// or go back.
class ComparePage : public Page {
    Q_OBJECT
public:
    explicit ComparePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("compare"); }
    QString railName() const override { return tr("Compare"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QVector<PageButton> buttons() override;
    bool isDataPage() const override { return true; }
    QWidget* headerWidget() override;
    void enter() override;
    void refresh() override;
    QWidget* initialFocus() override;
    void setSpace(int side, bool low) override;
    void checkAgain() override;
    void nextDifference(bool backwards) override;
    void find() override;

private:
    void keep();
    void askGoBack();
    void goBack();
    [[nodiscard]] bool decided() const;

    CompareStep& m_compare;
    Tag* m_verdict;
    ErrorCard* m_error;
    Card* m_waiting;
    TextLabel* m_waitingText;
    ComparisonView* m_view;
    int m_shown = 0; ///< which comparison the view has
    QVector<DifferenceNote> m_notes;
};

} // namespace df

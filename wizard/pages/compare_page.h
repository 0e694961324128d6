#pragma once

#include "pages/page.h"

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLineEdit;
class QTabBar;

namespace df {

class BeforeNow;
class Card;
class CompareStep;
class DifferenceTree;
class ErrorCard;
class PairedBars;
class IconLabel;
class Tag;
class TextLabel;
class Tile;
struct AreaGroup;

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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildDecision();
    void refreshDecision(Tone ink);
    [[nodiscard]] QWidget* buildTiles();
    [[nodiscard]] QWidget* buildTree();
    [[nodiscard]] QWidget* buildTimes();
    void refreshTiles();
    void placeTiles();
    void refreshTree();
    void keep();
    void askGoBack();
    void goBack();
    [[nodiscard]] bool decided() const;

    CompareStep& m_compare;
    Tag* m_verdict;
    ErrorCard* m_error;
    Card* m_waiting;
    QWidget* m_decision = nullptr;
    IconLabel* m_decisionIcon = nullptr;
    TextLabel* m_decisionText = nullptr;
    TextLabel* m_waitingText;
    QWidget* m_content;
    QWidget* m_tileRow = nullptr;
    QBoxLayout* m_right = nullptr;
    QVector<Tile*> m_tiles;
    int m_tileColumns = 0;
    QButtonGroup* m_tileGroup;
    QLineEdit* m_find;
    QComboBox* m_which;
    DifferenceTree* m_tree;
    TextLabel* m_noMatch;
    BeforeNow* m_detail;
    Card* m_times;
    PairedBars* m_bars;
    QTabBar* m_tabs;
    QString m_area;
    QByteArray m_shown;
    bool m_low = false;
};

} // namespace df

#pragma once

#include "pages/page.h"

class QComboBox;

namespace df {

class AdviceStep;
class Card;
class ErrorCard;
class FindingList;
class LookStep;
class TextLabel;
class WaysTable;
struct Advice;

/// Which way to go and why: the ways side by side, then what must be fixed, what should be known, what is
/// fine.
class AdvicePage : public Page {
    Q_OBJECT
public:
    explicit AdvicePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("advice"); }
    QString railName() const override { return tr("Advice"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override;
    QVector<PageButton> buttons() override;
    bool isComplete() const override;
    QWidget* headerWidget() override { return m_chooser; }
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QWidget* initialFocus() override;
    void checkAgain() override;
    void setReadOnly(bool readOnly) override;

private:
    void buildChooser();
    QWidget* buildFindingsHead();
    void refreshChooser();
    void refreshFindingsHead(const Advice& advice);
    void showReasons();
    [[nodiscard]] bool looksOnly() const;
    [[nodiscard]] bool busy() const;

    AdviceStep& m_advice;
    LookStep& m_look;
    QWidget* m_chooser;
    QComboBox* m_releases;
    ErrorCard* m_error;
    Card* m_waysCard;
    WaysTable* m_ways;
    TextLabel* m_because;
    Card* m_findingsCard;
    TextLabel* m_counts;
    FindingList* m_findings;
};

} // namespace df

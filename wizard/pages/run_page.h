#pragma once

#include "pages/page.h"

class QBoxLayout;
class QTimer;

namespace df {

class ApiStrip;
class Card;
class DeliveryCard;
class ErrorCard;
class LogFold;
class ProgressCard;
class PromptsCard;
class RunStep;
class StageList;
class TextLabel;
struct Words;

/// The run: progress and sign of life, or, when it waits for an answer, what happened and what can be done.
class RunPage : public Page {
    Q_OBJECT
public:
    explicit RunPage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("run"); }
    QString railName() const override { return tr("Run"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override { return {}; }
    QVector<PageButton> buttons() override;
    void enter() override;
    void leave() override;
    void refresh() override;
    QWidget* initialFocus() override;
    void setSpace(int side, bool low) override;
    void toggleLog() override;
    [[nodiscard]] ErrorCard* errorCard() const { return m_error; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildStopCard();
    void buildDelivery();
    void refreshDelivery();
    void refreshStopCard();
    void showStageMenu(const QString& stageId, const QPoint& at);
    void act(const QString& actionId);
    void askStop();
    void askGoBack();
    void tick();
    [[nodiscard]] Words wordsOfTrouble() const;
    [[nodiscard]] QVector<PageButton> workingButtons();

    RunStep& m_run;
    ProgressCard* m_progress;
    ErrorCard* m_error;
    DeliveryCard* m_delivery = nullptr; ///< of a move
    ErrorCard* m_deliveryError = nullptr;
    PromptsCard* m_deliveryAsks = nullptr;
    StageList* m_stages;
    Card* m_stageCard;
    QBoxLayout* m_columns = nullptr;
    QWidget* m_side = nullptr;
    ApiStrip* m_api;
    Card* m_stopCard = nullptr;
    TextLabel* m_pauseText = nullptr;
    TextLabel* m_stopText = nullptr;
    TextLabel* m_backText = nullptr;
    LogFold* m_log;
    QTimer* m_clock;
    QWidget* m_focusedFor = nullptr;
};

} // namespace df

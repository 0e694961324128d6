#pragma once

#include "pages/page.h"

namespace df {

class Card;
class ErrorCard;
class IconLabel;
class RunStep;
class StageList;
class TextLabel;

/// An upgrade that was begun before: what the run folder on the server says, before anything is done about
/// it.
class ResumePage : public Page {
    Q_OBJECT
public:
    explicit ResumePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("resume"); }
    QString railName() const override { return tr("Resume"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override { return {}; }
    bool isComplete() const override { return known(); }
    StateWord state() const override;
    QString stateNote() const override;
    QVector<PageButton> buttons() override;
    void leave() override { m_left = true; }
    void refresh() override;
    QWidget* initialFocus() override;

private:
    [[nodiscard]] QString moveTitle() const;
    [[nodiscard]] bool known() const;
    RunStep& m_run;
    ErrorCard* m_error;
    Card* m_summary;
    IconLabel* m_mark;
    TextLabel* m_what;
    TextLabel* m_means;
    Card* m_stageCard;
    StageList* m_stages;
    bool m_left = false;
};

} // namespace df

#pragma once

#include "pages/page.h"

class QLineEdit;
class QBoxLayout;

namespace df {

class Card;
class ErrorCard;
class MovingStep;
class TextLabel;

/// What comes along besides database and settings: a checklist with sizes, what the user adds, and what can't
/// move.
class MovingPage : public Page {
    Q_OBJECT
public:
    explicit MovingPage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("moving"); }
    QString railName() const override { return tr("What moves"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QWidget* initialFocus() override;
    void checkAgain() override;

private:
    [[nodiscard]] QWidget* buildAdd();
    void refreshList();
    void refreshCannot();
    void addPath();

    MovingStep& m_moving;
    ErrorCard* m_error;
    TextLabel* m_waiting;
    Card* m_always;
    Card* m_list;
    QLineEdit* m_path = nullptr;
    TextLabel* m_refused = nullptr;
    QWidget* m_cannotBox;
    Card* m_cannot;
    QString m_shown; ///< the rows that are there: they are made anew only where they differ
};

} // namespace df

#pragma once

#include "pages/page.h"

class QCheckBox;
class QGridLayout;
class QLineEdit;
class QRadioButton;

namespace df {

class AreaList;
class BeforeStep;
class Card;
class ErrorCard;
class SecretEdit;
class TextLabel;

/// The picture of today, to compare with later. Asks first for what even a log-in writes.
class BeforePage : public Page {
    Q_OBJECT
public:
    explicit BeforePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("before"); }
    QString railName() const override { return tr("Before"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QAbstractButton* primary() override;
    QWidget* initialFocus() override;

private:
    void buildQuestion();
    void measure();
    void buildNewSignIn(QGridLayout* form);
    [[nodiscard]] bool newSignInIsWhole() const;
    void showSides();

    BeforeStep& m_before;
    Card* m_question;
    QRadioButton* m_with;
    QRadioButton* m_without;
    QRadioButton* m_skip;
    QWidget* m_signIn;
    QLineEdit* m_email;
    SecretEdit* m_password;
    QLineEdit* m_newEmail; ///< of a move, may be left out
    SecretEdit* m_newPassword;
    ErrorCard* m_error;
    AreaList* m_areas;
};

} // namespace df

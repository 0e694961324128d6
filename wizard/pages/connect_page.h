#pragma once

#include "pages/page.h"

#include "ssh/connect_settings.h"
#include <QPointer>

class QBoxLayout;
class QCheckBox;
class QLineEdit;
class QRadioButton;

namespace df {

class ConnectStep;
class ErrorCard;
class HostKeyCard;
class KeyChangedCard;
class PromptsCard;
class SecretEdit;
class StepsStrip;

/// Address, user, key and rights at the left; questions, trouble and progress at the right.
class ConnectPage : public Page {
    Q_OBJECT
public:
    /// Which server is signed in to: the only one, or one of the two of a move.
    enum class Server { Only, Old, New };
    explicit ConnectPage(Flow& flow, Server server = Server::Only, QWidget* parent = nullptr);

    QString id() const override {
        return isNew() ? QStringLiteral("connect-new") : QStringLiteral("connect");
    }
    QString railName() const override;
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override { return {}; }
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QAbstractButton* primary() override;
    QWidget* initialFocus() override;
    void setSpace(int side, bool low) override;
    void checkAgain() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildForm(QBoxLayout* box);
    void buildSignIn(QBoxLayout* box);
    void buildRights(QBoxLayout* box);
    void buildSide(QBoxLayout* box);
    void widgetsFromSettings();
    void settingsFromWidgets();
    void connectNow();
    void act(const QString& actionId);
    void showSides();
    void focusSetting();
    void refreshSteps();
    [[nodiscard]] bool canConnect() const;
    [[nodiscard]] bool isNew() const { return m_server == Server::New; }
    [[nodiscard]] QString nextText() const;
    void offerSavedServers();

    Server m_server;
    ConnectStep& m_connect;
    QBoxLayout* m_columns = nullptr;
    QLineEdit* m_host = nullptr;
    QLineEdit* m_port = nullptr;
    QLineEdit* m_user = nullptr;
    QRadioButton* m_withKey = nullptr;
    QRadioButton* m_withAgent = nullptr;
    QRadioButton* m_withPassword = nullptr;
    QLineEdit* m_keyFile = nullptr;
    SecretEdit* m_passphrase = nullptr;
    SecretEdit* m_password = nullptr;
    QWidget* m_keyBox = nullptr;
    QRadioButton* m_sudo = nullptr;
    QRadioButton* m_noRights = nullptr;
    SecretEdit* m_sudoPassword = nullptr;
    QWidget* m_sudoBox = nullptr;
    QCheckBox* m_save = nullptr;
    QCheckBox* m_remember = nullptr;
    HostKeyCard* m_keyCard = nullptr;
    KeyChangedCard* m_changedCard = nullptr;
    PromptsCard* m_promptsCard = nullptr;
    ErrorCard* m_error = nullptr;
    QWidget* m_explain = nullptr;
    QPointer<QWidget> m_asked; ///< what got the keyboard for the question that stands now
    bool m_wasAsked = false;   ///< it had the keyboard, and was answered
    StepsStrip* m_steps = nullptr;
};

} // namespace df

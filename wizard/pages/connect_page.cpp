#include "pages/connect_page.h"

#include "flow/connect_step.h"
#include "flow/flow.h"
#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/help_dialog.h"
#include "widgets/question_card.h"
#include "widgets/secret_edit.h"
#include "widgets/steps_strip.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>

#include <utility>

namespace df {

namespace {

ConnectStep& stepOf(Flow& flow, ConnectPage::Server server) {
    return server == ConnectPage::Server::New ? flow.newConnectStep() : flow.connectStep();
}

} // namespace

ConnectPage::ConnectPage(Flow& flow, Server server, QWidget* parent)
    : Page(flow, stepOf(flow, server), parent), m_server(server), m_connect(stepOf(flow, server)) {
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(px(24));
    auto* left = new QVBoxLayout;
    left->setSpacing(px(5));
    buildForm(left);
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->setSpacing(px(14));
    buildSide(right);
    right->addStretch();
    m_columns->addLayout(left, 41);
    m_columns->addLayout(right, 59);
    body()->addLayout(m_columns);
    body()->addStretch();
    widgetsFromSettings();
    refresh();
}

QString ConnectPage::title() const {
    if (m_connect.state() == StateWord::Done)
        return tr("Signed in to %1").arg(m_connect.settings.host);
    switch (m_server) {
    case Server::Old:
        return tr("Connect to the old server");
    case Server::New:
        return tr("Connect to the new server");
    case Server::Only:
        break;
    }
    return tr("Connect to your server");
}

QString ConnectPage::railName() const {
    return m_server == Server::Old ? tr("Old server") : isNew() ? tr("New server") : tr("Connect");
}

QString ConnectPage::nextText() const {
    if (m_server == Server::Old)
        return tr("&Next: The new server");
    if (flow().resumed())
        return tr("&Next: See where it stands");
    return isNew() ? tr("&Next: Look at both") : tr("&Next: Look");
}

QString ConnectPage::subtitle() const {
    if (const auto& s = m_connect.session(); s && m_connect.state() == StateWord::Done) {
        if (s->isRoot)
            return tr("As root. Nothing is changed before the page that says so.");
        return s->canBeRoot
                   ? tr("As %1, with administrator rights through sudo.").arg(m_connect.settings.user)
                   : tr("As %1, without administrator rights.").arg(m_connect.settings.user);
    }
    if (m_server == Server::Old)
        return tr("The one to move away from. It is only read.");
    if (isNew())
        return tr("The one to move to. It is changed, but not before the page that says so.");
    return tr("The wizard works over SSH, the way an administrator would.");
}

QString ConnectPage::helpText() const {
    return tr(
        "Address, port and user are those you would give to ssh.\n\nThe fingerprint tells that the server is "
        "the one "
        "you mean. It is asked once; later the wizard compares it by itself and stops when it has "
        "changed.\n\n"
        "Administrator rights are needed to stop and start services and to keep owners and modes. The sudo "
        "password "
        "is sent only when sudo asks for it, and is never written down.\n\nSecrets are kept in memory for "
        "this "
        "session, or in this computer's keychain if you tick it. They are never in a file of the wizard.");
}

QVector<PageButton> ConnectPage::buttons() {
    QVector<PageButton> all{backButton()};
    if (m_connect.busy() || m_connect.state() == StateWord::NeedsYou) {
        PageButton stop;
        stop.id = QStringLiteral("stop");
        stop.text = tr("&Stop connecting");
        stop.action = [this] { m_connect.cancel(); };
        all.append(stop);
    }
    if (m_connect.state() == StateWord::Done) {
        all.append(nextButton(nextText(), true));
        return all;
    }
    PageButton connectIt;
    connectIt.id = QStringLiteral("connect");
    connectIt.text = tr("Co&nnect");
    const auto error = m_connect.error();
    const bool changedKey = error && error->code == ErrorCode::HostKeyChanged;
    connectIt.role = changedKey ? ButtonRole::Plain : ButtonRole::Primary; // Enter must not try it again
    connectIt.enabled = canConnect();
    connectIt.action = [this] { connectNow(); };
    all.append(connectIt);
    return all;
}

bool ConnectPage::canConnect() const {
    return m_connect.state() != StateWord::Running && m_connect.state() != StateWord::NeedsYou &&
           !m_host->text().trimmed().isEmpty() && !m_user->text().trimmed().isEmpty();
}

QAbstractButton* ConnectPage::primary() {
    if (m_connect.hostKeyQuestion())
        return m_keyCard->trustButton();
    return Page::primary();
}

QWidget* ConnectPage::initialFocus() {
    if (m_connect.state() == StateWord::Done)
        return Page::primary();
    return m_host->text().isEmpty() ? static_cast<QWidget*>(m_host) : Page::primary();
}

void ConnectPage::enter() { widgetsFromSettings(); }

void ConnectPage::widgetsFromSettings() {
    const ConnectSettings& s = m_connect.settings;
    m_host->setText(s.host);
    m_port->setText(QString::number(s.port));
    m_user->setText(s.user);
    m_withKey->setChecked(s.signInWith == SignInWith::KeyFile);
    m_withAgent->setChecked(s.signInWith == SignInWith::Agent);
    m_withPassword->setChecked(s.signInWith == SignInWith::Password);
    m_keyFile->setText(s.keyFile);
    m_sudo->setChecked(s.rights == Rights::Sudo);
    m_noRights->setChecked(s.rights == Rights::None);
    if (!s.password.isEmpty())
        m_password->give(s.password);
    if (!s.passphrase.isEmpty())
        m_passphrase->give(s.passphrase);
    if (!s.sudoPassword.isEmpty())
        m_sudoPassword->give(s.sudoPassword);
    m_save->setChecked(m_connect.saveServer);
    m_remember->setChecked(m_connect.rememberSecrets);
    showSides();
}

void ConnectPage::settingsFromWidgets() {
    ConnectSettings& s = m_connect.settings;
    s.host = m_host->text().trimmed();
    s.port = m_port->text().toInt();
    s.user = m_user->text().trimmed();
    s.signInWith = m_withKey->isChecked()     ? SignInWith::KeyFile
                   : m_withAgent->isChecked() ? SignInWith::Agent
                                              : SignInWith::Password;
    s.keyFile = m_keyFile->text().trimmed();
    s.rights = m_sudo->isChecked() ? Rights::Sudo : Rights::None;
    s.password = m_password->take();
    s.passphrase = m_passphrase->take();
    s.sudoPassword = m_sudoPassword->take();
    m_connect.saveServer = m_save->isChecked();
    m_connect.rememberSecrets = m_remember->isChecked();
}

void ConnectPage::connectNow() {
    settingsFromWidgets();
    m_connect.connectNow();
}

void ConnectPage::checkAgain() {
    if (canConnect() && m_connect.state() != StateWord::Done)
        connectNow();
}

void ConnectPage::act(const QString& actionId) {
    if (actionId == QLatin1String("again"))
        connectNow();
    else if (actionId == QLatin1String("close"))
        Q_EMIT closeRequested();
    else
        focusSetting();
}

/// "Change the settings" leads to the one that was refused.
void ConnectPage::focusSetting() {
    const auto error = m_connect.error();
    QWidget* to = m_host;
    if (error && error->code == ErrorCode::SudoRefused)
        to = m_sudoPassword;
    else if (error && error->code == ErrorCode::KeyFileUnreadable)
        to = m_keyFile;
    else if (error && error->code == ErrorCode::SignInRefused)
        to = m_withPassword->isChecked() ? static_cast<QWidget*>(m_password) : m_user;
    (to->isVisible() ? to : m_host)->setFocus(Qt::OtherFocusReason);
}

void ConnectPage::refresh() {
    const auto key = m_connect.hostKeyQuestion();
    const auto prompts = m_connect.promptQuestion();
    const auto error = m_connect.error();
    const bool changedKey = error && error->code == ErrorCode::HostKeyChanged;
    m_keyCard->setVisible(key.has_value());
    m_changedCard->setVisible(changedKey);
    m_promptsCard->setVisible(!prompts.isEmpty());
    m_error->setVisible(error && !changedKey);
    if (key)
        m_keyCard->show(*key);
    if (changedKey)
        m_changedCard->show(error->facts.value(4), error->facts.value(3), error->facts.value(2));
    if (!prompts.isEmpty())
        m_promptsCard->show(m_connect.promptInstruction(), prompts);
    if (error && !changedKey)
        m_error->show(wordsFor(*error, {m_connect.settings.host, {}, {}, false}));
    m_explain->setVisible(!key && !error && prompts.isEmpty());
    refreshSteps();
    QWidget* asks = key                  ? m_keyCard->pasted()
                    : changedKey         ? m_changedCard->pasted()
                    : !prompts.isEmpty() ? static_cast<QWidget*>(m_promptsCard->firstInput())
                    : error              ? m_error->safest()
                                         : nullptr;
    if (asks && asks != m_asked && isVisible())
        asks->setFocus(Qt::OtherFocusReason);
    m_wasAsked = m_wasAsked || (m_asked && !asks);
    m_asked = asks;
    if (m_connect.state() == StateWord::Done && std::exchange(m_wasAsked, false) && isVisible())
        QTimer::singleShot(0, this,
                           [this] { // the question took the keyboard with it; the footer has Next by then
                               if (QAbstractButton* next = primary(); next && isVisible())
                                   next->setFocus(Qt::OtherFocusReason);
                           });
}

void ConnectPage::refreshSteps() {
    const QStringList ids = {QStringLiteral("reached"), QStringLiteral("hostkey"), QStringLiteral("signin"),
                             QStringLiteral("sudo")};
    const QStringList idle = {tr("Reach the server"), tr("Fingerprint"), tr("Sign in"), tr("sudo")};
    const auto progress = m_connect.progress();
    const bool done = m_connect.state() == StateWord::Done;
    QVector<SmallStep> steps;
    bool first = true;
    for (int i = 0; i < ids.size(); ++i) {
        const bool reached = progress.contains(ids[i]);
        SmallStep s{reached || done ? StateWord::Done : StateWord::NotStarted, idle[i]};
        if (reached && i == 0 && !progress[ids[i]].isEmpty())
            s.text = tr("Reached %1").arg(progress[ids[i]].left(40));
        if (!reached && !done && first) {
            first = false;
            s.state = m_connect.state() == StateWord::NeedsYou || m_connect.state() == StateWord::Running ||
                              m_connect.state() == StateWord::Failed
                          ? m_connect.state()
                          : StateWord::NotStarted;
        }
        if (ids[i] == QLatin1String("sudo") && m_connect.settings.rights == Rights::None)
            s = {StateWord::Skipped, tr("sudo, not wanted")};
        else if (ids[i] == QLatin1String("sudo") && done && m_connect.session() &&
                 !m_connect.session()->canBeRoot)
            s = {StateWord::Failed, tr("sudo refused")};
        else if (ids[i] == QLatin1String("sudo") && done && m_connect.session() &&
                 m_connect.session()->isRoot)
            s = {StateWord::Done, tr("root")};
        steps.append(s);
    }
    m_steps->setVisible(m_connect.state() != StateWord::NotStarted || !progress.isEmpty());
    m_steps->set(steps);
}

void ConnectPage::showSides() {
    m_keyBox->setVisible(m_withKey->isChecked());
    m_password->setVisible(m_withPassword->isChecked());
    m_sudoBox->setVisible(m_sudo->isChecked());
    Q_EMIT changed();
}

bool ConnectPage::fill(const QJsonObject& answers, QString* missing) {
    const QString part = isNew() ? QStringLiteral("newServer") : QStringLiteral("server");
    const QJsonObject server = answers.value(part).toObject();
    const auto text = [&server](const char* key) { return server.value(QLatin1String(key)).toString(); };
    if (server.contains(QLatin1String("host")))
        m_host->setText(text("host"));
    if (server.contains(QLatin1String("port")))
        m_port->setText(QString::number(server.value(QLatin1String("port")).toInt()));
    if (server.contains(QLatin1String("user")))
        m_user->setText(text("user"));
    if (!text("identityFile").isEmpty()) {
        m_keyFile->setText(text("identityFile"));
        m_withKey->setChecked(true);
    } else if (!text("password").isEmpty()) {
        m_withPassword->setChecked(true);
    }
    if (!text("passphrase").isEmpty())
        m_passphrase->give(Secret(text("passphrase")));
    if (!text("password").isEmpty())
        m_password->give(Secret(text("password")));
    if (!text("sudoPassword").isEmpty())
        m_sudoPassword->give(Secret(text("sudoPassword")));
    // The right fingerprint is known beforehand: it alone decides, as if it had been pasted.
    if (!text("hostKey").isEmpty())
        m_connect.settings.expectedHostKey = text("hostKey");
    m_save->setChecked(false);
    Q_EMIT changed();
    for (const auto& [edit, key] : {std::pair(m_host, ".host"), std::pair(m_user, ".user")})
        if (edit->text().trimmed().isEmpty()) {
            *missing = part + QLatin1String(key);
            return false;
        }
    return true;
}

void ConnectPage::setSpace(int side, bool low) { Page::setSpace(side, low); }

void ConnectPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_columns->setDirection(width() < px(800) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace df

// The form at the left of the Connect page and the cards at its right: only construction, no behaviour.
#include "pages/connect_page.h"

#include "flow/connect_step.h"
#include "flow/flow.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/help_dialog.h"
#include "widgets/question_card.h"
#include "widgets/secret_edit.h"
#include "widgets/steps_strip.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QCompleter>
#include <QDir>
#include <QFileDialog>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace df {

namespace {

QWidget* indented(QBoxLayout** box) {
    QWidget* w = columnWidget(box, 0, 0, 6);
    w->layout()->setContentsMargins(px(26), 0, 0, 0);
    return w;
}

QRadioButton* radio(const QString& text, const QString& note = {}) {
    auto* r = new QRadioButton(note.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, note));
    QString name = r->text();
    r->setAccessibleName(name.remove(u'&'));
    return r;
}

} // namespace

void ConnectPage::buildForm(QBoxLayout* box) {
    auto* address = new QGridLayout;
    address->setHorizontalSpacing(px(12));
    address->setVerticalSpacing(px(5));
    address->setColumnStretch(0, 4);
    address->setColumnStretch(1, 1);
    m_host = new QLineEdit;
    m_host->setMaxLength(253);
    offerSavedServers();
    m_port = new QLineEdit;
    m_port->setValidator(new QIntValidator(1, 65535, m_port));
    m_user = new QLineEdit;
    m_user->setMaxLength(64);
    address->addWidget(fieldLabel(tr("Server &address"), m_host), 0, 0);
    address->addWidget(fieldLabel(tr("P&ort"), m_port), 0, 1);
    address->addWidget(m_host, 1, 0);
    address->addWidget(m_port, 1, 1);
    box->addLayout(address);
    box->addSpacing(px(8));
    box->addWidget(fieldLabel(tr("&User"), m_user));
    box->addWidget(m_user);
    box->addSpacing(px(8));
    buildSignIn(box);
    box->addSpacing(px(8));
    buildRights(box);
    box->addSpacing(px(8));
    box->addWidget(new Line);
    box->addSpacing(px(8));
    m_save = new QCheckBox(tr("Sa&ve this server (without secrets)"));
    m_remember = new QCheckBox(tr("&Keep the secrets in this computer's keychain"));
    for (QCheckBox* c : {m_save, m_remember}) {
        QString name = c->text();
        c->setAccessibleName(name.remove(u'&'));
        box->addWidget(c);
    }
    if (flow().practice) {
        m_save->setVisible(false);
        m_remember->setVisible(false);
    }
    for (QLineEdit* e : {m_host, m_port, m_user, m_keyFile})
        connect(e, &QLineEdit::textChanged, this, &Page::changed);
    for (QLineEdit* e : {m_host, m_port, m_user, m_keyFile, static_cast<QLineEdit*>(m_passphrase),
                         static_cast<QLineEdit*>(m_password), static_cast<QLineEdit*>(m_sudoPassword)})
        connect(e, &QLineEdit::returnPressed, this, &ConnectPage::checkAgain); // looking changes nothing
}

/// Servers that were signed in to before are offered while typing; choosing one fills in the rest.
void ConnectPage::offerSavedServers() {
    const QVector<ConnectSettings> saved = flow().savedServers();
    if (flow().practice || saved.isEmpty())
        return;
    QStringList hosts;
    for (const ConnectSettings& s : saved)
        hosts << s.host;
    auto* completer = new QCompleter(hosts, m_host);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_host->setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this,
            [this, saved](const QString& host) {
                for (const ConnectSettings& s : saved)
                    if (s.host == host) {
                        m_connect.settings = s;
                        widgetsFromSettings();
                        return;
                    }
            });
}

void ConnectPage::buildSignIn(QBoxLayout* box) {
    box->addWidget(fieldLabel(tr("Sign in with"), nullptr));
    m_withKey = radio(tr("Key &file"));
    m_withAgent = radio(tr("Keys held by the SSH a&gent"));
    m_withPassword = radio(tr("&Password"));
    auto* group = new QButtonGroup(this);
    for (QRadioButton* r : {m_withKey, m_withAgent, m_withPassword}) {
        group->addButton(r);
        connect(r, &QRadioButton::toggled, this, &ConnectPage::showSides);
    }
    QBoxLayout* inner = nullptr;
    m_keyBox = indented(&inner);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(10));
    m_keyFile = new QLineEdit;
    m_keyFile->setAccessibleName(tr("Key file"));
    m_keyFile->setPlaceholderText(QStringLiteral("~/.ssh/id_ed25519"));
    addLeadingIcon(m_keyFile, QStringLiteral("key"));
    auto* choose = linkButton(tr("&Choose…"));
    choose->setAccessibleName(tr("Choose the key file"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Key file"), QDir::home().filePath(QStringLiteral(".ssh")));
        if (!file.isEmpty())
            m_keyFile->setText(file);
    });
    row->addWidget(m_keyFile, 1);
    row->addWidget(choose);
    inner->addLayout(row);
    m_passphrase = new SecretEdit(QStringLiteral("lock"));
    m_passphrase->setPlaceholderText(tr("Passphrase, if it has one"));
    m_passphrase->setAccessibleName(tr("Passphrase of the key file"));
    inner->addWidget(m_passphrase);
    m_password = new SecretEdit(QStringLiteral("lock"));
    m_password->setAccessibleName(tr("Password"));
    QBoxLayout* passwordBox = nullptr;
    QWidget* passwordRow = indented(&passwordBox);
    passwordBox->addWidget(m_password);
    box->addWidget(m_withKey);
    box->addWidget(m_keyBox);
    box->addWidget(m_withAgent);
    box->addWidget(m_withPassword);
    box->addWidget(passwordRow);
}

void ConnectPage::buildRights(QBoxLayout* box) {
    box->addWidget(fieldLabel(tr("Rights on the server"), nullptr));
    m_sudo = radio(tr("Administrator rights through &sudo"));
    m_noRights = radio(tr("None"), tr("looking works, upgrading may not"));
    auto* group = new QButtonGroup(this);
    for (QRadioButton* r : {m_sudo, m_noRights}) {
        group->addButton(r);
        connect(r, &QRadioButton::toggled, this, &ConnectPage::showSides);
    }
    QBoxLayout* inner = nullptr;
    m_sudoBox = indented(&inner);
    m_sudoPassword = new SecretEdit(QStringLiteral("lock"));
    m_sudoPassword->setPlaceholderText(tr("sudo password, if it asks for one"));
    m_sudoPassword->setAccessibleName(tr("sudo password"));
    inner->addWidget(m_sudoPassword);
    inner->addWidget(new TextLabel(tr("Sent only when sudo asks, never written down. Not needed as root."),
                                   Type::Note, Tone::Muted));
    box->addWidget(m_sudo);
    box->addWidget(m_sudoBox);
    box->addWidget(m_noRights);
}

void ConnectPage::buildSide(QBoxLayout* box) {
    auto* explain = new Card;
    QBoxLayout* inner = nullptr;
    QWidget* text = columnWidget(&inner, 20, 16, 10);
    inner->addWidget(new TextLabel(tr("What happens when you connect"), Type::Section));
    for (const auto& [icon, sentence] :
         {std::pair(QStringLiteral("shield"),
                    tr("The server's fingerprint is compared, before anything secret is sent.")),
          std::pair(
              QStringLiteral("key"),
              tr("The wizard signs in with what you give here, and finds out whether it may use sudo.")),
          std::pair(
              QStringLiteral("eye"),
              tr("It only looks. Nothing on the server is changed before you press Start on the plan."))}) {
        QBoxLayout* line = nullptr;
        QWidget* row = rowWidget(&line, 0, 0, 12);
        line->addWidget(new IconLabel(icon, Tone::Muted), 0, Qt::AlignTop);
        line->addWidget(new TextLabel(sentence, Type::Table), 1);
        inner->addWidget(row);
    }
    explain->addRow(text);
    m_explain = explain;
    m_keyCard = new HostKeyCard;
    m_changedCard = new KeyChangedCard;
    m_promptsCard = new PromptsCard;
    m_error = new ErrorCard;
    m_steps = new StepsStrip;
    for (QWidget* w : {m_explain, static_cast<QWidget*>(m_keyCard), static_cast<QWidget*>(m_changedCard),
                       static_cast<QWidget*>(m_promptsCard), static_cast<QWidget*>(m_error),
                       static_cast<QWidget*>(m_steps)})
        box->addWidget(w);
    connect(m_keyCard, &HostKeyCard::trusted, this, [this] { m_connect.answerHostKey(true); });
    connect(m_keyCard, &HostKeyCard::refused, this, [this] { m_connect.answerHostKey(false); });
    connect(m_keyCard, &HostKeyCard::mismatchHelpAsked, this, [this] {
        auto* help = new HelpDialog(
            tr("If it isn't the same"),
            tr("Don't connect. Another machine may be answering in your server's place.\n\nCheck "
               "the address first: a typing mistake leads to another server.\n\nThen ask whoever "
               "runs the server, by phone or in person, for the fingerprint of this key type."),
            this);
        help->setAttribute(Qt::WA_DeleteOnClose);
        help->open();
    });
    connect(m_changedCard, &KeyChangedCard::refused, this, &Page::closeRequested);
    connect(m_changedCard, &KeyChangedCard::replaced, this,
            [this](const QString& pasted) { m_connect.replaceHostKey(pasted); });
    connect(m_promptsCard, &PromptsCard::answered, this,
            [this](const QVector<Secret>& answers) { m_connect.answerPrompts(answers); });
    connect(m_promptsCard, &PromptsCard::refused, this, [this] { m_connect.answerPrompts({}); });
    connect(m_error, &ErrorCard::chosen, this, &ConnectPage::act);
}

} // namespace df

#include "pages/before_page.h"

#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "theme/icons.h"
#include "widgets/area_list.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/secret_edit.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QJsonObject>
#include <QRadioButton>

namespace df {

BeforePage::BeforePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.beforeStep(), parent), m_before(flow.beforeStep()),
      m_question(new Card(Card::Look::Needs)),
      m_with(new QRadioButton(tr("&Log in as an administrator of DreamFactory"))),
      m_without(new QRadioButton(tr("Look &without a log-in: status, counts and names only"))),
      m_skip(new QRadioButton(tr("Re&cord nothing, compare nothing"))), m_signIn(new QWidget),
      m_email(new QLineEdit), m_password(new SecretEdit(QStringLiteral("lock"))),
      m_newEmail(new QLineEdit(m_signIn)), m_newPassword(new SecretEdit(QStringLiteral("lock"), m_signIn)),
      m_error(new ErrorCard), m_areas(new AreaList) {
    buildQuestion();
    body()->addWidget(m_error);
    body()->addWidget(m_question);
    body()->addWidget(new TextLabel(tr("What is recorded"), Type::Section));
    body()->addWidget(m_areas);
    body()->addStretch();
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            measure();
        else
            m_email->setFocus();
    });
    m_without->setChecked(true);
    showSides();
    refresh();
}

void BeforePage::buildQuestion() {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 20, 11, 14);
    head->addWidget(new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 22), 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    texts->addWidget(new TextLabel(tr("May the wizard log in to DreamFactory?"), Type::Section));
    texts->addWidget(
        new TextLabel(tr("A log-in sees more, but it writes: DreamFactory notes the time of the log-in and a "
                         "token, one row each. The token is given back at once."),
                      Type::Table));
    head->addLayout(texts, 1);
    m_question->addHead(headRow);
    QBoxLayout* box = nullptr;
    QWidget* inner = columnWidget(&box, 20, 14, 8);
    auto* group = new QButtonGroup(this);
    m_newEmail->setVisible(flow().moves());
    m_newPassword->setVisible(flow().moves());
    auto* form = new QGridLayout(m_signIn);
    form->setContentsMargins(px(26), 0, 0, px(4));
    form->setHorizontalSpacing(px(12));
    form->setVerticalSpacing(px(4));
    form->addWidget(fieldLabel(tr("&E-mail of the administrator"), m_email), 0, 0);
    form->addWidget(fieldLabel(tr("&Password"), m_password), 0, 1);
    form->addWidget(m_email, 1, 0);
    form->addWidget(m_password, 1, 1);
    form->addWidget(
        new TextLabel(
            flow().moves()
                ? tr("Kept in memory for this session only: the same log-in is used after the move.")
                : tr("Kept in memory for this session only: the same log-in is used after the upgrade."),
            Type::Note, Tone::Muted),
        2, 0, 1, 2);
    if (flow().moves())
        buildNewSignIn(form);
    box->addWidget(m_without);
    box->addWidget(m_with);
    box->addWidget(m_signIn);
    box->addWidget(m_skip);
    for (QRadioButton* r : {m_without, m_with, m_skip}) {
        QString name = r->text();
        r->setAccessibleName(name.remove(u'&'));
        group->addButton(r);
        connect(r, &QRadioButton::toggled, this, &BeforePage::showSides);
    }
    connect(m_email, &QLineEdit::textChanged, this, &Page::changed);
    connect(m_password, &QLineEdit::textChanged, this, &Page::changed);
    m_question->addRow(inner);
}

/// The new server's own administrator, of whom nothing is left after the move.
void BeforePage::buildNewSignIn(QGridLayout* form) {
    form->addWidget(fieldLabel(tr("Administrator of the &new server, if you like"), m_newEmail), 3, 0);
    form->addWidget(fieldLabel(tr("Pass&word there"), m_newPassword), 3, 1);
    form->addWidget(m_newEmail, 4, 0);
    form->addWidget(m_newPassword, 4, 1);
    form->addWidget(new TextLabel(tr("Signs in there once, now: whether its API works before anything is "
                                     "changed. After the move the old server's administrators are there."),
                                  Type::Note, Tone::Muted),
                    5, 0, 1, 2);
    connect(m_newEmail, &QLineEdit::textChanged, this, &Page::changed);
    connect(m_newPassword, &QLineEdit::textChanged, this, &Page::changed);
}

bool BeforePage::newSignInIsWhole() const {
    return m_newEmail->text().trimmed().isEmpty() || m_newPassword->isGiven();
}

void BeforePage::showSides() {
    m_signIn->setVisible(m_with->isChecked());
    refresh();
    Q_EMIT changed();
}

QString BeforePage::title() const {
    switch (m_before.state()) {
    case StateWord::Running:
        return tr("Recording the state before");
    case StateWord::Done:
        return tr("The state before is recorded");
    case StateWord::Skipped:
        return tr("Nothing is recorded");
    default:
        return tr("Record the state before");
    }
}

QString BeforePage::subtitle() const {
    if (m_before.state() == StateWord::Done)
        return flow().moves() ? tr("After the move the same is measured on the new server and put beside it.")
                              : tr("After the upgrade the same is measured again and put beside it.");
    if (flow().moves())
        return tr(
            "What is measured now on the old server is put beside the same on the new one. Kept on this "
            "computer, no secrets.");
    return tr(
        "What is measured now is put beside the same after the upgrade. Kept on this computer, no secrets.");
}

QString BeforePage::helpText() const {
    return tr("To tell afterwards whether everything is as it was, the wizard notes now what is there: names "
              "and settings of "
              "services, counts of users and roles, versions, response times.\n\nWithout a log-in it reads "
              "counts and names "
              "from the database and asks /status. With one it asks the API as you would. A log-in writes a "
              "row with the time "
              "and a token; that is why it is asked for.\n\nNothing else is written.");
}

QVector<PageButton> BeforePage::buttons() {
    QVector<PageButton> all{backButton()};
    if (m_before.busy()) {
        all.append({QStringLiteral("stop"),
                    tr("&Stop measuring"),
                    ButtonRole::Plain,
                    true,
                    {},
                    [this] { m_before.cancel(); },
                    false,
                    {}});
        return all;
    }
    if (isComplete()) {
        if (!isReadOnly())
            all.append({QStringLiteral("again"),
                        tr("Measure &again"),
                        ButtonRole::Plain,
                        true,
                        QStringLiteral("refresh"),
                        [this] { measure(); },
                        false,
                        {}});
        all.append(nextButton(tr("&Next: Plan"), true));
        return all;
    }
    PageButton go;
    go.id = QStringLiteral("measure");
    go.role = ButtonRole::Primary;
    go.text = m_skip->isChecked() ? tr("&Go on without a record") : tr("Record the state &before");
    go.enabled = !m_with->isChecked() ||
                 (!m_email->text().trimmed().isEmpty() && m_password->isGiven() && newSignInIsWhole());
    go.hint = go.enabled ? QString() : tr("E-mail and password are needed for the log-in.");
    go.action = [this] { measure(); };
    all.append(go);
    return all;
}

QAbstractButton* BeforePage::primary() { return Page::primary(); }

QWidget* BeforePage::initialFocus() { return isComplete() ? static_cast<QWidget*>(primary()) : m_without; }

void BeforePage::enter() {
    if (!m_before.admin.email.isEmpty() && m_email->text().isEmpty())
        m_email->setText(m_before.admin.email);
}

void BeforePage::measure() {
    if (m_skip->isChecked()) {
        m_before.skip();
        return;
    }
    m_before.admin = m_before.newAdmin = {};
    if (m_with->isChecked()) {
        m_before.newAdmin = {m_newEmail->text().trimmed(), m_newPassword->take()};
        m_before.admin.email = m_email->text().trimmed();
        m_before.admin.password = m_password->take();
    }
    m_before.collect();
}

void BeforePage::refresh() {
    const auto error = m_before.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    m_question->setVisible(!m_before.busy() && !isComplete());
    const auto stage = m_before.busy()                       ? AreaList::Stage::Running
                       : m_before.state() == StateWord::Done ? AreaList::Stage::Done
                                                             : AreaList::Stage::Planned;
    m_areas->show(m_before.snapshot(), stage, m_with->isChecked());
    m_areas->setVisible(m_before.state() != StateWord::Skipped && !m_skip->isChecked());
}

bool BeforePage::fill(const QJsonObject& answers, QString* missing) {
    const QJsonObject admin = answers.value(QLatin1String("admin")).toObject();
    const QJsonObject newAdmin = answers.value(QLatin1String("newAdmin")).toObject();
    m_newEmail->setText(newAdmin.value(QLatin1String("email")).toString());
    m_newPassword->give(Secret(newAdmin.value(QLatin1String("password")).toString()));
    if (admin.isEmpty() && newAdmin.isEmpty()) {
        m_without->setChecked(true);
        return true;
    }
    m_with->setChecked(true);
    m_email->setText(admin.value(QLatin1String("email")).toString());
    m_password->give(Secret(admin.value(QLatin1String("password")).toString()));
    Q_EMIT changed();
    if (m_email->text().isEmpty() || !m_password->isGiven()) {
        *missing =
            m_email->text().isEmpty() ? QStringLiteral("admin.email") : QStringLiteral("admin.password");
        return false;
    }
    return true;
}

} // namespace df

#include "pages/env_page.h"

#include "flow/flow.h"
#include "flow/move/env_step.h"
#include "theme/icons.h"
#include "widgets/card.h"
#include "widgets/controls.h"
#include "widgets/env_table.h"
#include "widgets/flow_layout.h"
#include "widgets/secret_edit.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTimer>

namespace df {

namespace {

using Choice = EnvMergeRow::Choice;
constexpr int shownMs = 30'000;

QString withText(const QString& text, const QString& value) {
    return value.isEmpty() ? text : QStringLiteral("%1: %2").arg(text, value.left(80));
}

QString optionText(const EnvMergeRow& row, Choice choice) {
    switch (choice) {
    case Choice::Old:
        return row.inOld ? withText(EnvPage::tr("as on the old server"), row.oldValue)
                         : EnvPage::tr("as on the old server: left out");
    case Choice::New:
        return row.inNew ? withText(EnvPage::tr("as on the new server"), row.newValue)
                         : EnvPage::tr("as on the new server: not set");
    case Choice::Value:
        return EnvPage::tr("this value:");
    case Choice::Drop:
        return EnvPage::tr("left out");
    }
    return {};
}

} // namespace

EnvPage::EnvPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.envStep(), parent), m_env(flow.envStep()), m_find(new QLineEdit), m_tableCard(new Card),
      m_table(new EnvTable), m_nothing(new TextLabel(Type::Table, Tone::Muted)), m_question(new Card),
      m_hide(new QTimer(this)) {
    body()->setSpacing(px(12));
    body()->addWidget(buildFilters());
    m_tableCard->addRow(m_table, 1);
    m_tableCard->keepCorners();
    m_tableCard->setMinimumHeight(px(150));
    body()->addWidget(m_tableCard, 1);
    body()->addWidget(m_nothing);
    m_question->addRow(buildQuestion());
    body()->addWidget(m_question);
    connect(m_table, &EnvTable::keyChosen, this, &EnvPage::refreshQuestion);
    connect(m_table, &EnvTable::acted, this, [this] {
        if (QAbstractButton* first =
                m_group->checkedButton() ? m_group->checkedButton() : m_group->buttons().value(0))
            first->setFocus(Qt::TabFocusReason);
    });
    m_hide->setSingleShot(true);
    m_hide->setInterval(shownMs);
    connect(m_hide, &QTimer::timeout, this, &EnvPage::hideSecrets);
    refresh();
}

EnvPage::~EnvPage() = default;

QWidget* EnvPage::buildFilters() {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 0, 0, 12);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(px(4));
    for (int i = 0; i <= int(EnvFilter::All); ++i) {
        auto* b = smallButton({});
        b->setCheckable(true);
        b->setAutoExclusive(true);
        b->setChecked(EnvFilter(i) == m_filter);
        connect(b, &QPushButton::clicked, this, [this, i] {
            m_filter = EnvFilter(i);
            refresh();
        });
        segments->addWidget(b);
        m_filters.append(b);
    }
    box->addLayout(segments);
    m_find->setPlaceholderText(tr("Find a key"));
    m_find->setAccessibleName(tr("Find a key"));
    m_find->setClearButtonEnabled(true);
    addLeadingIcon(m_find, QStringLiteral("search"));
    m_find->setMaximumWidth(px(260));
    connect(m_find, &QLineEdit::textChanged, this, &EnvPage::refresh);
    box->addWidget(m_find, 1);
    box->addStretch();
    m_secretsText = new TextLabel(Type::Table, Tone::Muted);
    m_secretsText->setFit(TextLabel::Fit::OneLine);
    m_secrets = linkButton(QString(), QStringLiteral("lock"));
    connect(m_secrets, &QPushButton::clicked, this, [this] {
        if (m_table->envModel().isRevealed())
            hideSecrets();
        else
            showSecrets();
    });
    box->addWidget(m_secretsText);
    box->addWidget(m_secrets);
    return row;
}

QWidget* EnvPage::buildQuestion() {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 18, 11, 14);
    m_questionIcon = new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 20);
    box->addWidget(m_questionIcon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(px(4));
    m_questionTitle = new TextLabel(Type::Body);
    m_questionText = new TextLabel(Type::Table, Tone::Muted);
    m_options = new QWidget;
    m_value = new QLineEdit;
    m_value->setAccessibleName(tr("The value that the key gets"));
    m_value->setMaxLength(2000);
    m_group = new QButtonGroup(this);
    words->addWidget(m_questionTitle);
    words->addWidget(m_questionText);
    words->addWidget(m_options);
    box->addLayout(words, 1);
    m_use = plainButton(tr("&Use this"));
    m_use->setProperty("changesChoice", true);
    connect(m_use, &QPushButton::clicked, this, &EnvPage::useChoice);
    connect(m_value, &QLineEdit::returnPressed, this, &EnvPage::useChoice);
    box->addWidget(m_use, 0, Qt::AlignTop);
    auto* options = new FlowLayout(m_options, px(18), px(4));
    options->setContentsMargins(0, 0, 0, 0);
    return row;
}

QString EnvPage::title() const { return tr("What the new server’s settings will be"); }

QString EnvPage::subtitle() const {
    const int all = int(m_env.rows().size()), open = m_env.undecided();
    int needs = 0;
    for (const EnvMergeRow& row : m_env.rows())
        needs += row.needsUser ? 1 : 0;
    return open > 0 ? tr("Your choice is missing for %n key(s).", nullptr, open) + QLatin1Char(' ') +
                          tr("The wizard has decided %1 of %2 by rule.").arg(all - needs).arg(all)
                    : tr("%n key(s), all decided.", nullptr, all);
}

QString EnvPage::helpText() const {
    return tr(
        "Each key of .env that one of the two servers has stands in a row: what the old server has, what "
        "the new one has, what it will be on the new one, and why.\n\nAPP_KEY and what else opens stored "
        "secrets comes from the old server. The database and the paths stay the new one’s. Keys that have "
        "another name in the new release are renamed, values in another unit converted.\n\nWhere no rule "
        "can decide, you choose below the table. Any row can be chosen and, within what does no harm, "
        "changed.\n\nSecrets are dots. They are read from the servers only when you ask, and shown for "
        "half a minute; they are in no report and no picture.\n\nCtrl+F finds a key. Arrows go from row "
        "to row, Enter goes to the question.");
}

QVector<PageButton> EnvPage::buttons() {
    PageButton copy;
    copy.id = QStringLiteral("copy");
    copy.text = tr("Copy result as te&xt");
    copy.enabled = !m_env.rows().isEmpty();
    copy.action = [this] { copyResult(); };
    return {copy, backButton(), nextButton(tr("&Next: What moves"), isComplete())};
}

void EnvPage::enter() {
    if (m_env.state() == StateWord::NotStarted)
        m_env.recompute();
    if (m_env.undecided() > 0)
        goToNext();
}

void EnvPage::leave() { hideSecrets(); }

QWidget* EnvPage::initialFocus() { return m_table; }

void EnvPage::find() {
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void EnvPage::setReadOnly(bool readOnly) {
    Page::setReadOnly(readOnly);
    m_find->setReadOnly(false); // finding changes nothing
    for (QPushButton* b : std::as_const(m_filters))
        b->setEnabled(true);
    refresh();
}

const EnvMergeRow* EnvPage::current() const {
    const QString key = m_table->currentKey();
    for (const EnvMergeRow& row : m_env.rows())
        if (row.key == key)
            return &row;
    return nullptr;
}

void EnvPage::refresh() {
    m_table->setRows(m_env.rows(), m_filter, m_find->text().trimmed());
    const bool none = m_table->envModel().shown() == 0;
    m_nothing->setVisible(none);
    m_nothing->setText(m_find->text().trimmed().isEmpty()
                           ? tr("No key is like that.")
                           : tr("No key here contains “%1”.").arg(m_find->text().trimmed().left(80)));
    m_tableCard->setVisible(!none);
    refreshFilters();
    refreshQuestion();
}

void EnvPage::refreshFilters() {
    const QStringList names{tr("Needs you %1"), tr("Changed %1"), tr("Same %1"), tr("All %1")};
    for (int i = 0; i < m_filters.size(); ++i) {
        int count = 0;
        for (const EnvMergeRow& row : m_env.rows())
            count += passes(row, EnvFilter(i)) ? 1 : 0;
        m_filters[i]->setText(names[i].arg(count));
        m_filters[i]->setAccessibleName(tr("Show: %1").arg(names[i].arg(count)));
    }
    const bool shown = m_table->envModel().isRevealed();
    m_secretsText->setText(shown ? tr("Secrets are shown.") : tr("Secrets are hidden."));
    m_secrets->setText(m_pending > 0 ? tr("Reading…") : shown ? tr("&Hide them") : tr("S&how for 30 s"));
    m_secrets->setAccessibleName(shown ? tr("Hide the secrets") : tr("Show the secrets for 30 seconds"));
    m_secrets->setEnabled(m_pending == 0);
}

void EnvPage::refreshQuestion() {
    const EnvMergeRow* row = current();
    m_question->setVisible(row != nullptr);
    if (!row)
        return;
    const QString asked =
        QStringLiteral("%1 %2 %3 %4").arg(row->key, row->result).arg(int(row->choice)).arg(row->asks);
    if (asked == m_asked)
        return; // what is being typed stays
    m_asked = asked;
    m_questionIcon->setIcon(row->asks ? stateIcon(StateWord::NeedsYou) : QStringLiteral("fine"),
                            row->asks ? Tone::Needs : Tone::Done);
    m_questionTitle->setSpans(
        row->oldKey.isEmpty()
            ? Spans{strong(row->key)}
            : Spans{strong(row->key), muted(tr(" — called %1 on the old server").arg(row->oldKey))});
    QStringList why{row->why};
    if (!row->oldSetBy.isEmpty())
        why << tr("On the old server %1 sets it, too; that counts there.").arg(row->oldSetBy);
    if (!row->newSetBy.isEmpty())
        why << tr("On the new server %1 sets it, too, and beats .env: change it there.").arg(row->newSetBy);
    m_questionText->setText(why.join(QLatin1Char(' ')));
    const auto old = m_group->buttons();
    for (QAbstractButton* b : old)
        m_group->removeButton(b);
    m_options->layout()->removeWidget(m_value);
    m_value->setParent(m_question);
    clearLayout(m_options->layout());
    m_offered.clear();
    for (const Choice choice : row->allowed) {
        auto* radio =
            new QRadioButton(optionText(*row, choice) +
                             (choice == row->advised && !row->needsUser ? tr(" — by rule") : QString()));
        radio->setAccessibleName(radio->text());
        radio->setChecked(choice == row->choice && !row->asks);
        radio->setEnabled(!isReadOnly() && row->allowed.size() > 1);
        m_group->addButton(radio, int(m_offered.size()));
        m_offered << choice;
        m_options->layout()->addWidget(radio);
    }
    const bool typed = m_offered.contains(Choice::Value);
    if (typed) {
        m_value->setText(row->choice == Choice::Value && !row->asks ? row->result : row->advisedValue);
        m_value->setEnabled(!isReadOnly());
        m_options->layout()->addWidget(m_value);
    }
    m_value->setVisible(typed);
    m_use->setVisible(row->allowed.size() > 1 && !isReadOnly());
    m_use->setText(m_env.undecided() > (row->asks ? 1 : 0) ? tr("&Use this, and go to the next")
                                                           : tr("&Use this"));
}

void EnvPage::useChoice() {
    const EnvMergeRow* row = current();
    const int id = m_group->checkedId();
    if (!row || isReadOnly() || id < 0 || id >= m_offered.size())
        return;
    m_env.choose(row->key, choiceText(*row, m_offered[id], m_value->text()));
    goToNext();
}

void EnvPage::goToNext() {
    for (const EnvMergeRow& row : m_env.rows())
        if (row.asks) {
            if (m_table->envModel().rowOf(row.key) < 0) {
                m_find->clear();
                m_filters[int(EnvFilter::All)]->click();
            }
            m_table->goTo(row.key);
            m_table->setFocus(Qt::OtherFocusReason);
            return;
        }
}

void EnvPage::showSecrets() {
    QStringList keys, oldKeys;
    for (const EnvMergeRow& row : m_env.rows())
        if (row.secret) {
            keys << row.key;
            oldKeys << (row.oldKey.isEmpty() ? row.key : row.oldKey);
        }
    m_pending = 2;
    m_read = {};
    refreshFilters();
    const auto done = [this](QMap<QString, QString>* to, const Result<QMap<QString, QString>>& values) {
        if (values)
            *to = *values;
        else
            showTrouble(values.error());
        if (--m_pending > 0)
            return;
        if (values && isVisible()) {
            m_table->envModel().reveal(m_read);
            m_hide->start();
        }
        m_read = {};
        refreshFilters();
    };
    flow().readEnvSecrets(
        oldKeys, keys, this,
        [this, done](const Result<QMap<QString, QString>>& values) { done(&m_read.old, values); },
        [this, done](const Result<QMap<QString, QString>>& values) { done(&m_read.fresh, values); });
}

void EnvPage::hideSecrets() {
    m_hide->stop();
    m_table->envModel().hide();
    refreshFilters();
}

/// As .env has it; secrets are named, not shown.
void EnvPage::copyResult() {
    QStringList lines;
    for (const EnvMergeRow& row : m_env.rows()) {
        const bool absent = row.choice == Choice::Drop || (row.choice == Choice::Old && !row.inOld) ||
                            (row.choice == Choice::New && !row.inNew);
        if (!absent)
            lines << (row.secret ? tr("%1=(secret, %2)").arg(row.key, originOf(row))
                                 : QStringLiteral("%1=%2").arg(row.key, row.result));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

bool EnvPage::fill(const QJsonObject& answers, QString* missing) {
    QMap<QString, QString> choices;
    const QJsonObject env = answers.value(QLatin1String("env")).toObject();
    for (auto it = env.begin(); it != env.end(); ++it)
        choices.insert(it.key(), it.value().toString());
    if (const auto taken = m_env.chooseAll(choices); !taken) {
        *missing = QStringLiteral("env.") + taken.error().facts.value(0);
        m_refused = taken.error().facts.mid(1);
        return false;
    }
    for (const EnvMergeRow& row : m_env.rows())
        if (row.asks) {
            *missing = QStringLiteral("env.") + row.key;
            m_refused.clear();
            for (const Choice choice : row.allowed)
                m_refused << choiceText(row, choice, row.advisedValue);
            return false;
        }
    return true;
}

QStringList EnvPage::offers(const QString& key) const {
    return key.startsWith(QLatin1String("env.")) ? m_refused : QStringList();
}

} // namespace df

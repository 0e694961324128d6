#include "pages/moving_page.h"

#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/moving_step.h"
#include "theme/icons.h"
#include "widgets/card.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/row_item.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>

namespace df {

namespace {

QString sizeOf(const MovableEntry& e) {
    const QString size = e.atLeast ? MovingPage::tr("more than %1").arg(bytes(e.bytes)) : bytes(e.bytes);
    return e.files > 1 ? MovingPage::tr("%1 in %n file(s)", nullptr, int(e.files)).arg(size) : size;
}

QString noteOf(const MovableEntry& e) {
    QStringList parts{e.why()};
    if (!e.neededBy.isEmpty())
        parts << MovingPage::tr("Used by %1.").arg(e.neededBy.join(QStringLiteral(", ")).left(200));
    if (!e.linkTo.isEmpty())
        parts << MovingPage::tr("It is a link to %1.").arg(e.linkTo);
    return parts.join(QLatin1Char(' '));
}

/// As makeRow(), but all of both sentences is there.
QWidget* wrappedRow(const QString& title, const QString& note) {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 16, 9, 12);
    box->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(px(1));
    words->addWidget(new TextLabel(title, Type::TableStrong));
    words->addWidget(new TextLabel(note, Type::Table, Tone::Muted));
    box->addLayout(words, 1);
    return row;
}

} // namespace

MovingPage::MovingPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.movingStep(), parent), m_moving(flow.movingStep()), m_error(new ErrorCard),
      m_waiting(new TextLabel(tr("The old server is asked what lies where, and how much. It is only read."),
                              Type::Body, Tone::Muted)),
      m_always(new Card), m_list(new Card), m_cannotBox(new QWidget), m_cannot(new Card) {
    body()->addWidget(m_error);
    body()->addWidget(m_waiting);
    m_always->addRow(makeRow({QStringLiteral("database"),
                              Tone::Done,
                              tr("The system database"),
                              tr("Always: users, roles, apps, services and their stored secrets."),
                              {}}));
    m_always->addRow(makeRow({QStringLiteral("key"),
                              Tone::Done,
                              tr("The settings in .env"),
                              tr("Always, merged as the page before shows."),
                              {}}));
    body()->addWidget(m_always);
    body()->addWidget(m_list);
    body()->addWidget(buildAdd());
    auto* cannot = new QVBoxLayout(m_cannotBox);
    cannot->setContentsMargins(0, px(6), 0, 0);
    cannot->setSpacing(px(8));
    cannot->addWidget(new TextLabel(tr("What can't move, and what to do about it"), Type::Section));
    cannot->addWidget(m_cannot);
    body()->addWidget(m_cannotBox);
    body()->addStretch();
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("close"))
            Q_EMIT closeRequested();
        else
            m_moving.read();
    });
    refresh();
}

QWidget* MovingPage::buildAdd() {
    QBoxLayout* box = nullptr;
    QWidget* column = columnWidget(&box, 0, 0, 5);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(10));
    m_path = new QLineEdit;
    m_path->setPlaceholderText(tr("for example storage/reports, or /srv/files"));
    auto* add = plainButton(tr("&Add it"));
    add->setProperty("changesChoice", true);
    connect(add, &QPushButton::clicked, this, &MovingPage::addPath);
    connect(m_path, &QLineEdit::returnPressed, this, &MovingPage::addPath);
    row->addWidget(fieldLabel(tr("Another &file or folder of the old server"), m_path));
    row->addWidget(m_path, 1);
    row->addWidget(add, 0, Qt::AlignVCenter);
    box->addLayout(row);
    m_refused = new TextLabel(Type::Table, Tone::Failed);
    m_refused->hide();
    box->addWidget(m_refused);
    return column;
}

QString MovingPage::title() const {
    return m_moving.busy() ? tr("Looking at what could come along") : tr("What comes along");
}

QString MovingPage::subtitle() const {
    if (m_moving.state() != StateWord::Done)
        return {};
    const QStringList chosen = m_moving.chosen();
    if (chosen.isEmpty())
        return tr("Database and settings, nothing else.");
    const Movable& found = m_moving.found();
    const QString size = bytes(found.bytesOf(chosen));
    return found.atLeast(chosen)
               ? tr("Database, settings and %n more, at least %1.", nullptr, int(chosen.size())).arg(size)
               : tr("Database, settings and %n more, %1.", nullptr, int(chosen.size())).arg(size);
}

QString MovingPage::helpText() const {
    return tr(
        "The database and the settings always move. Here you choose which files come along: what users "
        "stored, databases and certificates that services name, what somebody put into the web folder.\n\n"
        "They pass through this computer without being stored on it, and are compared at both ends by their "
        "hashes. Owners, modes and times are kept.\n\nA path below the installation lands in the same place "
        "below the new one. An absolute path lands at the same absolute place.\n\nF5 reads the sizes again.");
}

QVector<PageButton> MovingPage::buttons() {
    if (m_moving.busy()) {
        PageButton stop;
        stop.id = QStringLiteral("stop");
        stop.text = tr("&Stop reading");
        stop.action = [this] { m_moving.cancel(); };
        return {backButton(), stop};
    }
    return {backButton(), nextButton(tr("&Next: Record the state before"), isComplete())};
}

void MovingPage::enter() {
    if (m_moving.state() == StateWord::NotStarted)
        m_moving.read();
}

void MovingPage::checkAgain() {
    if (!m_moving.busy() && !isReadOnly())
        m_moving.read();
}

QWidget* MovingPage::initialFocus() { return m_list->findChild<QCheckBox*>(); }

void MovingPage::addPath() {
    if (m_path->text().trimmed().isEmpty() || isReadOnly())
        return;
    const QString trouble = m_moving.add(m_path->text());
    m_refused->setText(trouble);
    m_refused->setVisible(!trouble.isEmpty());
    if (trouble.isEmpty())
        m_path->clear();
}

void MovingPage::refresh() {
    const auto error = m_moving.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    const bool have = m_moving.state() == StateWord::Done;
    m_waiting->setVisible(m_moving.busy());
    m_always->setVisible(have);
    m_path->parentWidget()->setVisible(have);
    refreshList();
    refreshCannot();
}

void MovingPage::refreshList() {
    const auto& entries = m_moving.found().entries;
    QStringList key = m_moving.added();
    for (const MovableEntry& e : entries)
        key << e.path + QString::number(e.bytes);
    m_list->setVisible(m_moving.state() == StateWord::Done && !key.isEmpty());
    const QString shown = key.join(QLatin1Char('\n'));
    if (shown == m_shown) {
        for (QCheckBox* tick : m_list->findChildren<QCheckBox*>())
            tick->setChecked(m_moving.isChosen(tick->property("path").toString()));
        return;
    }
    m_shown = shown;
    m_list->clearRows();
    const auto row = [this](const QString& path, const QString& note, const QString& size, bool own) {
        QBoxLayout* box = nullptr;
        QWidget* w = rowWidget(&box, 16, 8, 12);
        auto* tick = new QCheckBox;
        tick->setProperty("path", path);
        tick->setChecked(m_moving.isChosen(path));
        tick->setEnabled(!isReadOnly());
        tick->setAccessibleName(tr("%1, %2").arg(path, size));
        connect(tick, &QCheckBox::clicked, this, [this, path](bool on) { m_moving.choose(path, on); });
        box->addWidget(tick, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(px(1));
        auto* name = new TextLabel(Type::Body);
        name->setSpans({code(path)});
        words->addWidget(name);
        words->addWidget(new TextLabel(note, Type::Table, Tone::Muted));
        box->addLayout(words, 1);
        auto* amount = new TextLabel(size, Type::Table, Tone::Muted);
        amount->setFit(TextLabel::Fit::OneLine);
        box->addWidget(amount, 0, Qt::AlignTop);
        if (own) {
            auto* remove = linkButton(QString(), QStringLiteral("trash"));
            remove->setAccessibleName(tr("Take %1 out of the list").arg(path));
            remove->setToolTip(remove->accessibleName());
            connect(
                remove, &QPushButton::clicked, this, [this, path] { m_moving.remove(path); },
                Qt::QueuedConnection);
            box->addWidget(remove, 0, Qt::AlignTop);
        }
        m_list->addRow(w);
    };
    for (const MovableEntry& e : entries)
        row(e.path, noteOf(e), sizeOf(e), false);
    for (const QString& path : m_moving.added())
        row(path, tr("Added by you."), tr("size not read"), true);
}

void MovingPage::refreshCannot() {
    const auto& all = m_moving.found().cannotMove;
    m_cannotBox->setVisible(m_moving.state() == StateWord::Done && !all.isEmpty());
    if (m_cannot->rows()->count() > 0 && m_cannot->property("count").toInt() == all.size())
        return;
    m_cannot->setProperty("count", int(all.size()));
    m_cannot->clearRows();
    for (const CannotMove& c : all)
        m_cannot->addRow(wrappedRow(c.what, c.doThis));
}

bool MovingPage::fill(const QJsonObject& answers, QString* missing) {
    if (!answers.contains(QLatin1String("move")))
        return true;
    QStringList paths;
    const QJsonArray wanted = answers.value(QLatin1String("move")).toArray();
    for (const QJsonValue& v : wanted)
        paths << v.toString();
    if (m_moving.chooseOnly(paths).isEmpty())
        return true;
    *missing = QStringLiteral("move");
    return false;
}

} // namespace df

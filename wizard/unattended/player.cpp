#include "unattended/player.h"

#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "main_window.h"
#include "pages/page.h"
#include "step_window.h"
#include "unattended/show_now.h"
#include "words/commercial_words.h"

#include <QAbstractButton>
#include <QDir>

namespace df {

namespace {

constexpr int tickMs = 100;

QString serverOf(const ConnectSettings& s) {
    return QStringLiteral("%1@%2:%3").arg(s.user, s.host).arg(s.port);
}

/// What the page is going to be filled with: to know whose journal entry it is.
ConnectSettings answered(ConnectSettings s, const ServerAnswers& answers, bool hasPort,
                         const SignInSecrets& secrets) {
    if (answers.hasServer) {
        s.host = answers.host.isEmpty() ? s.host : answers.host;
        s.user = answers.user.isEmpty() ? s.user : answers.user;
        s.port = hasPort ? answers.port : s.port;
    }
    s.password = secrets.password;
    s.passphrase = secrets.passphrase;
    if (!secrets.sudoPassword.isEmpty())
        s.sudoPassword = secrets.sudoPassword;
    if (!s.password.isEmpty() && answers.identityFile.isEmpty())
        s.signInWith = SignInWith::Password;
    return s;
}

/// A machine may have many containers: the entry is of the one that the answers name.
bool isInSamePlace(const JournalEntry& entry, const QJsonObject& answers) {
    const QJsonObject place =
        entry.extra.value(QLatin1String("places")).toObject()[QLatin1String("new")].toObject();
    const QJsonObject wanted = answers.value(QLatin1String("newInstallation")).toObject();
    const auto fits = [&](const char* key) {
        const QString given = wanted.value(QLatin1String(key)).toString();
        return given.isEmpty() || given == place.value(QLatin1String(key)).toString();
    };
    return fits("container") && fits("pod") && fits("namespace");
}

} // namespace

Player::Player(Services services, AnswerFile answers, Options options, QObject* parent)
    : QObject(parent), m_services(std::move(services)), m_answers(std::move(answers)),
      m_options(std::move(options)) {
    m_moves = m_answers.task == QLatin1String("migrate");
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &Player::tick);
}

Flow& Player::flow() const { return m_services.window.steps()->flow(); }

StepWindow& Player::steps() const { return *m_services.window.steps(); }

void Player::play(const SecretAnswers& secrets, const ConnectSettings& settings,
                  const ConnectSettings& newSettings) {
    m_json = secrets.json;
    m_secrets = secrets;
    const auto hasPort = [this](const char* part) {
        return m_json.value(QLatin1String(part)).toObject().contains(QLatin1String("port"));
    };
    m_settings = answered(settings, m_answers, hasPort("server"), secrets);
    m_newSettings = answered(newSettings, m_answers.newServer, hasPort("newServer"), secrets.newServer);
    openFlow(openRun());
    m_timer.start();
}

std::optional<JournalEntry> Player::openRun() const {
    if (m_answers.task == QLatin1String("look"))
        return {};
    const bool back = m_answers.task == QLatin1String("go-back");
    bool newest = m_answers.run.isEmpty();
    for (const JournalEntry& e : m_services.journal.entries()) {
        if (e.server != serverOf(moves() ? m_newSettings : m_settings) || e.practice != m_options.practice ||
            e.task == QLatin1String("look"))
            continue;
        const bool isMove = taskOf(e) == Task::Migrate;
        // A move that was kept, and the last thing done there: its old server may still be shut.
        const bool kept = e.phase == toString(RunPhase::Kept) && (newest || m_answers.run == e.runId);
        const bool wanted = isMove == moves() ? e.open : isMove && back && (e.open || kept);
        if (wanted && (m_answers.run.isEmpty() || m_answers.run == e.runId) && isInSamePlace(e, m_json))
            return e;
        newest = false;
    }
    return {};
}

void Player::openFlow(const std::optional<JournalEntry>& entry) {
    // Going back from a move opens the old server again, too.
    const bool isMove = m_answers.task == QLatin1String("migrate");
    const bool backFromMove = entry && !isMove && taskOf(*entry) == Task::Migrate;
    m_moves = isMove || backFromMove;
    auto flow = m_services.makeFlow(backFromMove                                 ? Task::Migrate
                                    : m_answers.task == QLatin1String("look")    ? Task::Look
                                    : m_answers.task == QLatin1String("go-back") ? Task::GoBack
                                    : m_answers.task == QLatin1String("migrate") ? Task::Migrate
                                                                                 : Task::Upgrade);
    if (backFromMove)
        flow->task = Task::GoBack;
    flow->practice = m_options.practice;
    flow->learn(m_secrets.secrets);
    flow->connectStep().settings = m_settings;
    flow->connectStep().saveServer = false;
    if (moves()) {
        flow->newConnectStep().settings = backFromMove ? m_settings : m_newSettings;
        if (backFromMove) // where the old one is the journal knows; its secrets may be in the answers
            flow->connectStep().settings = m_newSettings;
        flow->newConnectStep().saveServer = false;
        if (!m_answers.newServer.installationPath.isEmpty() && !backFromMove)
            flow->newLookStep().extraPaths << m_answers.newServer.installationPath;
    }
    // Looked at first, and in the first go: a machine may hold many.
    if (!m_answers.installationPath.isEmpty())
        flow->lookStep().extraPaths << m_answers.installationPath;
    // What is asked for on the Plan page decides a finding of the Advice page before it.
    flow->adviceStep().choices.reapplyLocalChanges =
        m_json.value(QLatin1String("localChanges")).toString() == QLatin1String("reapply");
    flow->adviceStep().choices.phpBesideOld = m_json.value(QLatin1String("phpBesideOld")).toBool();
    if (entry) {
        m_services.say(tr("attaching to the run %1 that was begun before").arg(entry->runId));
        m_attached = true;
        flow->beforeStep().admin = {
            m_answers.adminEmail,
            Secret(
                m_json.value(QLatin1String("admin")).toObject().value(QLatin1String("password")).toString())};
        flow->resume(*entry);
    }
    m_services.window.openFlow(std::move(flow));
}

void Player::tick() {
    if (m_ended || !m_services.window.steps())
        return;
    Page* page = steps().currentPage();
    if (m_page != page->id()) {
        m_page = page->id();
        m_pageSince.start();
    }
    if (page->confirmation()) {
        pressConfirmation(*page);
        return;
    }
    const QMap<QString, void (Player::*)(Page&)> handlers{
        {QStringLiteral("connect"), &Player::onConnect}, {QStringLiteral("connect-new"), &Player::onConnect},
        {QStringLiteral("env"), &Player::onAnswered},    {QStringLiteral("moving"), &Player::onAnswered},
        {QStringLiteral("resume"), &Player::onResume},   {QStringLiteral("look"), &Player::onLook},
        {QStringLiteral("advice"), &Player::onAdvice},   {QStringLiteral("before"), &Player::onBefore},
        {QStringLiteral("plan"), &Player::onPlan},       {QStringLiteral("run"), &Player::onRun},
        {QStringLiteral("compare"), &Player::onCompare}, {QStringLiteral("done"), &Player::onDone}};
    if (const auto handler = handlers.value(m_page))
        (this->*handler)(*page);
}

// ---- hands
// -------------------------------------------------------------------------------------------------------

QString Player::shownAnswer(const QJsonObject& answers, const QString& key) {
    const QString part = key.section(QLatin1Char('.'), 0, 0), name = key.section(QLatin1Char('.'), 1);
    const QString value = answers.value(part).toObject().value(name).toString();
    if ((part == QLatin1String("installation") || part == QLatin1String("newInstallation")) &&
        (name == QLatin1String("path") || name == QLatin1String("container")))
        return value;
    if (part == QLatin1String("env"))
        return value.startsWith(QLatin1String("value:")) ? QStringLiteral("value:…") : value;
    if (key == QLatin1String("release") || key == QLatin1String("way"))
        return answers.value(key).toString();
    return {}; // others may be secret
}

bool Player::fillOnce(Page& page, const QString& variant) {
    const QString key = page.id() + QLatin1Char('/') + variant;
    if (m_filled.contains(key))
        return true;
    m_filled.insert(key);
    QString missing;
    if (page.fill(m_json, &missing))
        return true;
    const QString given = shownAnswer(m_json, missing);
    Error error = given.isEmpty() ? missingAnswer(missing, page.railName(), questionOf(missing))
                                  : impossibleAnswer(missing, page.railName(), given);
    if (const QStringList offers = page.offers(missing); !offers.isEmpty())
        error.what += QLatin1Char(' ') + tr("There are: %1.").arg(offers.join(QStringLiteral("; ")));
    end(Exit::BadAnswers, error);
    return false;
}

bool Player::press(Page& page, const QString& buttonId) {
    QAbstractButton* button = page.button(buttonId);
    if (!button || !button->isEnabled())
        return false;
    button->click();
    return true;
}

void Player::pressOnce(Page& page, const QString& buttonId) {
    const QString key = page.id() + QLatin1Char('/') + buttonId;
    if (!m_pressed.contains(key) && press(page, buttonId))
        m_pressed.insert(key);
}

void Player::goOn(Page& page, const QString& what) {
    shoot(page);
    if (press(page, QStringLiteral("next")) && !m_said.contains(page.id())) {
        m_said.insert(page.id());
        m_services.say(tr("%1  %2 … done").arg(page.railName(), what));
    }
}

void Player::sayOnce(const QString& line) {
    if (line.isEmpty() || m_said.contains(line))
        return;
    m_said.insert(line);
    m_services.say(line);
}

void Player::shoot(const Page& page) {
    if (m_options.screenshotFolder.isEmpty() || m_shot.contains(page.id()))
        return;
    showNow(page);
    m_shot.insert(page.id());
    ++m_pictures;
    const QString name = QStringLiteral("%1-%2.png").arg(m_pictures, 2, 10, QLatin1Char('0')).arg(page.id());
    const QString file = QDir(m_options.screenshotFolder).filePath(name);
    if (!QDir().mkpath(m_options.screenshotFolder) || !m_services.window.grab().save(file))
        m_services.complain(tr("The picture %1 can't be written.").arg(file));
}

Words Player::wordsAbout(const Error& error) const {
    Situation situation;
    situation.host = moves() ? m_newSettings.host : m_settings.host;
    const QString host = situation.host;
    if (!m_services.window.steps())
        return wordsFor(error, situation);
    if (const auto files = flow().planStep().commercialFetch().error())
        return commercialWords(*files);
    const RunStep& run = flow().runStep();
    situation = flow().situation();
    situation.host = host;
    const bool ofTheRun = error.code == ErrorCode::RunFailed || error.code == ErrorCode::NotAsBefore;
    const Words words = ofTheRun ? wordsForRun(run.run(), run.plan(), situation) : Words();
    return words.title.isEmpty() ? wordsFor(error, situation) : words;
}

void Player::complainAbout(const Error& error) {
    const Words words = wordsAbout(error);
    const bool plain = error.code == ErrorCode::BadAnswerFile || error.code == ErrorCode::MustFix;
    m_services.complain(plain ? error.what : words.title);
    QStringList lines{words.happened, words.means};
    for (const Words::Fact& fact : words.facts)
        lines << fact.text + QLatin1Char('.');
    lines << words.hint;
    for (const QString& line : plain ? QStringList() : lines)
        if (!line.isEmpty())
            m_services.complain(QStringLiteral("  ") + line);
    for (const QString& line : words.detail.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        if (line != error.what || !plain)
            m_services.complain(QStringLiteral("    ") + line);
}

void Player::end(Exit code, const std::optional<Error>& why) {
    if (m_ended)
        return;
    m_ended = true;
    m_timer.stop();
    if (why)
        complainAbout(*why);
    if (m_services.window.steps()) {
        flow().ending = why;
        if (const auto report = flow().writeReport(m_options.reportFolder))
            m_services.say(tr("report  %1").arg(QDir(*report).filePath(QStringLiteral("report.html"))));
        else
            complainAbout(report.error());
        if (!m_shot.isEmpty())
            m_services.say(tr("pictures  %1").arg(QDir(m_options.screenshotFolder).absolutePath()));
        m_services.say(flow().truthLine());
    }
    Q_EMIT ended(code);
}

} // namespace df

#include "flow/flow.h"
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/connection_json.h"
#include "flow/done_step.h"
#include "flow/look_step.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "flow/sealing.h"

#include "practice/practice_server.h"
#include "secrets/saved_servers.h"

namespace df {

namespace {

/// The name of a practice server's folder.
QString newPractice(bool isNew) { return isNew ? QStringLiteral("new") : QString(); }

} // namespace

Flow::Flow(Journal& journal, SavedServers& saved, Task what, QObject* parent)
    : QObject(parent), task(what), m_worker(std::make_unique<HostWorker>()),
      m_newWorker(what == Task::Migrate ? std::make_unique<HostWorker>() : nullptr), m_journal(journal),
      m_saved(saved), m_connect(std::make_unique<ConnectStep>(*m_worker)),
      m_newConnect(m_newWorker ? std::make_unique<ConnectStep>(*m_newWorker) : nullptr),
      m_look(std::make_unique<LookStep>(*m_worker)),
      m_newLook(m_newWorker ? std::make_unique<LookStep>(*m_newWorker) : nullptr),
      m_advice(std::make_unique<AdviceStep>(*m_look)),
      m_before(std::make_unique<BeforeStep>(*m_worker, *m_look)),
      m_plan(std::make_unique<PlanStep>(*m_look, *m_advice)),
      m_run(std::make_unique<RunStep>(runWorker(), *m_look, *m_plan)),
      m_compare(
          std::make_unique<CompareStep>(runWorker(), m_newLook ? *m_newLook : *m_look, *m_before, *m_run)),
      m_done(std::make_unique<DoneStep>()), m_startedAt(QDateTime::currentDateTimeUtc()),
      m_redactor(std::make_shared<Redactor>()) {
    m_sealing = std::make_unique<Sealing>(*m_worker, *m_look, m_keychain);
    wire();
}

Flow::~Flow() {
    m_move.reset();   // its threads end
    m_worker.reset(); // first: no result may reach a step that is half gone
    m_newWorker.reset();
}

void Flow::wire() {
    FlowStep* steps[] = {m_connect.get(), m_newConnect.get(), m_look.get(), m_newLook.get(), m_advice.get(),
                         m_before.get(),  m_plan.get(),       m_run.get(),  m_compare.get(), m_done.get()};
    // First: whoever hears of a change finds the notes there.
    connect(m_before.get(), &FlowStep::changed, this, &Flow::keepBefore);
    connect(m_compare.get(), &FlowStep::changed, this, &Flow::keepAfter);
    for (FlowStep* step : steps)
        if (step)
            connect(step, &FlowStep::changed, this, &Flow::changed);
    for (ConnectStep* step : connectSteps())
        connect(step, &FlowStep::changed, this, [this, step, in = false]() mutable {
            if (const bool before = std::exchange(in, step->state() == StateWord::Done); in && !before)
                signedIn(*step);
        });
    // The run that is gone back on may be in a container.
    m_look->goesInside = task == Task::GoBack;
    if (moves())
        wireMove();
    connect(m_compare.get(), &FlowStep::changed, this,
            [this] { m_run->comparing(m_compare->state(), m_compare->seconds()); });
    connect(m_run.get(), &RunStep::phaseChanged, this, &Flow::phaseChanged);
}

QVector<ConnectStep*> Flow::connectSteps() const {
    QVector<ConnectStep*> steps{m_connect.get()};
    if (m_newConnect)
        steps << m_newConnect.get();
    return steps;
}

void Flow::signedIn(const ConnectStep& step) {
    learnSecrets();
    const bool isNew = &step == m_newConnect.get();
    LookStep& look = isNew ? *m_newLook : *m_look;
    if (!practice)
        rememberServer(step);
    else if (const auto server =
                 PracticeServer(PracticeServer::defaultFolder(newPractice(isNew))).findRunning();
             server && !look.extraPaths.contains(server->path))
        look.extraPaths << server->path; // it stands in none of the usual places
    if (moves() && !isNew && m_move->closing.door() == ClosingStep::Door::Unknown)
        m_move->closing.attach(Plan(m_move->closing.plan()));
    if (m_resumed && isNew == moves() && m_run->state() == StateWord::NotStarted)
        attachResumed();
}

void Flow::learnSecrets() {
    for (const ConnectStep* step : connectSteps())
        m_redactor->add({step->settings.password, step->settings.passphrase, step->settings.sudoPassword});
    m_redactor->add({m_before->admin.password, m_before->newAdmin.password, m_plan->databaseAdminPassword});
}

QVector<ConnectSettings> Flow::savedServers() const {
    QVector<ConnectSettings> list;
    if (const auto loaded = m_saved.load())
        for (const SavedServer& server : loaded->servers)
            list << settingsOf(server);
    return list;
}

void Flow::rememberServer(const ConnectStep& step) {
    const ConnectSettings& s = step.settings;
    SavedServer server;
    server.host = s.host;
    server.port = s.port;
    server.user = s.user;
    const QJsonObject json = df::toJson(s);
    server.signInWith = json.value(QLatin1String("signInWith")).toString();
    server.rights = json.value(QLatin1String("rights")).toString();
    server.keyFile = s.keyFile;
    server.lastUsed = QDateTime::currentDateTimeUtc();
    if (step.saveServer)
        if (const auto saved = m_saved.remember(server); !saved)
            Q_EMIT journalFailed(saved.error());
    if (!step.rememberSecrets)
        return;
    const std::pair<Keychain::Kind, Secret> secrets[] = {{Keychain::Kind::Password, s.password},
                                                         {Keychain::Kind::Passphrase, s.passphrase},
                                                         {Keychain::Kind::SudoPassword, s.sudoPassword}};
    for (const auto& [kind, secret] : secrets)
        if (!secret.isEmpty())
            m_keychain.store(Keychain::key(server.id(), kind), secret, this,
                             [this](const Result<void>& stored) {
                                 if (!stored) // kept for this session
                                     Q_EMIT journalFailed(stored.error());
                             });
}

void Flow::phaseChanged(RunPhase phase) {
    if (phase == RunPhase::Unknown)
        return;
    learnSecrets();
    if (phase == RunPhase::Failed || phase == RunPhase::SwitchUndone || phase == RunPhase::Stuck) {

        m_hadFailure = true;
        m_lastFailure = m_run->run().failure;
    } else if (phase == RunPhase::Preparing || phase == RunPhase::Switching || phase == RunPhase::Switched)
        m_hadFailure = false;
    settleDone();
    saveJournal();
}

void Flow::settleDone() {
    const RunPhase phase = m_run->run().phase;
    if (phase == RunPhase::Kept)
        m_done->settle(outcome(), StateWord::Done);
    else if (phase == RunPhase::WentBack)
        m_done->settle(outcome(), StateWord::Undone);
    else if (phase == RunPhase::Stuck)
        m_done->settle(outcome(), StateWord::Failed);
    else
        m_done->settle({}, StateWord::NotStarted);
}

} // namespace df

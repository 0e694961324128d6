#include "flow/flow.h"
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/done_step.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"

#include "flow/connection_json.h"
#include "practice/practice_server.h"
#include "secrets/saved_servers.h"

#include <QJsonArray>

namespace df {

namespace {

bool finished(RunPhase phase) { return phase == RunPhase::Kept || phase == RunPhase::WentBack; }

} // namespace

Flow::Flow(Journal& journal, SavedServers& saved, QObject* parent)
    : QObject(parent), m_worker(std::make_unique<HostWorker>()), m_journal(journal), m_saved(saved),
      m_connect(std::make_unique<ConnectStep>(*m_worker)), m_look(std::make_unique<LookStep>(*m_worker)),
      m_advice(std::make_unique<AdviceStep>(*m_look)),
      m_before(std::make_unique<BeforeStep>(*m_worker, *m_look)),
      m_plan(std::make_unique<PlanStep>(*m_look, *m_advice)),
      m_run(std::make_unique<RunStep>(*m_worker, *m_look, *m_plan)),
      m_compare(std::make_unique<CompareStep>(*m_worker, *m_look, *m_before, *m_run)),
      m_done(std::make_unique<DoneStep>()), m_startedAt(QDateTime::currentDateTimeUtc()),
      m_redactor(std::make_shared<Redactor>()) {
    wire();
}

Flow::~Flow() {
    m_worker.reset(); // first: no result may reach a step that is half gone
}

void Flow::wire() {
    FlowStep* steps[] = {m_connect.get(), m_look.get(), m_advice.get(),  m_before.get(),
                         m_plan.get(),    m_run.get(),  m_compare.get(), m_done.get()};
    for (FlowStep* step : steps)
        connect(step, &FlowStep::changed, this, &Flow::changed);
    connect(m_connect.get(), &FlowStep::changed, this, [this] {
        if (m_connect->state() != StateWord::Done)
            m_signedIn = false;
        else if (!std::exchange(m_signedIn, true))
            signedIn();
    });
    connect(m_compare.get(), &FlowStep::changed, this,
            [this] { m_run->comparing(m_compare->state(), m_compare->seconds()); });
    connect(m_run.get(), &RunStep::phaseChanged, this, &Flow::phaseChanged);
}

void Flow::signedIn() {
    learnSecrets();
    if (!practice)
        rememberServer();
    else if (const auto server = PracticeServer().findRunning();
             server && !m_look->extraPaths.contains(server->path))
        m_look->extraPaths << server->path; // it stands in none of the usual places
    if (m_resumed && m_run->state() == StateWord::NotStarted)
        attachResumed();
}

void Flow::learnSecrets() {
    const ConnectSettings& s = m_connect->settings;
    m_redactor->add(
        {s.password, s.passphrase, s.sudoPassword, m_before->admin.password, m_plan->databaseAdminPassword});
}

void Flow::rememberServer() {
    const ConnectSettings& s = m_connect->settings;
    SavedServer server;
    server.host = s.host;
    server.port = s.port;
    server.user = s.user;
    const QJsonObject json = df::toJson(s);
    server.signInWith = json.value(QLatin1String("signInWith")).toString();
    server.rights = json.value(QLatin1String("rights")).toString();
    server.keyFile = s.keyFile;
    server.lastUsed = QDateTime::currentDateTimeUtc();
    if (m_connect->saveServer)
        if (const auto saved = m_saved.remember(server); !saved)
            Q_EMIT journalFailed(saved.error());
    if (!m_connect->rememberSecrets)
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

JournalEntry Flow::journalEntry() const {
    JournalEntry e = m_resumed.value_or(JournalEntry());
    const Plan& plan = m_run->plan();
    const RunPhase phase = m_run->run().phase;
    e.runId = plan.runId;
    e.task = QStringLiteral("upgrade");
    e.server = QStringLiteral("%1@%2:%3")
                   .arg(m_connect->settings.user, m_connect->settings.host)
                   .arg(m_connect->settings.port);
    e.connection = toJson(m_connect->settings);
    e.root = plan.root;
    e.runFolder = plan.runFolder;
    e.from = plan.from;
    e.to = plan.to;
    e.phase = toString(phase);
    e.open = !finished(phase);
    e.practice = practice;
    if (!e.startedAt.isValid())
        e.startedAt = m_startedAt;
    e.changedAt = QDateTime::currentDateTimeUtc();
    e.reportFolder = m_done->reportFolder().isEmpty() ? e.reportFolder : m_done->reportFolder();
    e.summary = truthLine();
    if (!m_before->snapshot().areas.isEmpty())
        e.snapshotBefore = df::toJson(m_before->snapshot());
    e.extra.insert(QStringLiteral("asRoot"), plan.asRoot);
    e.extra.insert(QStringLiteral("hadFailure"), m_hadFailure);
    e.extra.insert(QStringLiteral("keepCopyHere"), m_plan->keepCopyHere);
    e.extra.insert(QStringLiteral("checklist"), QJsonArray::fromStringList(m_advice->checklist()));
    if (!m_look->facts().installations.isEmpty())
        e.extra.insert(QStringLiteral("facts"), df::toJson(m_look->facts()));
    if (!m_look->releases().chosen.tag.isEmpty())
        e.extra.insert(QStringLiteral("release"), df::toJson(m_look->releases().chosen));
    return e;
}

void Flow::saveJournal() {
    // The truth is on the server; a journal that can't be written costs the history, not the run.
    if (const auto saved = m_journal.save(journalEntry()); !saved)
        Q_EMIT journalFailed(saved.error());
}

void Flow::resume(const JournalEntry& entry) {
    m_resumed = entry;
    practice = entry.practice;
    const ConnectSettings given = m_connect->settings; // secrets that the caller put there stay
    m_connect->settings = connectSettingsFromJson(entry.connection);
    m_connect->settings.password = given.password;
    m_connect->settings.passphrase = given.passphrase;
    m_connect->settings.sudoPassword = given.sudoPassword;
    m_connect->saveServer = false;
    m_look->m_facts = serverFactsFromJson(entry.extra.value(QLatin1String("facts")).toObject());
    for (int i = 0; i < int(m_look->m_facts.installations.size()); ++i)
        if (m_look->m_facts.installations[i].kind == InstallationKind::Machine &&
            m_look->m_facts.installations[i].path == entry.root)
            m_look->m_chosen = i;
    takeOver(entry);
    m_connect->connectNow();
}

void Flow::takeOver(const JournalEntry& entry) {
    m_plan->keepCopyHere = entry.extra.value(QLatin1String("keepCopyHere")).toString();
    const QJsonArray ticked = entry.extra.value(QLatin1String("checklist")).toArray();
    for (const QJsonValue& id : ticked)
        m_advice->m_checklist << id.toString();
    m_look->m_releases.chosen = releaseFactsFromJson(entry.extra.value(QLatin1String("release")).toObject());
    if (!entry.snapshotBefore.isEmpty())
        m_before->m_snapshot = snapshotFromJson(entry.snapshotBefore);
    m_startedAt = entry.startedAt;
    if (!entry.open)
        m_done->m_reportFolder = entry.reportFolder; // written when it ended, with more than is known now
    m_hadFailure = entry.extra.value(QLatin1String("hadFailure")).toBool();
}

void Flow::attach(const EarlierRun& run) {
    for (const JournalEntry& entry : m_journal.entries())
        if (entry.runId == run.id)
            takeOver(entry);
    Plan plan;
    plan.runId = run.id;
    plan.to = run.to;
    m_run->attach(plan, run.folder);
}

void Flow::attachResumed() {
    Plan plan;
    plan.runId = m_resumed->runId;
    plan.root = m_resumed->root;
    plan.from = m_resumed->from;
    plan.to = m_resumed->to;
    plan.asRoot = m_resumed->extra.value(QLatin1String("asRoot")).toBool(true);
    m_run->attach(plan, m_resumed->runFolder);
}

} // namespace df

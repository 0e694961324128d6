// What of a run is kept on this computer, and how it is taken up again.
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/connection_json.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "flow/sealing.h"

#include <QJsonArray>

namespace df {

namespace {

bool finished(RunPhase phase) { return phase == RunPhase::Kept || phase == RunPhase::WentBack; }

/// Where to sign in, by the journal; the secrets that the caller put there stay.
void takeConnection(ConnectStep& step, const QJsonObject& json) {
    const ConnectSettings given = step.settings;
    step.settings = connectSettingsFromJson(json);
    step.settings.password = given.password;
    step.settings.passphrase = given.passphrase;
    step.settings.sudoPassword = given.sudoPassword;
    step.saveServer = false;
}

int installationAt(const ServerFacts& facts, const QString& path) {
    for (int i = 0; i < int(facts.installations.size()); ++i)
        if (facts.installations[i].kind == InstallationKind::Machine && facts.installations[i].path == path)
            return i;
    return -1;
}

/// The one that was chosen among those that the journal has; entries of before know only its path.
int chosenIn(const JournalEntry& entry, const char* key, const ServerFacts& facts, const QString& path) {
    const QJsonValue chosen = entry.extra.value(QLatin1String(key));
    const int index = chosen.toInt(-1);
    return index >= 0 && index < facts.installations.size() ? index : installationAt(facts, path);
}

} // namespace

Task taskOf(const JournalEntry& entry) {
    return entry.task == QLatin1String("migrate") ? Task::Migrate : Task::Upgrade;
}

JournalEntry Flow::journalEntry() const {
    JournalEntry e = m_resumed.value_or(JournalEntry());
    const Plan& plan = m_run->plan();
    const RunPhase phase = m_run->run().phase;
    e.runId = plan.runId;
    e.task = moves() ? QStringLiteral("migrate") : QStringLiteral("upgrade");
    const ConnectSettings& settings = connectSteps().last()->settings; // where the run is
    e.server = serverOf(settings);
    e.connection = toJson(settings);
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
    if (!m_sealing->copies().isEmpty())
        e.extra.insert(QStringLiteral("sealed"), df::toJson(m_sealing->copies()));
    e.extra.insert(QStringLiteral("checklist"), QJsonArray::fromStringList(m_advice->checklist()));
    if (!m_look->facts().installations.isEmpty())
        e.extra.insert(QStringLiteral("facts"), df::toJson(m_look->facts()));
    if (!m_look->releases().chosen.tag.isEmpty())
        e.extra.insert(QStringLiteral("release"), df::toJson(m_look->releases().chosen));
    if (moves())
        addMove(&e);
    return e;
}

void Flow::addMove(JournalEntry* e) const {
    e->extra.insert(QStringLiteral("oldServer"), serverOf(m_connect->settings));
    e->extra.insert(QStringLiteral("oldConnection"), toJson(m_connect->settings));
    if (const Installation* old = m_look->installation())
        e->extra.insert(QStringLiteral("oldRoot"), old->path);
    if (const Plan& closing = m_move->closing.plan(); !closing.runId.isEmpty())
        e->extra.insert(QStringLiteral("closing"), QJsonObject{{QStringLiteral("run"), closing.runId},
                                                               {QStringLiteral("folder"), closing.runFolder},
                                                               {QStringLiteral("root"), closing.root},
                                                               {QStringLiteral("asRoot"), closing.asRoot}});
    if (m_move->since.mark().round != 0)
        e->extra.insert(QStringLiteral("oldMark"), df::toJson(m_move->since.mark()));
    e->extra.insert(QStringLiteral("closeOld"), m_plan->closeOld);
    if (!m_newLook->facts().installations.isEmpty())
        e->extra.insert(QStringLiteral("newFacts"), df::toJson(m_newLook->facts()));
    e->extra.insert(QStringLiteral("oldChosen"), m_look->chosen());
    e->extra.insert(QStringLiteral("newChosen"), m_newLook->chosen());
    e->extra.insert(QStringLiteral("places"), m_move->places.toJson());
    e->extra.insert(QStringLiteral("oldPrint"), m_move->oldPrints.toJson());
}

void Flow::saveJournal() {
    // The truth is on the server; a journal that can't be written costs the history, not the run.
    if (const auto saved = m_journal.save(journalEntry()); !saved)
        Q_EMIT journalFailed(saved.error());
}

void Flow::resume(const JournalEntry& entry) {
    m_resumed = entry;
    practice = entry.practice;
    const QJsonObject old = entry.extra.value(QLatin1String("oldConnection")).toObject();
    takeConnection(*m_connect, moves() ? old : entry.connection);
    m_look->m_facts = serverFactsFromJson(entry.extra.value(QLatin1String("facts")).toObject());
    const QString oldRoot = entry.extra.value(QLatin1String("oldRoot")).toString();
    m_look->m_chosen = chosenIn(entry, "oldChosen", m_look->m_facts, moves() ? oldRoot : entry.root);
    if (moves()) {
        takeConnection(*m_newConnect, entry.connection);
        m_newLook->m_facts = serverFactsFromJson(entry.extra.value(QLatin1String("newFacts")).toObject());
        m_newLook->m_chosen = chosenIn(entry, "newChosen", m_newLook->m_facts, entry.root);
        m_move->places.enter(entry.extra.value(QLatin1String("places")).toObject());
        m_move->oldPrints.resume(entry.extra.value(QLatin1String("oldPrint")).toObject());
    }
    takeOver(entry);
    if (moves())
        resumeMove(entry);
    for (ConnectStep* step : connectSteps())
        step->connectNow();
}

void Flow::takeOver(const JournalEntry& entry) {
    m_plan->closeOld = entry.extra.value(QLatin1String("closeOld")).toBool(true);
    m_plan->keepCopyHere = entry.extra.value(QLatin1String("keepCopyHere")).toString();
    m_sealing->takeCopies(sealedCopiesFromJson(entry.extra.value(QLatin1String("sealed")).toArray()));
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

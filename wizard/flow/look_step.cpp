#include "flow/look_step.h"

#include "flow/with_line.h"
#include "inspect/inside.h"

namespace df {

namespace {

/// A release that was read longer ago is read again: there may be newer ones.
constexpr qint64 releaseHoldsMs = 3'600'000;

/// The one to take without asking: the only one on the machine itself, or the only one at all; -1: none.
int onlyOne(const QVector<Installation>& all) {
    int found = -1, onMachine = 0;
    for (int i = 0; i < int(all.size()); ++i)
        if (all[i].kind == InstallationKind::Machine && ++onMachine == 1)
            found = i;
    if (onMachine == 0 && all.size() == 1)
        return 0;
    return onMachine == 1 ? found : -1;
}

} // namespace

bool isSameInstallation(const Installation& a, const Installation& b) {
    return a.kind == b.kind && a.path == b.path && a.container == b.container && a.nameSpace == b.nameSpace &&
           a.pod == b.pod;
}

bool isUnchangedForRelease(const Installation& before, const Installation& now) {
    const CodeFacts &a = before.code, &b = now.code;
    return isSameInstallation(before, now) && a.isRepository == b.isRepository && a.commit == b.commit &&
           a.remoteUrl == b.remoteUrl && a.modified == b.modified && a.deleted == b.deleted &&
           a.untracked == b.untracked && a.modifiedCount == b.modifiedCount &&
           a.deletedCount == b.deletedCount && a.untrackedCount == b.untrackedCount;
}

LookStep::LookStep(HostWorker& worker, QObject* parent) : FlowStep(parent), m_worker(worker) {}

const Installation* LookStep::installation() const {
    return m_chosen >= 0 && m_chosen < m_facts.installations.size() ? &m_facts.installations[m_chosen]
                                                                    : nullptr;
}

void LookStep::look(ReadRelease release) {
    m_worker.dropResultsFor(this);
    m_worker.enter({});
    m_readRelease = m_releasesError ? ReadRelease::Always : release;
    m_releasesError.reset();
    m_releaseWasRead = false;
    set(StateWord::Running, tr("reading"));
    withLine(
        m_worker, this,
        [this] {
            const QStringList paths = extraPaths;
            m_cancel = m_worker.runJob<ServerFacts>(
                [paths](RemoteHost& host, const CancelToken& cancel) {
                    return inspectServer(host, paths, cancel);
                },
                this, [this](Result<ServerFacts> facts) { looked(std::move(facts)); });
        },
        [this](const Error& error) { set(StateWord::Failed, {}, error); });
}

bool LookStep::foundNone() const {
    return error() && error()->code == ErrorCode::NoInstallation && m_facts.machine.silentEngines.isEmpty();
}

void LookStep::looked(Result<ServerFacts> facts) {
    if (!facts) {
        set(StateWord::Failed, {}, facts.error());
        return;
    }
    std::optional<Installation> before;
    if (const Installation* chosen = installation())
        before = *chosen;
    m_facts = std::move(*facts);
    m_chosen = -1;
    if (m_facts.installations.isEmpty()) {
        set(StateWord::Failed, {}, nothingFound(m_facts, extraPaths));
        return;
    }
    m_chosen = onlyOne(m_facts.installations);
    for (int i = 0; before && i < int(m_facts.installations.size()); ++i)
        if (isSameInstallation(m_facts.installations[i], *before))
            m_chosen = i;
    if (m_chosen >= 0 && m_readRelease == ReadRelease::IfNeeded && releaseStillHolds())
        settle();
    else if (m_chosen >= 0)
        take(m_chosen);
    else
        set(StateWord::NeedsYou, tr("which installation?"));
}

bool LookStep::releaseStillHolds() const {
    return m_releaseReadFor && !m_releases.chosen.commit.isEmpty() &&
           isUnchangedForRelease(*m_releaseReadFor, *installation()) && m_releaseAge.isValid() &&
           !m_releaseAge.hasExpired(releaseHoldsMs);
}

void LookStep::choose(int chosen) {
    if (chosen < 0 || chosen >= m_facts.installations.size())
        return;
    m_worker.enter({});
    take(chosen);
}

void LookStep::take(int chosen) {
    m_chosen = chosen;
    if (goesInside && installation()->kind != InstallationKind::Machine)
        lookInside();
    else
        readTheReleases();
}

void LookStep::lookInside() {
    m_worker.dropResultsFor(this);
    set(StateWord::Running, tr("looking inside"));
    m_cancel = m_worker.runJob<ServerFacts>(
        [outer = m_facts, chosen = m_chosen](RemoteHost& host, const CancelToken& cancel) {
            return inspectInside(host, outer, chosen, cancel);
        },
        this, [this](Result<ServerFacts> facts) { lookedInside(std::move(facts)); });
}

void LookStep::lookedInside(Result<ServerFacts> facts) {
    if (!facts) {
        set(StateWord::Failed, {}, facts.error());
        return;
    }
    m_facts = std::move(*facts);
    m_worker.enter(placeOf(*installation()));
    readTheReleases();
}

void LookStep::chooseRelease(const QString& tag) {
    wantedRelease = tag;
    if (installation())
        readTheReleases();
}

void LookStep::readTheReleases() {
    m_worker.dropResultsFor(this);
    m_releases = {};
    m_releasesError.reset();
    m_releaseReadFor.reset();
    m_releaseWasRead = true;
    // Without a repository there is no remote to ask; the advice says so.
    if (!readsReleases || !installation()->code.isRepository) {
        settle();
        return;
    }
    set(StateWord::Running, tr("reading the releases"));
    const Installation chosen = *installation();
    const QString wanted = wantedRelease;
    m_cancel = m_worker.runJob<RemoteReleases>(
        [chosen, wanted](RemoteHost& host, const CancelToken& cancel) {
            return readReleases(host, chosen, wanted, cancel);
        },
        this, [this](Result<RemoteReleases> releases) { releasesRead(std::move(releases)); });
}

void LookStep::releasesRead(Result<RemoteReleases> releases) {
    if (releases) {
        m_releases = std::move(*releases);
        m_releaseReadFor = *installation();
        m_releaseAge.start();
    } else if (releases.error().code == ErrorCode::ConnectionLost ||
               releases.error().code == ErrorCode::Cancelled) {
        set(StateWord::Failed, {}, releases.error());
        return;
    } else {
        m_releasesError = releases.error();
    }
    settle();
}

void LookStep::settle() {
    const QString version = installation()->code.version;
    set(StateWord::Done, version.isEmpty() ? tr("version not known") : version);
}

void LookStep::cancel() {
    m_cancel.cancel();
    m_worker.cancelCurrent();
}

} // namespace df

#pragma once

#include "core/cancel.h"
#include "flow/step.h"
#include "inspect/inspector.h"

#include <QElapsedTimer>
#include <QStringList>

#include <optional>

namespace df {

class Flow;
class HostWorker;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// The same installation of the same server in two looks: by kind, path, container and pod.
[[nodiscard]] bool isSameInstallation(const Installation& a, const Installation& b);
/// What a release was read for is still there: the same installation at the same commit with the same remote
/// and the same files of its own.
[[nodiscard]] bool isUnchangedForRelease(const Installation& before, const Installation& now);

/// Look: ServerFacts, the chosen installation, the releases of its remote.
class LookStep : public FlowStep {
    Q_OBJECT
public:
    explicit LookStep(HostWorker& worker, QObject* parent = nullptr);
    QStringList extraPaths;
    /// A container or pod is looked at from inside as well, and is where the worker's jobs run from then on.
    bool goesInside = false;
    QString wantedRelease = QStringLiteral("newest");
    /// The releases of the installation's own remote; a move needs none of them.
    bool readsReleases = true;
    [[nodiscard]] const ServerFacts& facts() const { return m_facts; }
    [[nodiscard]] int chosen() const { return m_chosen; } ///< index of installation, -1 none
    [[nodiscard]] const Installation* installation() const;
    [[nodiscard]] const RemoteReleases& releases() const { return m_releases; }
    enum class ReadRelease { Always, IfNeeded };
    /// Also "check again". IfNeeded: the release's files are read only where they, or the installation that
    /// they were held against, may be others than at the look before.
    void look(ReadRelease release = ReadRelease::Always);
    void choose(int installation);
    void chooseRelease(const QString& tag); ///< reads that release, then changed()
    void cancel();
    /// The look is over and there is no DreamFactory. False where it isn't known: a container engine is there
    /// that could not say what runs in it.
    [[nodiscard]] bool foundNone() const;
    /// The last look read the release's files as well.
    [[nodiscard]] bool releaseWasRead() const { return m_releaseWasRead; }
    /// Why the releases of the server's remote can't be read; the facts are there all the same.
    [[nodiscard]] const std::optional<Error>& releasesError() const { return m_releasesError; }

private:
    [[nodiscard]] bool releaseStillHolds() const;
    void looked(Result<ServerFacts> facts);
    void take(int installation);
    void lookInside();
    void lookedInside(Result<ServerFacts> facts);
    void readTheReleases();
    void releasesRead(Result<RemoteReleases> releases);
    void settle();

    HostWorker& m_worker;
    std::optional<Error> m_releasesError;
    CancelSource m_cancel;
    ServerFacts m_facts;
    int m_chosen = -1;
    RemoteReleases m_releases;
    ReadRelease m_readRelease = ReadRelease::Always;
    bool m_releaseWasRead = false;
    std::optional<Installation> m_releaseReadFor; ///< as it was when m_releases were read
    QElapsedTimer m_releaseAge;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df

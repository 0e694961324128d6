#include "flow/move/moving_step.h"

#include "flow/look_step.h"
#include "flow/with_line.h"

#include <QDir>

#include <algorithm>

namespace df {

QString cleanMovePath(const QString& path, const QString& root) {
    const QString text = path.trimmed();
    const bool odd = std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 32; });
    if (text.isEmpty() || odd || text.split(QLatin1Char('/')).contains(QLatin1String("..")))
        return {};
    QString clean = QDir::cleanPath(text);
    if (clean.startsWith(root + QLatin1Char('/')))
        clean = clean.mid(root.size() + 1);
    return clean == QLatin1String("/") || clean == QLatin1String(".") || clean == root ? QString() : clean;
}

MovingStep::MovingStep(HostWorker& worker, LookStep& look, QObject* parent)
    : FlowStep(parent), m_worker(worker), m_look(look) {}

void MovingStep::read() {
    const Installation* old = m_look.installation();
    if (!old)
        return;
    m_worker.dropResultsFor(this);
    set(StateWord::Running, tr("reading sizes"));
    withLine(
        m_worker, this,
        [this, at = *old] {
            m_cancel = m_worker.runJob<Movable>(
                [at](RemoteHost& host, const CancelToken& cancel) { return readMovable(host, at, cancel); },
                this, [this](Result<Movable> found) { taken(std::move(found)); });
        },
        [this](const Error& error) { set(StateWord::Failed, {}, error); });
}

void MovingStep::taken(Result<Movable> found) {
    if (!found) {
        set(StateWord::Failed, {}, found.error());
        return;
    }
    m_found = std::move(*found);
    if (!std::exchange(m_defaults, true))
        m_chosen = m_found.tickedByDefault();
    // What is no longer there can't come along.
    m_chosen.removeIf([this](const QString& path) { return !m_added.contains(path) && !find(path); });
    settle();
}

void MovingStep::cancel() {
    m_cancel.cancel();
    m_worker.cancelCurrent();
}

const MovableEntry* MovingStep::find(const QString& path) const {
    const auto it = std::find_if(m_found.entries.begin(), m_found.entries.end(),
                                 [&path](const MovableEntry& e) { return e.path == path; });
    return it == m_found.entries.end() ? nullptr : &*it;
}

void MovingStep::settle() { set(StateWord::Done, tr("%n path(s)", nullptr, int(m_chosen.size()))); }

void MovingStep::choose(const QString& path, bool on) {
    m_chosen.removeAll(path);
    if (on)
        m_chosen << path;
    settle();
}

QString MovingStep::add(const QString& path) {
    const Installation* old = m_look.installation();
    const QString clean = old ? cleanMovePath(path, old->path) : QString();
    if (clean.isEmpty())
        return tr("“%1” is not a path below the installation, nor an absolute one.")
            .arg(path.trimmed().left(200));
    if (!find(clean) && !m_added.contains(clean))
        m_added << clean;
    choose(clean, true);
    return {};
}

void MovingStep::remove(const QString& path) {
    m_added.removeAll(path);
    choose(path, false);
}

QString MovingStep::chooseOnly(const QStringList& paths) {
    m_chosen.clear();
    for (const QString& path : paths)
        if (const QString trouble = add(path); !trouble.isEmpty())
            return trouble;
    settle();
    return {};
}

} // namespace df

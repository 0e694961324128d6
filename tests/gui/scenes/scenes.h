#pragma once

#include "gui/window_fixture.h"

#include <QString>
#include <QVector>

#include <functional>

/// Every page in every state, as values: how to bring a window there. Named as the mock-ups are.
namespace df::test {

struct Scene {
    QString name;
    std::function<void(WindowFixture&, MainWindow&)> show;
};

[[nodiscard]] QVector<Scene> connectScenes();
[[nodiscard]] QVector<Scene> lookScenes(); ///< look, advice, before
[[nodiscard]] QVector<Scene> runScenes();  ///< plan, and a run in every phase
[[nodiscard]] QVector<Scene> endScenes();  ///< start, history, compare, done, resume
/// An area that this version has never heard of, and one that can't be seen any more: both decide.
[[nodiscard]] QVector<Scene> verdictScenes();
[[nodiscard]] QVector<Scene> comparisonScenes();
[[nodiscard]] QVector<Scene> moveScenes();   ///< a move to a new server
[[nodiscard]] QVector<Scene> sealedScenes(); ///< a sealed copy of .env
[[nodiscard]] QVector<Scene> bigScenes();    ///< much more than a page was drawn for
[[nodiscard]] QVector<Scene> allScenes();

// What the scenes share.
Flow& flowAt(WindowFixture& f, MainWindow& w, Task task = Task::Upgrade);
void page(MainWindow& w, const char* id);
[[nodiscard]] HostKeyInfo sampleKey();

} // namespace df::test

#include "gui/scenes/scenes.h"

namespace df::test {

Flow& flowAt(WindowFixture& f, MainWindow& w, Task task) { return f.open(w, task).flow(); }

void page(MainWindow& w, const char* id) { w.steps()->goTo(QLatin1String(id)); }

HostKeyInfo sampleKey() {
    return {QStringLiteral("api.example.com"), 22, QStringLiteral("ssh-ed25519"),
            QStringLiteral("SHA256:yV3k9QmZp0Lr7TbdWn2Xc8HsUeA5fJ1oGqKzM4wPvDl"), false};
}

QVector<Scene> allScenes() {
    return connectScenes() + lookScenes() + runScenes() + endScenes() + verdictScenes() + comparisonScenes() +
           moveScenes() + sealedScenes() + bigScenes();
}

} // namespace df::test

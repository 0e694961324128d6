// A sealed copy of .env: made on the Plan page, opened again from the history.
#include "gui/scenes/scenes.h"

#include "secrets/sealed_file.h"
#include "widgets/code_box.h"
#include "widgets/open_sealed_dialog.h"
#include "widgets/seal_dialog.h"
#include "widgets/secret_edit.h"

#include <QtTest>

namespace df::test {

namespace {

void openPlanDialog(WindowFixture& f, MainWindow& w) {
    WindowFixture::planned(flowAt(f, w));
    page(w, "plan");
    // By chance another each time, which no two pictures could be told by.
    auto* dialog = new SealDialog(w.steps()->flow().sealing(),
                                  Secret(QByteArray("7K2M-QX9D-VB4T-W0HN-35FJ-ZC8R-PEGY")), &w);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->fileEdit()->setText(QStringLiteral("/home/administrator/api-2026-11-23.dfsealed"));
    dialog->open();
}

OpenSealedDialog* openDialog(WindowFixture&, MainWindow& w) {
    w.showHistory();
    auto* dialog = new OpenSealedDialog(&w);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

/// A real file, sealed cheaply.
QString sealedFile(const QTemporaryDir& folder) {
    SealedContent c;
    c.server = QStringLiteral("api.example.com");
    c.path = QStringLiteral("/opt/dreamfactory/.env");
    c.takenAt = QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
    c.env = Secret(
        QByteArray("APP_KEY=base64:bm90IGEga2V5IG9mIGFueWJvZHk=\nDB_HOST=127.0.0.1\nDB_PASSWORD=secret\n"
                   "CACHE_STORE=redis\nDF_LICENSE_KEY=none\n"));
    const QString path = folder.filePath(QStringLiteral("api.dfsealed"));
    const auto file = seal(c, SealedBy::Passphrase, Secret(QByteArray("7K2M")), 10);
    if (!file || !writeForOwner(path, *file))
        return {};
    return path;
}

void opened(WindowFixture& f, MainWindow& w, const char* passphrase, bool shown) {
    const QTemporaryDir folder;
    OpenSealedDialog* dialog = openDialog(f, w);
    dialog->fileEdit()->setText(sealedFile(folder));
    dialog->passphraseEdit()->setText(QLatin1String(passphrase));
    dialog->verbButton()->click();
    QTRY_VERIFY(dialog->verbButton()->isHidden());
    if (shown)
        dialog->showButton()->click();
}

} // namespace

QVector<Scene> sealedScenes() {
    return {{QStringLiteral("05-sealing"), openPlanDialog},
            {QStringLiteral("05-sealing-by-keychain"),
             [](WindowFixture& f, MainWindow& w) {
                 openPlanDialog(f, w);
                 w.findChild<SealDialog*>()->keychainChoice()->setChecked(true);
             }},
            {QStringLiteral("01b-open-sealed"), [](WindowFixture& f, MainWindow& w) { openDialog(f, w); }},
            {QStringLiteral("01b-sealed-opened"),
             [](WindowFixture& f, MainWindow& w) { opened(f, w, "7k2m", false); }},
            {QStringLiteral("01b-sealed-shown"),
             [](WindowFixture& f, MainWindow& w) { opened(f, w, "7k2m", true); }}};
}

} // namespace df::test

#include "models/vendor_checklist.h"

#include <QCoreApplication>

#include <algorithm>

namespace df {

namespace {

struct ChecklistText {
    Q_DECLARE_TR_FUNCTIONS(df::Checklist)
};

QString phpSentence(const Installation& here, const Advice& advice) {
    const QString web = here.fpm.version.isEmpty() ? here.php.version : here.fpm.version;
    const QString php =
        web.isEmpty() ? ChecklistText::tr("an unknown PHP") : ChecklistText::tr("PHP %1").arg(web.left(40));
    return advice.to.isEmpty()
               ? ChecklistText::tr("Look found %1. No release could be read to hold it against.").arg(php)
               : ChecklistText::tr(
                     "Look found %1; Advice holds it and each extension against the files of %2.")
                     .arg(php, advice.to);
}

QString schedulesSentence(const Installation& here) {
    const int found = int(here.schedules.size());
    const QString there =
        found == 0 ? ChecklistText::tr("Look found no crontab line, timer or worker of this installation.")
                   : ChecklistText::tr(
                         "Look found %n schedule(s) of this installation (crontab lines, timers, workers); "
                         "the plan pauses and resumes what it found.",
                         nullptr, found);
    return there + QLatin1Char(' ') +
           ChecklistText::tr("Jobs on other machines that call its API are known to you alone: list them.");
}

} // namespace

QVector<ChecklistItem> vendorChecklist(const Installation& here, const Advice& advice) {
    const QString upgrade = ChecklistText::tr("Pre-Upgrade Checklist"),
                  guide = ChecklistText::tr("Before Any Upgrade");
    const auto byProgram = [](const char* id, const QString& text, const QString& document,
                              const QString& how) {
        return ChecklistItem{QLatin1String(id), text, document, false, how};
    };
    const auto yours = [](const char* id, const QString& text, const QString& document, const QString& how) {
        return ChecklistItem{QLatin1String(id), text, document, true, how};
    };
    return {
        byProgram(
            "env", ChecklistText::tr("Back up .env"), upgrade,
            ChecklistText::tr("Run keeps a copy, readable by its owner alone, before anything changes.")),
        byProgram(
            "database", ChecklistText::tr("Back up the system database"), upgrade,
            ChecklistText::tr("Run makes a copy before anything changes, and a last one during the switch.")),
        byProgram("php",
                  ChecklistText::tr("Note the PHP version, and check that the new release supports it"),
                  upgrade, phpSentence(here, advice)),
        byProgram("scripts", ChecklistText::tr("Note custom scripts and connectors"), upgrade,
                  ChecklistText::tr(
                      "Before lists services and event scripts; Compare puts them beside what is there "
                      "afterwards.")),
        yours("schedules", ChecklistText::tr("Note scheduled jobs, and jobs elsewhere that call the API"),
              upgrade, schedulesSentence(here)),
        yours("staging", ChecklistText::tr("Try the upgrade on a staging server first"), upgrade,
              ChecklistText::tr(
                  "Run rehearses the change of the database on a copy. Your own clients can be tried on a "
                  "staging server only; “Save these choices” on the plan page repeats it here.")),
        byProgram("state",
                  ChecklistText::tr("Write down the present state: versions, settings, changes of your own"),
                  guide, ChecklistText::tr("Look and Before record it; it stands in the report.")),
        yours("window", ChecklistText::tr("Choose a time of little traffic"), guide,
              ChecklistText::tr(
                  "Users get a maintenance answer while the switch runs; the table above says how long.")),
        yours("notify", ChecklistText::tr("Tell those who use the API"), guide,
              ChecklistText::tr("The wizard sends no messages.")),
        byProgram(
            "backup-proof", ChecklistText::tr("Check that the backup can be restored"), guide,
            ChecklistText::tr(
                "Run loads the copy of the database into a scratch database and compares every table."))};
}

int yoursAmong(const QVector<ChecklistItem>& items) {
    return int(std::count_if(items.begin(), items.end(), [](const ChecklistItem& i) { return i.yours; }));
}

} // namespace df

#include "widgets/area_list.h"

#include "theme/icons.h"
#include "verify/area_title.h"
#include "widgets/controls.h"

#include <QBoxLayout>
#include <QMap>

namespace df {

namespace {

struct AreaText {
    QString id, name, what;
    bool needsLogIn = false;
};

QVector<AreaText> areas() {
    return {
        {QStringLiteral("status"), AreaList::tr("Status"), AreaList::tr("what /status answers"), false},
        {QStringLiteral("services"), AreaList::tr("Services"),
         AreaList::tr("names, types and settings of the API services"), false},
        {QStringLiteral("roles"), AreaList::tr("Roles"), AreaList::tr("names and rights"), false},
        {QStringLiteral("users"), AreaList::tr("Users"), AreaList::tr("how many, who is active"), false},
        {QStringLiteral("admins"), AreaList::tr("Admins"), AreaList::tr("how many, who is active"), false},
        {QStringLiteral("apps"), AreaList::tr("Apps"), AreaList::tr("names and API keys in use, keys masked"),
         false},
        {QStringLiteral("lookups"), AreaList::tr("Lookups"), AreaList::tr("names; private values masked"),
         false},
        {QStringLiteral("system"), AreaList::tr("System"), AreaList::tr("release, PHP, web server, database"),
         false},
        {QStringLiteral("packages"), AreaList::tr("Packages"), AreaList::tr("every package and its version"),
         false},
        {QStringLiteral("env"), AreaList::tr("Settings"),
         AreaList::tr("keys of .env; secret values stay on the server"), false},
        {QStringLiteral("service-states"), AreaList::tr("Programs"),
         AreaList::tr("web server, PHP-FPM, database, workers"), false},
        {QStringLiteral("response-times"), AreaList::tr("Response times"),
         AreaList::tr("of the calls that are made anyway"), true},
        {QStringLiteral("passwords"), areaTitle(QStringLiteral("passwords")),
         AreaList::tr("whether they stay the same, never what they are"), false},
        {QStringLiteral("key-proof"), areaTitle(QStringLiteral("key-proof")),
         AreaList::tr("whether each can be read with the key, without reading it"), false},
        {QStringLiteral("tables"), areaTitle(QStringLiteral("tables")),
         AreaList::tr("of the system database"), false},
        {QStringLiteral("migrations"), areaTitle(QStringLiteral("migrations")),
         AreaList::tr("which changes the database has had"), false},
        {QStringLiteral("ui"), areaTitle(QStringLiteral("ui")), AreaList::tr("which screens it leads to"),
         false},
        {QStringLiteral("service-types"), areaTitle(QStringLiteral("service-types")),
         AreaList::tr("what services can be made of"), true},
        {QStringLiteral("event-scripts"), areaTitle(QStringLiteral("event-scripts")),
         AreaList::tr("names and languages"), false},
        {QStringLiteral("email-templates"), areaTitle(QStringLiteral("email-templates")),
         AreaList::tr("names and texts"), false},
        {QStringLiteral("schedules"), areaTitle(QStringLiteral("schedules")), AreaList::tr("names and times"),
         false},
        {QStringLiteral("limits"), areaTitle(QStringLiteral("limits")), AreaList::tr("names and rates"),
         false},
        {QStringLiteral("cors"), areaTitle(QStringLiteral("cors")),
         AreaList::tr("which other sites may call the API"), false},
        {QStringLiteral("environment"), areaTitle(QStringLiteral("environment")),
         AreaList::tr("as the web server runs it"), true},
        {QStringLiteral("owners"), areaTitle(QStringLiteral("owners")),
         AreaList::tr("of the folders that must be written to"), false},
        {QStringLiteral("log"), AreaList::tr("Log"), AreaList::tr("kinds of errors in DreamFactory's log"),
         false}};
}

} // namespace

QString areaName(const QString& areaId) {
    for (const AreaText& a : areas())
        if (a.id == areaId)
            return a.name;
    return areaId;
}

QStringList areaOrder() {
    QStringList ids;
    for (const AreaText& a : areas())
        ids << a.id;
    return ids;
}

AreaList::AreaList(QWidget* parent) : Card(Look::Plain, parent) {}

void AreaList::show(const Snapshot& snapshot, Stage stage, bool withLogIn) {
    QString key = QString::number(static_cast<int>(stage)) + (withLogIn ? u'1' : u'0');
    for (const SnapshotArea& a : snapshot.areas)
        key += a.id + QString::number(a.items.size()) + a.why;
    if (key == m_shown)
        return;
    m_shown = key;
    clearRows();
    for (const AreaText& text : areas()) {
        const SnapshotArea* found = nullptr;
        for (const SnapshotArea& a : snapshot.areas)
            if (a.id == text.id)
                found = &a;
        StateWord state = stage == Stage::Running ? StateWord::Running : StateWord::NotStarted;
        QString fact = stage == Stage::Running ? tr("being measured") : QString();
        if (stage == Stage::Done) {
            const bool got = found && found->collected;
            state = got ? StateWord::Done : StateWord::Skipped;
            fact = got ? tr("%n value(s)", nullptr, static_cast<int>(found->items.size()))
                   : found && !found->why.isEmpty() ? found->why
                                                    : tr("not measured");
        } else if (text.needsLogIn && !withLogIn) {
            state = StateWord::Skipped;
            fact = tr("fewer, without a log-in");
        }
        QBoxLayout* box = nullptr;
        QWidget* row = rowWidget(&box, 16, 6, 12);
        auto* mark = new IconLabel(stateIcon(state), stateTone(state));
        mark->setAccessibleName(stateText(state));
        box->addWidget(mark);
        auto* words = new TextLabel(Type::Table);
        words->setSpans({strong(text.name), {QStringLiteral("   ")}, muted(text.what)});
        words->setFit(TextLabel::Fit::Elide);
        box->addWidget(words, 3);
        if (!fact.isEmpty()) {
            auto* value = new TextLabel(fact, Type::Table, Tone::Muted);
            const bool brief = fact.size() <= 32; // takes only its own room
            value->setFit(brief ? TextLabel::Fit::OneLine : TextLabel::Fit::Elide);
            value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            box->addWidget(value, brief ? 0 : 2);
        }
        addRow(row);
    }
}

} // namespace df

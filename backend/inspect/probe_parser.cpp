#include "core/result.h"
#include "inspect/inspector.h"
#include "inspect/json_clip.h"
#include "inspect/version_decider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace df {

namespace {

constexpr int kMostInstallations = 32, kMostLines = 20000, kLongestLine = 12 * 1024 * 1024;

/// The parts of an answer, collected line by line (probe.sh says what the lines are).
struct Pieces {
    QJsonObject machine;
    QJsonArray tools, php, fileSystems, containers;
    QStringList phpOrder, roots, problems;
    QMap<QString, QJsonObject> installations; ///< by root; a section is a key
    bool complete = false;
};

void machineLine(Pieces& p, const QString& key, const QString& value) {
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (key.endsWith(QLatin1String("KiB"))) {
        if (isNumber && number >= 0 && number < (1LL << 52))
            p.machine.insert(key.chopped(3) + QLatin1String("Bytes"), number * 1024);
    } else if (key == QLatin1String("cpus") || key == QLatin1String("uid")) {
        if (isNumber)
            p.machine.insert(key, number);
    } else {
        p.machine.insert(key, value);
    }
}

void installationLine(Pieces& p, const QString& root, const QString& foundBy) {
    if (p.roots.size() >= kMostInstallations || p.roots.contains(root) || !root.startsWith(QLatin1Char('/')))
        return;
    p.roots << root;
    p.installations.insert(root, {{QStringLiteral("path"), root}, {QStringLiteral("foundBy"), foundBy}});
}

void addTo(QJsonObject& object, const QJsonObject& more) {
    for (auto it = more.begin(); it != more.end(); ++it)
        object.insert(it.key(), it.value());
}

void section(Pieces& p, const QString& root, const QString& name, const QJsonValue& value) {
    if (name == QLatin1String("problem")) {
        p.problems << value.toString();
    } else if (root.isEmpty()) {
        if (name == QLatin1String("php"))
            p.php = value.toArray();
        else if (name == QLatin1String("fileSystems"))
            p.fileSystems = value.toArray();
        else if (name == QLatin1String("containers"))
            p.containers = value.toArray();
        else if (name == QLatin1String("silentEngines"))
            p.machine.insert(name, value);
        else if (name == QLatin1String("packages"))
            for (const char* key : {"phpInstallable", "mongodbInstallable"})
                p.machine.insert(QLatin1String(key), value.toObject().value(QLatin1String(key)));
        else if (name == QLatin1String("complete"))
            p.complete = true;
        else if (name == QLatin1String("dropped"))
            p.roots.removeAll(value.toString());
    } else if (p.installations.contains(root)) {
        QJsonObject& o = p.installations[root];
        if (name == QLatin1String("installation")) {
            addTo(o, value.toObject());
        } else if (name.endsWith(QLatin1Char('+'))) { // what became known later
            QJsonObject soFar = o.value(name.chopped(1)).toObject();
            addTo(soFar, value.toObject());
            o.insert(name.chopped(1), soFar);
        } else {
            o.insert(name, value);
        }
    }
}

void jsonLine(Pieces& p, const QByteArray& json) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        p.problems << QStringLiteral("an unreadable line: ") + error.errorString();
        return;
    }
    const QJsonObject o = clipJson(document.object()).toObject();
    section(p, o.value(QLatin1String("root")).toString(), o.value(QLatin1String("section")).toString(),
            o.value(QLatin1String("value")));
}

void line(Pieces& p, const QByteArray& text) {
    if (text.size() > kLongestLine)
        return;
    if (text.startsWith("J\t")) {
        jsonLine(p, text.mid(2));
        return;
    }
    const QStringList f = clipText(QString::fromUtf8(text), 9000).split(QLatin1Char('\t'));
    if (f.size() == 3 && f[0] == QLatin1String("M"))
        machineLine(p, clipText(f[1], 64), f[2]);
    else if (f.size() == 3 && f[0] == QLatin1String("I"))
        installationLine(p, f[1], f[2]);
    else if (f.size() == 3 && f[0] == QLatin1String("P"))
        p.phpOrder << f[1];
    else if (f.size() == 2 && f[0] == QLatin1String("T") && p.tools.size() < 500)
        p.tools.append(f[1]);
    else if (f.size() == 2 && f[0] == QLatin1String("E"))
        p.problems << f[1];
}

/// The lines between the markers. Without the end marker the last line may be cut, and is left out.
Result<QList<QByteArray>> body(const QByteArray& output, bool* ended) {
    static const QRegularExpression begin(QStringLiteral("^<<df ([0-9A-Za-z]{1,64}) begin>>$"));
    QByteArray nonce;
    QList<QByteArray> lines;
    qsizetype at = 0;
    while (at < output.size() && lines.size() < kMostLines) {
        const auto end = output.indexOf('\n', at);
        const QByteArray text = output.mid(at, end < 0 ? -1 : end - at);
        at = end < 0 ? output.size() : end + 1;
        if (nonce.isEmpty()) {
            const auto m =
                text.size() < 100 ? begin.match(QString::fromLatin1(text)) : QRegularExpressionMatch();
            nonce = m.hasMatch() ? m.captured(1).toLatin1() : QByteArray();
        } else if (text == "<<df " + nonce + " end>>") {
            *ended = true;
            return lines;
        } else if (end >= 0) {
            lines << text;
        }
    }
    if (nonce.isEmpty())
        return fail(ErrorCode::BadAnswer, QStringLiteral("the look's answer has no beginning"), {},
                    clipText(QString::fromUtf8(output.left(8000))));
    return lines;
}

/// The first PHP is the command line's own (what "php" means there), the others come after it.
void addPhp(QJsonObject& installation, const Pieces& p) {
    QJsonArray others;
    bool first = true;
    for (const QString& binary : p.phpOrder) {
        QJsonValue facts = QJsonObject{{QStringLiteral("binary"), binary}};
        for (const auto& v : p.php)
            if (v.toObject().value(QLatin1String("binary")).toString() == binary)
                facts = v;
        if (first)
            installation.insert(QStringLiteral("php"), facts);
        else
            others.append(facts);
        first = false;
    }
    installation.insert(QStringLiteral("otherPhp"), others);
}

void decide(Installation& in, const QJsonObject& raw) {
    VersionMaterial m;
    const QJsonObject code = raw.value(QLatin1String("code")).toObject();
    m.configVersion = code.value(QLatin1String("configVersion")).toString();
    for (const auto& tag : raw.value(QLatin1String("remoteTags")).toArray())
        if (tag.isString())
            m.remoteTagsAtHead << tag.toString();
    decideVersion(in.code, m, builtInReleases());
    decideEdition(in, builtInReleases());
}

/// How long it took by the server's own clock.
double secondsThere(const QJsonObject& machine) {
    const auto at = [&](const char* key) {
        return QDateTime::fromString(machine.value(QLatin1String(key)).toString(), Qt::ISODate);
    };
    const QDateTime begun = at("clock"), ended = at("clockAtEnd");
    return begun.isValid() && ended.isValid() ? std::max(0.0, double(begun.msecsTo(ended)) / 1000.0) : 0;
}

/// What runs in containers and pods: complete objects of their own, which may share a path with others.
void addContainers(QJsonArray& installations, const Pieces& p) {
    for (const auto& value : p.containers) {
        const QJsonObject o = value.toObject();
        const QString kind = o.value(QLatin1String("kind")).toString();
        if ((kind == QLatin1String("docker") || kind == QLatin1String("kubernetes")) &&
            o.value(QLatin1String("path")).toString().startsWith(QLatin1Char('/')) &&
            installations.size() < kMostInstallations)
            installations.append(o);
    }
}

ServerFacts assemble(Pieces& p) {
    p.machine.insert(QStringLiteral("tools"), p.tools);
    p.machine.insert(QStringLiteral("fileSystems"), p.fileSystems);
    p.machine.insert(QStringLiteral("root"), p.machine.value(QLatin1String("uid")).toInt(-1) == 0);
    QJsonArray installations;
    for (const QString& root : p.roots) {
        QJsonObject o = p.installations.value(root);
        addPhp(o, p);
        if (!o.contains(QLatin1String("code")))
            o.insert(QStringLiteral("code"),
                     QJsonObject{
                         {QStringLiteral("whyNot"), QStringLiteral("The look did not get as far as this.")}});
        installations.append(o);
    }
    addContainers(installations, p);
    ServerFacts facts = serverFactsFromJson(
        {{QStringLiteral("machine"), p.machine}, {QStringLiteral("installations"), installations}});
    for (int i = 0; i < int(facts.installations.size()); ++i)
        decide(facts.installations[i], installations[i].toObject());
    facts.takenAt = facts.machine.clock;
    facts.seconds = secondsThere(p.machine);
    facts.roundTrips = 1;
    facts.problems = p.problems.mid(0, 200);
    return facts;
}

} // namespace

Result<ServerFacts> parseProbe(const QByteArray& output) {
    bool ended = false;
    const auto lines = body(output, &ended);
    if (!lines)
        return tl::unexpected(lines.error());
    Pieces p;
    for (const QByteArray& text : *lines)
        line(p, text);
    if (p.machine.isEmpty())
        return fail(ErrorCode::BadAnswer, QStringLiteral("the look's answer says nothing about the machine"));
    if (!ended)
        p.problems << QStringLiteral("the answer was cut off");
    else if (!p.complete && !p.phpOrder.isEmpty())
        p.problems << QStringLiteral("the look did not finish in its time");
    ServerFacts facts = assemble(p);
    facts.complete = ended && (p.complete || p.phpOrder.isEmpty());
    return facts;
}

} // namespace df

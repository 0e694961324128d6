#include "run/old_print.h"

#include "core/shell.h"
#include "inspect/probe_script.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSet>

#include <algorithm>

namespace df {

namespace {

constexpr int mostDifferences = 200;
constexpr qint64 mostOutput = 256LL * 1024 * 1024;

QByteArray withoutTag(const QString& name) {
    const QByteArray text = remoteFile(name);
    return text.mid(text.indexOf('\n') + 1);
}

QByteArray code() {
    QByteArray all;
    for (const QString& name : QDir(QStringLiteral(":/df/remote/env")).entryList(QDir::Files, QDir::Name))
        all += withoutTag(QStringLiteral("env/") + name);
    for (const char* name : {"run/env.php", "run/db.php", "run/tree.php", "old-print.php"})
        all += withoutTag(QLatin1String(name));
    return all;
}

QStringList only(const QStringList& list, const QStringList& other, const QString& sign) {
    const QSet<QString> known(other.begin(), other.end());
    QStringList out;
    for (const QString& line : list)
        if (!known.contains(line))
            out << sign + line;
    return out;
}

} // namespace

Result<QStringList> takeOldPrint(RemoteHost& host, const Installation& installation, Privilege privilege,
                                 const CancelToken& cancel) {
    Command command;
    command.script = QStringLiteral("umask 077; cd / && exec %1 -d memory_limit=-1 -d display_errors=stderr "
                                    "-d log_errors=0 -d error_reporting=24575 -d auto_prepend_file= "
                                    "-d open_basedir= -r 'eval(stream_get_contents(STDIN) . "
                                    "\"OldPrint::main(\\$argv);\");' -- %2\n")
                         .arg(shellQuote(installation.php.binary), shellQuote(installation.path));
    command.input = code();
    command.privilege = privilege;
    command.timeout = std::chrono::hours(2);
    command.maxOutput = mostOutput;
    const auto out = runChecked(host, command, cancel);
    if (!out)
        return fail(out.error());
    QStringList lines = QString::fromUtf8(*out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    if (lines.isEmpty() || lines.takeLast() != QLatin1String("end"))
        return fail(ErrorCode::BadAnswer, QStringLiteral("The fingerprint of the old server has no end."));
    lines.sort();
    return lines;
}

QString oldPrintHash(const QStringList& print) {
    return QString::fromLatin1(
        QCryptographicHash::hash(print.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256).toHex());
}

FingerprintFact compareOldPrints(const QStringList& before, const QString& beforeHash,
                                 const QStringList& now) {
    FingerprintFact fact;
    fact.before = beforeHash;
    fact.now = oldPrintHash(now);
    fact.same = !fact.before.isEmpty() && fact.before == fact.now;
    if (!fact.same && !before.isEmpty())
        fact.differences = (only(before, now, QStringLiteral("- ")) + only(now, before, QStringLiteral("+ ")))
                               .mid(0, mostDifferences);
    return fact;
}

bool onlyRowsDiffer(const FingerprintFact& fact) {
    return !fact.differences.isEmpty() && fact.differences.size() < mostDifferences &&
           std::all_of(fact.differences.begin(), fact.differences.end(),
                       [](const QString& line) { return line.mid(2).startsWith(QLatin1String("table ")); });
}

} // namespace df

#include "ssh/launch.h"

#include <QRandomGenerator>

#include <array>

namespace df {
namespace {

QByteArray nonce() {
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex();
}

// Runs the base64 text in $1. It reads neither start files nor standard input.
constexpr auto shellOfBase64 = R"sh(/bin/sh -c 'eval "$(printf %s "$1" | base64 -d)"' df )sh";

// sshd and sudo give narrower paths on some systems (RHEL's sudo: no /usr/local/bin, where composer lives).
// Root's own folder for temporary files (libpam-tmpdir) is closed to the owner of the installation, as whom
// git and composer run.
constexpr auto environment =
    "LC_ALL=C LANG=C LANGUAGE=C\n"
    "PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n"
    "export LC_ALL LANG LANGUAGE PATH\n"
    "[ -z \"${TMPDIR-}\" ] || [ \"$(id -u)\" != 0 ] || unset TMPDIR TMP TEMP TEMPDIR\n";

/// Says who it is, then becomes the script: from $2, or from the first line of standard input, which `read`
/// takes byte by byte, so that the rest stays for the script.
QByteArray starter(const QByteArray& mark, bool scriptOnInput) {
    QByteArray s = environment;
    // Were one of them exported by a start file, base64 would get the whole script as its environment.
    s += "unset df_a df_g df_s\n"
         "df_g=$$\n"
         "if [ -r /proc/$$/stat ]; then read -r df_a df_a df_a df_a df_g df_a </proc/$$/stat; fi\n";
    s += "printf '\\n%s %s %s\\n' " + mark + " \"$$\" \"$df_g\"\n";
    s += "printf '\\n%s\\n' " + mark + " >&2\n";
    s += scriptOnInput ? "IFS= read -r df_s\n" : "df_s=$2\n";
    s += "df_s=$(printf %s \"$df_s\" | base64 -d) || exit 127\n"
         "set --\n"
         "eval \"unset df_a df_g df_s\n$df_s\"\n";
    return s;
}

QByteArray sudoCall(const Launch& launch, const QByteArray& starterBase64) {
    QByteArray s = environment;
    s += "printf '\\n%s\\n' " + launch.sudoMark + " >&2\n";
    s += launch.sudoPrompt.isEmpty() ? QByteArray("exec sudo -n -- ")
                                     : "exec sudo -k -S -p '" + launch.sudoPrompt + "' -- ";
    s += shellOfBase64 + starterBase64 + " ${2+\"$2\"}\n";
    return s;
}

} // namespace

Launch makeLaunch(const QString& script, Elevation elevation) {
    Launch launch;
    const QByteArray id = nonce();
    launch.startMark = "df-start-" + id;
    if (elevation != Elevation::Direct)
        launch.sudoMark = "df-sudo-" + id;
    if (elevation == Elevation::SudoWithPassword)
        launch.sudoPrompt = "[df-password-" + id + "] ";

    const QByteArray text = script.toUtf8().toBase64();
    const bool onInput = text.size() > mostScriptInArgument;
    QByteArray first = starter(launch.startMark, onInput);
    if (elevation != Elevation::Direct)
        first = sudoCall(launch, first.toBase64());
    launch.execString = "exec " + QByteArray(shellOfBase64) + first.toBase64();
    if (onInput)
        launch.scriptLine = text + '\n';
    else
        launch.execString += ' ' + text;
    return launch;
}

} // namespace df

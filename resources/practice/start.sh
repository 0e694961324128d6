#!/bin/sh
# Starts the web server and the sshd of a practice server that setup.sh made:  start.sh FOLDER
set -eu
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
[ -f "$folder/practice.json" ] || die "$folder holds no practice server"
value() { # NAME
    # shellcheck disable=SC2016
    "$PHP" -r '$s = json_decode(file_get_contents($argv[1]), true); echo isset($s[$argv[2]]) ? $s[$argv[2]] : "";' -- \
        "$folder/practice.json" "$1"
}
export DF_PRACTICE_FOLDER="$folder"
root=$(value root)
switch=$(value switch)
mkdir -p "$folder/run" "$folder/log" "$folder/site" "$folder/ssh"

say web "Starting the web server"
if ! recall web >/dev/null; then
    webPort=$(value webPort)
    if [ -z "$webPort" ] || ! port_is_free "$webPort"; then webPort=$(free_port); fi
    cp "$kit/site/router.php" "$folder/site/router.php"
    rm -f "$folder/run/stop"
    detached "$folder/log/web.log" sh "$kit/web.sh" "$folder" "$root" "$webPort"
    remember web $!
    "$PHP" "$kit/describe.php" "$folder" set webPort="$webPort" url="http://127.0.0.1:$webPort"
fi

say ssh "Starting the SSH server"
if ! recall sshd >/dev/null; then
    sshPort=$(value port)
    if [ -z "$sshPort" ] || ! port_is_free "$sshPort"; then sshPort=$(free_port); fi
    # shellcheck source=SCRIPTDIR/ssh.sh
    . "$kit/ssh.sh"
    make_keys
    write_sshd_config "$sshPort"
    sshd=$(command -v sshd || echo /usr/sbin/sshd)
    if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
    "$sshd" -t -f "$folder/ssh/sshd_config" 2>"$folder/log/sshd-test.log" || die "sshd refuses its settings: $(cat "$folder/log/sshd-test.log")"
    detached /dev/null "$sshd" -D -f "$folder/ssh/sshd_config" -E "$folder/log/sshd.log"
    remember sshd $!
    "$PHP" "$kit/describe.php" "$folder" set host=127.0.0.1 port="$sshPort" user="$(id -un)" \
        identityFile="$folder/ssh/client_key" \
        hostKeyFingerprint="$(ssh-keygen -l -E sha256 -f "$folder/ssh/host_key.pub" | cut -d' ' -f2)"
fi

# both answer before we say so
# shellcheck disable=SC2016
"$PHP" -r '
foreach ([(int)$argv[1], (int)$argv[2]] as $port) {
    $until = microtime(true) + 20;
    while (!($s = @stream_socket_client("tcp://127.0.0.1:$port", $e, $m, 1))) {
        if (microtime(true) > $until) { fwrite(STDERR, "error nothing answers on port $port\n"); exit(1); }
        usleep(20000);
    }
}' -- "$(value webPort)" "$(value port)"

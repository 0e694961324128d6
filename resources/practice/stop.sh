#!/bin/sh
# Ends the processes of a practice server, and only those:  stop.sh FOLDER
set -u
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
unset DF_PRACTICE_FOLDER # this script must not find itself

mkdir -p "$folder/run"
: >"$folder/run/stop"
victims() {
    for name in web sshd; do recall "$name"; done
    own_processes
}
signal() {
    for pid in $(victims | sort -un); do
        [ "$pid" = $$ ] || [ "$pid" = "$PPID" ] || kill -"$1" "$pid" 2>/dev/null
    done
}
signal TERM
tries=0
while [ -n "$(victims)" ]; do
    tries=$((tries + 1))
    [ $tries -lt 50 ] || { printf 'error some processes did not end: %s\n' "$(victims | tr '\n' ' ')" >&2; exit 1; }
    [ $tries -lt 30 ] || signal KILL
    sleep 0.1
done
rm -f "$folder/run/web.pid" "$folder/run/sshd.pid"

#!/bin/sh
# Keeps the web server of a practice server running:  web.sh FOLDER ROOT PORT
# PHP's own server, several processes, in a group of its own; when it ends it is started again. Without opcache: nobody
# reloads it after an upgrade, and half old, half new code is nothing to practise on.
folder=$1
root=$2
port=$3
php=${PHP:-php}
child=
trap '[ -z "$child" ] || kill -TERM "-$child" 2>/dev/null; exit 0' TERM INT HUP
export DF_PRACTICE_SITE="$folder/run" PHP_CLI_SERVER_WORKERS=8
set -- "$php" -d display_errors=0 -d log_errors=1 -d opcache.enable=0 -d expose_php=0 \
    -S "127.0.0.1:$port" -t "$root/public" "$folder/site/router.php"
if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
cd / || exit 1
while [ ! -e "$folder/run/stop" ]; do
    "$@" </dev/null &
    child=$!
    wait "$child"
    sleep 0.3
done

#!/bin/sh
# Cuts every SSH connection to a practice server, as a broken line would; what was started goes on:  cut.sh FOLDER
set -u
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
sshd=$(recall sshd) || die "the practice server's sshd does not run"
for session in $(ps -o pid= --ppid "$sshd" 2>/dev/null || pgrep -P "$sshd"); do
    kill -KILL "$session" 2>/dev/null
done

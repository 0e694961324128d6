#!/bin/sh
# Cuts every SSH connection to a practice server, as a broken line would; what was started goes on:  cut.sh FOLDER
set -u
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
sshd=$(recall sshd) || die "the practice server's sshd does not run"
children() { ps -o pid= --ppid "$1" 2>/dev/null || pgrep -P "$1"; }
# A session is one process for root and two for everyone else: the second holds the line, and outlives the first. The
# program that it runs is not an sshd, and goes on.
for session in $(children "$sshd"); do
    held=$(children "$session")
    kill -KILL "$session" 2>/dev/null
    for process in $held; do
        case $(ps -o comm= -p "$process") in sshd*) kill -KILL "$process" 2>/dev/null ;; esac
    done
done

#!/bin/sh
# Ends a practice server and deletes its folder and what runs on it left:  remove.sh FOLDER
set -eu
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
[ -f "$folder/.df-practice" ] || die "$folder is not a practice server"
sh "$kit/stop.sh" "$folder"
# What upgrades of it left in this account's place for run folders: their copies are of no use any more.
home=$(getent passwd "$(id -un)" | cut -d: -f6)
for vars in /var/lib/df-upgrade/*/vars.sh "${home:-$HOME}"/.local/state/df-upgrade/*/vars.sh; do
    [ -r "$vars" ] || continue
    (
        # shellcheck source=/dev/null
        . "$vars"
        case $DF_ROOT in "$folder"/*) ;; *) exit 0 ;; esac
        for key in $DF_LOCK_KEYS; do rm -f "$DF_LOCKS/$key.lock" "$DF_LOCKS/$key.who"; done
        rm -rf "${vars%/vars.sh}"
    )
done
chmod -R u+rwX "$folder" 2>/dev/null || :
rm -rf "$folder"

#!/bin/sh
# Ends a practice server and deletes its folder:  remove.sh FOLDER
set -eu
kit=$(cd "$(dirname "$0")" && pwd)
folder=$1
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"
[ -f "$folder/.df-practice" ] || die "$folder is not a practice server"
sh "$kit/stop.sh" "$folder"
chmod -R u+rwX "$folder" 2>/dev/null || :
rm -rf "$folder"

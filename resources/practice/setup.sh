#!/bin/sh
# Sets up a practice server:  setup.sh FOLDER [SWITCH]
#
# FOLDER is created (0700) and filled: a git remote with the releases, the packages that composer installs, an
# installation of the oldest release with data in it, a web server and an sshd on loopback ports of their own. What there is
# to know about it stands in FOLDER/practice.json. An earlier practice server in FOLDER is removed first.
#
# For test servers, by environment:
#   PRACTICE_ROOT     where the installation lies (FOLDER/opt/dreamfactory)
#   PRACTICE_RELEASE  the release to install (6.3.0)
#   PRACTICE_DATA=none no data but the release's own: nobody has ever logged in (the new server of a move)
#   PRACTICE_SERVE=no starts neither web server nor sshd; FOLDER is then readable for others
#   DB_CONNECTION, DB_HOST, DB_PORT, DB_DATABASE, DB_USERNAME, DB_PASSWORD, DB_SOCKET   a database instead of SQLite
#   PHP, COMPOSER     the programs to use
set -eu
umask 022

kit=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: $0 FOLDER [SWITCH]" >&2; exit 64; }
folder=$1
switch=${2-}
# shellcheck source=SCRIPTDIR/lib.sh
. "$kit/lib.sh"

case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
root=${PRACTICE_ROOT:-$folder/opt/dreamfactory}
release=${PRACTICE_RELEASE:-6.3.0}
serve=${PRACTICE_SERVE:-yes}
# no word of this user's own settings, and nothing from the network
export COMPOSER_HOME="$folder/composer" COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_DISABLE_NETWORK=1 COMPOSER_NO_INTERACTION=1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME='Practice server' GIT_AUTHOR_EMAIL=practice@localhost
export GIT_COMMITTER_NAME='Practice server' GIT_COMMITTER_EMAIL=practice@localhost
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

sh "$kit/check-switch.sh" "$switch" || exit 64
if [ "$switch" = sudo-password ] && [ "$(id -u)" = 0 ]; then die "root is never asked for a password: use an ordinary account"; fi

if [ -e "$folder/.df-practice" ]; then
    say remove "Removing the earlier practice server"
    sh "$kit/remove.sh" "$folder"
elif [ -d "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
    die "$folder exists and is not a practice server"
fi
mkdir -p "$folder"
chmod 700 "$folder"
cp "$kit/app/common/dot.df-practice" "$folder/.df-practice"
mkdir -p "$folder/run" "$folder/log" "$folder/build" "$folder/remote" "$folder/site"

say releases "Writing the releases"
database=${DB_DATABASE:-$root/storage/databases/dreamfactory.sqlite}
"$PHP" "$kit/generate.php" "$folder" "$switch" "$database" >"$folder/build/releases"
# shellcheck source=SCRIPTDIR/releases.sh
. "$kit/releases.sh"
lock_releases
commit_releases

say install "Installing release $release"
clone_release
"$PHP" "$kit/describe.php" "$folder" new root="$root" switch="$switch" release="$release"
if [ "$serve" = yes ]; then
    port=$(free_port)
    "$PHP" "$kit/describe.php" "$folder" set webPort="$port" url="http://127.0.0.1:$port"
fi
write_env
(cd "$root" && "$PHP" "$(command -v "$COMPOSER")" install --no-dev --no-progress -q)

say data "Filling it with data"
export DF_PRACTICE_SETUP=1
(cd "$root" && "$PHP" artisan migrate --seed --force >"$folder/log/migrate.log" 2>&1) || die "$(tail -5 "$folder/log/migrate.log")"
if [ "${PRACTICE_DATA:-}" != none ]; then "$PHP" "$kit/data.php" "$folder"; fi
lay_ui_over
if [ -d "$kit/switches/$switch" ] && [ -f "$kit/switches/$switch/after.sh" ]; then
    # shellcheck source=/dev/null
    . "$kit/switches/$switch/after.sh"
fi
rm -rf "$folder/build"
unset DF_PRACTICE_SETUP

if [ "$serve" = yes ]; then
    sh "$kit/start.sh" "$folder"
else
    chmod 755 "$folder"
fi
say ready "Ready"

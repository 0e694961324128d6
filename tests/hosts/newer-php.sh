#!/bin/sh
# newer-php.sh TAG FROM CONSTRAINT: a release on this host's remote that is FROM, but for the PHP that it asks for.
# Runs as root in a test host.
set -eu
# As the remote's owner: git refuses others.
[ "$(id -un)" = git ] || exec runuser -u git -- sh "$0" "$@"
export HOME=/home/git
work=$(mktemp -d)
git clone -q -b "$2" /srv/practice/remote/dreamfactory.git "$work/tree" 2>/dev/null
cd "$work/tree"
php -r '
  $json = json_decode(file_get_contents("composer.json"));
  $json->require->php = $argv[1];
  file_put_contents("composer.json", json_encode($json, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");
  $lock = json_decode(file_get_contents("composer.lock"));
  $lock->platform->php = $argv[1];
  file_put_contents("composer.lock", json_encode($lock, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES) . "\n");' "$3"
git -c user.name=vendor -c user.email=vendor@example.test commit -q -a -m "Release $1"
git tag "$1"
git push -q origin "refs/tags/$1" 2>/dev/null
rm -rf "$work"

# shellcheck shell=sh disable=SC2154
# Somebody ran key:generate: what is stored was encrypted with another key.
(cd "$root" && "$PHP" artisan key:generate --force -q >/dev/null)

# shellcheck shell=sh disable=SC2154
# Somebody copied the files without .git.
rm -rf "$root/.git"

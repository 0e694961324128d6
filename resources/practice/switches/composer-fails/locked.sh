# shellcheck shell=sh disable=SC2154
# The lock names a package that can't be had any more.
rm -rf "$folder/packages/$tag/dreamfactory--df-email"

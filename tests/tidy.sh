#!/bin/sh
# clang-tidy over the program. Nine tenths of its time go into Qt's headers, so the files of a folder are read eight at a time, one
# behind the other in one translation unit (not included: some checks are for the main file alone); where that finds anything, if only
# that two helpers have one name, each is read alone, and this counts.
#   tests/tidy.sh [BUILD]
set -eu
cd "$(dirname "$0")/.."
build=$PWD/${1:-build/ci} together=8
units=$build/tidy
rm -rf "$units"
last=
git ls-files 'app/*.cpp' 'wizard/*.cpp' 'backend/*.cpp' | while read -r file; do
  folder=$(dirname "$file")
  [ "$folder" = "$last" ] || n=0
  last=$folder n=$((n + 1))
  unit=$units/$folder/unit_$(((n + together - 1) / together))
  mkdir -p "$units/$folder"
  { echo "#line 1 \"$PWD/$file\""; cat "$file"; } >> "$unit.cpp"
  echo "$PWD/$file" >> "$unit.files"
done
find "$units" -name '*.cpp' -print0 | sort -z | xargs -0 -P "$(nproc)" -n 1 sh -c '
  clang-tidy --quiet -p "$1" "$2" > /dev/null 2>&1 && exit
  echo "one by one: $2"
  tr "\n" "\0" < "${2%.cpp}.files" | xargs -0 clang-tidy --quiet -p "$1" 2> /dev/null' one "$build"

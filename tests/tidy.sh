#!/bin/sh
# clang-tidy over the program. Nine tenths of its time go into Qt's headers, so the files of a folder are read eight at a time, as
# one translation unit; where that finds anything, if only that two helpers have one name, each is read alone, and this counts.
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
  mkdir -p "$units/$folder"
  echo "#include \"$PWD/$file\"" >> "$units/$folder/unit_$(((n + together - 1) / together)).cpp"
done
find "$units" -name '*.cpp' | sort | xargs -P "$(nproc)" -n 1 sh -c '
  clang-tidy --quiet -p "$1" "$2" > /dev/null 2>&1 && exit
  echo "one by one: $2"
  sed "s/#include //; s/\"//g" "$2" | xargs clang-tidy --quiet -p "$1" 2> /dev/null' one "$build"

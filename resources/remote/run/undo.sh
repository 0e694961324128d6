#!/bin/sh
# The way back for a day on which no wizard is at hand: sh undo.sh, as the account that owns this folder (root).
# Takes the lock, ends a supervisor that still works, and undoes everything from whatever point it is at. Safe to repeat.
DF_F=$(cd "$(dirname "$0")" && pwd)
if [ -f "$DF_F/state/kept" ]; then echo "This upgrade was kept on $(date -u -r "$DF_F/state/kept" +%Y-%m-%d): going back would lose what was written since." >&2; exit 1; fi
if [ -f "$DF_F/state/supervisor" ]; then
  pid=$(cut -d' ' -f1 "$DF_F/state/supervisor")
  started=$(cut -d' ' -f2 "$DF_F/state/supervisor")
  if [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d' ' -f20)" = "$started" ]; then
    kill -TERM "$pid"
    for f in "$DF_F"/state/steps/*/pid; do
      [ -f "${f%/pid}/ended" ] && continue
      group=$(sed 's/.*) //' "/proc/$(cat "$f")/stat" 2>/dev/null | cut -d' ' -f3)
      [ -z "$group" ] || kill -KILL -"$group" 2>/dev/null
    done
    sleep 2; kill -KILL "$pid" 2>/dev/null
  fi
fi
sh "$DF_F/supervisor.sh" "$DF_F" go-back
cat "$DF_F/state/phase"
[ "$(cat "$DF_F/state/phase")" = went-back ]

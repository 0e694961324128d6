#!/bin/sh
# Carries out a run on the server, whoever is watching. supervisor.sh FOLDER run|undo-stage STAGE|go-back|boot
# A step starts at most once (mkdir is atomic); its state is on disk before and after; no exit code is never success.
# The window (phase "switch") is one piece: a step that fails in it is undone here and now, with all before it.
DF_F=$1; MODE=$2; ARG=${3:-}
export DF_F
# shellcheck disable=SC1091
. "$DF_F/lib.sh"
cd / || exit 1
S=$DF_F/state
TAB=$(printf '\t')

now() { date +%s.%N; }
put() { printf '%s\n' "$2" > "$1.new" && mv -f "$1.new" "$1" && sync "$1" 2>/dev/null; }
phase() { put "$S/phase" "$1"; note "phase $1"; }
note() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*" >> "$DF_F/log/run.log"; }
start_time() { sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f20; }

# lock_soon FD: a supervisor that has said its last word holds the lock until it has quite ended.
lock_soon() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    flock -n "$1" && return 0
    sleep 0.2
  done
  return 1
}
take_lock() {
  mkdir -p "$DF_LOCKS"
  for key in $DF_LOCK_KEYS; do
    # Descriptors 8 and 9 live as long as this process; steps are started without them.
    if [ -z "${FIRST:-}" ]; then FIRST=1; exec 9>>"$DF_LOCKS/$key.lock"; lock_soon 9 || return 1
    else exec 8>>"$DF_LOCKS/$key.lock"; lock_soon 8 || return 1; fi
    put "$DF_LOCKS/$key.who" "$DF_RUN_ID $DF_ROOT since $(date -u +%Y-%m-%dT%H:%M:%SZ) by $(id -un)"
  done
}

# run_file SCRIPT LOG TIMEOUT PIDFILE: in a process group of its own, bounded in time and output. Answers its exit code.
run_file() {
  pipe=$DF_F/work/pipe
  rm -f "$pipe"; mkfifo "$pipe"
  bounded "$2" < "$pipe" > /dev/null 2>&1 &
  reader=$!
  # shellcheck disable=SC2016
  timeout -k 15 "$3" sh -c 'echo $$ > "$2"; set -eu; . "$DF_F/lib.sh"; . "$1"' step "$1" "$4" </dev/null 8>&- 9>&- > "$pipe" 2>&1
  rc=$?
  # What the step left running (a throw-away server) may hold the pipe; the step itself has ended.
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    kill -0 $reader 2>/dev/null || break
    sleep 0.05
  done
  echo $rc
}
# At most 30 MB of a step's output are kept; the rest is read and dropped, so that the step isn't held up.
bounded() { exec 8>&- 9>&-; head -c 30000000 | tee -a "$1" >> "$DF_F/log/run.log"; cat > /dev/null; }

run_step() { # STEP TIMEOUT
  d=$S/steps/$1
  if [ -f "$d/exit" ] && [ "$(cat "$d/exit")" = 0 ] && [ ! -f "$d/undone" ]; then return 0; fi
  if [ -d "$d" ]; then
    # It began before (a failure, a cut, or undone since): first its undo, then once more from the start.
    [ -f "$d/undone" ] || undo_step "$1" || return 1
    mv "$d" "$d.$(date +%s%N)"
  fi
  mkdir "$d" || return 1
  put "$d/started" "$(now)"
  note "begin $1"
  rc=$(run_file "$DF_F/steps/$1.sh" "$DF_F/log/$1.log" "$2" "$d/pid")
  case $rc in ''|*[!0-9]*) rc=unknown ;; esac
  put "$d/ended" "$(now)"
  [ "$rc" = unknown ] || put "$d/exit" "$rc"
  note "end $1 code $rc"
  [ "$rc" = 0 ]
}

undo_step() { # STEP
  d=$S/steps/$1
  [ -d "$d" ] || return 0
  [ ! -f "$d/undone" ] || return 0
  rc=0
  if [ -s "$DF_F/steps/$1.undo.sh" ]; then
    note "undo $1"
    for attempt in 1 2 3; do
      rc=$(run_file "$DF_F/steps/$1.undo.sh" "$DF_F/log/$1.undo.log" 3600 "$d/undo-pid")
      [ "$rc" = 0 ] && break
      note "undo $1 code $rc (try $attempt)"
    done
  fi
  if [ "$rc" = 0 ]; then rm -f "$d/undo-failed"; put "$d/undone" "$(now)"; return 0; fi
  put "$d/undo-failed" "$rc"
  put "$S/failed-step" "$1.undo"
  return 1
}

# order, one step a line: phase TAB stage TAB step TAB timeout TAB repeat TAB progress
steps_of() { awk -F'\t' -v p="$1" -v s="$2" '(p == "" || $1 == p) && (s == "" || $2 == s) { print $3 }' "$DF_F/order"; }
backwards() { awk '{ l[NR] = $0 } END { for (i = NR; i > 0; i--) print l[i] }'; }

undo_all() { # PHASE: in reverse; stops where an undo fails
  for step in $(steps_of "$1" "" | backwards); do
    undo_step "$step" || return 1
  done
}

probe_start() {
  rm -f "$S/probe-stop"
  [ -n "$DF_URL" ] || return 0
  ( exec 8>&- 9>&-; exec "$DF_PHP_TOOL" "$DF_F/df.php" probe "$DF_URL/status" "$DF_HOST_HEADER" "$DF_F/probes.log" \
    "$S/probe-stop" "$S/phase" ) </dev/null >/dev/null 2>&1 &
  PROBE=$!
}
probe_stop() { sleep "$1"; : > "$S/probe-stop"; [ -z "${PROBE:-}" ] || wait "$PROBE" 2>/dev/null; }

# While the window is open, a reboot must find its way back by itself.
boot_unit() { # on|off
  unit=/etc/systemd/system/df-upgrade-undo-$DF_RUN_ID.service
  [ "$(id -u)" = 0 ] && [ -d /run/systemd/system ] || return 0
  if [ "$1" = on ]; then
    printf '%s\n' '[Unit]' 'Description=Takes an unfinished DreamFactory upgrade back' \
      'After=network.target mariadb.service mysql.service postgresql.service nginx.service apache2.service' \
      '[Service]' 'Type=oneshot' "ExecStart=/bin/sh $DF_F/supervisor.sh $DF_F boot" 'TimeoutStartSec=infinity' \
      '[Install]' 'WantedBy=multi-user.target' > "$unit"
    systemctl daemon-reload; systemctl enable -q "df-upgrade-undo-$DF_RUN_ID.service"
  elif [ -f "$unit" ]; then
    systemctl disable -q "df-upgrade-undo-$DF_RUN_ID.service"; rm -f "$unit"; systemctl daemon-reload
  fi
}

# What stands in the way of the way back often passes (a database that restarts, a disk that somebody clears), and users are
# shut out meanwhile: it is tried again for a while. undo_patiently COMMAND…
undo_patiently() {
  for pause in 0 20 60; do
    sleep "$pause"
    if "$@"; then return 0; fi
    ballast_drop
  done
  return 1
}

window_failed() {
  note "the switch failed; undoing it"
  ballast_drop
  if undo_patiently undo_all switch; then boot_unit off; phase switch-undone; else phase stuck; fi
}

# A failed step needs room for its own notes: the ballast goes first. Where the disk was full the step could not say so itself.
step_failed() {
  full=
  for folder in "$DF_F" "$(dirname "$DF_NEXT")"; do
    left=$(df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ "${left:-9999}" -ge 1024 ] || full="$full $folder"
  done
  ballast_drop
  [ -z "$full" ] || printf 'No space left on device:%s\n' "$full" | tee -a "$DF_F/log/$1.log" >> "$DF_F/log/run.log"
  put "$S/failed-step" "$1"
}

# The last copy counts while the old server stays shut. Whoever begins a run again can't know that of the time between, so it is taken
# anew; but for the wizard that has only waited for its own copies in between, and not for long.
last_copy_anew() {
  ended=$(cut -d. -f1 "$S/steps/receive.again/ended" 2>/dev/null)
  if [ "$ARG" = closed ] && [ "$(( $(date +%s) - ${ended:-0} ))" -lt 900 ]; then return 0; fi
  for step in $(steps_of prepare last-delivery | backwards); do
    undo_step "$step" || return 1
  done
}

run_all() {
  rm -f "$S/failed-step" "$S/failed-before" "$S/stop"
  last_copy_anew || { phase failed; return; }
  stage=; window=
  while IFS="$TAB" read -r p st step timeout _; do
    if [ "$st" != "$stage" ]; then
      stage=$st
      # Pause and stop exist only outside the window.
      if [ -z "$window" ] && [ -e "$S/pause" ]; then rm -f "$S/pause"; phase paused; return; fi
      if [ -z "$window" ] && [ "$p" = switch ] && [ -e "$S/hold" ]; then rm -f "$S/hold"; phase paused; return; fi
      if [ "$p" = switch ] && [ -z "$window" ]; then window=1; phase switching; boot_unit on; fi
    fi
    run_step "$step" "$timeout" && continue
    step_failed "$step"
    if [ -n "$window" ]; then window_failed
    elif [ -e "$S/stop" ]; then rm -f "$S/stop" "$S/pause"; phase paused
    else phase failed; fi
    return
  done < "$DF_F/order"
  # The probe goes on at its fast pace until the first answers of the new release are in.
  sleep 1
  : > "$S/was-switched"
  boot_unit off
  phase switched
  [ -f "$DF_F/steps/copy.prove.undo.sh" ] || return 0
  # The scratch database has served; its step stays done.
  note "dropping the scratch database"
  run_file "$DF_F/steps/copy.prove.undo.sh" "$DF_F/log/tidy.log" 600 "$DF_F/work/tidy.pid" > /dev/null
}

go_back() {
  # What failed is still to be told when all is undone.
  [ ! -f "$S/failed-step" ] || [ -f "$S/failed-before" ] || mv -f "$S/failed-step" "$S/failed-before"
  rm -f "$S/failed-step" "$S/pause" "$S/stop"
  boot_unit on
  if undo_patiently undo_everything; then sleep 1; boot_unit off; forget_secrets; phase went-back; else phase stuck; fi
}
undo_everything() { undo_all switch && undo_all prepare; }

# A stage of the preparation, and what came after it.
undo_from() {
  for step in $(steps_of prepare "" | backwards); do
    undo_step "$step" || { phase failed; return; }
    [ "$step" != "$(steps_of prepare "$1" | head -n 1)" ] || break
  done
  phase paused
}

# A supervisor that was ended may have left its step running: nothing is undone beside it.
end_leftovers() {
  for f in "$S"/steps/*/pid "$S"/steps/*/undo-pid; do
    [ -s "$f" ] || continue
    p=$(cat "$f")
    # The number may be somebody else's by now: only a process that carries this run's folder is ours.
    { tr '\0' ' ' < "/proc/$p/cmdline"; } 2>/dev/null | grep -qF "$DF_F/steps/" || continue
    group=$(sed 's/.*) //' "/proc/$p/stat" 2>/dev/null | cut -d' ' -f3)
    [ -n "$group" ] || continue
    note "ending what was left of ${f#"$S"/steps/}"
    kill -TERM -"$group" 2>/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10; do [ -d "/proc/$p" ] || break; sleep 0.5; done
    kill -KILL -"$group" 2>/dev/null
  done
}

mkdir -p "$S/steps" "$DF_F/log" "$DF_F/work"
if ! take_lock; then note "another run holds the lock"; : > "$S/locked"; exit 75; fi
end_leftovers
rm -f "$DF_F/work/database.waited"
# The phase first: whoever started this waits for the second line and then believes the first.
case $MODE in run) phase preparing ;; go-back) phase going-back ;; esac
put "$S/supervisor" "$$ $(start_time $$) $(cat /proc/sys/kernel/random/boot_id)"
case $MODE in
  run)
    probe_start
    run_all
    probe_stop 2 ;;
  undo-stage)
    undo_from "$ARG" ;;
  go-back)
    probe_start
    go_back
    probe_stop 2 ;;
  boot)
    case $(cat "$S/phase") in
      switching) window_failed ;;
      going-back) go_back ;;
      *) boot_unit off ;;
    esac ;;
esac
rm -f "$S/supervisor"
case $(cat "$S/phase") in kept|went-back) rm -rf "$DF_SECRETS" ;; esac

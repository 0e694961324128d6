#!/bin/sh
# What the wizard asks of a run folder: control.sh VERB ARGUMENTS. Runs beside the supervisor, changes only flags.
DF_F=$(cd "$(dirname "$0")" && pwd)
export DF_F
# shellcheck disable=SC1091
. "$DF_F/lib.sh"
S=$DF_F/state
cd / || exit 1

alive() { [ "$(helper alive "$DF_F")" = 1 ]; }
# The supervisor lingers a moment after its last word.
wait_idle() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    alive || return 0
    sleep 0.5
  done
  die "The run is being worked on."
}

# launch MODE [ARG]: detached. With systemd as pid 1 as a unit of its own, since logind and sudo end other children.
launch() {
  wait_idle
  rm -f "$S/supervisor" "$S/locked"
  if [ "$(id -u)" = 0 ] && [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
    systemd-run --quiet --collect --unit="df-upgrade-$DF_RUN_ID-$(date +%s%N)" \
      /bin/sh "$DF_F/supervisor.sh" "$DF_F" "$@" >/dev/null
  else
    setsid sh "$DF_F/supervisor.sh" "$DF_F" "$@" </dev/null >>"$DF_F/log/supervisor.log" 2>&1 &
  fi
  # Gone already is as good as still there: the state tells what came of it.
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -f "$S/supervisor" ] && return 0
    if [ -f "$S/locked" ]; then
      for key in $DF_LOCK_KEYS; do cat "$DF_LOCKS/$key.who" >&2; done
      exit 75
    fi
    sleep 0.3
  done
}

take_secrets() { # lines: name base64
  while read -r name value; do
    [ -n "$name" ] || continue
    mkdir -p "$DF_SECRETS"; chmod 700 "$DF_SECRETS"
    case $name in
      dbadmin)
        printf %s "$value" | base64 -d | helper adminconf "$DF_ROOT/.env" "$DF_SECRETS/dbadmin.cnf" "$DF_DBADMIN_USER" ;;
    esac
  done
}

# A kept upgrade can be taken back on a person's own word alone, while all of it is still there and nothing came after it.
rearm() {
  wait_idle
  make_home
  [ "$(git_root rev-parse HEAD)" = "$DF_COMMIT" ] || die "The installation is no longer at the commit that this upgrade brought ($DF_COMMIT)."
  if [ -n "${DF_MOVE:-}" ]; then [ -d "$DF_IN.aside" ] || die "What was put aside was deleted."
  elif must_mirror; then [ -d "$DF_NEXT.old" ] || die "The old release was deleted."
  else [ -d "$DF_NEXT" ] || die "The old release was deleted."; fi
  if [ -n "$DF_BESIDE" ]; then
    [ -x "$DF_PHP_OLD" ] && [ -f "$DF_FPM_CONF_OLD" ] && [ -f "$DF_POOL_FILE" ] || die "The PHP that the old release ran on is no longer installed."
  fi
  proven "$(cat "$S/proven-dump")" || die "The copy of the database was deleted or changed: $(cat "$S/proven-dump")"
  rm -f "$S/kept"
}

case ${1:-} in
  start|retry)
    take_secrets
    rm -f "$S/stop"
    [ "$1" = start ] || rm -f "$S/pause"
    # Whoever wants the copies elsewhere first is waited for before the window.
    [ "${2:-}" != hold ] || : > "$S/hold"
    case $(cat "$S/phase") in
      deployed|preparing|paused|failed|switch-undone) if [ "${2:-}" = closed ]; then launch run closed; else launch run; fi ;;
      *) die "This run can't be started: it is $(cat "$S/phase")." ;;
    esac ;;
  pause) : > "$S/pause" ;;
  stop)
    # The current step of the preparation is ended with its whole process group; never inside the window.
    case $(cat "$S/phase") in
      preparing)
        : > "$S/stop"; : > "$S/pause"
        for d in "$S"/steps/*/; do
          if [ ! -f "$d/pid" ] || [ -f "$d/ended" ]; then continue; fi
          group=$(sed 's/.*) //' "/proc/$(cat "$d/pid")/stat" 2>/dev/null | cut -d' ' -f3)
          [ -n "$group" ] || continue
          kill -TERM -"$group" 2>/dev/null
          ( sleep 5; kill -KILL -"$group" 2>/dev/null ) >/dev/null 2>&1 &
        done ;;
      *) die "There is nothing to stop outside the preparation." ;;
    esac ;;
  undo-stage) launch undo-stage "$2" ;;
  go-back)
    if [ -f "$S/kept" ]; then
      [ "${2:-}" = after-keep ] || die "This upgrade was kept; its way back is disarmed."
      rearm
    fi
    launch go-back ;;
  keep)
    wait_idle
    [ "$(cat "$S/phase")" = switched ] || die "Only a finished switch can be kept."
    : > "$S/kept"; printf 'kept\n' > "$S/phase.new"; mv "$S/phase.new" "$S/phase"
    ballast_drop
    forget_secrets
    # Of what came, only what was put aside is still of use.
    [ -z "${DF_MOVE:-}" ] || rm -rf "$DF_NEXT" "$DF_IN"
    rm -rf "$DF_HOME" "$DF_SECRETS" ;;
  delete)
    wait_idle
    case $2 in
      old-tree) case $(cat "$S/phase") in kept|went-back) rm -rf "$DF_NEXT" "$DF_NEXT.old" ${DF_IN:+"$DF_IN" "$DF_IN.aside"} ;; *) die "It is still needed." ;; esac ;;
      database) rm -f "$DF_F"/backup/database.* "$DF_F"/backup/database-[0-9]* ;;
      database-after) rm -f "$DF_F"/backup/database-after* ;;
      changes) rm -f "$DF_F"/backup/local-changes.patch ;;
      env) rm -f "$DF_F"/backup/env* ;;
      all) rm -rf "$DF_NEXT" "$DF_NEXT.old" ${DF_IN:+"$DF_IN" "$DF_IN.aside"} "$DF_F"/backup ;;
      *) die "unknown: $2" ;;
    esac ;;
  read) helper read "$DF_F" "$2" "$3" ;;
  cat)
    case $2 in /*|*..*) die "not in the run folder" ;; esac
    cat "$DF_F/$2" ;;
  *) die "unknown verb" ;;
esac

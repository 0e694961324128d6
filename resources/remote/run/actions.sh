# shellcheck shell=sh
# What several steps share.

# The scratch copy's .env: today's, adapted to the new release, but for everything that others would notice.
scratch_env() {
  helper env-edit "$DF_ROOT/.env" "$DF_F/work/env.scratch" "$DF_F/env.scratch.json" > /dev/null
  helper env-edit "$DF_F/work/env.scratch" "$DF_F/work/env.scratch" "$DF_F/work/scratch.password.json" > /dev/null
  [ "$(id -u)" != 0 ] || chown 0:0 "$DF_F/work/env.scratch"
  chmod 600 "$DF_F/work/env.scratch"
}

env_unchanged() {
  [ "$(sha256sum < "$DF_ROOT/.env" | cut -d' ' -f1)" = "$DF_ENV_SHA" ] || die "The .env was changed since the plan was made."
}

nothing_pending() { # PHP TREE
  artisan "$1" "$2" migrate:status > "$DF_F/work/status.out" 2>&1 || { cat "$DF_F/work/status.out"; die "migrate:status failed."; }
  if grep -E ' Pending *$|^\| No +\|' "$DF_F/work/status.out"; then die "Migrations are still pending."; fi
  say "$(grep -cE '\] Ran *$| Ran *$|^\| Yes' "$DF_F/work/status.out") migrations have run"
}

# By the table itself, without starting the application: what the rehearsal ended with is what must stand there now.
same_migrations_as_rehearsed() {
  helper migrations "$DF_ROOT/.env" > "$DF_F/work/migrations.now"
  missing=$(grep -vxF -f "$DF_F/work/migrations.now" "$DF_F/state/migrations.rehearsed" || true)
  [ -z "$missing" ] || die "Migrations are still pending: $missing"
  say "$(wc -l < "$DF_F/work/migrations.now" | tr -d ' ') migrations have run, as in the rehearsal"
}

# ---- schedules.list: kind TAB owner TAB where TAB text -------------------------------------------------------------
schedules_pause() {
  [ -s "$DF_F/schedules.list" ] || { say "Nothing is scheduled for this installation."; return 0; }
  mkdir -p "$DF_F/work/schedules"
  while IFS="$(printf '\t')" read -r kind owner where text; do
    key=$(printf %s "$kind $owner $where" | sha256sum | cut -c1-16)
    case $kind in
      crontab)
        # Whole or not at all: half a list must never be put back.
        if [ ! -f "$DF_F/work/schedules/$key" ]; then crontab -u "$owner" -l > "$DF_F/work/schedules/$key.part"; mv "$DF_F/work/schedules/$key.part" "$DF_F/work/schedules/$key"; fi
        lines_paused "$DF_F/work/schedules/$key" > "$DF_F/work/schedules/paused"
        crontab -u "$owner" "$DF_F/work/schedules/paused" ;;
      cron.d)
        if [ ! -f "$DF_F/work/schedules/$key" ]; then cp -p "$where" "$DF_F/work/schedules/$key.part"; mv "$DF_F/work/schedules/$key.part" "$DF_F/work/schedules/$key"; fi
        lines_paused "$DF_F/work/schedules/$key" > "$DF_F/work/schedules/paused"
        cat "$DF_F/work/schedules/paused" > "$where" ;;
      systemd-timer|systemd-service)
        if systemctl is-active -q "$where"; then systemctl stop "$where"; printf '%s\n' "$where" >> "$DF_F/work/schedules/units"; fi ;;
      process)
        # Stopped as it stands; it goes on with the new code when its manager starts it again, or where it was.
        for pid in $(same_workers "$where" "$text"); do
          if kill -STOP "$pid" 2>/dev/null; then printf '%s\n' "$pid" >> "$DF_F/work/schedules/pids"; fi
        done ;;
    esac
    say "paused: $kind $where $text"
  done < "$DF_F/schedules.list"
}
# lines_paused FILE: the lines that name this installation, not one whose path only begins like it, become comments.
lines_paused() {
  DF_ROOT=$DF_ROOT awk '
    function named(rest,  at) {
      while ((at = index(rest, ENVIRON["DF_ROOT"])) > 0) {
        rest = substr(rest, at + length(ENVIRON["DF_ROOT"]))
        if (rest !~ /^[A-Za-z0-9_.-]/) return 1
      }
      return 0
    }
    $0 !~ /^[ \t]*#/ && named($0) { print "#df-upgrade# " $0; next }
    { print }' "$1"
}
# same_workers PID COMMAND: that process; if it has ended since the plan was made (workers start anew by the hour), who has its command now.
same_workers() {
  if { tr '\0' ' ' < "/proc/$1/cmdline"; } 2>/dev/null | grep -q artisan; then printf '%s\n' "$1"; return 0; fi
  for p in /proc/[0-9]*; do
    line=$({ tr '\0' ' ' < "$p/cmdline" | sed 's/ *$//'; } 2>/dev/null || true)
    [ "$line" = "$2" ] || continue
    case "$line $(readlink "$p/cwd" || true)/" in *" $DF_ROOT/"*) printf '%s\n' "${p#/proc/}" ;; esac
  done
}
schedules_resume() {
  [ -s "$DF_F/schedules.list" ] || return 0
  while IFS="$(printf '\t')" read -r kind owner where _; do
    key=$(printf %s "$kind $owner $where" | sha256sum | cut -c1-16)
    [ -f "$DF_F/work/schedules/$key" ] || continue
    case $kind in
      crontab) crontab -u "$owner" "$DF_F/work/schedules/$key" ;;
      cron.d) cat "$DF_F/work/schedules/$key" > "$where"; touch -r "$DF_F/work/schedules/$key" "$where" ;;
    esac
    rm -f "$DF_F/work/schedules/$key"
  done < "$DF_F/schedules.list"
  if [ -f "$DF_F/work/schedules/units" ]; then
    while read -r unit; do systemctl start "$unit"; done < "$DF_F/work/schedules/units"
    rm -f "$DF_F/work/schedules/units"
  fi
  if [ -f "$DF_F/work/schedules/pids" ]; then
    while read -r pid; do kill -CONT "$pid" 2>/dev/null || true; kill -TERM "$pid" 2>/dev/null || true; done < "$DF_F/work/schedules/pids"
    rm -f "$DF_F/work/schedules/pids"
  fi
}

# ---- maintenance ---------------------------------------------------------------------------------------------------
# site_close PHP COPY: users get 503 from here on, whichever release's code answers. Leaves work/door: the wizard's own way in. COPY
# keeps that release's front controller, if it had to be told where to look.
site_close() {
  mark=$DF_ROOT/storage/framework/down
  # A new server may be closed already, by whoever set it up: on the way back it is again as it was.
  if [ -f "$mark" ] && [ ! -s "$DF_F/work/door" ] && [ ! -d "$DF_F/state/was-closed" ]; then
    rm -rf "$DF_F/state/was-closed.part"
    mkdir "$DF_F/state/was-closed.part"
    for f in "$mark" "$DF_ROOT/storage/framework/maintenance.php"; do [ ! -f "$f" ] || cp -p "$f" "$DF_F/state/was-closed.part/"; done
    mv "$DF_F/state/was-closed.part" "$DF_F/state/was-closed"
  fi
  # The front controller learns first where to look; nobody notices until the mark is there.
  # shellcheck disable=SC2119
  [ -f "$DF_F/work/$2" ] || touch -r "$DF_ROOT/public/index.php" "$DF_F/work/$2.time"
  [ "$(helper guard "$DF_ROOT/public/index.php" "$DF_F/work/$2")" != 1 ] || code_reload
  [ -s "$DF_F/work/door" ] || random_word > "$DF_F/work/door"
  [ -f "$mark" ] || artisan "$1" "$DF_ROOT" down --retry=60
  [ -f "$mark" ] || die "artisan down left no mark: maintenance mode is not on."
  helper door "$mark" "$DF_F/work/door"
  [ -f "$DF_ROOT/storage/framework/maintenance.php" ] || helper stub "$DF_ROOT/storage/framework/maintenance.php" "$mark"
  site_answers 503 || die "Users should get 503 now, but the web site answers $code."
}
# site_open [back]: the mark goes last, by one rename, so that no request sees half of it. On the way back, what was closed before
# stays closed.
site_open() {
  mark=$DF_ROOT/storage/framework/down
  if [ "${1:-}" = back ] && [ -d "$DF_F/state/was-closed" ]; then
    for f in maintenance.php down; do
      if [ -f "$DF_F/state/was-closed/$f" ]; then cp -p "$DF_F/state/was-closed/$f" "$DF_ROOT/storage/framework/$f.df-new"; mv -f "$DF_ROOT/storage/framework/$f.df-new" "$DF_ROOT/storage/framework/$f"
      else rm -f "$DF_ROOT/storage/framework/$f"; fi
    done
    rm -f "$DF_F/work/door"
    return 0
  fi
  rm -f "$DF_ROOT/storage/framework/maintenance.php"
  rm -f "$mark" "$DF_F/work/door"
}
# unguard COPY: the front controller as it was; PHP can't set a time to the nanosecond.
unguard() {
  helper unguard "$DF_ROOT/public/index.php" "$DF_F/work/$1"
  touch -r "$DF_F/work/$1.time" "$DF_ROOT/public/index.php"
  code_reload later
}
# site_back: the closing is undone, whichever server it was on.
site_back() {
  [ ! -f "$DF_F/work/index.php" ] || unguard index.php
  # A new server that was closed early stays closed until all is undone.
  [ -f "$DF_F/state/closed-early" ] || site_open back
  # Where the switch ended before the exact state was noted, what it changed till then is compared.
  if [ -f "$DF_F/state/closing.before" ] && [ ! -f "$DF_F/state/fingerprint.before" ]; then
    closing_print > "$DF_F/work/closing.now"
    if ! cmp -s "$DF_F/work/closing.now" "$DF_F/state/closing.before"; then
      cp "$DF_F/state/closing.before" "$DF_F/state/fingerprint.before"
      cp "$DF_F/work/closing.now" "$DF_F/state/fingerprint.now"
    fi
  fi
  [ -z "$DF_FPM_CONF" ] || fpm_up || die "All is back as it was, but PHP-FPM is not running and can't be started. See what its configuration test says (php-fpm -t), start it, then go on."
  web_up || die "All is back as it was, but the web server does not answer and can't be started. See what its configuration test says, start it, then go on."
}
# site_answers CODE: within a few seconds?
site_answers() {
  [ -n "$DF_URL" ] || return 0
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    code=$(helper http "$DF_URL/status" "$DF_HOST_HEADER")
    [ "$code" != "$1" ] || return 0
    sleep 0.3
  done
  return 1
}

# ---- the exchange of the two releases ------------------------------------------------------------------------------
# On an overlay (containers, some test hosts) a lower layer's folder can't be renamed: the releases are mirrored instead, from
# a full copy of the old one and the new one, both of which stay whole.
must_mirror() { case $(stat -f -c %T "$DF_ROOT") in overlayfs|aufs|UNKNOWN*794c7630*) return 0 ;; *) return 1 ;; esac; }
exchange_forward() {
  if must_mirror; then
    # What changed since the old release was copied (the print of this window tells), and what an earlier way back took.
    helper stale "$DF_F/work/kept.print" "$DF_F/state/fingerprint.before" "$DF_F/work/exchange.list" > "$DF_F/work/stale.list"
    [ -d "$DF_NEXT.old/vendor" ] || printf 'vendor\n' >> "$DF_F/work/stale.list"
    helper mirror "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/stale.list" refresh
    helper same "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/stale.list"
    : >> "$DF_F/state/mirrored"
    helper replace "$DF_ROOT" "$DF_NEXT" "$DF_NEXT.old" "$DF_F/work/exchange.list" "$DF_F/state/mirrored" forward
  else
    helper exchange "$DF_ROOT" "$DF_NEXT" "$DF_F/work/exchange.list" "$DF_F/state/exchanged" forward
  fi
}
exchange_back() {
  if [ -f "$DF_F/state/mirrored" ]; then
    helper replace "$DF_ROOT" "$DF_NEXT" "$DF_NEXT.old" "$DF_F/work/exchange.list" "$DF_F/state/mirrored" back
    rm -f "$DF_F/state/mirrored"
  elif [ -f "$DF_F/state/exchanged" ]; then
    helper exchange "$DF_ROOT" "$DF_NEXT" "$DF_F/work/exchange.list" "$DF_F/state/exchanged" back
    rm -f "$DF_F/state/exchanged"
  fi
}

# Files that git doesn't know inside DreamFactory's own folders (uploads, certificates, own pages) come along; what composer
# and Laravel make anew does not, nor what the 6.x user interface left behind: its files
# carry a hash in their names, nor a file in whose place the new release has one of its own. carry_files [NEWER_THAN_DATE]
carry_files() {
  leftovers='^$'
  [ "$DF_UI_LEFTOVERS" != 1 ] || leftovers='^public/[^/]*\.[0-9a-f]{16,20}\.[a-z0-9]+(\.map)?$|^public/(index\.html|3rdpartylicenses\.txt)$|^public/assets/|^resources/views/index\.blade\.php$'
  git_root ls-files -z --others > "$DF_F/work/others"
  git_next ls-files -z | tr '\0\n' '\n\0' > "$DF_F/work/tracked.next"
  # Top-level files and folders that git doesn't know stay where they are; below known folders they are copied.
  tr '\0\n' '\n\0' < "$DF_F/work/others" | grep / \
    | grep -Ev '^(storage|vendor|node_modules)/|^bootstrap/cache/[^/]*\.php$|^public/(dreamfactory|filemanager|df-api-docs-ui)/|\.sqlite-(wal|shm|journal)$' \
    | grep -Ev "$leftovers" | awk -F/ 'NR == FNR { known[$0] = 1; next } $1 in known' "$DF_F/work/exchange.list" - \
    | awk 'NR == FNR { tracked[$0] = 1; next } !($0 in tracked)' "$DF_F/work/tracked.next" - \
    | tr '\0\n' '\n\0' > "$DF_F/work/carry" || true
  tar -C "$DF_ROOT" -cf - ${1:+"--newer=$1"} --null -T "$DF_F/work/carry" | tar -C "$DF_NEXT" -xpf -
}

# ---- storage: only what git tracks there belongs to a release ------------------------------------------------------
storage_overlay() {
  git_next ls-files storage > "$DF_F/work/storage.new"
  git_root ls-files storage > "$DF_F/work/storage.old"
  if [ ! -f "$DF_F/backup/storage-tracked.tar" ]; then
    sort -u "$DF_F/work/storage.new" "$DF_F/work/storage.old" | while read -r f; do if [ -e "$DF_ROOT/$f" ]; then printf '%s\n' "$f"; fi; done > "$DF_F/work/storage.there"
    tar -C "$DF_ROOT" -cpf "$DF_F/backup/storage-tracked.tar.part" -T "$DF_F/work/storage.there"
    mv "$DF_F/backup/storage-tracked.tar.part" "$DF_F/backup/storage-tracked.tar"
  fi
  while read -r f; do
    cmp -s "$DF_NEXT/$f" "$DF_ROOT/$f" && continue
    [ -d "$(dirname "$DF_ROOT/$f")" ] || as_user "$DF_OWNER" mkdir -p "$(dirname "$DF_ROOT/$f")"
    cp "$DF_NEXT/$f" "$DF_ROOT/$f"
    [ "$(id -u)" != 0 ] || chown --reference="$(dirname "$DF_ROOT/$f")" "$DF_ROOT/$f"
    chmod u=rw,g=r,o= "$DF_ROOT/$f"
    say "new in storage: $f"
  done < "$DF_F/work/storage.new"
}
storage_overlay_back() {
  [ -f "$DF_F/backup/storage-tracked.tar" ] || return 0
  while read -r f; do
    grep -qxF "$f" "$DF_F/work/storage.there" || rm -f "$DF_ROOT/$f"
  done < "$DF_F/work/storage.new"
  tar -C "$DF_ROOT" -xpf "$DF_F/backup/storage-tracked.tar"
}

# ---- what "exactly as before" compares -----------------------------------------------------------------------------
schedules_print() {
  [ ! -s "$DF_F/schedules.list" ] || while IFS="$(printf '\t')" read -r kind owner where _; do
    case $kind in crontab) printf 'crontab %s %s\n' "$owner" "$(crontab -u "$owner" -l 2>/dev/null | sha256sum | cut -d' ' -f1)" ;; cron.d) printf 'cron.d %s %s\n' "$where" "$(sha256sum < "$where" | cut -d' ' -f1)" ;; esac
  done < "$DF_F/schedules.list"
}
# What the steps change that come before that: enough to know whether they were undone, where the switch got no further.
closing_print() {
  for f in public/index.php storage/framework/down storage/framework/maintenance.php; do
    [ ! -e "$DF_ROOT/$f" ] || printf 'file %s %s %s\n' "$f" "$(stat -c '%a %u:%g' "$DF_ROOT/$f")" "$(sha256sum < "$DF_ROOT/$f" | cut -d' ' -f1)"
  done
  printf 'env %s\n' "$(sha256sum < "$DF_ROOT/.env" | cut -d' ' -f1)"
  schedules_print
}
fingerprint() {
  helper print "$DF_ROOT" "$DF_F/work/print.cache"
  printf 'env %s\n' "$(sha256sum < "$DF_ROOT/.env" | cut -d' ' -f1)"
  printf 'commit %s\n' "$(git_root rev-parse HEAD)"
  tables_of "$DF_ROOT/.env" > "$DF_F/work/print.tables"
  sed 's/^/table /' "$DF_F/work/print.tables"
  schedules_print
  [ -z "${DF_MOVE:-}" ] || files_print
  printf 'php %s\n' "$("$DF_PHP_OLD" -r 'echo PHP_VERSION;')"
  [ -z "$DF_BESIDE" ] || beside_sites beside_print_site
}

# ---- PHP keeps the old code until it is told ------------------------------------------------------------------------
fpm_master() { # prints the master's pid, by its configuration file
  for p in /proc/[0-9]*; do
    if { tr '\0' ' ' < "$p/cmdline"; } 2>/dev/null | grep -q "^php-fpm: master process ($DF_FPM_CONF)"; then echo "${p#/proc/}"; return; fi
  done
}
# It ran when the run began. If somebody ended it meanwhile it is started again; what it says when it can't be is worth reading.
fpm_gone() {
  [ -n "$(fpm_master)" ] || return 0
  # Its socket was there before the switch: without it the web server reaches nobody.
  [ -f "$DF_F/state/socket-was" ] && [ ! -S "$DF_FPM_SOCKET" ]
}
fpm_up() {
  fpm_gone || return 0
  say "PHP-FPM is not running or has lost its socket; starting it"
  if [ -n "$DF_FPM_SERVICE" ] && [ -d /run/systemd/system ]; then systemctl restart "$DF_FPM_SERVICE" </dev/null || true
  elif [ -n "$DF_FPM_SERVICE" ] && command -v service >/dev/null 2>&1; then service "$DF_FPM_SERVICE" restart </dev/null >"$DF_F/work/fpm.out" 2>&1 || cat "$DF_F/work/fpm.out"
  fi
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    fpm_gone || return 0
    sleep 0.25
  done
  return 1
}
# The web server as well: the site is not as before while nobody answers. 503, 500 or 404 are answers.
web_up() {
  [ -n "$DF_URL" ] || return 0
  [ "$(helper http "$DF_URL/status" "$DF_HOST_HEADER")" = 0 ] || return 0
  say "the web server does not answer; starting it"
  names=$DF_WEB_KIND; [ "$DF_WEB_KIND" != apache ] || names="apache2 httpd"
  [ "$(id -u)" != 0 ] || for name in $names; do
    if [ -d /run/systemd/system ]; then timeout 60 systemctl start "$name" </dev/null 2>/dev/null || true
    elif [ -x "/etc/init.d/$name" ]; then timeout 60 service "$name" start </dev/null >"$DF_F/work/web.out" 2>&1 || cat "$DF_F/work/web.out"
    fi
  done
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(helper http "$DF_URL/status" "$DF_HOST_HEADER")" = 0 ] || return 0
    sleep 0.5
  done
  return 1
}
# code_reload [later]: "later" where a way back must go on without it; the last step of that way asks again.
# shellcheck disable=SC2120
code_reload() {
  if [ -n "$DF_FPM_CONF" ] && ! fpm_up; then
    [ "${1:-}" != later ] || return 0
    die "PHP-FPM is not running and can't be started. See what its configuration test says (php-fpm -t), start it, then go on."
  fi
  if [ -n "$DF_FPM_CONF" ]; then
    opcache_reset || fpm_reload
  fi
  if [ "$DF_WEB_KIND" = apache ] && [ -z "$DF_FPM_CONF" ]; then
    ctl=$(command -v apache2ctl || command -v apachectl || command -v httpd)
    "$ctl" -t
    "$ctl" -k graceful
    say "Apache was reloaded"
  fi
}
# The gentle way. Its script lies where the pool can read it; where the disk is full, in memory.
opcache_reset() {
  [ -n "$DF_FPM_SOCKET" ] || return 1
  for d in "$DF_HOME" /run /tmp; do
    script=$d/df-opcache-$(random_word).php
    if helper opcache-reset "$DF_FPM_SOCKET" "$script"; then rm -f "$script"; return 0; fi
    rm -f "$script"
  done
  return 1
}
# The blunt way: requests under way are cut off. Only where the pool does not take the gentle one.
fpm_reload() {
  old=$(fpm_master)
  workers=$(pgrep_children "$old")
  if [ -n "$DF_FPM_SERVICE" ] && [ -d /run/systemd/system ]; then systemctl reload "$DF_FPM_SERVICE"; else kill -USR2 "$old"; fi
  # The workers that knew the old code must be gone.
  for _ in $(seq 1 100); do
    left=; for w in $workers; do if [ -d "/proc/$w" ] && { tr '\0' ' ' < "/proc/$w/cmdline"; } 2>/dev/null | grep -q php-fpm; then left=1; fi; done
    if [ -z "$left" ] && [ -n "$(fpm_master)" ]; then break; fi
    sleep 0.1
  done
  [ -z "$left" ] || die "PHP-FPM still runs workers with the old code."
  [ -n "$(fpm_master)" ] || die "PHP-FPM did not come back after the reload."
  say "PHP-FPM was reloaded"
}
pgrep_children() { # PID
  for p in /proc/[0-9]*/stat; do
    sed 's/^\([0-9]*\) .*) [A-Za-z] \([0-9]*\) .*/\1 \2/' "$p" 2>/dev/null
  done | awk -v p="$1" '$2 == p { print $1 }'
}

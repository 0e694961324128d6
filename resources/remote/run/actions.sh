# shellcheck shell=sh
# What several steps share.

# The scratch copy's .env: today's, adapted to the new release, but for everything that others would notice.
scratch_env() {
  helper env-edit "$DF_ROOT/.env" "$DF_F/work/env.scratch" "$DF_F/env.scratch.json" > /dev/null
  helper env-edit "$DF_F/work/env.scratch" "$DF_F/work/env.scratch" "$DF_F/work/scratch.password.json" > /dev/null
  [ "$(id -u)" != 0 ] || chown 0:0 "$DF_F/work/env.scratch"
  chmod 600 "$DF_F/work/env.scratch"
}

nothing_pending() { # PHP TREE
  artisan "$1" "$2" migrate:status > "$DF_F/work/status.out" 2>&1 || { cat "$DF_F/work/status.out"; die "migrate:status failed."; }
  if grep -E ' Pending *$|^\| No +\|' "$DF_F/work/status.out"; then die "Migrations are still pending."; fi
  say "$(grep -cE '\] Ran *$| Ran *$|^\| Yes' "$DF_F/work/status.out") migrations have run"
}

# ---- schedules.list: kind TAB owner TAB where TAB text -------------------------------------------------------------
schedules_pause() {
  [ -s "$DF_F/schedules.list" ] || { say "Nothing is scheduled for this installation."; return 0; }
  mkdir -p "$DF_F/work/schedules"
  while IFS="$(printf '\t')" read -r kind owner where text; do
    key=$(printf %s "$kind $owner $where" | sha256sum | cut -c1-16)
    case $kind in
      crontab)
        if [ ! -f "$DF_F/work/schedules/$key" ]; then crontab -u "$owner" -l > "$DF_F/work/schedules/$key"; fi
        awk -v root="$DF_ROOT" 'index($0, root) && $0 !~ /^[ \t]*#/ { print "#df-upgrade# " $0; next } { print }' "$DF_F/work/schedules/$key" | crontab -u "$owner" - ;;
      cron.d)
        if [ ! -f "$DF_F/work/schedules/$key" ]; then cp -p "$where" "$DF_F/work/schedules/$key"; fi
        awk -v root="$DF_ROOT" 'index($0, root) && $0 !~ /^[ \t]*#/ { print "#df-upgrade# " $0; next } { print }' "$DF_F/work/schedules/$key" > "$where" ;;
      systemd-timer|systemd-service)
        if systemctl is-active -q "$where"; then systemctl stop "$where"; printf '%s\n' "$where" >> "$DF_F/work/schedules/units"; fi ;;
      process)
        # Stopped as it stands; it goes on with the new code when its manager starts it again, or where it was.
        if tr '\0' ' ' < "/proc/$where/cmdline" 2>/dev/null | grep -q artisan; then kill -STOP "$where"; printf '%s\n' "$where" >> "$DF_F/work/schedules/pids"; fi ;;
    esac
    say "paused: $kind $where $text"
  done < "$DF_F/schedules.list"
}
schedules_resume() {
  [ -s "$DF_F/schedules.list" ] || return 0
  while IFS="$(printf '\t')" read -r kind owner where _; do
    key=$(printf %s "$kind $owner $where" | sha256sum | cut -c1-16)
    [ -f "$DF_F/work/schedules/$key" ] || continue
    case $kind in
      crontab) crontab -u "$owner" "$DF_F/work/schedules/$key" ;;
      cron.d) cat "$DF_F/work/schedules/$key" > "$where" ;;
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
fingerprint() {
  helper print "$DF_ROOT" "$DF_F/work/print.cache"
  printf 'env %s\n' "$(sha256sum < "$DF_ROOT/.env" | cut -d' ' -f1)"
  printf 'commit %s\n' "$(git_root rev-parse HEAD)"
  tables_of "$DF_ROOT/.env" | sed 's/^/table /'
  [ ! -s "$DF_F/schedules.list" ] || while IFS="$(printf '\t')" read -r kind owner where _; do
    case $kind in crontab) printf 'crontab %s %s\n' "$owner" "$(crontab -u "$owner" -l 2>/dev/null | sha256sum | cut -d' ' -f1)" ;; cron.d) printf 'cron.d %s %s\n' "$where" "$(sha256sum < "$where" | cut -d' ' -f1)" ;; esac
  done < "$DF_F/schedules.list"
  printf 'php %s\n' "$("$DF_PHP_OLD" -r 'echo PHP_VERSION;')"
}

# ---- PHP keeps the old code until it is told ------------------------------------------------------------------------
fpm_master() { # prints the master's pid, by its configuration file
  for p in /proc/[0-9]*; do
    if tr '\0' ' ' < "$p/cmdline" 2>/dev/null | grep -q "^php-fpm: master process ($DF_FPM_CONF)"; then echo "${p#/proc/}"; return; fi
  done
}
code_reload() {
  if [ -n "$DF_FPM_CONF" ]; then
    old=$(fpm_master)
    [ -n "$old" ] || die "PHP-FPM is not running."
    workers=$(pgrep_children "$old")
    if [ -n "$DF_FPM_SERVICE" ] && [ -d /run/systemd/system ]; then systemctl reload "$DF_FPM_SERVICE"; else kill -USR2 "$old"; fi
    # The workers that knew the old code must be gone.
    for _ in $(seq 1 100); do
      left=; for w in $workers; do if [ -d "/proc/$w" ] && tr '\0' ' ' < "/proc/$w/cmdline" 2>/dev/null | grep -q php-fpm; then left=1; fi; done
      if [ -z "$left" ] && [ -n "$(fpm_master)" ]; then break; fi
      sleep 0.1
    done
    [ -z "$left" ] || die "PHP-FPM still runs workers with the old code."
    [ -n "$(fpm_master)" ] || die "PHP-FPM did not come back after the reload."
    say "PHP-FPM was reloaded"
  fi
  if [ "$DF_WEB_KIND" = apache ] && [ -z "$DF_FPM_CONF" ]; then
    ctl=$(command -v apache2ctl || command -v apachectl || command -v httpd)
    "$ctl" -t && "$ctl" -k graceful
    say "Apache was reloaded"
  fi
}
pgrep_children() { # PID
  for p in /proc/[0-9]*/stat; do
    sed 's/^\([0-9]*\) .*) [A-Za-z] \([0-9]*\) .*/\1 \2/' "$p" 2>/dev/null
  done | awk -v p="$1" '$2 == p { print $1 }'
}

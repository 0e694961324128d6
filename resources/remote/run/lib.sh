# shellcheck shell=sh
# Loaded before every step. POSIX sh; only coreutils, tar, git, PHP and composer are taken for granted.
# DF_F is the run folder; vars.sh holds the plan's variables (no secret among them).
# shellcheck disable=SC1091
. "$DF_F/vars.sh"
LC_ALL=C; LANG=C; NO_COLOR=1; TERM=dumb; export LC_ALL LANG NO_COLOR TERM
PATH="$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"; export PATH
umask 077
# Root's own folder for temporary files (libpam-tmpdir) is closed to whom the commands run as; undo.sh may come from a log-in with one.
[ "$(id -u)" != 0 ] || unset TMPDIR TMP TEMP TEMPDIR
export DF_F DF_ROOT
[ -z "${DF_IN:-}" ] || export DF_IN

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Our own helper, never the installation's code.
# By a PHP that is there throughout; one that comes beside the old one may not be yet, or not any more.
[ -x "$DF_PHP_TOOL" ] || DF_PHP_TOOL=$DF_PHP
helper() { "$DF_PHP_TOOL" -d memory_limit=1G "$DF_F/df.php" "$@"; }

# as_user USER COMMAND…: without changing anything else.
as_user() {
  df_u=$1; shift
  if [ "$(id -un)" = "$df_u" ]; then "$@"
  elif command -v runuser >/dev/null 2>&1; then runuser -u "$df_u" -- "$@"
  elif command -v setpriv >/dev/null 2>&1; then
    setpriv --reuid="$df_u" --regid="$(id -g "$df_u")" --init-groups "$@"
  else die "Neither runuser nor setpriv is there, so nothing can be run as $df_u."
  fi
}
# Inside a container its definition's variables are in every command's environment, and would beat the .env that the command is to
# go by: a rehearsal would work on the live database.
df_unset=$(env | sed -n -E 's/^((DB|APP|CACHE|QUEUE|SESSION|REDIS|MEMCACHED|MAIL|LOG|LOGSDB|JWT|BCRYPT|DATABASE)_[A-Z0-9_]+)=.*/-u \1/p')
# shellcheck disable=SC2086
as_owner() { as_user "$DF_OWNER" env $df_unset HOME="$DF_HOME" GIT_CONFIG_GLOBAL="$DF_HOME/gitconfig" "$@"; }
# shellcheck disable=SC2086
as_web() { as_user "$DF_WEB_USER" env $df_unset HOME="$DF_HOME" "$@"; }

# A home of the owner's for the time of the run: system accounts often have none. What the owner's real one says about
# proxies, keys and composer's access counts.
make_home() {
  mkdir -p "$DF_HOME"
  real=$(getent passwd "$DF_OWNER" | cut -d: -f6)
  {
    printf '[safe]\n\tdirectory = %s\n\tdirectory = %s\n' "$DF_ROOT" "$DF_NEXT"
    case $DF_REMOTE_URL in
      /*) printf '\tdirectory = %s\n\tdirectory = %s/.git\n' "$DF_REMOTE_URL" "$DF_REMOTE_URL" ;;
      file://*) printf '\tdirectory = %s\n' "${DF_REMOTE_URL#file://}" ;;
    esac
    if [ -n "$real" ] && [ -f "$real/.gitconfig" ]; then printf '[include]\n\tpath = %s/.gitconfig\n' "$real"; fi
  } > "$DF_HOME/gitconfig"
  if [ -n "$real" ]; then
    for d in .ssh .netrc .git-credentials; do
      if [ -e "$real/$d" ]; then ln -sfn "$real/$d" "$DF_HOME/$d"; fi
    done
    for d in .config/composer .composer; do
      if [ -f "$real/$d/auth.json" ]; then mkdir -p "$DF_HOME/.composer"; ln -sfn "$real/$d/auth.json" "$DF_HOME/.composer/auth.json"; fi
    done
  fi
  # Booting the new release must not plant an entry in a crontab (facts §8): a crontab command that does nothing.
  mkdir -p "$DF_HOME/bin"
  printf '#!/bin/sh\nexit 0\n' > "$DF_HOME/bin/crontab"
  ln -sfn "$DF_PHP" "$DF_HOME/bin/php"
  chmod 755 "$DF_HOME" "$DF_HOME/bin" "$DF_HOME/bin/crontab"
  chmod 644 "$DF_HOME/gitconfig"
  [ "$(id -u)" != 0 ] || chown -R "$DF_OWNER" "$DF_HOME"
}

# artisan PHP TREE ARGUMENTS…: as the web user, so that what it writes the web site can write too (facts §16), and without a
# way to the crontab.
artisan() {
  df_bin=$1; df_tree=$2; shift 2
  if [ -n "${DF_PHP_SOCKET:-}" ]; then
    ( cd "$df_tree" && as_web env PATH="$DF_HOME/bin:$PATH" "$df_bin" -d "pdo_mysql.default_socket=$DF_PHP_SOCKET" artisan --no-ansi --no-interaction "$@" )
  else
    ( cd "$df_tree" && as_web env PATH="$DF_HOME/bin:$PATH" ${DF_LIMIT:+timeout --foreground -k 15 "$DF_LIMIT"} "$df_bin" artisan --no-ansi --no-interaction "$@" )
  fi
}

# artisan's exit codes lie (facts §3, §16): its words count as well.
artisan_checked() {
  df_out="$DF_F/work/artisan.out"
  if artisan "$@" > "$df_out" 2>&1; then df_rc=0; else df_rc=$?; fi
  cat "$df_out"
  [ "$df_rc" != 124 ] || die "artisan did not end within ${DF_LIMIT:-?} s."
  [ "$df_rc" = 0 ] || die "artisan ended with code $df_rc."
  # shellcheck disable=SC2016
  if grep -Eq '^ *(ERROR|FAIL)|SQLSTATE\[|Exception|Failed to clear' "$df_out"; then die "artisan says that it failed, though its exit code is 0."; fi
}
# artisan_within SECONDS PHP TREE ARGUMENTS…: checked, and ended when it takes longer.
artisan_within() {
  DF_LIMIT=$1; shift
  artisan_checked "$@"
  DF_LIMIT=
}

composer_run() {
  if head -c 200 "$DF_COMPOSER" | head -n 1 | grep -q 'php' || head -c 5000 "$DF_COMPOSER" | grep -q '<?php'; then
    set -- "$DF_PHP" "$DF_COMPOSER" "$@"
  else
    set -- "$DF_COMPOSER" "$@"
  fi
  as_owner env PATH="$DF_HOME/bin:$PATH" COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_MEMORY_LIMIT=-1 COMPOSER_NO_INTERACTION=1 \
    COMPOSER_HOME="$DF_HOME/.composer" COMPOSER_CACHE_DIR="$DF_HOME/.cache" COMPOSER_PROCESS_TIMEOUT=3000 COLUMNS=240 "$@"
}

# A diff would write a refreshed index even so.
git_root() { as_owner env GIT_OPTIONAL_LOCKS=0 git -c diff.autoRefreshIndex=false -C "$DF_ROOT" "$@"; }
git_next() { as_owner git -C "$DF_NEXT" "$@"; }

# Room that check.room kept back.
ballast_drop() { rm -f "$DF_F/ballast" "$DF_NEXT.ballast"; }

# remember WHAT FILE PROOF: into the manifest, with its hash.
remember() {
  df_sum=$(sha256sum < "$2" | cut -d' ' -f1); df_size=$(wc -c < "$2" | tr -d ' ')
  printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$df_sum" "$df_size" "$3" >> "$DF_F/manifest"
  sync "$2" "$DF_F/manifest" 2>/dev/null || sync
}
# proven FILE: is it still what the manifest says?
proven() {
  df_want=$(awk -F'\t' -v f="$1" '$2 == f { h = $3 } END { print h }' "$DF_F/manifest")
  [ -n "$df_want" ] && [ "$df_want" = "$(sha256sum < "$1" | cut -d' ' -f1)" ]
}

# ---- the system database -------------------------------------------------------------------------------------------
db_env=$DF_ROOT/.env
db_conf() { helper dbconf "$db_env" "$DF_F/work/app.cnf"; }
# What the run made is taken back by the settings that it was made with, where somebody gave .env others meanwhile that don't do.
db_env_of_run() {
  kept=$DF_F/backup/env
  [ "$DF_DB_ENGINE" != sqlite ] && [ -f "$kept" ] && ! cmp -s "$kept" "$DF_ROOT/.env" || return 0
  if ! helper db-up "$DF_ROOT/.env" 0 2>/dev/null && helper db-up "$kept" 0 2>/dev/null; then db_env=$kept; fi
}
db_conf_forget() { rm -f "$DF_F/work/app.cnf" "$DF_F/work/scratch.cnf" "$DF_F/work/back.cnf"; }
# A finished run keeps secrets in its named copies alone.
forget_secrets() { rm -f "$DF_F"/work/env.* "$DF_F"/work/apps*.json; }
random_word() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# database_up SECONDS: it answered when the run began. One that is restarting is waited for; one on this machine that somebody
# ended is started again, like PHP-FPM.
database_up() {
  [ "$DF_DB_ENGINE" != sqlite ] || return 0
  db_env_of_run
  ! helper db-up "$db_env" 5 2>/dev/null || return 0
  say "the database does not answer; waiting for it"
  case $DF_DB_HOST in localhost|127.0.0.1|::1|'') database_start ;; esac
  # Waited for once; later tries only look whether it has come meanwhile.
  wait=$1; [ ! -e "$DF_F/work/database.waited" ] || wait=5
  : > "$DF_F/work/database.waited"
  helper db-up "$db_env" "$wait"
}
database_start() {
  names="mariadb mysql mysqld"; [ "$DF_DB_ENGINE" != pgsql ] || names=postgresql
  [ "$(id -u)" = 0 ] || return 0
  for name in $names; do
    if [ -d /run/systemd/system ]; then
      systemctl is-enabled -q "$name" 2>/dev/null || continue
      timeout 60 systemctl start "$name" </dev/null || true
    else
      [ -x "/etc/init.d/$name" ] || continue
      timeout 60 service "$name" start </dev/null >"$DF_F/work/database.out" 2>&1 || cat "$DF_F/work/database.out"
    fi
    return 0
  done
}

# tables_of ENVFILE [rows]: table, rows, checksum.
tables_of() { helper tables "$@"; }
# shellcheck disable=SC1091
. "$DF_F/dump.sh"
# shellcheck disable=SC1090
. "$DF_F/database.$DF_DB_ENGINE.sh"
# shellcheck disable=SC1091
. "$DF_F/actions.sh"
# shellcheck disable=SC1091
. "$DF_F/beside.sh"
# shellcheck disable=SC1091
. "$DF_F/moving.sh"

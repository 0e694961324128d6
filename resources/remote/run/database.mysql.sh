# shellcheck shell=sh
# MySQL and MariaDB. DF_SCRATCH is the scratch database's name, and its account's.
DF_DUMP_SUFFIX=sql
# A ~/.my.cnf is read after the file that --defaults-extra-file names, and would beat the account in .env.
HOME=/nonexistent; export HOME

# A table that somebody holds is waited for this long, not the server's default of a day.
DF_LOCK_WAIT='--init-command=SET SESSION lock_wait_timeout=60'

# The installation's own account.
db_app() { "$DF_DB_CLIENT" --defaults-extra-file="$DF_F/work/app.cnf" "$DF_LOCK_WAIT" --default-character-set=utf8mb4 --batch --skip-column-names "$@"; }
# The account that may create databases.
db_admin() {
  case $DF_SCRATCH_WAY in
    root-socket) "$DF_DB_CLIENT" --socket="$DF_ADMIN_SOCKET" --user=root --protocol=SOCKET "$DF_LOCK_WAIT" --batch --skip-column-names "$@" ;;
    app-user) db_app "$@" ;;
    database-admin) "$DF_DB_CLIENT" --defaults-extra-file="$DF_SECRETS/dbadmin.cnf" "$DF_LOCK_WAIT" --batch --skip-column-names "$@" ;;
    own-server) "$DF_DB_CLIENT" --no-defaults --socket="$DF_OWN/s.sock" --user=root --protocol=SOCKET --batch --skip-column-names "$@" ;;
    *) die "There is no account that may create a scratch database." ;;
  esac
}
# The scratch database's own account: rights on it alone.
db_scratch() { "$DF_DB_CLIENT" --defaults-extra-file="$DF_F/work/scratch.cnf" --default-character-set=utf8mb4 --batch --skip-column-names "$@"; }

# A throw-away server on a private socket, where nobody may create databases on the real one.
own_start() {
  [ "$DF_SCRATCH_WAY" = own-server ] || return 0
  if [ -S "$DF_OWN/s.sock" ] && db_admin -e 'SELECT 1' >/dev/null 2>&1; then return 0; fi
  mkdir -p "$DF_OWN"; chmod 711 "$DF_OWN"
  account=$(id -un); [ "$account" != root ] || { account=mysql; chown mysql "$DF_OWN"; }
  server=$(command -v mariadbd || command -v mysqld) || die "There is no database server program."
  if [ ! -d "$DF_OWN/data" ]; then
    # by force: even where no host name resolves
    if command -v mariadb-install-db >/dev/null 2>&1; then
      as_user "$account" mariadb-install-db --no-defaults --force --datadir="$DF_OWN/data" --auth-root-authentication-method=normal --skip-test-db >/dev/null
    else as_user "$account" "$server" --no-defaults --initialize-insecure --datadir="$DF_OWN/data"; fi
  fi
  # A subshell that lets go of the step's output first: nobody waits for a server that goes on.
  ( exec </dev/null >"$DF_OWN/log" 2>&1
    as_user "$account" setsid "$server" --no-defaults --datadir="$DF_OWN/data" --socket="$DF_OWN/s.sock" --skip-networking \
      --pid-file="$DF_OWN/pid" --innodb-buffer-pool-size=64M ) &
  for _ in $(seq 1 100); do
    if db_admin -e 'SELECT 1' >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  die "The throw-away database server did not start."
}
own_stop() {
  [ "$DF_SCRATCH_WAY" = own-server ] && [ -d "$DF_OWN" ] || return 0
  if [ -f "$DF_OWN/pid" ]; then
    pid=$(cat "$DF_OWN/pid")
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 1 50); do [ -d "/proc/$pid" ] || break; sleep 0.2; done
  fi
  rm -rf "$DF_OWN"
}

# From which hosts the account comes: as the installation's own does.
scratch_hosts() {
  case $DF_DB_HOST in localhost|127.0.0.1|::1|'') echo "localhost 127.0.0.1 ::1" ;; *) echo % ;; esac
}
scratch_make() {
  own_start
  if [ "$DF_SCRATCH_WAY" = app-user ]; then
    db_admin -e "DROP DATABASE IF EXISTS \`$DF_SCRATCH\`; CREATE DATABASE \`$DF_SCRATCH\` CHARACTER SET $DF_DB_CHARSET COLLATE $DF_DB_COLLATION"
    cp "$DF_F/work/app.cnf" "$DF_F/work/scratch.cnf"
    printf '[]' > "$DF_F/work/scratch.password.json"
  else
    word=$(random_word)
    {
      printf 'DROP DATABASE IF EXISTS `%s`; CREATE DATABASE `%s` CHARACTER SET %s COLLATE %s;\n' "$DF_SCRATCH" "$DF_SCRATCH" "$DF_DB_CHARSET" "$DF_DB_COLLATION"
      for h in $(scratch_hosts); do
        printf "DROP USER IF EXISTS '%s'@'%s'; CREATE USER '%s'@'%s' IDENTIFIED BY '%s'; GRANT ALL ON \`%s\`.* TO '%s'@'%s';\n" \
          "$DF_SCRATCH" "$h" "$DF_SCRATCH" "$h" "$word" "$DF_SCRATCH" "$DF_SCRATCH" "$h"
      done
    } | db_admin
    # printf is built in: the word is in no process's arguments.
    printf '[{"action":"set","key":"DB_USERNAME","value":"%s"},{"action":"set","key":"DB_PASSWORD","value":"%s"}]' \
      "$DF_SCRATCH" "$word" > "$DF_F/work/scratch.password.json"
  fi
  scratch_env
  [ "$DF_SCRATCH_WAY" = app-user ] || DF_DB_SOCK=$(scratch_sock) helper dbconf "$DF_F/work/env.scratch" "$DF_F/work/scratch.cnf"
}
scratch_sock() { if [ "$DF_SCRATCH_WAY" = own-server ]; then printf %s "$DF_OWN/s.sock"; fi; }
# PHP's own way to a socket, for a throw-away server.
scratch_socket() { if [ "$DF_SCRATCH_WAY" = own-server ]; then own_start; DF_PHP_SOCKET=$DF_OWN/s.sock; DF_DB_SOCK=$DF_PHP_SOCKET; export DF_DB_SOCK; fi; }
scratch_load() {
  if [ "$DF_SCRATCH_WAY" = app-user ]; then cp "$DF_F/work/app.cnf" "$DF_F/work/scratch.cnf"
  else DF_DB_SOCK=$(scratch_sock) helper dbconf "$DF_F/work/env.scratch" "$DF_F/work/scratch.cnf"; fi
  if has_definers "$1"; then
    rm -f "$DF_F/work/load.broke"
    { without_definers "$1" || : > "$DF_F/work/load.broke"; } | loads db_scratch "$DF_SCRATCH"
    [ ! -f "$DF_F/work/load.broke" ] || die "The copy could not be read to its end."
  else loads db_scratch "$DF_SCRATCH" < "$1"; fi
}
# loads CLIENT…: what it says when it fails is its message. The statement, which it also prints, may hold anybody's data.
loads() {
  if "$@" > /dev/null 2> "$DF_F/work/load.err"; then rm -f "$DF_F/work/load.err"; return 0; fi
  { grep -a '^ERROR' "$DF_F/work/load.err" || cat "$DF_F/work/load.err"; } | tail -n 1 | cut -c1-500 >&2
  rm -f "$DF_F/work/load.err"
  return 1
}
# Views and triggers name the account that defined them, in whose name another may not act: they become the one's who loads them.
has_definers() { grep -Eq '^/\*!50013 DEFINER=|^/\*!50003 CREATE\*/ /\*!50017 DEFINER=' "$1"; }
without_definers() {
  who='DEFINER=[`"][^`"]*[`"]@[`"][^`"]*[`"]' # in ANSI mode names stand in double quotes
  sed -e "s,^/\*!50013 $who ,/*!50013 ," -e "s,^/\*!50003 CREATE\*/ /\*!50017 $who\*/ ,/*!50003 CREATE*/ ," "$1"
}
# dump_fit FROM TO: a dump of another server, as this one takes it. Its definers aren't here; MariaDB's sandbox mark in the first line
# stops clients that don't know it; collations that only the other product or a newer one knows become the nearest that all know. Rows
# stay as they are: each INSERT is one line.
dump_fit() {
  map=
  for family in 0900 uca1400; do
    if [ "$(db_app -e "SELECT COUNT(*) FROM information_schema.collations WHERE collation_name LIKE '%$family%'")" = 0 ]; then
      map="$map/^INSERT INTO/!s/\\(utf8mb[34]\\)_${family}_[a-z_]*/\\1_unicode_ci/g;"
    fi
  done
  if [ "$(db_app -e "SELECT COUNT(*) FROM information_schema.collations WHERE collation_name LIKE '%\_nopad\_%'")" = 0 ]; then
    map="$map/^INSERT INTO/!s/\\([Cc][Oo][Ll][Ll][Aa][Tt][A-Za-z_]*[ =]*[a-z0-9_]*_\\)nopad_/\\1/g;"
  fi
  without_definers "$1" | sed -e '1{/^\/\*M\{0,1\}!999999\\- enable the sandbox mode/d;}' ${map:+-e "$map"} > "$2"
  tail -n 1 "$2" | grep -q -- '-- Dump completed' || die "The copy of the old database has no end mark: it is not complete."
}
scratch_tables() { DF_DB_SOCK=$(scratch_sock) tables_of "$DF_F/work/env.scratch" "$@"; }
scratch_empty() {
  own_start
  db_admin -e "DROP DATABASE IF EXISTS \`$DF_SCRATCH\`; CREATE DATABASE \`$DF_SCRATCH\` CHARACTER SET $DF_DB_CHARSET COLLATE $DF_DB_COLLATION"
}
scratch_drop() {
  if [ "$DF_SCRATCH_WAY" = own-server ]; then own_stop; return; fi
  db_admin -e "DROP DATABASE IF EXISTS \`$DF_SCRATCH\`"
  [ "$DF_SCRATCH_WAY" = app-user ] || for h in $(scratch_hosts); do db_admin -e "DROP USER IF EXISTS '$DF_SCRATCH'@'$h'"; done
  beside_drop
  rm -f "$DF_F/work/scratch.password.json"
}

database_dump() {
  dump_mysql "$DF_DB_DUMP" "$DF_F/work/app.cnf" "$DF_DB_NAME" > "$1.part"
  tail -n 1 "$1.part" | grep -q -- '-- Dump completed' || die "The dump has no end mark: it is not complete."
  mv "$1.part" "$1"
}

# Base tables alone can change places by rename; with views or triggers of somebody's, the slower way.
only_tables() {
  [ "$(db_app -e "SELECT (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='$DF_DB_NAME' AND table_type<>'BASE TABLE') + (SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema='$DF_DB_NAME')")" = 0 ]
}
# database_restore DUMP TABLES: the database becomes what the dump holds; TABLES says what that is. With only_beside the live
# tables are not emptied where their replacement can't be loaded beside them. One that failed and changed nothing leaves work/unchanged.
database_restore() {
  back=${DF_SCRATCH}_b; aside=${DF_SCRATCH}_a
  case $DF_SCRATCH_WAY in
    root-socket|app-user|database-admin)
      if only_tables; then
        if restore_beside "$1" "$2"; then return 0; fi
        others_end
        # Where room is what lacks: the scratch copy has served, and is made again when it is needed.
        db_admin -e "SET FOREIGN_KEY_CHECKS=0; DROP DATABASE IF EXISTS \`$DF_SCRATCH\`" || true
        if restore_beside "$1" "$2"; then return 0; fi
        if [ -n "${only_beside-}" ]; then
          beside_drop || true
          : > "$DF_F/work/unchanged"
          die "The copy could not be loaded beside the database, so nothing was exchanged."
        fi
      fi
      beside_drop || true
      say "The copy could not be exchanged by rename; loading it directly." ;;
    *) others_end ;;
  esac
  for _ in 1 2 3; do
    if restore_directly "$1" "$2"; then return 0; fi
  done
  die "The copy could not be loaded; the site stays in maintenance mode. This can be repeated."
}
# While users are shut out and every table is about to be replaced: sessions that still hold some are ended.
others_end() {
  ends="SELECT CONCAT('KILL ', id, ';') FROM information_schema.processlist WHERE db='$DF_DB_NAME' AND id<>CONNECTION_ID()"
  case $DF_SCRATCH_WAY in
    root-socket|database-admin) db_admin -e "$ends" | db_admin --force >/dev/null 2>&1 || true ;;
    *) db_app -e "$ends" | db_app --force >/dev/null 2>&1 || true ;;
  esac
}
# What the way back made beside the database, if anything is left of it.
beside_drop() {
  back=${DF_SCRATCH}_b; aside=${DF_SCRATCH}_a
  db_admin -e "SET FOREIGN_KEY_CHECKS=0; DROP DATABASE IF EXISTS \`$back\`; DROP DATABASE IF EXISTS \`$aside\`"
  [ "$DF_SCRATCH_WAY" != root-socket ] || db_admin -e "DROP USER IF EXISTS '$back'@'localhost'"
}
restore_beside() {
  beside_drop || return 1
  db_admin -e "CREATE DATABASE \`$back\` CHARACTER SET $DF_DB_CHARSET COLLATE $DF_DB_COLLATION; CREATE DATABASE \`$aside\`" || return 1
  # Loaded by an account with rights on the target alone where such a one can be had.
  if [ "$DF_SCRATCH_WAY" = root-socket ]; then
    word=$(random_word)
    printf "CREATE USER '%s'@'localhost' IDENTIFIED BY '%s'; GRANT ALL ON \`%s\`.* TO '%s'@'localhost';\n" "$back" "$word" "$back" "$back" | db_admin || return 1
    printf '[client]\nuser=%s\npassword=%s\nsocket=%s\n' "$back" "$word" "$DF_ADMIN_SOCKET" > "$DF_F/work/back.cnf"
    loads "$DF_DB_CLIENT" --defaults-extra-file="$DF_F/work/back.cnf" "$back" < "$1" || return 1
    rm -f "$DF_F/work/back.cnf"
  else loads db_admin "$back" < "$1" || return 1; fi
  list="SELECT table_name FROM information_schema.tables WHERE table_type='BASE TABLE' AND table_schema="
  db_admin -e "$list'$DF_DB_NAME'" > "$DF_F/work/live.tables"
  db_admin -e "$list'$back'" > "$DF_F/work/back.tables"
  [ "$(wc -l < "$DF_F/work/back.tables")" = "$(wc -l < "$2")" ] || return 1
  while IFS="$(printf '\t')" read -r table rows sum; do
    [ "$(db_admin -e "CHECKSUM TABLE \`$back\`.\`$table\` EXTENDED" | cut -f2)" = "$sum" ] || { say "$table ($rows rows) differs in the loaded copy"; return 1; }
  done < "$2"
  helper db-rename-sql "$DF_DB_NAME" "$back" "$aside" "$DF_F/work/live.tables" "$DF_F/work/back.tables" | db_admin || return 1
  # All is back; what is left beside it goes now or with the scratch database.
  beside_drop || true
}
restore_directly() {
  {
    printf 'SET FOREIGN_KEY_CHECKS=0;\n'
    db_app -e "SELECT CONCAT('DROP ', IF(table_type='VIEW','VIEW','TABLE'), ' IF EXISTS \`', REPLACE(table_name,'\`','\`\`'), '\`;') FROM information_schema.tables WHERE table_schema='$DF_DB_NAME'"
    cat "$1"
  } | loads db_app "$DF_DB_NAME" || return 1
  tables_of "$DF_ROOT/.env" | cmp -s - "$2"
}

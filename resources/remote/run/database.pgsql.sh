# shellcheck shell=sh
# PostgreSQL. A restore is one transaction: the old tables go and the copy comes, or nothing changes.
DF_DUMP_SUFFIX=dump
pg() { PGPASSFILE=$DF_F/work/app.cnf PGCONNECT_TIMEOUT=10 "$@"; }
pg_tool() { printf %s "$(dirname "$DF_DB_DUMP")/$1"; }
pg_app() { pg "$DF_DB_CLIENT" -X -q -t -A -v ON_ERROR_STOP=1 --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password "$@"; }
pg_admin() { # DATABASE SQL
  case $DF_SCRATCH_WAY in
    root-socket) as_user postgres "$DF_DB_CLIENT" -X -q -t -A -v ON_ERROR_STOP=1 --port="$DF_DB_PORT" ${DF_ADMIN_SOCKET:+--host="$DF_ADMIN_SOCKET"} -d "$1" -c "$2" ;;
    app-user) pg_app -d "$1" -c "$2" ;;
    database-admin)
      PGPASSFILE=$DF_SECRETS/dbadmin.cnf PGCONNECT_TIMEOUT=10 "$DF_DB_CLIENT" -X -q -t -A -v ON_ERROR_STOP=1 --host="$DF_DB_HOST" \
        --port="$DF_DB_PORT" --username="$DF_DBADMIN_USER" --no-password -d "$1" -c "$2" ;;
    *) die "There is no account that may create a scratch database." ;;
  esac
}
scratch_make() {
  scratch_empty
  printf '[]' > "$DF_F/work/scratch.password.json"
  scratch_env
}
scratch_empty() {
  pg_admin postgres "DROP DATABASE IF EXISTS \"$DF_SCRATCH\""
  # An account that isn't a superuser may only give a database to a role that it belongs to.
  pg_admin postgres "CREATE DATABASE \"$DF_SCRATCH\" OWNER \"$DF_DB_USER\" TEMPLATE template0 ENCODING 'UTF8'" || {
    pg_admin postgres "CREATE DATABASE \"$DF_SCRATCH\" TEMPLATE template0 ENCODING 'UTF8'"
    pg_admin "$DF_SCRATCH" "GRANT ALL ON DATABASE \"$DF_SCRATCH\" TO \"$DF_DB_USER\"; GRANT ALL ON SCHEMA public TO \"$DF_DB_USER\""
  }
}
scratch_load() {
  pg "$(pg_tool pg_restore)" --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password \
    --no-owner --no-acl --exit-on-error --dbname="$DF_SCRATCH" "$1"
}
scratch_socket() { :; }
scratch_tables() { tables_of "$DF_F/work/env.scratch" "$@"; }
scratch_drop() { pg_admin postgres "DROP DATABASE IF EXISTS \"$DF_SCRATCH\""; rm -f "$DF_F/work/scratch.password.json"; }

database_dump() {
  ( dump_pgsql "$DF_DB_DUMP" "$DF_F/work/app.cnf" "$DF_DB_HOST" "$DF_DB_PORT" "$DF_DB_USER" "$DF_DB_NAME" --file="$1.part" )
  pg "$(pg_tool pg_restore)" --list "$1.part" > "$DF_F/work/dump.list"
  [ -s "$DF_F/work/dump.list" ] || die "The dump has no table of contents: it is not complete."
  mv "$1.part" "$1"
}
dump_fit() {
  pg "$(pg_tool pg_restore)" --list "$1" > /dev/null || die "The copy of the old database can't be read by this server's pg_restore."
  cp "$1" "$2"
}
database_restore() { # DUMP
  pg "$(pg_tool pg_restore)" --list "$1" | grep -vE '^[0-9]+; [0-9]+ [0-9]+ (SCHEMA|COMMENT - SCHEMA) ' > "$DF_F/work/restore.list"
  {
    printf 'BEGIN;\n'
    # What a migration may have made: tables go with their indexes, rules and own sequences.
    pg_app -d "$DF_DB_NAME" -c "SELECT format('DROP %s IF EXISTS %I.%I CASCADE;', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r','p','v','m','S')
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e','i','a')) ORDER BY c.relkind = 'S', c.oid"
    "$(pg_tool pg_restore)" --no-owner --no-acl -L "$DF_F/work/restore.list" -f - "$1"
    printf '\nCOMMIT;\n'
  } > "$DF_F/work/restore.sql"
  grep -q '^COMMIT;$' "$DF_F/work/restore.sql" || die "The copy could not be read."
  # By 3 psql says that a statement was refused: the transaction is undone. Where the line broke nobody knows.
  pg_app -d "$DF_DB_NAME" -f "$DF_F/work/restore.sql" > /dev/null || { [ $? != 3 ] || : > "$DF_F/work/unchanged"; return 1; }
  rm -f "$DF_F/work/restore.sql"
}

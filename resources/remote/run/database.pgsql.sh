# shellcheck shell=sh
# PostgreSQL. A restore is one transaction: the old tables go and the copy comes, or nothing changes.
DF_DUMP_SUFFIX=dump
pg() { PGPASSFILE=$DF_F/work/app.cnf PGCONNECT_TIMEOUT=10 "$@"; }
pg_app_arguments() { printf '%s\n' "--host=$DF_DB_HOST" "--port=$DF_DB_PORT" "--username=$DF_DB_USER" --no-password; }
pg_admin() { # DATABASE SQL
  case $DF_SCRATCH_WAY in
    root-socket) as_user postgres psql -X -q -t -A -v ON_ERROR_STOP=1 --port="$DF_DB_PORT" ${DF_ADMIN_SOCKET:+--host="$DF_ADMIN_SOCKET"} -d "$1" -c "$2" ;;
    app-user) pg psql -X -q -t -A -v ON_ERROR_STOP=1 --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password -d "$1" -c "$2" ;;
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
  pg_admin postgres "CREATE DATABASE \"$DF_SCRATCH\" OWNER \"$DF_DB_USER\" TEMPLATE template0 ENCODING 'UTF8'"
}
scratch_load() {
  pg "$(dirname "$DF_DB_DUMP")/pg_restore" --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password \
    --no-owner --no-acl --exit-on-error --dbname="$DF_SCRATCH" "$1"
}
scratch_socket() { :; }
scratch_tables() { tables_of "$DF_F/work/env.scratch"; }
scratch_drop() { pg_admin postgres "DROP DATABASE IF EXISTS \"$DF_SCRATCH\""; rm -f "$DF_F/work/scratch.password.json"; }
database_dump() {
  pg "$DF_DB_DUMP" --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password --format=custom --no-owner \
    --no-acl --file="$1.part" "$DF_DB_NAME"
  mv "$1.part" "$1"
}
database_restore() {
  {
    printf 'BEGIN; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n'
    "$(dirname "$DF_DB_DUMP")/pg_restore" --no-owner --no-acl -f - "$1"
    printf 'COMMIT;\n'
  } | pg psql -X -q -v ON_ERROR_STOP=1 --host="$DF_DB_HOST" --port="$DF_DB_PORT" --username="$DF_DB_USER" --no-password -d "$DF_DB_NAME"
}

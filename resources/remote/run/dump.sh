# shellcheck shell=sh
# How the system database is dumped, on standard output: for a run's own copy and for what goes to another server.

# dump_mysql PROGRAM OPTIONS-FILE DATABASE: without USE and CREATE DATABASE, so that it can be loaded under any name; one moment,
# no locks; the same bytes as long as nothing changes.
dump_mysql() {
  df_dump=$1; df_name=$3
  set -- --defaults-extra-file="$2" --single-transaction --no-tablespaces --hex-blob --skip-dump-date --default-character-set=utf8mb4
  df_knows=$("$df_dump" --no-defaults --help 2>/dev/null || :)
  # A newer client asks older servers for statistics they don't have.
  case $df_knows in *column-statistics*) set -- "$@" --column-statistics=0 ;; esac
  # Another server's transactions are not the history of the one that it is loaded into, and naming them takes rights.
  case $df_knows in *set-gtid-purged*) set -- "$@" --set-gtid-purged=OFF ;; esac
  "$df_dump" "$@" "$df_name"
}
# dump_pgsql PROGRAM PASSWORD-FILE HOST PORT USER DATABASE [OPTION…]
dump_pgsql() {
  df_dump=$1; PGPASSFILE=$2; PGCONNECT_TIMEOUT=10; df_name=$6
  export PGPASSFILE PGCONNECT_TIMEOUT
  df_host=$3; df_port=$4; df_user=$5
  shift 6
  "$df_dump" --host="$df_host" --port="$df_port" --username="$df_user" --no-password --format=custom --no-owner --no-acl "$@" "$df_name"
}

# A copy of one moment, under the installation's own account.
db_conf
to=$DF_F/backup/database.$DF_DUMP_SUFFIX
tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.1"
[ -s "$DF_F/state/tables.1" ] || die "The system database has no tables: this is not the database that DreamFactory works with."
( while [ -d "$DF_F/state/steps/copy.dump" ]; do printf '%s %s\n' "$(wc -c < "$to.part" 2>/dev/null || echo 0)" "$DF_DB_BYTES" > "$DF_F/state/steps/copy.dump/progress"; sleep 1; done ) > /dev/null 2>&1 &
watcher=$!
trap 'kill $watcher 2>/dev/null; db_conf_forget' EXIT
database_dump "$to"
[ -s "$to" ] || die "The copy of the database is empty."
tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.2"
say "$(wc -l < "$DF_F/state/tables.2" | tr -d ' ') tables, $(wc -c < "$to" | tr -d ' ') bytes"

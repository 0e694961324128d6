# The old server's database takes the place of this one's: loaded beside it, compared, then exchanged.
trap db_conf_forget EXIT
db_conf
: > "$DF_F/state/migrating"
database_restore "$DF_IN/database.fit" "$DF_F/state/tables.import"
tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.now"
cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.import" || die "The database is not what was proven."
say "$(wc -l < "$DF_F/state/tables.now" | tr -d ' ') tables are in place"

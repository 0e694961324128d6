# The old server's database takes the place of this one's: loaded beside it, compared, then exchanged.
# What was not touched needs no way back, which might lack the same room.
unchanged=$DF_F/work/unchanged
trap 'rc=$?; db_conf_forget; if [ $rc != 0 ] && [ -f "$unchanged" ]; then rm -f "$DF_F/state/migrating"; fi' EXIT
db_conf
rm -f "$unchanged"
: > "$DF_F/state/migrating"
export only_beside=1
database_restore "$DF_IN/database.fit" "$DF_F/state/tables.import"
tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.now"
cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.import" || die "The database is not what was proven."
say "$(wc -l < "$DF_F/state/tables.now" | tr -d ' ') tables are in place"

# Tables that are as they were when the copy was proven are covered by that proof; if any is not, the copy is taken and
# proven anew.
trap db_conf_forget EXIT
tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.now"
if cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.proven"; then
  say "nothing was written since the copy was proven"
else
  db_conf
  n=$(date +%s)
  database_dump "$DF_F/backup/database-$n.$DF_DUMP_SUFFIX"
  scratch_empty
  scratch_load "$DF_F/backup/database-$n.$DF_DUMP_SUFFIX"
  scratch_tables > "$DF_F/state/tables.scratch"
  cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.scratch" || die "The last copy of the database could not be proven."
  remember database "$DF_F/backup/database-$n.$DF_DUMP_SUFFIX" "loaded into a scratch database inside the switch: all tables equal"
  printf '%s\n' "$DF_F/backup/database-$n.$DF_DUMP_SUFFIX" > "$DF_F/state/proven-dump"
  cp "$DF_F/state/tables.now" "$DF_F/state/tables.proven"
fi
proven "$(cat "$DF_F/state/proven-dump")" || die "The copy of the database is no longer what was proven."

# Back to the proven copy: loaded beside, verified, exchanged; nothing is emptied before its replacement is proven.
trap db_conf_forget EXIT
if [ -f "$DF_F/state/migrating" ]; then
  database_up 60
  db_conf
  dump=$(cat "$DF_F/state/proven-dump")
  proven "$dump" || die "The copy of the database is not what was proven: $dump"
  if [ -f "$DF_F/state/was-switched" ] && [ ! -f "$DF_F/state/set-aside" ]; then
    # What users wrote since the switch is kept.
    database_dump "$DF_F/backup/database-after.$DF_DUMP_SUFFIX"
    remember database-after "$DF_F/backup/database-after.$DF_DUMP_SUFFIX" "dumped before going back"
    : > "$DF_F/state/set-aside"
  fi
  database_restore "$dump"
  tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.now"
  cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.proven" || die "The restored database is not as it was."
  rm -f "$DF_F/state/migrating"
fi

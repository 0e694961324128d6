# Loads the copy into a scratch database and compares every table. Tables that users changed meanwhile can't be compared now;
# the switch compares all of them once more while nobody writes.
trap db_conf_forget EXIT
rm -f "$DF_F/state/scratch-gone"
db_conf
copy=$DF_F/backup/database.$DF_DUMP_SUFFIX
scratch_make
scratch_load "$copy"
scratch_tables > "$DF_F/state/tables.scratch"
sort "$DF_F/state/tables.1" "$DF_F/state/tables.2" | uniq -d > "$DF_F/work/tables.steady"
bad=$(grep -vxF -f "$DF_F/state/tables.scratch" "$DF_F/work/tables.steady" || true)
[ -z "$bad" ] || die "The copy differs from the database in: $bad"
[ "$(cut -f1 "$DF_F/state/tables.2")" = "$(cut -f1 "$DF_F/state/tables.scratch")" ] || die "The copy lacks tables."
remember database "$copy" "loaded into a scratch database, $(wc -l < "$DF_F/state/tables.scratch" | tr -d ' ') tables compared"
printf '%s\n' "$copy" > "$DF_F/state/proven-dump"
cp "$DF_F/state/tables.scratch" "$DF_F/state/tables.proven"

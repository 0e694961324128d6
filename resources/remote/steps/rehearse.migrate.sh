# The very commands of the switch, on the scratch database.
trap db_conf_forget EXIT
scratch_socket
helper apps-save "$DF_NEXT/.env" "$DF_F/work/apps.scratch.json"
rm -f "$DF_NEXT"/bootstrap/cache/config.php "$DF_NEXT"/bootstrap/cache/routes*.php
artisan_checked "$DF_PHP" "$DF_NEXT" config:clear
artisan_checked "$DF_PHP" "$DF_NEXT" migrate --seed --force
helper apps-restore "$DF_NEXT/.env" "$DF_F/work/apps.scratch.json"
nothing_pending "$DF_PHP" "$DF_NEXT"
helper migrations "$DF_NEXT/.env" > "$DF_F/state/migrations.rehearsed"
scratch_tables > "$DF_F/state/tables.rehearsed"
# No table may lose rows by it.
was=$DF_F/state/tables.proven
[ -z "${DF_MOVE:-}" ] || was=$DF_F/state/tables.imported
awk -F'\t' 'NR == FNR { n[$1] = $2; next } ($1 in n) && $2 < n[$1] && $1 !~ /^(cache|cache_locks|jobs|failed_jobs|token_map|sessions)$/ { print $1 ": " n[$1] " rows, now " $2 }' \
  "$was" "$DF_F/state/tables.rehearsed" > "$DF_F/work/shrunk"
[ ! -s "$DF_F/work/shrunk" ] || die "The new release's migrations lose rows: $(cat "$DF_F/work/shrunk")"

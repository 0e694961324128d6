# A pool like the old one, with the same user, group and limits, on a socket of its own. It serves nothing until the switch.
pool=$(beside_pool_file)
helper pool-copy "$DF_POOL_FILE" "$DF_FPM_SOCKET_OLD" "$DF_BESIDE_POOL" "$(beside_socket)" > "$DF_F/work/beside.pool"
: > "$DF_F/state/beside.pool"
cat "$DF_F/work/beside.pool" > "$pool"
chmod "$(stat -c %a "$DF_POOL_FILE")" "$pool"
beside_enabled || beside_service enable
beside_up
# What php.ini sets for the old one holds for the new one too.
if beside_ask "$DF_FPM_SOCKET_OLD" settings "$DF_F/work/pool.old"; then
  beside_ask "$(beside_socket)" settings "$DF_F/work/pool.new" || die "The new pool does not answer."
  helper pool-settings "$DF_F/work/pool.old" "$DF_F/work/pool.new" > "$DF_F/work/pool.lines"
  if [ -s "$DF_F/work/pool.lines" ]; then
    cat "$DF_F/work/pool.lines" >> "$pool"
    cat "$DF_F/work/pool.lines"
    beside_up
  fi
fi
beside_ask "$(beside_socket)" settings "$DF_F/work/pool.new" || die "The new pool does not answer."
helper pool-fits "$DF_F/work/pool.new" "$DF_F/work/pool.old" "$DF_BESIDE" "$DF_BESIDE_EXTENSIONS" "$DF_F/state/note"

# The two releases change places, name by name, in one process. storage stays where it is; users see 503 throughout.
env_unchanged
cp "$DF_F/work/env.next" "$DF_NEXT/.env.new"
printf '.env\n' > "$DF_F/work/env.list"
mv "$DF_NEXT/.env.new" "$DF_NEXT/.env"
helper like "$DF_ROOT" "$DF_NEXT" "$DF_F/work/env.list"
if [ "$DF_DB_ENGINE" = sqlite ] && [ "$DF_DB_MOVES" = 1 ]; then
  # The database file lies in a folder that changes places: its latest state goes with the new release, the old stays as it is.
  helper sqlite-copy "$DF_DB_NAME" "$DF_NEXT/${DF_DB_NAME#"$DF_ROOT"/}"
fi
rm -f "$DF_NEXT"/bootstrap/cache/config.php "$DF_NEXT"/bootstrap/cache/routes*.php
# What came since the files were taken along.
carry_files "$(cat "$DF_F/work/carry.stamp")"
storage_overlay
exchange_forward
[ "$(git_root rev-parse HEAD)" = "$DF_COMMIT" ] || die "After the exchange the commit is not $DF_COMMIT."
# The old release, whole, is the way back; it stays until you delete it.
if must_mirror; then old=$DF_NEXT.old; how="copied and compared, file by file"; else old=$DF_NEXT; how="set aside as it was"; fi
printf 'files\t%s\t%s\t%s\t%s\n' "$old" "$(sha256sum < "$DF_F/backup/files.list" | cut -d' ' -f1)" "$(( $(cat "$DF_F/work/release.kb") * 1024 ))" "$how" >> "$DF_F/manifest"

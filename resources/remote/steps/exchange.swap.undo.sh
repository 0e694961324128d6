exchange_back
storage_overlay_back
[ "$(git_root rev-parse HEAD)" = "$DF_FROM_COMMIT" ] || die "The old release is not back in its place."
find "$DF_ROOT/storage/framework/views" -name '*.php' -type f -exec rm -f {} + 2>/dev/null || true
artisan "$DF_PHP_OLD" "$DF_ROOT" cache:clear || true
code_reload later
# The old release is back in its place; what lies beside it now, if anything, is the new one.
if [ -f "$DF_F/manifest" ]; then
  awk -F'\t' -v old="$DF_NEXT" '!($1 == "files" && $2 == old)' "$DF_F/manifest" > "$DF_F/manifest.new"
  mv "$DF_F/manifest.new" "$DF_F/manifest"
fi
if [ -f "$DF_F/state/was-switched" ]; then
  printf 'files-after\t%s\t\t%s\t%s\n' "$DF_NEXT" "$(( $(du -sk "$DF_NEXT" | cut -f1) * 1024 ))" "set aside when going back" >> "$DF_F/manifest"
fi

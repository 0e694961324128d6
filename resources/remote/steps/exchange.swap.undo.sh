if [ -f "$DF_F/state/exchanged" ]; then
  helper exchange "$DF_ROOT" "$DF_NEXT" "$DF_F/work/exchange.list" "$DF_F/state/exchanged" back
fi
storage_overlay_back
[ "$(git_root rev-parse HEAD)" = "$DF_FROM_COMMIT" ] || die "The old release is not back in its place."
rm -f "$DF_F/state/exchanged"
find "$DF_ROOT/storage/framework/views" -name '*.php' -type f -exec rm -f {} + 2>/dev/null || true
artisan "$DF_PHP_OLD" "$DF_ROOT" cache:clear || true
code_reload

exchange_back
storage_overlay_back
[ "$(git_root rev-parse HEAD)" = "$DF_FROM_COMMIT" ] || die "The old release is not back in its place."
find "$DF_ROOT/storage/framework/views" -name '*.php' -type f -exec rm -f {} + 2>/dev/null || true
artisan "$DF_PHP_OLD" "$DF_ROOT" cache:clear || true
code_reload

# What Laravel keeps in files goes by name (facts §14), at once; the cache store may be anywhere, so artisan clears that.
rm -f "$DF_ROOT"/bootstrap/cache/config.php "$DF_ROOT"/bootstrap/cache/routes*.php "$DF_ROOT"/bootstrap/cache/events.php
[ ! -d "$DF_ROOT/storage/framework/views" ] || find "$DF_ROOT/storage/framework/views" -name '*.php' -type f -exec rm -f {} +
# A file cache that was never written to has no folder; cache:clear calls that a failure.
[ ! -d "$DF_ROOT/storage/framework/cache" ] || as_web mkdir -p "$DF_ROOT/storage/framework/cache/data"
artisan_checked "$DF_PHP" "$DF_ROOT" cache:clear
[ ! -e "$DF_ROOT/bootstrap/cache/config.php" ] || die "The cached configuration is still there."

# In this order: configuration is read first by all others.
# A file cache that was never written to has no folder; cache:clear calls that a failure.
[ ! -d "$DF_ROOT/storage/framework/cache" ] || as_web mkdir -p "$DF_ROOT/storage/framework/cache/data"
for what in config:clear cache:clear view:clear route:clear; do
  artisan_checked "$DF_PHP" "$DF_ROOT" $what
done
[ ! -e "$DF_ROOT/bootstrap/cache/config.php" ] || die "The cached configuration is still there."

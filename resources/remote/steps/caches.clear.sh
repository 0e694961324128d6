# In this order: configuration is read first by all others.
for what in config:clear cache:clear view:clear route:clear; do
  artisan_checked "$DF_PHP" "$DF_ROOT" $what
done
[ ! -e "$DF_ROOT/bootstrap/cache/config.php" ] || die "The cached configuration is still there."

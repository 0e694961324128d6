if [ -f "$DF_F/work/index.php" ]; then
  helper unguard "$DF_ROOT/public/index.php" "$DF_F/work/index.php"
  code_reload later
fi
site_open
[ -z "$DF_FPM_CONF" ] || fpm_up || die "All is back as it was, but PHP-FPM is not running and can't be started. See what its configuration test says (php-fpm -t), start it, then go on."

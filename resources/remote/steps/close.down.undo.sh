if [ -f "$DF_F/work/index.php" ]; then
  helper unguard "$DF_ROOT/public/index.php" "$DF_F/work/index.php"
  code_reload later
fi
site_open
# Where the switch ended before the exact state was noted, what it changed till then is compared.
if [ -f "$DF_F/state/closing.before" ] && [ ! -f "$DF_F/state/fingerprint.before" ]; then
  closing_print > "$DF_F/work/closing.now"
  if ! cmp -s "$DF_F/work/closing.now" "$DF_F/state/closing.before"; then
    cp "$DF_F/state/closing.before" "$DF_F/state/fingerprint.before"
    cp "$DF_F/work/closing.now" "$DF_F/state/fingerprint.now"
  fi
fi
[ -z "$DF_FPM_CONF" ] || fpm_up || die "All is back as it was, but PHP-FPM is not running and can't be started. See what its configuration test says (php-fpm -t), start it, then go on."
web_up || die "All is back as it was, but the web server does not answer and can't be started. See what its configuration test says, start it, then go on."

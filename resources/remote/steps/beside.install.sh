# What comes is noted before it comes, so that the way back takes just that.
beside_simulate
cp "$DF_F/work/beside.new" "$DF_F/state/beside.new"
[ ! -d "/etc/php/$DF_BESIDE" ] || : > "$DF_F/state/beside.had-folder"
if beside_running; then : > "$DF_F/state/beside.was-running"; fi
if [ -d "/etc/php/$DF_BESIDE/fpm" ] && beside_enabled; then : > "$DF_F/state/beside.was-enabled"; fi
beside_print > "$DF_F/work/beside.before"
mv "$DF_F/work/beside.before" "$DF_F/state/beside.before"
beside_hold_names
beside_install
says=$("$DF_PHP" -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;') || die "$DF_PHP can't be run."
[ "$says" = "$DF_BESIDE" ] || die "$DF_PHP is PHP $says, not $DF_BESIDE."
[ -f "$DF_BESIDE_FPM/php-fpm.conf" ] || die "$DF_BESIDE_FPM/php-fpm.conf is missing."
say "$("$DF_PHP" -v | head -n 1)"

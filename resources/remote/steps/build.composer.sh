# The packages of the release's own lock, with the PHP that will run them; no requirement is ignored unless you agreed to it by name.
cd "$DF_NEXT"
# Tried again: vendor anew, and where a package came damaged, the downloads too.
if [ -d vendor ]; then rm -rf vendor; fi
if grep -qE 'zlib_decode|checksum verification|[Cc]orrupt|unexpected end of' "$DF_F/log/build.composer.log" 2>/dev/null; then
  composer_run clear-cache
fi
# shellcheck disable=SC2086
composer_run install --no-dev --no-interaction --no-progress --no-ansi $DF_IGNORE_REQS
[ -f vendor/autoload.php ] || die "composer ended well, but vendor/autoload.php is missing."
[ -f bootstrap/cache/packages.php ] || artisan_checked "$DF_PHP" "$DF_NEXT" package:discover

# The packages of the release's own lock, with the PHP that will run them; no requirement is ignored unless you agreed to it by name.
cd "$DF_NEXT"
# shellcheck disable=SC2086
composer_run install --no-dev --no-interaction --no-progress --no-ansi $DF_IGNORE_REQS
[ -f vendor/autoload.php ] || die "composer ended well, but vendor/autoload.php is missing."
[ -f bootstrap/cache/packages.php ] || artisan_checked "$DF_PHP" "$DF_NEXT" package:discover

# The database follows. Keys of apps that seeding resets are put back (facts §3).
helper apps-save "$DF_ROOT/.env" "$DF_F/work/apps.json"
: > "$DF_F/state/migrating"
rm -f "$DF_ROOT"/bootstrap/cache/config.php "$DF_ROOT"/bootstrap/cache/routes*.php
artisan_checked "$DF_PHP" "$DF_ROOT" migrate --seed --force
helper apps-restore "$DF_ROOT/.env" "$DF_F/work/apps.json"
same_migrations_as_rehearsed

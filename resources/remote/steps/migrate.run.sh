# The database follows. Keys of apps that seeding resets are put back (facts §3).
helper apps-save "$DF_ROOT/.env" "$DF_F/work/apps.json"
: > "$DF_F/state/migrating"
artisan_checked "$DF_PHP" "$DF_ROOT" config:clear
artisan_checked "$DF_PHP" "$DF_ROOT" migrate --seed --force
helper apps-restore "$DF_ROOT/.env" "$DF_F/work/apps.json"
nothing_pending "$DF_PHP" "$DF_ROOT"

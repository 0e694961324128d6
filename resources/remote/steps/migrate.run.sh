# The database follows. Keys of apps that seeding resets are put back (facts §3).
helper apps-save "$DF_ROOT/.env" "$DF_F/work/apps.json"
: > "$DF_F/state/migrating"
rm -f "$DF_ROOT"/bootstrap/cache/config.php "$DF_ROOT"/bootstrap/cache/routes*.php
# The rehearsal tells how long it may take; what takes far longer waits for something that may never come.
rehearsed=$DF_F/state/steps/rehearse.migrate
took=$(( $(cut -d. -f1 "$rehearsed/ended") - $(cut -d. -f1 "$rehearsed/started") ))
artisan_within $(( 120 + 10 * took )) "$DF_PHP" "$DF_ROOT" migrate --seed --force
helper apps-restore "$DF_ROOT/.env" "$DF_F/work/apps.json"
same_migrations_as_rehearsed

[ ! -f "$DF_F/state/scratch-gone" ] || exit 0
if [ "$DF_SCRATCH_WAY" = database-admin ] && [ ! -f "$DF_SECRETS/dbadmin.cnf" ]; then
  # Its password is kept in memory alone, and a restart of the server took it.
  printf 'The scratch database %s is still there: the account that may drop it is not known any more.\n' "$DF_SCRATCH" >> "$DF_F/state/note"
  exit 0
fi
trap db_conf_forget EXIT
[ "$DF_SCRATCH_WAY" = own-server ] || database_up 60
db_conf
scratch_drop
rm -f "$DF_F/work/env.scratch"
: > "$DF_F/state/scratch-gone"

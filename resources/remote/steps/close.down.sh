# Users get 503 from here on; but first: is all still as it was when the new release was built from it?
env_unchanged
[ "$(git_root rev-parse HEAD)" = "$DF_FROM_COMMIT" ] || die "The installation's commit was changed since the plan was made."
git_root -c core.fileMode=false diff --binary HEAD > "$DF_F/work/changes.now"
cmp -s "$DF_F/work/changes.now" "$DF_F/backup/local-changes.patch" \
  || die "Files of the installation were changed since the run began: $(git_root -c core.fileMode=false diff --name-only HEAD | head -n 5 | tr '\n' ' ')"
rm -f "$DF_F/work/changes.now"
closing_print > "$DF_F/work/closing.before"
mv "$DF_F/work/closing.before" "$DF_F/state/closing.before"
[ ! -S "$DF_FPM_SOCKET" ] || : > "$DF_F/state/socket-was"
site_close "$DF_PHP_OLD" index.php

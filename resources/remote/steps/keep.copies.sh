# What git can't bring back, and what it says today.
make_home
mkdir -p "$DF_F/backup"
cp -p "$DF_ROOT/.env" "$DF_F/backup/env"
chmod 600 "$DF_F/backup/env"
[ "$(sha256sum < "$DF_F/backup/env")" = "$(sha256sum < "$DF_ROOT/.env")" ] || die "The copy of .env is not the same."
remember env "$DF_F/backup/env" "compared byte by byte"
git_root rev-parse HEAD > "$DF_F/backup/head"
git_root -c core.fileMode=false status --porcelain=v1 > "$DF_F/backup/git-status"
git_root -c core.fileMode=false diff --binary HEAD > "$DF_F/backup/local-changes.patch"
remember changes "$DF_F/backup/local-changes.patch" "git diff of commit $DF_FROM_COMMIT"
for f in composer.json composer.lock composer.json-dist; do
  if [ -f "$DF_ROOT/$f" ]; then cp -p "$DF_ROOT/$f" "$DF_F/backup/$f"; fi
done
# Remembers the hash of every file, so that the window need not read them all again.
helper print "$DF_ROOT" "$DF_F/work/print.cache" > "$DF_F/backup/files.list"
say "$(wc -l < "$DF_F/backup/files.list" | tr -d ' ') files noted"

# Owner and mode are the file's own; its text and its time come from the copy.
if ! cmp -s "$DF_F/backup/env" "$DF_ROOT/.env"; then
  proven "$DF_F/backup/env" || die "The copy of .env is not what was kept: $DF_F/backup/env"
  env_place "$DF_F/backup/env"
  touch -r "$DF_F/backup/env" "$DF_ROOT/.env"
fi

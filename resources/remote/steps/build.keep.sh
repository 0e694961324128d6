# Where the file system can't exchange folders, the old release is copied whole first, and the copy compared.
if must_mirror; then
  mkdir -p "$DF_NEXT.old"
  chmod 700 "$DF_NEXT.old"
  helper mirror "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/exchange.list"
  helper same "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/exchange.list"
  say "the old release is copied and compared"
else
  say "not needed here: the two releases will change places by name"
fi

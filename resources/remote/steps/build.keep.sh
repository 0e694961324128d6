# Where the file system can't exchange folders, the old release is copied whole first, and the copy compared.
if must_mirror; then
  mkdir -p "$DF_NEXT.old"
  chmod 700 "$DF_NEXT.old"
  helper mirror "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/exchange.list"
  helper print "$DF_ROOT" "$DF_F/work/print.cache" > "$DF_F/work/kept.print"
  helper same "$DF_ROOT" "$DF_NEXT.old" "$DF_F/work/exchange.list"
  helper print "$DF_NEXT.old" "$DF_F/work/print.cache.old" > /dev/null
  say "the old release is copied and compared"
else
  say "not needed here: the two releases will change places by name"
fi
# The size of the old release without its data, for the list of what is kept.
du -sk --exclude="$DF_ROOT/storage" "$DF_ROOT" 2>/dev/null | cut -f1 > "$DF_F/work/release.kb"

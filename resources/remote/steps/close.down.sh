# Users get 503 from here on.
artisan "$DF_PHP_OLD" "$DF_ROOT" down --retry=60
mark=$DF_ROOT/storage/framework/down
[ -f "$mark" ] || die "artisan down left no mark: maintenance mode is not on."
random_word > "$DF_F/work/door"
helper door "$mark" "$DF_F/work/door"
if [ -n "$DF_URL" ]; then
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    code=$(helper http "$DF_URL/status" "$DF_HOST_HEADER")
    [ "$code" != 503 ] || break
    sleep 0.2
  done
  [ "$code" = 503 ] || die "Users should get 503 now, but the web site answers $code."
fi

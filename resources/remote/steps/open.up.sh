rm -f "$DF_ROOT/storage/framework/down" "$DF_ROOT/storage/framework/maintenance.php" "$DF_F/work/door"
if [ -n "$DF_URL" ]; then
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    code=$(helper http "$DF_URL/status" "$DF_HOST_HEADER")
    [ "$code" != 200 ] || break
    sleep 0.3
  done
  [ "$code" = 200 ] || die "Maintenance is off, but /status answers $code."
fi
say "commit $(git_root rev-parse HEAD)"

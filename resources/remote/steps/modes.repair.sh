# Owner and modes last: whatever the steps before left behind, the web user can write where it must (facts §16).
[ "$(id -u)" != 0 ] || find "$DF_ROOT/storage/framework" "$DF_ROOT/storage/logs" "$DF_ROOT/bootstrap/cache" -user root ! -path "$DF_ROOT/storage/framework/down" \
  -exec chown "$DF_WEB_USER:$DF_GROUP" {} + 2>/dev/null || true
for d in storage/framework storage/logs bootstrap/cache; do
  as_web test -w "$DF_ROOT/$d" || die "The web user $DF_WEB_USER can't write $d."
done

# The installed release once more beside itself, with the merged .env and the scratch database: what the switch does is tried there first.
mkdir "$DF_NEXT"
[ "$(id -u)" != 0 ] || chown "$(stat -c %u:%g "$DF_ROOT")" "$DF_NEXT"
chmod "$(stat -c %a "$DF_ROOT")" "$DF_NEXT"
tar -C "$DF_ROOT" --exclude=./storage --exclude=./.git --exclude=./.env --exclude=./.df-upgrade -cpf - . | tar -C "$DF_NEXT" -xpf -
[ -f "$DF_NEXT/vendor/autoload.php" ] || die "The copy of the release is not complete."
mkdir -p "$DF_NEXT/bootstrap/cache"
for d in app databases logs framework framework/cache framework/cache/data framework/views framework/sessions; do mkdir -p "$DF_NEXT/storage/$d"; done
[ "$(id -u)" != 0 ] || chown -R "$DF_WEB_USER:$DF_GROUP" "$DF_NEXT/storage" "$DF_NEXT/bootstrap/cache"
chmod -R u+rwX "$DF_NEXT/storage" "$DF_NEXT/bootstrap/cache"
rm -f "$DF_NEXT"/bootstrap/cache/config.php "$DF_NEXT"/bootstrap/cache/routes*.php
helper env-edit "$DF_F/work/env.next" "$DF_NEXT/.env" "$DF_F/env.scratch.json" > /dev/null
helper env-edit "$DF_NEXT/.env" "$DF_NEXT/.env" "$DF_F/work/scratch.password.json" > /dev/null
[ "$(id -u)" != 0 ] || chown "$DF_OWNER:$DF_GROUP" "$DF_NEXT/.env"
chmod 640 "$DF_NEXT/.env"
as_web test -r "$DF_NEXT/.env" || { [ "$(id -u)" = 0 ] && chown "$DF_WEB_USER" "$DF_NEXT/.env"; }
say "$(du -sk "$DF_NEXT" | cut -f1) KB"

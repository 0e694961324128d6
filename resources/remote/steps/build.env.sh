# Until the switch the new release has an .env of its own: scratch database, no shared cache, no mail, no queue.
helper env-edit "$DF_F/work/env.scratch" "$DF_NEXT/.env" "$DF_F/env.changes.json"
[ "$(id -u)" != 0 ] || chown "$DF_OWNER:$DF_GROUP" "$DF_NEXT/.env"
chmod 640 "$DF_NEXT/.env"
mkdir -p "$DF_NEXT/bootstrap/cache" "$DF_NEXT/storage/framework/cache" "$DF_NEXT/storage/framework/views" "$DF_NEXT/storage/framework/sessions" "$DF_NEXT/storage/logs"
printf 'storage\n' | cat "$DF_F/work/exchange.list" - > "$DF_F/work/like.list"
helper like "$DF_ROOT" "$DF_NEXT" "$DF_F/work/like.list"

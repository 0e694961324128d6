# The .env for the new release, made from today's; it takes its place in the switch.
[ "$(sha256sum < "$DF_ROOT/.env" | cut -d' ' -f1)" = "$DF_ENV_SHA" ] || die "The .env was changed since the plan was made."
helper env-edit "$DF_ROOT/.env" "$DF_F/work/env.next" "$DF_F/env.changes.json"
chmod 600 "$DF_F/work/env.next"

# The .env for the new release, made from today's; it takes its place in the switch.
env_unchanged
helper env-edit "$DF_ROOT/.env" "$DF_F/work/env.next" "$DF_F/env.changes.json"
chmod 600 "$DF_F/work/env.next"

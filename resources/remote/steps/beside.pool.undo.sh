[ -f "$DF_F/state/beside.pool" ] || exit 0
rm -f "$(beside_pool_file)"
# A service that was there before goes on as it was; one that came with the packages goes with them.
if [ -f "$DF_F/state/beside.was-running" ]; then beside_test; beside_service reload
elif beside_running; then beside_service stop; fi
if [ -f "$DF_F/state/beside.was-enabled" ] || ! beside_enabled || [ ! -d /run/systemd/system ]; then :; else beside_service disable; fi
rm -f "$(beside_socket)" "$DF_F/state/beside.pool"

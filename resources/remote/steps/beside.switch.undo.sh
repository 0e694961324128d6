beside_sites beside_site_restore
rm -f "$DF_F/state/beside.switched"
beside_serves old
web_test || { cat "$DF_F/work/web.test"; die "The web server refuses its configuration as it was before."; }
fpm_up || true
web_reload
beside_reached "$DF_FPM_SOCKET_OLD" || say "the web server has not been seen to reach the old pool yet"

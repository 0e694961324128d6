# The web site's file names the new pool from here on: tested before the web server reads it, proven by the pool's own count.
beside_running || die "PHP-FPM $DF_BESIDE is not running."
beside_sites_try
beside_sites beside_site_write
web_test || { cat "$DF_F/work/web.test"; die "The web server refuses its configuration with the new socket."; }
: > "$DF_F/state/beside.switched"
beside_serves new
web_reload
beside_reached "$(beside_socket)" || die "The web server does not reach the new pool $(beside_socket)."
say "the web site runs on PHP $DF_BESIDE"

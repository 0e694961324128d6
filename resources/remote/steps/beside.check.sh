# Nothing is changed yet: packages are only simulated, the pool and the site file only tried on paper.
[ "$(id -u)" = 0 ] || die "Packages can't be installed without root's rights."
command -v apt-get > /dev/null || die "apt-get is not here."
unfinished=$(dpkg --audit)
[ -z "$unfinished" ] || die "An earlier installation of packages was not finished: run dpkg --configure -a, then check again. $unfinished"
[ ! -e "$(beside_pool_file)" ] || die "$(beside_pool_file) is there already: a pool of this installation in PHP $DF_BESIDE."
[ ! -e "$(beside_socket)" ] || die "$(beside_socket) is there already."
web_test || { cat "$DF_F/work/web.test"; die "The web server refuses its configuration as it is. Mend it, then check again."; }
helper pool-copy "$DF_POOL_FILE" "$DF_FPM_SOCKET_OLD" "$DF_BESIDE_POOL" "$(beside_socket)" > "$DF_F/work/beside.pool"
beside_sites_try
beside_simulate

# shellcheck shell=sh
# Another PHP beside the one that serves the site: its packages, a pool in it, and the web server's file that names the pool.
# DF_BESIDE is its minor ("8.3"), empty where the plan has none. Debian's layout of files and names.
DF_BESIDE_FPM=/etc/php/$DF_BESIDE/fpm
DF_FPM_SOCKET_OLD=$DF_FPM_SOCKET; DF_FPM_CONF_OLD=$DF_FPM_CONF; DF_FPM_SERVICE_OLD=$DF_FPM_SERVICE

# Which PHP-FPM serves the site is what code_reload and its like look after.
beside_serves() { # new|old
  case $1 in
    new) DF_FPM_CONF=$DF_BESIDE_FPM/php-fpm.conf; DF_FPM_SOCKET=$(beside_socket); DF_FPM_SERVICE=php$DF_BESIDE-fpm ;;
    old) DF_FPM_CONF=$DF_FPM_CONF_OLD; DF_FPM_SOCKET=$DF_FPM_SOCKET_OLD; DF_FPM_SERVICE=$DF_FPM_SERVICE_OLD ;;
  esac
}
beside_socket() { printf '%s/%s-php%s.sock' "$(dirname "$DF_FPM_SOCKET_OLD")" "$DF_BESIDE_POOL" "$DF_BESIDE"; }
beside_pool_file() { printf '%s/pool.d/%s.conf' "$DF_BESIDE_FPM" "$DF_BESIDE_POOL"; }
[ ! -f "$DF_F/state/beside.switched" ] || beside_serves new

# ---- packages ------------------------------------------------------------------------------------------------------
# Nobody is there to answer, nothing that is there is asked to restart, and what is fetched goes with the run.
beside_apt() {
  mkdir -p "$DF_F/work/debs/partial"
  # Maintainers' scripts make files for everybody to read.
  ( umask 022
    DEBIAN_FRONTEND=noninteractive; DEBIAN_PRIORITY=critical; NEEDRESTART_SUSPEND=1; NEEDRESTART_MODE=l
    APT_LISTCHANGES_FRONTEND=none; APT_LISTBUGS_FRONTEND=none; UCF_FORCE_CONFFOLD=1
    export DEBIAN_FRONTEND DEBIAN_PRIORITY NEEDRESTART_SUSPEND NEEDRESTART_MODE APT_LISTCHANGES_FRONTEND APT_LISTBUGS_FRONTEND UCF_FORCE_CONFFOLD
    # What is left of one that was killed goes with the run.
    TMPDIR=$DF_F/work/debs; export TMPDIR
    apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=180 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold \
      -o APT::Sandbox::User=root -o Dir::Cache::archives="$DF_F/work/debs" "$@" < /dev/null )
}
package_state() { dpkg-query -W -f='${Version} ${db:Status-Status}' "$1" 2>/dev/null || echo none; }
package_there() { case $(package_state "$1") in *' installed') return 0 ;; *) return 1 ;; esac; }

# beside_missing: the packages that have to come: what must be there, and what the old PHP has if it is to be had.
beside_missing() {
  for name in $DF_BESIDE_PACKAGES; do package_there "$name" || printf '%s\n' "$name"; done
  # shellcheck disable=SC2086
  [ -z "$DF_BESIDE_WANTED" ] || apt-cache policy $DF_BESIDE_WANTED 2>/dev/null \
    | awk '/^[^ ].*:$/ { name = substr($0, 1, length($0) - 1) } $1 == "Candidate:" && $2 != "(none)" { print name }' \
    | while read -r name; do package_there "$name" || printf '%s\n' "$name"; done
}
# beside_simulate: work/beside.new lists every package that would come; nothing that is there may change.
beside_simulate() {
  beside_missing > "$DF_F/work/beside.missing"
  : > "$DF_F/work/beside.new"
  [ -s "$DF_F/work/beside.missing" ] || { say "PHP $DF_BESIDE has all that it needs"; return 0; }
  # shellcheck disable=SC2046
  beside_apt -s install $(cat "$DF_F/work/beside.missing") > "$DF_F/work/beside.plan" 2>&1 \
    || { cat "$DF_F/work/beside.plan"; die "The packages of PHP $DF_BESIDE can't be installed. Look at what apt-get says, settle it, then check again."; }
  touched=$(awk '($1 == "Remv" || $1 == "Purg") { print "remove " $2 } $1 == "Inst" && $3 ~ /^\[/ { print "change " $2 }' "$DF_F/work/beside.plan" | sort -u | paste -sd , | sed 's|,|, |g')
  [ -z "$touched" ] || die "Installing PHP $DF_BESIDE would also touch what is there: $touched. Do this by hand at a time of your choice, then check again."
  awk '$1 == "Inst" { print $2 }' "$DF_F/work/beside.plan" | sort -u > "$DF_F/work/beside.new"
  say "would come: $(tr '\n' ' ' < "$DF_F/work/beside.new")"
}

# Plain "php" and its kin go on meaning what they mean: a choice that follows the newest package is held where it is.
beside_hold_names() {
  for file in /var/lib/dpkg/alternatives/php* /var/lib/dpkg/alternatives/phar*; do
    [ -f "$file" ] || continue
    name=${file##*/}
    [ "$(update-alternatives --query "$name" | sed -n 's/^Status: //p')" = auto ] || continue
    value=$(update-alternatives --query "$name" | sed -n 's/^Value: //p')
    case $value in /*) ;; *) continue ;; esac
    printf '%s\n' "$name" >> "$DF_F/state/beside.names"
    ( umask 022; update-alternatives --set "$name" "$value" )
  done
}
beside_free_names() {
  [ -f "$DF_F/state/beside.names" ] || return 0
  while read -r name; do
    if [ -f "/var/lib/dpkg/alternatives/$name" ]; then ( umask 022; update-alternatives --auto "$name" ); fi
  done < "$DF_F/state/beside.names"
  rm -f "$DF_F/state/beside.names"
}

beside_install() {
  [ -s "$DF_F/state/beside.new" ] || return 0
  # shellcheck disable=SC2046
  beside_apt --no-remove --no-upgrade install $(cat "$DF_F/work/beside.missing")
  rm -rf "$DF_F/work/debs"
}
# beside_remove: what came goes again, with its settings; but never anything else.
beside_remove() {
  [ -s "$DF_F/state/beside.new" ] || return 0
  # An installation that was cut off is finished first where it can be.
  [ -z "$(dpkg --audit)" ] || ( umask 022; DEBIAN_FRONTEND=noninteractive dpkg --force-confold --configure -a < /dev/null ) || true
  gone=
  while read -r name; do case $(package_state "$name") in none|*' not-installed') ;; *) gone="$gone $name" ;; esac; done < "$DF_F/state/beside.new"
  [ -n "$gone" ] || return 0
  # shellcheck disable=SC2086
  beside_apt -s purge $gone > "$DF_F/work/beside.plan" 2>&1 || cat "$DF_F/work/beside.plan"
  others=$(awk '$1 == "Remv" || $1 == "Purg" { print $2 }' "$DF_F/work/beside.plan" | grep -vxF -f "$DF_F/state/beside.new" | sort -u | tr '\n' ' ' || true)
  if [ -n "$others" ]; then
    printf 'PHP %s stays installed: %sneed it, and came after it.\n' "$DF_BESIDE" "$others" >> "$DF_F/state/note"
    return 0
  fi
  # dpkg, where apt stumbles over what is half done: it removes nothing that something else needs either.
  # shellcheck disable=SC2086
  beside_apt purge $gone || ( umask 022; DEBIAN_FRONTEND=noninteractive dpkg --force-remove-reinstreq --purge $gone < /dev/null )
  rm -rf "$DF_F/work/debs"
  # What only the purged packages filled: folders, and the list of modules that were turned on.
  if [ ! -f "$DF_F/state/beside.had-folder" ]; then
    find "/etc/php/$DF_BESIDE" -depth -type d -empty -delete 2>/dev/null || true
    [ -d "/etc/php/$DF_BESIDE" ] || rm -rf "/var/lib/php/modules/$DF_BESIDE"
  fi
}

# ---- its service ---------------------------------------------------------------------------------------------------
beside_service() { # VERB
  if [ -d /run/systemd/system ]; then timeout 90 systemctl "$1" "php$DF_BESIDE-fpm" < /dev/null
  else timeout 90 service "php$DF_BESIDE-fpm" "$1" < /dev/null > "$DF_F/work/beside.out" 2>&1 || { cat "$DF_F/work/beside.out"; return 1; }; fi
}
beside_enabled() { [ ! -d /run/systemd/system ] || systemctl is-enabled -q "php$DF_BESIDE-fpm" 2>/dev/null; }
beside_running() ( beside_serves new; [ -n "$(fpm_master)" ] )
beside_test() {
  "php-fpm$DF_BESIDE" -t > "$DF_F/work/beside.out" 2>&1 || { cat "$DF_F/work/beside.out"; die "PHP-FPM $DF_BESIDE refuses its configuration."; }
}
# Its socket answers, whichever way it came up.
beside_up() {
  beside_test
  if beside_running; then beside_service reload; else beside_service start; fi
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    if [ -S "$(beside_socket)" ] && beside_running; then return 0; fi
    sleep 0.25
  done
  die "PHP-FPM $DF_BESIDE did not open $(beside_socket)."
}
# asks a pool, by a script that its user can read. beside_ask SOCKET WHAT [FILE]
beside_ask() {
  for d in /run /tmp; do
    script=$d/df-ask-$(random_word).php
    if helper pool-ask "$1" "$script" "$2" ${3:+"$3"}; then rm -f "$script"; return 0; fi
    rm -f "$script"
  done
  return 1
}

# ---- the web server ------------------------------------------------------------------------------------------------
web_test() {
  case $DF_WEB_KIND in
    nginx) nginx -t > "$DF_F/work/web.test" 2>&1 ;;
    apache) "$(command -v apache2ctl || command -v apachectl || command -v httpd)" -t > "$DF_F/work/web.test" 2>&1 ;;
  esac
}
web_reload() {
  if [ "$DF_WEB_KIND" = apache ]; then
    "$(command -v apache2ctl || command -v apachectl || command -v httpd)" -k graceful
  elif [ -n "$DF_WEB_SERVICE" ] && [ -d /run/systemd/system ] && systemctl is-active -q "$DF_WEB_SERVICE"; then
    timeout 60 systemctl reload "$DF_WEB_SERVICE" < /dev/null
  else
    # Its own master alone, not that of a container on this machine.
    for p in /proc/[0-9]*; do
      if { tr '\0' ' ' < "$p/cmdline"; } 2>/dev/null | grep -q '^nginx: master process' && [ "$(readlink "$p/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ]; then kill -HUP "${p#/proc/}"; fi
    done
  fi
}
# beside_sites COMMAND…: for each site file, with its number and name.
beside_sites() {
  n=0
  printf '%s\n' "$DF_SITE_FILES" > "$DF_F/work/beside.sites"
  while read -r site; do
    [ -n "$site" ] || continue
    n=$(( n + 1 ))
    "$@" "$n" "$site"
  done < "$DF_F/work/beside.sites"
}
# What a site file would say; empty where it has nothing to say about PHP.
beside_site_text() { helper site-switch "$DF_WEB_KIND" "$2" "$DF_ROOT/public" "$DF_FPM_SOCKET_OLD" "$(beside_socket)" > "$DF_F/work/site.$1.new"; }
beside_sites_try() {
  rm -f "$DF_F"/work/site.*.new
  beside_sites beside_site_text
  for f in "$DF_F"/work/site.*.new; do [ ! -s "$f" ] || return 0; done
  die "No file of the web site names PHP's socket $DF_FPM_SOCKET_OLD, so it can't be pointed to another PHP. Files: $(printf %s "$DF_SITE_FILES" | tr '\n' ' ')"
}
# In place: owner, mode and labels stay, and no second file lies where the web server reads all. The old one is kept first.
beside_site_write() {
  [ -s "$DF_F/work/site.$1.new" ] || return 0
  [ -f "$DF_F/backup/site.$1" ] || { cp -p "$2" "$DF_F/backup/site.$1.part"; mv "$DF_F/backup/site.$1.part" "$DF_F/backup/site.$1"; }
  sha256sum < "$DF_F/work/site.$1.new" > "$DF_F/state/site.$1.sha"
  cat "$DF_F/work/site.$1.new" > "$2"
  say "$2 names $(beside_socket)"
}
beside_site_restore() {
  [ -f "$DF_F/state/site.$1.sha" ] || return 0
  kept=$DF_F/backup/site.$1
  # Cut off while it was written, as written, or as before: the kept one. Else somebody edited it since: then the socket alone.
  if [ "$(sha256sum < "$2")" = "$(cat "$DF_F/state/site.$1.sha")" ] || [ ! -f "$DF_F/state/beside.switched" ] || cmp -s "$2" "$kept"; then
    cat "$kept" > "$2"
    touch -r "$kept" "$2"
  else
    helper site-back "$2" "$DF_FPM_SOCKET_OLD" "$(beside_socket)" > "$DF_F/work/site.$1.back"
    cat "$DF_F/work/site.$1.back" > "$2"
    printf '%s was edited since the upgrade; only the socket of PHP was put back in it.\n' "$2" >> "$DF_F/state/note"
  fi
  rm -f "$DF_F/state/site.$1.sha"
}
# Does the web server really reach the pool? Its own count of connections tells.
beside_reached() {
  [ -n "$DF_URL" ] || return 0
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    one=$(beside_ask "$1" count) || return 1
    helper http "$DF_URL/status" "$DF_HOST_HEADER" > /dev/null
    two=$(beside_ask "$1" count) || return 1
    [ "$(( two - one ))" -lt 2 ] || return 0
    sleep 0.3
  done
  return 1
}

# ---- what "exactly as before" compares -----------------------------------------------------------------------------
beside_print() {
  # shellcheck disable=SC2046
  dpkg-query -W -f='package ${Package} ${Version} ${db:Status-Status}\n' 'php*' 'libapache2-mod-php*' $(cat "$DF_F/state/beside.new" 2>/dev/null) 2>/dev/null \
    | grep -v ' not-installed$' | sort -u
  for file in /var/lib/dpkg/alternatives/php* /var/lib/dpkg/alternatives/phar*; do
    # Those of sockets come and go with their services.
    case $file in *.sock) continue ;; esac
    if [ -f "$file" ]; then printf 'name %s %s\n' "${file##*/}" "$(update-alternatives --query "${file##*/}" | sed -n 's/^Status: //p; s/^Value: //p' | tr '\n' ' ')"; fi
  done
  find /etc/php ! -type d -printf 'file %p %m %u:%g %T@ %l\n' | sort
  find /etc/php -type f -print0 | sort -z | xargs -0 sha256sum
  beside_sites beside_print_site
  for conf in /etc/php/*/fpm/php-fpm.conf; do
    service=php$(printf %s "$conf" | cut -d/ -f4)-fpm
    if [ -d /run/systemd/system ]; then printf 'service %s %s %s\n' "$service" "$(systemctl is-enabled "$service" 2>/dev/null)" "$(systemctl is-active "$service" 2>/dev/null)"; fi
    ( DF_FPM_CONF=$conf; if [ -n "$(fpm_master)" ]; then printf 'runs %s\n' "$service"; fi )
  done
}
beside_print_site() { [ ! -f "$2" ] || printf 'site %s %s %s\n' "$2" "$(stat -c '%a %u:%g %y' "$2")" "$(sha256sum < "$2" | cut -d' ' -f1)"; }
# What the preparation changed is compared apart from the switch: it begins before it and ends after it.
beside_compare() {
  beside_print > "$DF_F/work/beside.now"
  for when in before now; do
    [ ! -f "$DF_F/state/fingerprint.$when" ] || { grep -v '^php-beside ' "$DF_F/state/fingerprint.$when" > "$DF_F/work/fingerprint.rest" || true; mv "$DF_F/work/fingerprint.rest" "$DF_F/state/fingerprint.$when"; }
  done
  if cmp -s "$DF_F/state/beside.before" "$DF_F/work/beside.now"; then return 0; fi
  sed 's/^/php-beside /' "$DF_F/state/beside.before" >> "$DF_F/state/fingerprint.before"
  sed 's/^/php-beside /' "$DF_F/work/beside.now" >> "$DF_F/state/fingerprint.now"
}

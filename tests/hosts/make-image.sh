#!/bin/bash
# make-image.sh mariadb|sqlite [SWITCH]: installs the practice application once in a host and keeps what that added to the base;
# prints the image's folder.
. "$(dirname "$0")/lib.sh"
database=${1-} switch=${2-}
case $database in mariadb | sqlite) ;; *) die "usage: $0 mariadb|sqlite [SWITCH]" ;; esac

build() {
  local to=$1 name=img-$$ host=$hosts_cache/up/img-$$
  [ ! -d "$to" ] || return 0
  remove_older
  trap 'bash "$hosts_here/host" down '"$name"' >/dev/null 2>&1' EXIT
  bash "$hosts_here/host" up "$name" --db none --opt overlay --owner $$ >/dev/null
  mkdir "$host/m/root/kit"
  cp -R "$hosts_practice" "$host/m/root/kit/practice"
  cp -R "$hosts_here/inside" "$host/m/root/kit/inside"
  bash "$hosts_here/host" exec "$name" bash /root/kit/inside/setup-app.sh /root/kit/practice "$database" "$switch" >&2
  bash "$hosts_here/host" exec "$name" rm -rf /root/kit /tmp/. /var/log/sshd.log >/dev/null 2>&1 || :
  bash "$hosts_here/host" power "$name" off
  rm -rf "$to.part"
  cp -a "$host/over" "$to.part"
  rm -rf "$to.part"/{run,dev,.old,proc,sys} "$to.part"/etc/{hosts,hostname}
  mv "$to.part" "$to"
}

# Images of an earlier state of the practice application, unless a host stands on one.
remove_older() {
  local image
  for image in "$hosts_cache"/image-*; do
    case $image in *"/image-$(image_key)-"* | *.part) continue ;; esac
    grep -qsF "$image:" "$hosts_cache"/up/*/lower || rm -rf --one-file-system "$image"
  done
}

as_root bash "$0" "$@"
image=$(image_dir "$database" "$switch")
if [ "${3-}" = now ]; then
  build "$image"
else
  bash "$hosts_here/make-base.sh" >/dev/null
  [ -d "$image" ] || flock -o "$hosts_cache/.lock-image" bash "$0" "$database" "$switch" now
  printf '%s\n' "$image"
fi

#!/bin/bash
# Builds the root file system that every test host starts from, once; prints its folder.
#   make-base.sh            builds it where it isn't there yet
#   make-base.sh sources    only prints the apt source files that it would use
. "$(dirname "$0")/lib.sh"

packages=(openssh-server sudo procps iproute2 git composer unzip ca-certificates cron nginx-light mariadb-server
  php8.2-cli php8.2-fpm php8.2-sqlite3 php8.2-mysql php8.2-mbstring php8.2-xml php8.2-curl php8.2-zip
  systemd-sysv dbus libpam-systemd)

# The machine's own sources of this Debian release: whatever mirror it uses, the hosts use.
sources() {
  find /etc/apt/sources.list /etc/apt/sources.list.d \( -name '*.list' -o -name '*.sources' \) -print0 2>/dev/null |
    xargs -0r grep -lE "^[^#]*[[:space:]]$hosts_suite([[:space:]]|\$)"
}

# apt's proxy settings of this machine, for apt inside.
proxy_options() {
  apt-config dump Acquire 2>/dev/null | grep -E '^Acquire::https?::Proxy ' || true
}

build() {
  local to=$1 part=$1.part files options=()
  [ ! -d "$to" ] || return 0
  [ -f "$hosts_cache/key" ] || ssh-keygen -q -t ed25519 -N '' -C 'test hosts' -f "$hosts_cache/key"
  mapfile -t files < <(sources)
  [ ${#files[@]} -gt 0 ] || die "no apt source of $hosts_suite"
  while read -r line; do options+=("--aptopt=$line"); done < <(proxy_options)
  remove_older
  rm -rf "$part"
  mmdebstrap --quiet --mode=root --variant=minbase --format=directory --include="$(IFS=,; echo "${packages[*]}")" \
    --aptopt='Acquire::Retries "5"' --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' "${options[@]}" "$hosts_suite" "$part" "${files[@]}" >&2
  cp -R "$hosts_here/inside/base" "$part/root/base"
  cp "$hosts_cache/key.pub" "$part/root/base/key.pub"
  chroot "$part" /bin/bash /root/base/setup.sh >&2
  rm -rf "$part/root/base"
  mv "$part" "$to"
}

# One base and its images are enough; older ones that no host uses go.
remove_older() {
  [ -z "$(ls -A "$hosts_cache/up" 2>/dev/null)" ] || return 0
  rm -rf --one-file-system "$hosts_cache"/base-* "$hosts_cache"/image-*
}

case ${1-} in
  sources) sources ;;
  now) build "$(base_dir)" ;;
  '')
    as_root bash "$0"
    mkdir -p "$hosts_cache"
    # One at a time, whoever asks.
    [ -d "$(base_dir)" ] || flock -o "$hosts_cache/.lock-base" bash "$0" now
    base_dir
    ;;
  *) die "usage: $0 [sources]" ;;
esac

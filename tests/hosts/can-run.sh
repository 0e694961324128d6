#!/bin/sh
# Can whole hosts be made here? Exit 0 and no word; else exit 1 and the reason.
PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd)
no() { printf '%s\n' "$*"; exit 1; }

[ "$(uname -s)" = Linux ] || no "Test hosts need Linux namespaces."
if [ "$(id -u)" != 0 ]; then
  sudo -n true 2>/dev/null || no "Test hosts need root, or sudo without a password."
  exec sudo -n ${DF_HOSTS_CACHE:+DF_HOSTS_CACHE="$DF_HOSTS_CACHE"} sh "$0"
fi
for program in bash mmdebstrap systemd-nspawn unshare nsenter ip ssh ssh-keygen strace flock curl; do
  command -v "$program" >/dev/null || no "Test hosts need the program $program, which is not installed."
done
# shellcheck source=/dev/null
. /etc/os-release
[ "${VERSION_CODENAME:-}" = bookworm ] || no "Test hosts are made from the package sources of Debian 12; this is ${PRETTY_NAME:-another system}."
[ -n "$(bash "$here/make-base.sh" sources)" ] || no "No package source of Debian 12 is configured in /etc/apt."
unshare --mount --pid --uts --ipc --net --fork true 2>/dev/null || no "Namespaces can't be made here (unshare fails)."

cache=${DF_HOSTS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/df-upgrade-wizard/hosts}
mkdir -p "$cache" || no "The folder $cache can't be made."
try=$(mktemp -d "$cache/try.XXXXXX") || no "Nothing can be written in $cache."
trap 'rm -rf "$try"' EXIT
mkdir "$try/low" "$try/up" "$try/work" "$try/all"
unshare --mount mount -t overlay overlay -o "lowerdir=$try/low,upperdir=$try/up,workdir=$try/work" "$try/all" 2>/dev/null ||
  no "Overlay file systems can't be mounted in $cache."
unshare --net sh -c 'ip link add one type bridge && ip link add two type veth peer name three' 2>/dev/null ||
  no "The kernel makes no bridge or pair of network devices."
free=$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1024) }')
[ "$free" -ge 4000 ] || no "Test hosts need 4 GB in $cache; $free MB are free."
exit 0

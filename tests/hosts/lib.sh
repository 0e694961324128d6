# shellcheck shell=bash disable=SC2034
# What the scripts of the test hosts share. Sourced; bash.
#
# Everything lies in one folder outside the tree, DF_HOSTS_CACHE:
#   base-KEY/            root file system with all packages and accounts, no application (make-base.sh)
#   image-KEY-DB-SWITCH/ what the practice application's set-up adds to it (make-image.sh)
#   key, key.pub         the SSH key that root and ops accept on every host
#   up/NAME/             a host that is up: its own files over base and image, its pids, its log
set -euo pipefail
umask 022

hosts_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
hosts_tree=$(cd "$hosts_here/../.." && pwd)
hosts_practice=$hosts_tree/resources/practice
hosts_cache=${DF_HOSTS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/df-upgrade-wizard/hosts}
hosts_bridge=dfh0
hosts_net=203.0.113
hosts_suite=bookworm

die() { printf '%s\n' "$*" >&2; exit 1; }

# Test programs run as an ordinary user too; what makes and ends hosts needs root.
as_root() { # SCRIPT ARGUMENTS…
  [ "$(id -u)" = 0 ] || exec sudo -n ${DF_HOSTS_CACHE:+DF_HOSTS_CACHE="$DF_HOSTS_CACHE"} "$@"
}

hash_of() { # FILES AND FOLDERS…
  find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sed "s, $hosts_tree/, ," | sha256sum | cut -c1-12
}
base_key() { hash_of "$hosts_here/make-base.sh" "$hosts_here/inside/base"; }
image_key() { hash_of "$hosts_here"/make-*.sh "$hosts_here/inside" "$hosts_practice"; }
base_dir() { printf '%s/base-%s\n' "$hosts_cache" "$(base_key)"; }
image_dir() { printf '%s/image-%s-%s-%s\n' "$hosts_cache" "$(image_key)" "$1" "${2:-none}"; } # DATABASE SWITCH

start_time() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
# Pids are kept with their start time: a later process of the same number is not ours.
remember() { printf '%s %s\n' "$2" "$(start_time "$2")" >"$1"; } # FILE PID
recall() { # FILE
  local pid started
  [ -f "$1" ] && read -r pid started <"$1" || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] && printf '%s\n' "$pid"
}
children_of() { cat "/proc/$1/task/$1/children" 2>/dev/null || true; }

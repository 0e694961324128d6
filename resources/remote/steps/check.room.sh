# A real test write where the run will write, and nothing has moved since the plan was made.
[ "$(git_root rev-parse HEAD)" = "$DF_FROM_COMMIT" ] || die "The installation's commit is no longer the one the plan was made for."
env_unchanged
[ ! -e "$DF_NEXT" ] || die "$DF_NEXT is there already."
[ -n "${DF_MOVE:-}" ] || [ ! -e "$DF_ROOT/storage/framework/down" ] || die "Maintenance mode is already on."
write_test() { # FOLDER MEGABYTES: writes 4 MB for real, and is told what df says
  dd if=/dev/zero of="$1/.df-write-test" bs=1048576 count=4 conv=fsync 2>/dev/null || { rm -f "$1/.df-write-test"; die "Nothing can be written in $1."; }
  rm -f "$1/.df-write-test"
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$2" ] || die "$1 has $free MB left, $2 MB are needed."
  say "$1: $free MB free, $2 MB needed"
}
# Where the root is a mount of its own, the new release is built in a folder inside it; others may only pass through.
beside=$(dirname "$DF_NEXT")
[ -d "$beside" ] || { mkdir "$beside" && chmod 711 "$beside"; }
write_test "$beside" "$DF_NEED_TREE_MB"
write_test "$DF_F" "$DF_NEED_RUN_MB"
as_web test -w "$DF_ROOT/storage/framework" || die "The web user $DF_WEB_USER can't write storage/framework."
"$DF_PHP_TOOL" -r 'exit(PHP_VERSION_ID >= 70200 ? 0 : 1);' || die "$DF_PHP_TOOL is too old."
# Room that is given back first when the disk is full, so that the way back always has some.
dd if=/dev/zero of="$DF_F/ballast" bs=1048576 count=16 2>/dev/null
sync "$DF_F/ballast"
# Where the installation lies on another file system, there too.
if [ "$(stat -c %d "$DF_F")" != "$(stat -c %d "$beside")" ]; then
  dd if=/dev/zero of="$DF_NEXT.ballast" bs=1048576 count=16 2>/dev/null
  sync "$DF_NEXT.ballast"
fi

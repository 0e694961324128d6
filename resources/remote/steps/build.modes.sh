# Owner and modes as their neighbours in the old tree have them.
helper like "$DF_ROOT" "$DF_NEXT" "$DF_F/work/like.list"
[ "$(id -u)" != 0 ] || chown "$(stat -c %u:%g "$DF_ROOT")" "$DF_NEXT"
chmod "$(stat -c %a "$DF_ROOT")" "$DF_NEXT"
if command -v restorecon >/dev/null 2>&1 && [ -d /sys/fs/selinux ] && [ -n "$(ls /sys/fs/selinux 2>/dev/null)" ]; then
  chcon -R --reference="$DF_ROOT" "$DF_NEXT"
  for d in storage bootstrap/cache; do chcon -R --reference="$DF_ROOT/$d" "$DF_NEXT/$d"; done
fi
as_web test -r "$DF_NEXT/vendor/autoload.php" || die "The web user $DF_WEB_USER can't read the new release."

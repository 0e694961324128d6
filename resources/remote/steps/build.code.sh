# The release's own commit, in a folder beside the old one. The old one isn't touched.
mkdir "$DF_NEXT"
[ "$(id -u)" != 0 ] || chown "$DF_OWNER:$DF_GROUP" "$DF_NEXT"
chmod "$(stat -c %a "$DF_ROOT")" "$DF_NEXT"
[ -d "$DF_ROOT/.git" ] || die "$DF_ROOT/.git is not a folder."
cp -a "$DF_ROOT/.git" "$DF_NEXT/.git"
rm -f "$DF_NEXT/.git/index.lock"
# Whoever ran git as root has left files that the owner's git can't write: in the copy they become the owner's.
[ "$(id -u)" != 0 ] || find "$DF_NEXT/.git" ! -user "$DF_OWNER" -exec chown -h "$DF_OWNER:$DF_GROUP" {} +
git_next -c core.hooksPath=/dev/null fetch --progress --no-tags --force "$DF_REMOTE" "+refs/tags/$DF_TAG:refs/tags/$DF_TAG"
[ "$(git_next rev-parse "refs/tags/$DF_TAG^{commit}")" = "$DF_COMMIT" ] || die "The tag $DF_TAG no longer names commit $DF_COMMIT."
git_next -c core.hooksPath=/dev/null -c advice.detachedHead=false checkout --quiet --force --detach "refs/tags/$DF_TAG"
[ "$(git_next rev-parse HEAD)" = "$DF_COMMIT" ] || die "The checkout did not arrive at $DF_COMMIT."
# What changes places in the switch: all that either release knows, with vendor, .git and .env; never storage, and nothing that
# isn't DreamFactory's.
{ git_root ls-tree --name-only "$DF_FROM_COMMIT"; git_next ls-tree --name-only "$DF_COMMIT"; printf 'vendor\n.git\n.env\n'; } \
  | grep -vx storage | sort -u > "$DF_F/work/exchange.list"
say "$(git_next log -1 --format='%H %s')"

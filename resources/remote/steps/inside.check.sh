# The new release, through the real web server, while users still get 503. What proves it is the commit, not a version text.
[ "$(git_root rev-parse HEAD)" = "$DF_COMMIT" ] || die "The installation is not at commit $DF_COMMIT."
[ -z "$(git_root -c core.fileMode=false status --porcelain=v1 --untracked-files=no -- vendor 2>/dev/null)" ] || true
if [ -n "$DF_URL" ]; then
  helper check "$DF_URL" "$DF_HOST_HEADER" "$DF_F/work/door" "$DF_ROOT/config/app.php"
else
  say "No web site points to this installation; only its code was checked."
fi

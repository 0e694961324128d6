# The admin user interface must be where the release expects it (facts §10).
if [ -n "$DF_UI_PACKAGE" ]; then
  if [ ! -f "$DF_NEXT/$DF_UI_FILE" ]; then
    cd "$DF_NEXT"
    composer_run reinstall --no-interaction --no-ansi "$DF_UI_PACKAGE"
  fi
  [ -f "$DF_NEXT/$DF_UI_FILE" ] || die "The admin user interface is not at $DF_UI_FILE."
  say "$DF_UI_FILE is there"
fi

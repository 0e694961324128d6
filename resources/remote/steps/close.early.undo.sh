if [ -f "$DF_F/work/index.early.php" ]; then
  helper unguard "$DF_ROOT/public/index.php" "$DF_F/work/index.early.php"
  code_reload later
fi
rm -f "$DF_F/state/closed-early"
site_open back

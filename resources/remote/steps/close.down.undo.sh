if [ -f "$DF_F/work/index.php" ]; then
  helper unguard "$DF_ROOT/public/index.php" "$DF_F/work/index.php"
  code_reload
fi
site_open

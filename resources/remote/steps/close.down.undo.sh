rm -f "$DF_ROOT/storage/framework/down" "$DF_ROOT/storage/framework/maintenance.php"
rm -f "$DF_F/work/door"

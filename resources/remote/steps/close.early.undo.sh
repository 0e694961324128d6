[ ! -f "$DF_F/work/index.early.php" ] || unguard index.early.php
rm -f "$DF_F/state/closed-early"
site_open back

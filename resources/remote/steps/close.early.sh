# Whoever comes first may set up an empty DreamFactory (facts §6): until the data is in, this one answers 503.
make_home
: > "$DF_F/state/closed-early"
site_close "$DF_PHP" index.early.php

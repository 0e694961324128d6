# The only change to this server: users get 503, and what is scheduled is paused, so that nothing is written after the last copy.
make_home
closing_print > "$DF_F/work/closing.before"
mv "$DF_F/work/closing.before" "$DF_F/state/closing.before"
[ ! -S "$DF_FPM_SOCKET" ] || : > "$DF_F/state/socket-was"
site_close "$DF_PHP" index.php

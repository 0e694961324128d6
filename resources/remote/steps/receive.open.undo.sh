# After a switch, what came from the old server is kept with the run until you delete it.
[ -f "$DF_F/state/was-switched" ] || rm -rf "$DF_IN" "$DF_IN.aside"

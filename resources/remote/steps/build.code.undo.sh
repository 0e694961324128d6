# After a switch, what the new release was is set aside until you delete it; before, it is only half built.
[ -f "$DF_F/state/was-switched" ] || rm -rf "$DF_NEXT"

# After a switch, the files are kept until you delete them: users may have changed them since. What holds secrets goes.
if [ ! -f "$DF_F/state/was-switched" ]; then rm -rf "$DF_IN" "$DF_IN.aside"; exit 0; fi
arrivals_strip

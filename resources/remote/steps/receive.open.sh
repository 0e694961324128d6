# A folder of the run's own beside the installation: what comes from the old server lies there until the switch.
mkdir -p "$DF_IN" "$DF_IN.aside"
chmod 700 "$DF_IN" "$DF_IN.aside"

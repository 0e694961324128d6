database_up 60
fingerprint > "$DF_F/work/fingerprint.now"
mv "$DF_F/work/fingerprint.now" "$DF_F/state/fingerprint.now"

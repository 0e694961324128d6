fingerprint > "$DF_F/state/fingerprint.now"

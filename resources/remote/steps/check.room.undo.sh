rm -f "$DF_F/ballast"

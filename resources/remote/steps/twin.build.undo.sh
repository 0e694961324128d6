rm -rf "$DF_NEXT"

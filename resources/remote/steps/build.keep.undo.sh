rm -rf "$DF_NEXT.old"

ballast_drop
case $DF_NEXT in "$DF_ROOT"/*) rmdir "$(dirname "$DF_NEXT")" 2>/dev/null || true ;; esac

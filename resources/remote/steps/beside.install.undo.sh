[ -f "$DF_F/state/beside.before" ] || exit 0
beside_remove
beside_free_names
beside_compare
rm -f "$DF_F"/state/beside.*

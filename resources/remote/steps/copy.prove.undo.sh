trap db_conf_forget EXIT
db_conf
scratch_drop
rm -f "$DF_F/work/env.scratch"

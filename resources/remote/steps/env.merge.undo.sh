rm -f "$DF_F/work/env.next"

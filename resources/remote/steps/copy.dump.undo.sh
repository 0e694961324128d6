rm -f "$DF_F"/backup/database.*.part
db_conf_forget

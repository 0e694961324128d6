# Back to the proven copy.
trap db_conf_forget EXIT
database_back

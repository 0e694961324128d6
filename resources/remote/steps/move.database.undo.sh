# Back to the proven copy of this server's own database.
trap db_conf_forget EXIT
database_back

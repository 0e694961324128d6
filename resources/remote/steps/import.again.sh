# The last copy, proven like the first; and the old server's database stood still while it was taken.
trap db_conf_forget EXIT
tables_stood_still
import_prove

# The last copy, proven like the first.
trap db_conf_forget EXIT
import_prove

# The old server's data in the scratch database: every table compared, the APP_KEY proven on it.
trap db_conf_forget EXIT
import_prove

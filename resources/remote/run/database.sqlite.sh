# shellcheck shell=sh
# SQLite: the database is a file, and so is the scratch copy.
DF_DUMP_SUFFIX=sqlite
scratch_file() { printf %s "$DF_HOME/scratch.sqlite"; }
scratch_make() { printf '[]' > "$DF_F/work/scratch.password.json"; scratch_env; }
scratch_load() {
  cp "$1" "$(scratch_file)"
  [ "$(id -u)" != 0 ] || chown "$DF_WEB_USER:$DF_GROUP" "$DF_HOME" "$(scratch_file)"
  chmod 600 "$(scratch_file)"
}
scratch_socket() { :; }
scratch_tables() { tables_of "$DF_F/work/env.scratch" "$@"; }
scratch_empty() { rm -f "$(scratch_file)" "$(scratch_file)"-*; }
scratch_drop() { scratch_empty; rm -f "$DF_F/work/scratch.password.json"; }
database_dump() {
  stat -c '%a %u:%g' "$DF_DB_NAME" > "$DF_F/state/database-file"
  helper sqlite-copy "$DF_DB_NAME" "$1"
  chmod 600 "$1"
}
dump_fit() { cp "$1" "$2"; }
database_restore() { # DUMP
  # Beside the live file first, then one rename; owner and mode as they were when the copy was taken.
  read -r mode owner < "$DF_F/state/database-file"
  cp "$1" "$DF_DB_NAME.df-back" || { rm -f "$DF_DB_NAME.df-back"; : > "$DF_F/work/unchanged"; return 1; }
  [ "$(id -u)" != 0 ] || chown "$owner" "$DF_DB_NAME.df-back"
  chmod "$mode" "$DF_DB_NAME.df-back"
  sync "$DF_DB_NAME.df-back" 2>/dev/null || sync
  rm -f "$DF_DB_NAME-journal" "$DF_DB_NAME-wal" "$DF_DB_NAME-shm"
  mv -f "$DF_DB_NAME.df-back" "$DF_DB_NAME"
}

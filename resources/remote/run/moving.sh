# shellcheck shell=sh
# What the steps of a move share. $DF_IN holds what came from the old server; whoever brings it says "done" for each delivery.

# deliveries.list: id TAB kind. Waits until all are there; tells once what each was.
deliveries_wait() {
  : > "$DF_F/work/delivered"
  while :; do
    waiting=
    while IFS="$(printf '\t')" read -r id _; do
      if [ ! -f "$DF_IN/$id.done" ]; then waiting="$waiting $id"
      elif ! grep -qxF "$id" "$DF_F/work/delivered"; then
        printf '%s\n' "$id" >> "$DF_F/work/delivered"
        say "arrived: $id $(head -n 1 "$DF_IN/$id.done" | cut -c1-200)"
      fi
    done < "$DF_F/deliveries.list"
    [ -n "$waiting" ] || return 0
    sleep 1
  done
}

# The new .env: this server's own, with what comes from the old one's.
env_merged() {
  env_unchanged
  helper env-edit "$DF_ROOT/.env" "$DF_F/work/env.next" "$DF_F/env.changes.json" "$DF_IN/env" "$DF_OLD_DOTENV"
  chmod 600 "$DF_F/work/env.next"
}

# What came is loaded into the scratch database, compared with what the old server counted, and its APP_KEY proven.
import_prove() {
  db_conf
  dump_fit "$DF_IN/database" "$DF_IN/database.fit"
  scratch_empty
  scratch_load "$DF_IN/database.fit"
  scratch_tables rows > "$DF_F/work/tables.rows"
  # What users wrote while the copy was taken may stand in either; all else must be the same.
  sort "$DF_IN/tables-before" "$DF_IN/tables-after" | uniq -d > "$DF_F/work/tables.steady"
  [ -s "$DF_F/work/tables.steady" ] || die "Nothing is known of the old database's tables."
  bad=$(grep -vxF -f "$DF_F/work/tables.rows" "$DF_F/work/tables.steady" || true)
  [ -z "$bad" ] || die "The loaded copy differs from the old database in these tables: $(printf '%s\n' "$bad" | cut -f1 | paste -sd ' ' -)"
  cut -f1 "$DF_IN/tables-after" | sort > "$DF_F/work/names.old"
  cut -f1 "$DF_F/work/tables.rows" | sort > "$DF_F/work/names.new"
  cmp -s "$DF_F/work/names.old" "$DF_F/work/names.new" || die "The copy lacks tables: $(comm -23 "$DF_F/work/names.old" "$DF_F/work/names.new" | tr '\n' ' ')"
  say "$(wc -l < "$DF_F/work/tables.rows" | tr -d ' ') tables are as on the old server"
  scratch_socket
  helper key-proof "$DF_F/work/env.next" "$DF_F/work/env.scratch" "$DF_F/encrypted-columns.json" "$DF_KEY_BAD" "$DF_KEY_GOOD"
  # As this server itself sums them up: what the exchange in the switch is checked by.
  scratch_tables > "$DF_F/work/tables.import"
  mv "$DF_F/work/tables.import" "$DF_F/state/tables.import"
  mv "$DF_F/work/tables.rows" "$DF_F/state/tables.imported"
}

# ---- files ---------------------------------------------------------------------------------------------------------
# Names that stay this server's own: what the release brings, and the system's database file with what belongs to it.
stays_list() {
  git_root ls-files -z
  case $DF_DB_ENGINE:$DF_DB_NAME in
    sqlite:"$DF_ROOT"/*) for s in '' -wal -shm -journal; do printf '%s%s\0' "${DF_DB_NAME#"$DF_ROOT"/}" "$s"; done ;;
  esac
}
files_list() {
  tr '\n' '\0' < "$DF_F/move.list" > "$DF_F/work/move.paths"
  stays_list > "$DF_F/work/move.stays"
  [ ! -d "$DF_IN/files" ] || helper move-list "$DF_ROOT" "$DF_IN/files" "$DF_F/work/move.paths" "$DF_F/work/move.stays" "$DF_F/work/move.inside"
  tr '\n' '\0' < "$DF_F/move.abs.list" > "$DF_F/work/move.paths.abs"
  : > "$DF_F/work/move.none"
  [ ! -d "$DF_IN/files-abs" ] || helper move-list / "$DF_IN/files-abs" "$DF_F/work/move.paths.abs" "$DF_F/work/move.none" "$DF_F/work/move.outside"
  for f in inside outside; do
    [ ! -f "$DF_F/work/move.$f" ] || mv "$DF_F/work/move.$f" "$DF_F/state/move.$f"
  done
}
# files_move forward|back
files_move() {
  if [ -f "$DF_F/state/move.inside" ]; then
    helper move "$DF_ROOT" "$DF_IN/files" "$DF_IN.aside/files" "$DF_F/state/move.inside" "$DF_F/state/move.journal" "$1"
  fi
  if [ -f "$DF_F/state/move.outside" ]; then
    helper move / "$DF_IN/files-abs" "$DF_IN.aside/files-abs" "$DF_F/state/move.outside" "$DF_F/state/move.abs.journal" "$1"
  fi
}
# What stands where they go: for "exactly as before". The print of the installation leaves databases out.
files_print() {
  [ ! -f "$DF_F/state/move.inside" ] || helper move-print "$DF_ROOT" "$DF_F/state/move.inside"
  [ ! -f "$DF_F/state/move.outside" ] || helper move-print / "$DF_F/state/move.outside"
}

# ---- .env ----------------------------------------------------------------------------------------------------------
# env_place FILE: its text becomes the installation's .env by one rename; owner, mode and labels stay.
env_place() {
  rm -f "$DF_ROOT/.env.df-new"
  cp -a "$DF_ROOT/.env" "$DF_ROOT/.env.df-new"
  cat "$1" > "$DF_ROOT/.env.df-new"
  cmp -s "$1" "$DF_ROOT/.env.df-new" || die "The .env could not be written."
  sync "$DF_ROOT/.env.df-new" 2>/dev/null || sync
  mv -f "$DF_ROOT/.env.df-new" "$DF_ROOT/.env"
}

# ---- the database --------------------------------------------------------------------------------------------------
# Back to the proven copy: loaded beside, verified, exchanged; nothing is emptied before its replacement is proven.
database_back() {
  [ -f "$DF_F/state/migrating" ] || return 0
  database_up 60
  db_conf
  dump=$(cat "$DF_F/state/proven-dump")
  proven "$dump" || die "The copy of the database is not what was proven: $dump"
  if [ -f "$DF_F/state/was-switched" ] && [ ! -f "$DF_F/state/set-aside" ]; then
    # What users wrote since the switch is kept.
    database_dump "$DF_F/backup/database-after.$DF_DUMP_SUFFIX"
    remember database-after "$DF_F/backup/database-after.$DF_DUMP_SUFFIX" "dumped before going back"
    : > "$DF_F/state/set-aside"
  fi
  database_restore "$dump" "$DF_F/state/tables.proven"
  tables_of "$DF_ROOT/.env" > "$DF_F/state/tables.now"
  cmp -s "$DF_F/state/tables.now" "$DF_F/state/tables.proven" || die "The restored database is not as it was."
  rm -f "$DF_F/state/migrating"
}

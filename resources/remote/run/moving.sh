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

# tables_written: those whose rows were not the same before and after the copy was taken, one a line.
tables_written() { sort "$DF_IN/tables-before" "$DF_IN/tables-after" | uniq -u | cut -f1 | sort -u; }
# The last copy is of an old server that nobody uses any more: what still writes there would lose what it writes. Caches are nobody's data.
tables_stood_still() {
  written=$(tables_written | grep -Evx '(.*_)?(cache|cache_locks|sessions)' | tr '\n' ' ' || true)
  [ -z "$written" ] || die "The old server is in maintenance, but something still wrote to its database while the last copy was taken: $written- it doesn't come through the web site, so it is a worker, a cron entry, another node or another program. Stop it there, then try again."
}
# What users write while the first copy is taken is proven by the last one; without one, it is to be told.
unproven_tell() {
  written=$(tables_written | tr '\n' ' ')
  [ -n "$written" ] || return 0
  say "written to while the copy was taken, so not compared: $written"
  [ ! -f "$DF_F/steps/import.again.sh" ] || return 0
  printf 'Users wrote to these tables of the old database while it was copied, so their content could not be compared: %s\n' "$written" >> "$DF_F/state/note"
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
  cmp -s "$DF_F/work/names.old" "$DF_F/work/names.new" || die "The copy has other tables than the old database: $(comm -3 "$DF_F/work/names.old" "$DF_F/work/names.new" | tr '\t\n' '  ')"
  say "$(wc -l < "$DF_F/work/tables.steady" | tr -d ' ') of $(wc -l < "$DF_F/work/tables.rows" | tr -d ' ') tables are proven to be as on the old server"
  unproven_tell
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
  [ -d "$DF_IN" ] || mkdir "$DF_IN" # deleted when it was kept; nobody else's, by the umask
  if [ -f "$DF_F/state/move.inside" ]; then
    helper move "$DF_ROOT" "$DF_IN/files" "$DF_IN.aside/files" "$DF_F/state/move.inside" "$DF_F/state/move.journal" "$1"
  fi
  if [ -f "$DF_F/state/move.outside" ]; then
    helper move / "$DF_IN/files-abs" "$DF_IN.aside/files-abs" "$DF_F/state/move.outside" "$DF_F/state/move.abs.journal" "$1"
  fi
}
# What was put aside is listed: it may be large, and is there to be deleted.
aside_list() {
  [ -n "$(find "$DF_IN.aside" ! -type d | head -n 1)" ] || return 0
  printf 'files\t%s\t\t%s\t%s\n' "$DF_IN.aside" "$(( $(du -sk "$DF_IN.aside" | cut -f1) * 1024 ))" "put aside as it was" >> "$DF_F/manifest"
}
aside_unlist() {
  [ -f "$DF_F/manifest" ] || return 0
  awk -F'\t' -v aside="$DF_IN.aside" '$2 != aside' "$DF_F/manifest" > "$DF_F/manifest.new"
  mv "$DF_F/manifest.new" "$DF_F/manifest"
}
# What stands where they go: for "exactly as before". The print of the installation leaves databases out.
files_print() {
  [ ! -f "$DF_F/state/move.inside" ] || helper move-print "$DF_ROOT" "$DF_F/state/move.inside"
  [ ! -f "$DF_F/state/move.outside" ] || helper move-print / "$DF_F/state/move.outside"
}

# ---- .env ----------------------------------------------------------------------------------------------------------
# A link stays one: what it leads to is the file that is read.
env_file() { readlink -f "$DF_ROOT/.env" || die "$DF_ROOT/.env leads nowhere."; }
# env_place FILE: its text becomes the installation's .env by one rename; owner, mode and labels stay.
env_place() {
  df_env=$(env_file)
  rm -f "$df_env.df-new"
  cp -a "$df_env" "$df_env.df-new"
  cat "$1" > "$df_env.df-new"
  cmp -s "$1" "$df_env.df-new" || die "The .env could not be written."
  sync "$df_env.df-new" 2>/dev/null || sync
  mv -f "$df_env.df-new" "$df_env"
}
# Owner and mode are the file's own; its text and its time come from the copy.
env_back() {
  rm -f "$(env_file).df-new"
  if ! cmp -s "$DF_F/backup/env" "$DF_ROOT/.env"; then
    proven "$DF_F/backup/env" || die "The copy of .env is not what was kept: $DF_F/backup/env"
    env_place "$DF_F/backup/env"
    touch -r "$DF_F/backup/env" "$(env_file)"
  fi
}

# ---- after going back from a switch --------------------------------------------------------------------------------
# Of what came, only the files stay, listed: as users left them on this server.
arrivals_strip() {
  [ -d "$DF_IN" ] || return 0
  find "$DF_IN" -mindepth 1 -maxdepth 1 ! -name files ! -name files-abs -exec rm -rf {} +
  [ ! -d "$DF_IN.aside" ] || find "$DF_IN.aside" -depth -type d -exec rmdir {} + 2>/dev/null || true
  rmdir "$DF_IN/files" "$DF_IN/files-abs" 2>/dev/null || true
  if [ -z "$(find "$DF_IN" -mindepth 1 ! -type d | head -n 1)" ]; then rm -rf "$DF_IN"; return 0; fi
  printf 'files-after\t%s\t\t%s\t%s\n' "$DF_IN" "$(( $(du -sk "$DF_IN" | cut -f1) * 1024 ))" "set aside when going back" >> "$DF_F/manifest"
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

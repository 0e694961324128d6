# Your changes to tracked files, hunk by hunk where they fit the new release.
git_root -c core.fileMode=false diff --binary --diff-filter=M HEAD > "$DF_F/work/changes.patch"
cp "$DF_F/work/changes.patch" "$DF_HOME/changes.patch"; chmod 644 "$DF_HOME/changes.patch"
ui=; [ "$DF_UI_LEFTOVERS" != 1 ] || ui='--exclude=public/*'
if [ -s "$DF_F/work/changes.patch" ]; then
  git_next apply --reject --whitespace=nowarn --exclude='composer.*' --exclude='storage/*' ${ui:+"$ui"} "$DF_HOME/changes.patch" || true
fi
find "$DF_NEXT" -path "$DF_NEXT/.git" -prune -o -name '*.rej' -print > "$DF_F/work/rejected"
if [ -s "$DF_F/work/rejected" ]; then
  mkdir -p "$DF_F/backup/rejected"
  while read -r f; do
    name=$(printf %s "${f#"$DF_NEXT"/}" | tr / _)
    mv "$f" "$DF_F/backup/rejected/$name"
    printf 'A change to %s does not fit the new release; it is kept in %s\n' "$(printf %s "${f#"$DF_NEXT"/}" | sed 's/\.rej$//')" "$DF_F/backup/rejected/$name" >> "$DF_F/state/note"
  done < "$DF_F/work/rejected"
fi
rm -f "$DF_HOME/changes.patch"
say "$(git_next -c core.fileMode=false diff --stat HEAD | tail -n 1)"

# The three composer files of the commercial edition, for the new release. No release's git knows composer.json-dist: it is
# named here, so that it changes places with the others.
for f in composer.json composer.lock composer.json-dist; do
  if [ -f "$DF_F/commercial/$f" ]; then
    cp "$DF_F/commercial/$f" "$DF_NEXT/$f"
    [ "$(id -u)" != 0 ] || chown "$DF_OWNER:$DF_GROUP" "$DF_NEXT/$f"
    chmod 644 "$DF_NEXT/$f"
    printf '%s\n' "$f" >> "$DF_F/work/exchange.list"
  elif [ "$f" != composer.json-dist ]; then die "$f of the commercial edition is missing."; fi
done
# Whole or not at all: what is missing in it would not change places.
sort -u "$DF_F/work/exchange.list" > "$DF_F/work/exchange.new"
mv "$DF_F/work/exchange.new" "$DF_F/work/exchange.list"

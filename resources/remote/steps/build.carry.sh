# Files that git doesn't know inside DreamFactory's own folders (uploads, certificates, own pages) come along; what composer and
# Laravel make anew does not, nor what the 6.x user interface left behind.
leftovers='^$'
[ "$DF_UI_LEFTOVERS" != 1 ] || leftovers='^public/[^/]*\.(js|css|map|ttf|woff2?|html)$|^public/3rdpartylicenses\.txt$|^public/assets/|^resources/views/index\.blade\.php$'
git_root ls-files -z --others > "$DF_F/work/others"
# Top-level files and folders that git doesn't know stay where they are; below known folders they are copied.
tr '\0\n' '\n\0' < "$DF_F/work/others" | grep / \
  | grep -Ev '^(storage|vendor|node_modules)/|^bootstrap/cache/[^/]*\.php$|^public/(dreamfactory|filemanager|df-api-docs-ui)/|\.sqlite-(wal|shm|journal)$' \
  | grep -Ev "$leftovers" | awk -F/ 'NR == FNR { known[$0] = 1; next } $1 in known' "$DF_F/work/exchange.list" - \
  | tr '\0\n' '\n\0' > "$DF_F/work/carry" || true
tar -C "$DF_ROOT" -cf - --null -T "$DF_F/work/carry" | tar -C "$DF_NEXT" -xpf -
say "$(tr -cd '\0' < "$DF_F/work/carry" | wc -c | tr -d ' ') files of yours come along"

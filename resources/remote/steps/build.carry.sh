# Files of yours that git doesn't know come along (uploads, certificates, own pages), but for what is made anew.
date -u +%Y-%m-%dT%H:%M:%SZ > "$DF_F/work/carry.stamp"
carry_files
say "$(tr -cd '\0' < "$DF_F/work/carry" | wc -c | tr -d ' ') files of yours come along"

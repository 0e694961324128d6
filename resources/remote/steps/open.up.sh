site_open
site_answers 200 || die "Maintenance is off, but /status answers $code."
say "commit $(git_root rev-parse HEAD)"

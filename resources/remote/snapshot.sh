#!/bin/sh
# Runs the PHP program that comes first on standard input, with the rest of standard input as its own: nothing is written
# to the server's disk and no setting shows in the list of processes. The first line says how many bytes the program has.
# DF_PHP: the PHP binary. DF_USER: the web user; root becomes that user, since the tree is the user's and not root's to trust.
# shellcheck disable=SC2016 # the dollars are PHP's
loader='$n = (int) fgets(STDIN); $c = ""; while (strlen($c) < $n && !feof(STDIN)) { $c .= fread(STDIN, $n - strlen($c)); } eval($c);'
set -- "${DF_PHP:-php}" -d display_errors=stderr -d log_errors=0 -d memory_limit=512M -d allow_url_fopen=1 \
    -d disable_functions= -d open_basedir= -d opcache.enable_cli=0 -r "$loader"
if [ "$(id -u)" -eq 0 ] && [ -n "${DF_USER:-}" ] && [ "${DF_USER:-}" != root ] && command -v runuser >/dev/null 2>&1; then
    set -- runuser -u "$DF_USER" -- "$@"
fi
if command -v timeout >/dev/null 2>&1; then
    exec timeout -k 5 "${DF_SECONDS:-180}" "$@"
fi
exec "$@"

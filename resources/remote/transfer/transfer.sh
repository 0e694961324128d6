# One end of a transfer. Standard input: the length of the PHP part in a line, the PHP part (transfer/*.php and what it shares with the
# run), then what it is to do. Set before this text: DF_PHP, DF_END (Sender or Receiver). Its only files on the old server are in a
# private folder of its own, which it removes on every exit.
PATH="${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
LC_ALL=C
export PATH LC_ALL
umask 077
cd / || exit 1
DF_TEMP=
trap '[ -z "$DF_TEMP" ] || rm -rf "$DF_TEMP"' EXIT
trap 'exit 129' HUP INT TERM PIPE
if [ "$DF_END" = Sender ]; then
    # What one left that was killed with all its processes.
    for old in /var/tmp/df-transfer.* "${TMPDIR:-/tmp}"/df-transfer.* /dev/shm/df-transfer.*; do
        if [ ! -L "$old" ] && [ -O "$old" ] && [ -s "$old/pid" ] && ! [ -d "/proc/$(cat "$old/pid")" ]; then rm -rf "$old"; fi
    done
    for place in /var/tmp "${TMPDIR:-/tmp}" /tmp /dev/shm; do
        DF_TEMP=$(mktemp -d "$place/df-transfer.XXXXXXXXXX" 2>/dev/null) && break
        DF_TEMP=
    done
    [ -n "$DF_TEMP" ] || { echo "There is no folder for temporary files." >&2; exit 2; }
    export DF_TEMP
    echo $$ > "$DF_TEMP/pid"
fi
# shellcheck disable=SC2016 # PHP's own variables
"$DF_PHP" -d memory_limit=-1 -d display_errors=stderr -d log_errors=0 -d error_reporting=24575 -d auto_prepend_file= -d open_basedir= \
    -d disable_functions= -r 'stream_set_read_buffer(STDIN, 0);
$n = (int)fgets(STDIN); $c = "";
while (strlen($c) < $n && ($p = fread(STDIN, $n - strlen($c))) !== "" && $p !== false) { $c .= $p; }
if (strlen($c) !== $n) { exit(3); }
eval($c . $argv[1] . "::main();");' -- "$DF_END"

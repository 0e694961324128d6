# shellcheck shell=sh
# Writes a run folder: DF_FOLDER, DF_LOCKS, DF_LOCK_KEYS and DF_PHP_TOOL are set in front; a JSON on stdin holds the files. Exit 75: another run.
umask 077
for key in $DF_LOCK_KEYS; do
  [ -e "$DF_LOCKS/$key.lock" ] || continue
  if ! flock -n "$DF_LOCKS/$key.lock" true; then cat "$DF_LOCKS/$key.who" >&2; exit 75; fi
done
mkdir -p "$DF_FOLDER" || exit 1
chmod 700 "$DF_FOLDER"
# shellcheck disable=SC2016
"$DF_PHP_TOOL" -r '
$folder = $argv[1];
$in = json_decode(stream_get_contents(STDIN), true);
if (!is_array($in) || !isset($in["files"])) { fwrite(STDERR, "no list of files arrived\n"); exit(1); }
foreach ($in["files"] as $f) {
    $path = $folder . "/" . $f["path"];
    if (strpos($f["path"], "..") !== false) { fwrite(STDERR, "bad path\n"); exit(1); }
    if (!is_dir(dirname($path)) && !mkdir(dirname($path), 0700, true)) { exit(1); }
    $bytes = base64_decode($f["base64"], true);
    if ($bytes === false || file_put_contents("$path.new", $bytes) !== strlen($bytes)
        || !chmod("$path.new", octdec($f["mode"])) || !rename("$path.new", $path)) {
        fwrite(STDERR, "cannot write $path\n"); exit(1);
    }
}' "$DF_FOLDER" || exit 1
mkdir -p "$DF_FOLDER/state/steps" "$DF_FOLDER/log" "$DF_FOLDER/work" "$DF_FOLDER/backup"
[ -f "$DF_FOLDER/state/phase" ] || printf 'deployed\n' > "$DF_FOLDER/state/phase"
sync "$DF_FOLDER" 2>/dev/null || sync
